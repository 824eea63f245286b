import Diagnostics
import Indicators
import Tabular

/// What was released when.
extension CatalogueReader {
  /// Warns of what the edition leaves out because it was released after its day, once a file. What
  /// `asOf` leaves out was asked for.
  func checkReleases(of findings: Findings, into list: inout DiagnosticList) {
    guard let edition else { return }
    var later: [Int: [Observation]] = [:]
    for name in findings.order {
      for observation in findings.indicators[name]?.observations ?? [] {
        guard let day = findings.files[observation.file].release(of: observation), day > edition,
          asOf.map({ day <= $0 }) ?? true
        else { continue }
        later[observation.file, default: []].append(observation)
      }
    }
    for (index, file) in findings.files.enumerated() {
      guard let first = later[index]?.min(by: { $0.record < $1.record }),
        let day = file.release(of: first)
      else { continue }
      let path = file.table.file.path
      if first.published == nil, case .date(_, let span) = file.resource.publication {
        list.report(.laterRelease(path, day, edition: edition, others: nil, at: span))
      } else {
        let records = Set((later[index] ?? []).map(\.record)).count
        let span = file.table.span(first.record, file.publishedColumn ?? first.column)
        list.report(.laterRelease(path, day, edition: edition, others: records - 1, at: span))
      }
    }
  }

  /// The indicators of which all is released too late, with the day of their first release.
  func unreleased(
    _ findings: Findings,
    among indicators: [String: Indicator]
  ) -> [String: CalendarDate] {
    var days: [String: CalendarDate] = [:]
    guard let last = [asOf, edition].compactMap(\.self).min() else { return [:] }
    for name in findings.order where indicators[name] == nil {
      let observations = findings.indicators[name]?.observations ?? []
      let day = observations.compactMap { findings.files[$0.file].release(of: $0) }.min()
      if let day, day > last { days[name] = day }
    }
    return days
  }

  /// The indicators on earlier days. Only the records of what has a date are kept, to be built again.
  func releases(
    _ findings: Findings,
    _ builder: CubeBuilder,
    _ indicators: [String: Indicator]
  ) -> Releases {
    var days: [String: [CalendarDate]] = [:]
    var kept: [String: IndicatorRecords] = [:]
    for name in findings.order {
      guard let records = findings.indicators[name] else { continue }
      var found: Set<CalendarDate> = []
      for observation in records.observations {
        if let day = findings.files[observation.file].release(of: observation) { found.insert(day) }
      }
      guard !found.isEmpty else { continue }
      days[name] = found.sorted()
      kept[name] = records
    }
    let last = [asOf, edition].compactMap(\.self).min()
    return Releases(days: days) { [kept] name, day, list in
      guard let records = kept[name] else { return indicators[name] }
      let earlier = CubeBuilder(
        files: builder.files,
        labels: builder.labels,
        asOf: min(day, last ?? day),
        edition: nil,
        warns: false
      )
      return earlier.indicator(records, into: &list).indicator
    }
  }
}
