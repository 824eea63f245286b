import Diagnostics
import Tabular

/// What the descriptor says of what is not there.
extension CatalogueReader {
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
