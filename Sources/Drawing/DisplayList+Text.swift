extension DisplayList {
  /// The list as text: one item a line, indented by nesting, numbers rounded to three decimals.
  ///
  /// Tests compare it with a fixture, so that a change of a drawing can be read.
  public var text: String {
    var lines = ""
    var depth = 0
    for item in items {
      switch item {
      case .endTag, .endArtifact, .endClip: depth = max(0, depth - 1)
      default: break
      }
      lines += String(repeating: "  ", count: depth) + item.text + "\n"
      switch item {
      case .beginTag, .beginArtifact, .beginClip: depth += 1
      default: break
      }
    }
    return lines
  }
}

extension DisplayItem {
  /// The item on one line.
  public var text: String {
    switch self {
    case .page(let size, let label):
      "page \(rounded(size.width)) \(rounded(size.height)) \(quoted(label))"
    case .fill(let path, let fill): "fill \(fill.text): \(path.text)"
    case .stroke(let path, let stroke): "stroke \(stroke.text): \(path.text)"
    case .text(let run): "text \(run.line)"
    case .destination(let name, let point): "destination \(quoted(name)) \(point.text)"
    case .link(let box, .destination(let name)): "link \(box.text) to \(quoted(name))"
    case .link(let box, .address(let address)): "link \(box.text) to address \(quoted(address))"
    case .outline(let title, let level, let destination):
      "outline \(level) \(quoted(title)) to \(quoted(destination))"
    case .beginTag(let tag): "begin \(tag.text)"
    case .endTag: "end"
    case .beginArtifact: "artifact"
    case .endArtifact: "end artifact"
    case .beginClip(let box): "clip \(box.text)"
    case .endClip: "end clip"
    }
  }
}

/// A number with at most three decimals and no needless zeros.
private func rounded(_ number: Double) -> String {
  guard abs(number) < 1e12 else { return "\(number)" }
  let thousandths = Int((number * 1000).rounded())
  let sign = thousandths < 0 ? "-" : ""
  let fraction = thousandths.magnitude % 1000
  guard fraction > 0 else { return "\(sign)\(thousandths.magnitude / 1000)" }
  var digits = String(1000 + fraction).dropFirst()
  while digits.last == "0" { digits.removeLast() }
  return "\(sign)\(thousandths.magnitude / 1000).\(digits)"
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\n": result += "\\n"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

extension Point {
  fileprivate var text: String { "\(rounded(x)) \(rounded(y))" }
}

extension Box {
  fileprivate var text: String {
    "\(rounded(x)) \(rounded(y)) \(rounded(width)) \(rounded(height))"
  }
}

extension Fill {
  fileprivate var text: String {
    switch self {
    case .color(let color): "\(color)"
    case .hatch(let color, let width, let pitch):
      "hatch \(color) \(rounded(width)) every \(rounded(pitch))"
    }
  }
}

extension Stroke {
  fileprivate var text: String {
    var words = "\(color) \(rounded(width))"
    if !dash.isEmpty { words += " dash " + dash.map(rounded).joined(separator: "-") }
    if cap == .round { words += " round" }
    return words
  }
}

extension Path {
  fileprivate var text: String {
    elements.map { element in
      switch element {
      case .move(let point): "M \(point.text)"
      case .line(let point): "L \(point.text)"
      case .curve(let first, let second, let end): "C \(first.text) \(second.text) \(end.text)"
      case .close: "Z"
      }
    }
    .joined(separator: " ")
  }
}

extension TextRun {
  fileprivate var line: String {
    var words = "\(origin.text) \(quoted(text)) \(style.family) \(rounded(style.size))"
    words += "/\(style.weight.rawValue)"
    if style.isItalic { words += " italic" }
    if style.hasTabularFigures { words += " tabular" }
    if style.tracking != 0 { words += " tracking \(rounded(style.tracking))" }
    words += " \(color) width \(rounded(width))"
    if halo != 0 { words += " halo \(rounded(halo))" }
    return words
  }
}

extension StructureTag {
  fileprivate var text: String {
    switch self {
    case .document: "document"
    case .section: "section"
    case .heading(let level): "heading \(level)"
    case .paragraph: "paragraph"
    case .blockQuote: "block-quote"
    case .list: "list"
    case .listItem: "list-item"
    case .listLabel: "list-label"
    case .listBody: "list-body"
    case .table: "table"
    case .tableRow: "table-row"
    case .tableHeader(let scope): "table-header \(scope)"
    case .tableCell: "table-cell"
    case .caption: "caption"
    case .note(let id): "note \(quoted(id))"
    case .tableOfContents: "table-of-contents"
    case .tableOfContentsItem: "table-of-contents-item"
    case .span: "span"
    case .figure(let alternative): "figure \(quoted(alternative))"
    case .link(let contents): "link \(quoted(contents))"
    }
  }
}
