@testable import Rendering

extension QPDFDocument {
  /// The value of a key that must be there.
  borrowing func required(_ key: String, of object: Object) throws -> Object {
    guard let value = value(key, of: object) else { throw QPDFError(reason: "there is no \(key)") }
    return value
  }

  /// The structure as text: an element a line, with its words, the place of its content and its links.
  borrowing func structure() -> String {
    guard let root = value("/StructTreeRoot", of: catalog), let top = value("/K", of: root) else {
      return ""
    }
    return describe(top, depth: 0)
  }

  private borrowing func describe(_ element: Object, depth: Int) -> String {
    let indentation = String(repeating: "  ", count: depth)
    var line = indentation + (value("/S", of: element).flatMap { name($0) } ?? "?")
    for key in ["/Alt", "/ID"] {
      if let words = value(key, of: element).flatMap({ text($0) }) { line += " \(key) '\(words)'" }
    }
    if let attributes = value("/A", of: element) {
      for key in ["/Scope", "/ListNumbering"] {
        if let word = value(key, of: attributes).flatMap({ name($0) }) { line += " \(word)" }
      }
      if let columns = value("/ColSpan", of: attributes) {
        line += " over \(syntax(of: columns)) columns"
      }
      if let box = value("/BBox", of: attributes) {
        line += " [" + items(of: box).map { number($0) }.joined(separator: " ") + "]"
      }
    }
    var result = line + "\n"
    guard let kids = value("/K", of: element) else { return result }
    for kid in items(of: kids) {
      switch value("/Type", of: kid).flatMap({ name($0) }) {
      case "/MCR":
        let page = value("/Pg", of: kid).map { identifier(of: $0) }
        let place = (0..<pageCount).first { identifier(of: self.page($0)) == page } ?? -1
        let number = value("/MCID", of: kid).flatMap { integer($0) } ?? -1
        result += "\(indentation)  content \(number) of page \(place + 1)\n"
      case "/OBJR":
        let link = value("/Obj", of: kid)
        let words = link.flatMap { value("/Contents", of: $0) }.flatMap { text($0) } ?? ""
        let target = link.flatMap { value("/Dest", of: $0) }.flatMap { text($0) }
        let action = link.flatMap { value("/A", of: $0) }.flatMap { value("/URI", of: $0) }
        result +=
          "\(indentation)  link '\(words)' to \(target ?? action.flatMap { text($0) } ?? "")\n"
      default: result += describe(kid, depth: depth + 1)
      }
    }
    return result
  }

  /// A number as it is written.
  borrowing func number(_ object: Object) -> String { syntax(of: object) }

  /// The outline as text: an entry a line.
  borrowing func outlineText() -> String {
    guard let outline = value("/Outlines", of: catalog) else { return "" }
    return entries(under: outline, depth: 0)
  }

  private borrowing func entries(under parent: Object, depth: Int) -> String {
    var result = ""
    var entry = value("/First", of: parent)
    while let current = entry {
      let title = value("/Title", of: current).flatMap { text($0) } ?? ""
      let destination = value("/Dest", of: current).flatMap { text($0) } ?? ""
      result += String(repeating: "  ", count: depth) + "\(title) to \(destination)\n"
      result += entries(under: current, depth: depth + 1)
      entry = value("/Next", of: current)
    }
    return result
  }

  /// What the information dictionary says of a key.
  borrowing func information(_ key: String) -> String? {
    value("/Info", of: trailer).flatMap { value(key, of: $0) }.flatMap { text($0) }
  }

  /// A page's content as text.
  borrowing func contentText(ofPage index: Int) throws -> String {
    guard let stream = value("/Contents", of: page(index)) else { return "" }
    return String(decoding: try content(of: stream), as: UTF8.self)
  }
}
