import Indicators
import TestSupport
import Testing

/// Records of a tidy file share what they have in common with the one before them; whichever column they
/// differ in, each keeps its own.
@Suite struct NeighbourTests {
  /// What a record says in each column of a file.
  private struct Record {
    let indicator: String
    let geo: String
    let period: Int
    let value: Int
    let unit: String
    let source: String
    let note: String
    let published: String

    var line: String {
      "\(indicator),\(geo),\(period),\(value),\(unit),\(source),\(note),\(published)"
    }
  }

  /// Records that mostly repeat the one before, as a publisher's file does.
  private static func records(seed: UInt64) -> [Record] {
    var random = SplitMix64(seed: seed)
    func pick(_ before: String?, _ choices: [String]) -> String {
      if let before, random.fraction() < 0.7 { return before }
      return random.element(of: choices)
    }
    var records: [Record] = []
    for period in 2001...2020 {
      let last = records.last
      records.append(
        Record(
          indicator: pick(last?.indicator, ["silver", "gold"]),
          geo: pick(last?.geo, ["MEX", "PER"]),
          period: period,
          value: random.integer(in: 1...99),
          unit: pick(last?.unit, ["t", "kt"]),
          source: pick(last?.source, ["", "one", "two"]),
          note: pick(last?.note, ["", "rounded", "revised"]),
          published: pick(last?.published, ["2025-01-01", "2025-02-01"])
        )
      )
    }
    return records
  }

  @Test(arguments: UInt64(1)...25)
  func `a record has its own unit, source, note and release whatever its neighbours have`(
    seed: UInt64
  ) throws {
    let records = Self.records(seed: seed)
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {layout: tidy, unit: t}}]
      === a.csv
      indicator,geo,period,value,unit,source,note,published
      \(records.map(\.line).joined(separator: "\n"))
      """,
      asOf: CalendarDate(year: 2025, month: 1, day: 15)
    )
    #expect(folder.problems == [], "seed \(seed)")
    var found: Set<String> = []
    for (name, indicator) in folder.catalogue.indicators {
      let cube = indicator.cube
      for cell in cube.values.indices {
        guard let value = cube[cell], let origin = cube.origin(of: cell) else { continue }
        let (members, step) = cube.coordinates(of: cell)
        found.insert(
          "\(name) \(cube.axes[0].members[members[0]].id) \(cube.time.periods[step]) \(value) "
            + "\(origin.source ?? "") \(origin.note ?? "")"
        )
      }
    }
    let expected = records.filter { $0.published == "2025-01-01" }.map { record in
      let tonnes = Double(record.unit == "kt" ? record.value * 1000 : record.value)
      return "\(record.indicator) \(record.geo) \(record.period) \(tonnes) "
        + "\(record.source) \(record.note)"
    }
    #expect(found == Set(expected), "seed \(seed)")
  }
}
