import Diagnostics
import Formulas
import Indicators

/// The files and formulas that some names rest on.
struct Reach {
  private var formulas: [SourceSpan] = []

  /// The files that count wholly, by their paths within the folder.
  private var files: Set<String> = ["datapackage.yaml", "datapackage.json"]
  private let withReports: Bool

  init(of names: Set<String>, in inputs: Inputs, withReports: Bool) {
    self.withReports = withReports
    let ratios = Dictionary(inputs.ratios.map { ($0.name, $0) }) { first, _ in first }
    var waiting = names
    var seen: Set<String> = []
    while let name = waiting.popFirst() {
      guard seen.insert(name).inserted else { continue }
      if let ratio = ratios[name] {
        formulas += [ratio.nameSpan, ratio.formula.span]
        waiting.formUnion(ratio.formula.names)
      } else if inputs.open.unknown.contains(name) {
        files.insert("ratios.yaml")
      }
      if inputs.modelNames.contains(name) { files.insert("scenarios.yaml") }
      let resource = inputs.catalogue.indicators[name]?.resource
      for known in inputs.catalogue.package.resources where known.name == resource {
        files.insert(known.path)
      }
    }
  }

  func contains(_ diagnostic: Diagnostic) -> Bool {
    guard let span = diagnostic.span else { return true }
    if formulas.contains(where: { $0.file === span.file && $0.range.overlaps(span.range) }) {
      return true
    }
    let path = span.file.path
    let name = path.split(separator: "/").last ?? ""
    if withReports, name.hasPrefix("report."), name.hasSuffix(".md") { return true }
    return files.contains { path == $0 || path.hasSuffix("/" + $0) }
  }
}
