import Diagnostics
import Indicators
import Tabular

/// Where values come from: what the table of sources, the descriptor and the files themselves say.
extension CatalogueReader {
  /// Gives what a resource says of its sources an id, for values whose records name none.
  func register(
    _ references: [SourceReference],
    of resource: ResourceDescription,
    in sources: inout [String: SourceReference]
  ) -> [String] {
    var date: String?
    if case .date(let day, _) = resource.publication { date = day.description }
    return references.enumerated().map { index, reference in
      let id = references.count == 1 ? resource.name : "\(resource.name)-\(index + 1)"
      if sources[id] == nil {
        sources[id] = SourceReference(
          id: id,
          title: reference.title,
          address: reference.address,
          date: date,
          licence: resource.licences.first
        )
      }
      return id
    }
  }

  /// Adds what publishers print around their tables to the sources of these.
  func addNotes(of findings: Findings, to sources: inout [String: SourceReference]) {
    for file in findings.files {
      for id in file.sources {
        if sources[id] == nil, let title = file.notes.source {
          var date: String?
          if let day = file.publication { date = day.description }
          sources[id] = SourceReference(
            id: id,
            title: title,
            address: nil,
            date: date,
            licence: file.resource.licences.first
          )
        }
        sources[id] = sources[id]?.adding(notes: file.notes.remarks)
      }
    }
  }

  /// Warns of source ids that the table of sources lacks, each once.
  func checkSources(
    of findings: Findings,
    _ known: Set<String>,
    sourcesFile: SourceFile?,
    into list: inout DiagnosticList
  ) {
    guard let sourcesFile else { return }
    var reported: Set<String> = []
    func check(_ id: String?, at span: @autoclosure () -> SourceSpan) {
      guard let id, !known.contains(id), reported.insert(id).inserted else { return }
      let nearest = nearestNames(to: id, among: known).first
      list.report(.unknownSource(id, in: sourcesFile, nearest: nearest, at: span()))
    }
    for name in findings.order {
      for observation in findings.indicators[name]?.observations ?? [] {
        let table = findings.files[observation.file].table
        check(observation.source, at: sourceSpan(observation, in: table))
      }
    }
    for name in findings.events.keys.sorted() {
      for event in findings.events[name]?.events ?? [] { check(event.source, at: event.span) }
    }
  }

  private func sourceSpan(_ observation: Observation, in table: Table) -> SourceSpan {
    let column = (0..<table.fieldCount(of: observation.record)).first {
      trimmed(table.text(observation.record, $0)).hasPrefix(observation.source ?? "")
    }
    return table.span(observation.record, column ?? observation.column)
  }

  /// An id without a line in the table is its own title, so that a source line can name it.
  func completeSources(
    _ sources: inout [String: SourceReference],
    with findings: Findings
  ) {
    let observed = findings.indicators.values.flatMap { $0.observations.compactMap(\.source) }
    let told = findings.events.values.flatMap { $0.events.compactMap(\.source) }
    for id in Set(observed + told) where sources[id] == nil {
      sources[id] = SourceReference(id: id, title: id, address: nil, date: nil)
    }
  }
}
