/// A value of PDF (ISO 32000-1, 7.3) that is to be written.
enum PDFValue {
  case name(String)
  case integer(Int)

  /// A number with three decimals.
  case real(Double)
  case boolean(Bool)
  case text(String)
  case reference(Int)
  case array([PDFValue])
  case dictionary([(key: String, value: PDFValue)])

  /// A dictionary of the keys whose value is something.
  static func dictionary(_ entries: KeyValuePairs<String, PDFValue?>) -> PDFValue {
    .dictionary(entries.compactMap { key, value in value.map { (key, $0) } })
  }

  /// Adds the value in qpdf's JSON, version 2.
  func append(to json: inout String) {
    switch self {
    case .name(let name): json += "\"/\(name)\""
    case .integer(let number): json += "\(number)"
    case .real(let number): json += rounded(number)
    case .boolean(let truth): json += truth ? "true" : "false"
    case .text(let text):
      json += "\"u:"
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": json += "\\\(scalar)"
        case _ where scalar.value < 0x20: json += " "
        default: json.unicodeScalars.append(scalar)
        }
      }
      json += "\""
    case .reference(let identifier): json += "\"\(identifier) 0 R\""
    case .array(let values):
      json += "["
      for (index, value) in values.enumerated() {
        if index > 0 { json += "," }
        value.append(to: &json)
      }
      json += "]"
    case .dictionary(let entries):
      json += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { json += "," }
        json += "\"/\(entry.key)\":"
        entry.value.append(to: &json)
      }
      json += "}"
    }
  }

  private func rounded(_ number: Double) -> String {
    let thousandths = Int((number * 1000).rounded())
    let digits = String(abs(thousandths) % 1000)
    let fraction = String(repeating: "0", count: 3 - digits.count) + digits
    return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000).\(fraction)"
  }
}

/// New objects of a PDF, to be handed to qpdf at once.
struct PDFObjects {
  private var json = ""
  private var next: Int

  /// - Parameter first: A number above those of all objects there are.
  init(numberedFrom first: Int) { next = first }

  /// Takes numbers for objects that refer to each other.
  mutating func reserve(_ count: Int) -> [Int] {
    defer { next += count }
    return Array(next..<next + count)
  }

  /// Sets an object that is there or has a reserved number.
  mutating func set(_ identifier: Int, to value: PDFValue) {
    json += ",\"obj:\(identifier) 0 R\":{\"value\":"
    value.append(to: &json)
    json += "}"
  }

  /// Adds an object and returns its number.
  mutating func add(_ value: PDFValue) -> Int {
    let identifier = reserve(1)[0]
    set(identifier, to: value)
    return identifier
  }

  /// The objects in qpdf's JSON.
  var update: String {
    """
    {"qpdf":[{"jsonversion":2,"pushedinheritedpageresources":false,"calledgetallpages":false,\
    "maxobjectid":\(next)},{\(json.dropFirst())}]}
    """
  }
}
