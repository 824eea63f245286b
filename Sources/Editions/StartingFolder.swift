/// Makes a folder that builds at once: a table of figures, what is checked of it, and a report on one page.
///
/// - Returns: What went wrong, if anything did; a folder that holds something is left alone.
public func makeStartingFolder(_ path: String) -> BuildOutcome {
  func outcome(_ refusal: Refusal?) -> BuildOutcome {
    BuildOutcome(
      status: refusal?.status ?? .done,
      diagnostics: [],
      failure: refusal?.diagnostic,
      edition: nil
    )
  }
  guard FileSystem.names(in: path)?.isEmpty ?? true else {
    return outcome(Refusal(.notEmpty(path), status: .cannotCreate))
  }
  do throws(FileError) {
    try FileSystem.makeFolder(path + "/data")
    for (name, text) in startingFiles {
      try FileSystem.write(Array(text.utf8), to: "\(path)/\(name)")
    }
  } catch {
    return outcome(Refusal(.file(error), status: ExitStatus(of: error)))
  }
  return outcome(nil)
}

private let startingFiles = [
  (
    "data/visits.csv",
    """
    indicator,place,period,value,unit,source
    visits,garden,2021,41200,person,Counts at the gate
    visits,garden,2022,45900,person,Counts at the gate
    visits,garden,2023,48300,person,Counts at the gate
    visits,garden,2024,52100,person,Counts at the gate
    visits,museum,2021,18400,person,Counts at the gate
    visits,museum,2022,24700,person,Counts at the gate
    visits,museum,2023,26100,person,Counts at the gate
    visits,museum,2024,31800,person,Counts at the gate

    """
  ),
  (
    "checks.yaml",
    """
    # What must be true of the data before the report is published.
    - {title: Every year has its counts, coverage: visits, periods: 2021..2024}
    - {title: Plausible counts, range: visits, from: 10000, to: 100000}
    - {title: No slip of a zero, jump: visits, robust_z: 8}

    """
  ),
  (
    "report.en.md",
    """
    ---
    title: Visits to the garden and the museum
    subtitle: A report to start from
    finding: "The museum had {{ visits[museum] @ latest | 0,0 }} visits in 2024"
    language: en
    edition: 2024-12
    ---

    # Both places gained visitors every year {#visits}

    The garden had **{{ visits[garden] @ latest | 0,0 }}** visits in 2024 and the museum
    **{{ visits[museum] @ latest | 0,0 }}**, {{ yoy(visits[museum]) @ latest | 0% }} more than a year
    before. [](#visits-by-place) shows four years.

    ```chart
    id: visits-by-place
    title: The museum gained {{ yoy(visits[museum]) @ latest | 0% }} in the last year
    claim: yoy(visits[museum]) @ latest > 0%
    data: visits
    ```

    ```table
    id: all-visits
    title: Visits in each year
    data: visits
    rows: place
    columns: period
    format: "0,0"
    ```

    """
  ),
]
