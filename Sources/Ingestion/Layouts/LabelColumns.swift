/// Columns that hold the names of a dimension's members: `geo.es` beside `geo`, in that language, and
/// `Country Name` beside `Country Code`, `sex.label` beside `sex`.
struct LabelColumns {
  private struct Label {
    let code: Int
    let column: Int
    let language: String
  }

  private let labels: [Label]

  init(_ header: Header) {
    var labels: [Label] = []
    for (column, name) in header.names.enumerated() {
      if let point = name.lastIndex(of: "."), Self.isLanguage(name[name.index(after: point)...]),
        let code = header.column(named: String(name[..<point])), code != column
      {
        let language = String(name[name.index(after: point)...])
        labels.append(Label(code: code, column: column, language: language))
        continue
      }
      let lower = name.lowercased()
      for ending in [".label", "_label", " label"] where lower.hasSuffix(ending) {
        if let code = header.column(called: String(lower.dropLast(6))) {
          labels.append(Label(code: code, column: column, language: ""))
        }
      }
      for ending in [" name", "_name"] where lower.hasSuffix(ending) {
        let stem = lower.dropLast(4)
        if let code = header.column(called: "\(stem)code") {
          labels.append(Label(code: code, column: column, language: ""))
        }
      }
    }
    self.labels = labels
  }

  var columns: Set<Int> { Set(labels.map(\.column)) }

  /// Keeps the names that a record gives to its members.
  func read(
    _ record: Int,
    of dimensions: [(name: String, column: Int)],
    with reader: inout RecordReader,
    into findings: inout Findings
  ) {
    for label in labels {
      guard let dimension = dimensions.first(where: { $0.column == label.code }) else { continue }
      let text = reader.text(record, label.column)
      let member = reader.text(record, label.code)
      guard !text.isEmpty, !member.isEmpty,
        findings.labels[dimension.name]?[member]?[label.language] == nil
      else { continue }
      findings.labels[dimension.name, default: [:]][member, default: [:]][label.language] = text
    }
  }

  /// `en`, `es`, also with a region.
  private static func isLanguage(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return 1...2 ~= parts.count && parts[0].utf8.count == 2
      && parts.allSatisfy { $0.utf8.count == 2 && $0.allSatisfy { $0.isASCII && $0.isLetter } }
  }
}
