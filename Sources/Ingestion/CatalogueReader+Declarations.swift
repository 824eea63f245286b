import Diagnostics
import Indicators
import Tabular

/// What the descriptor says of what is not there.
extension CatalogueReader {
  /// Warns of a basis for a whole resource of whose indicators none is money.
  func checkBases(
    of findings: Findings,
    _ indicators: [String: Indicator],
    into list: inout DiagnosticList
  ) {
    var files: [String: Set<Int>] = [:]
    for (index, file) in findings.files.enumerated() {
      files[file.resource.name, default: []].insert(index)
    }
    var done: Set<String> = []
    for file in findings.files where done.insert(file.resource.name).inserted {
      guard let span = file.resource.defaults.basisSpan, let own = files[file.resource.name] else {
        continue
      }
      let found = findings.order.filter { name in
        findings.indicators[name]?.observations.contains { own.contains($0.file) } ?? false
      }
      let units = found.map { indicators[$0]?.cube.unit }
      // Where an indicator declares its own unit, its basis is told at the indicator.
      guard let name = found.first, let first = units.first, let unit = first,
        units.allSatisfy({ $0.map { !$0.isMoney } ?? false }),
        found.allSatisfy({ findings.indicators[$0]?.settings.unit == nil })
      else { continue }
      list.report(.basisOfNothing(name, unit, at: span))
    }
  }

  /// - Returns: The names of indicators that are declared and that their file doesn't hold.
  func checkDeclarations(
    of findings: Findings,
    into list: inout DiagnosticList
  ) -> Set<String> {
    var missing: Set<String> = []
    for (index, file) in findings.files.enumerated() {
      let found = findings.order.filter { name in
        findings.indicators[name]?.observations.contains { $0.file == index } ?? false
      }
      for declared in file.resource.indicators where !found.contains(declared.name.text) {
        list.report(.unknownIndicator(declared.name, among: found, in: file.table.file))
        missing.insert(declared.name.text)
      }
      for correction in file.resource.corrections
      where !found.contains(correction.cells.indicator.text) {
        let isInOther = findings.files.contains { other in
          other.resource.name == file.resource.name && other.table.file != file.table.file
        }
        // Of several files of a resource any may have it.
        if isInOther, findings.indicators[correction.cells.indicator.text] != nil { continue }
        list.report(
          .unknownIndicator(correction.cells.indicator, among: found, in: file.table.file)
        )
      }
      for aggregate in file.resource.aggregates {
        guard
          let position = file.dimensions.firstIndex(where: { $0.name == aggregate.dimension.text })
        else {
          list.report(.unknownDimension(aggregate.dimension, among: file.dimensions.map(\.name)))
          continue
        }
        var members: Set<String> = []
        for name in found {
          for observation in findings.indicators[name]?.observations ?? []
          where observation.file == index {
            members.insert(observation.members[position])
          }
        }
        for member in aggregate.members where !members.contains(member.text) {
          list.report(.unknownMember(member, of: aggregate.dimension.text, among: members))
        }
      }
    }
    return missing
  }
}
