import FoundationEssentials
import Indicators
import Tabular

/// What the values of a field are (Table Schema v2, "Field types").
enum FieldType {
  case any
  case string(StringFormat)
  case number
  case integer
  case boolean(true: Set<String>, false: Set<String>)
  case date(DatePattern)
  case time(DatePattern)
  case dateTime(DatePattern)
  case year
  case yearMonth
  case duration
  case list(delimiter: Character)
  case array
  case object
  case geoPoint

  /// Its name in a schema.
  var name: String {
    switch self {
    case .any: "any"
    case .string: "string"
    case .number: "number"
    case .integer: "integer"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateTime: "datetime"
    case .year: "year"
    case .yearMonth: "yearmonth"
    case .duration: "duration"
    case .list: "list"
    case .array: "array"
    case .object: "object"
    case .geoPoint: "geopoint"
    }
  }

  /// What a value should be, for messages.
  var expectation: String {
    switch self {
    case .any: "any text"
    case .string(let format): format.expectation
    case .number: "a decimal number"
    case .integer: "a whole number"
    case .boolean(let yes, let no):
      "one of \((yes.sorted() + no.sorted()).joined(separator: ", "))"
    case .date(let pattern): pattern.expectation(else: "a day such as 2026-02-06")
    case .time(let pattern): pattern.expectation(else: "a time such as 14:30:00")
    case .dateTime(let pattern): pattern.expectation(else: "such as 2026-02-06T14:30:00Z")
    case .year: "a year such as 2024"
    case .yearMonth: "a month such as 2024-12"
    case .duration: "a duration such as P1Y6M"
    case .list: "values with the delimiter between them"
    case .array: "a JSON array"
    case .object: "a JSON object"
    case .geoPoint: "longitude and latitude such as -102.5, 23.9"
    }
  }

  /// Whether its values have an order, so that they can have a minimum and a maximum.
  var isOrdered: Bool {
    switch self {
    case .number, .integer, .date, .time, .dateTime, .year, .yearMonth: true
    case .any, .string, .boolean, .duration, .list, .array, .object, .geoPoint: false
    }
  }

  /// Whether its values have a length.
  var hasLength: Bool {
    switch self {
    case .string, .any, .list: true
    case .number, .integer, .boolean, .date, .time, .dateTime, .year, .yearMonth, .duration,
      .array, .object, .geoPoint:
      false
    }
  }

  /// Whether every text is one of its values, so that nothing need be looked at.
  var holdsEverything: Bool {
    switch self {
    case .any, .string(.default), .list: true
    case .string, .number, .integer, .boolean, .date, .time, .dateTime, .year, .yearMonth,
      .duration, .array, .object, .geoPoint:
      false
    }
  }

  /// The value that a text stands for; nothing if it is no value of this type.
  func value(of text: String, format: Number.Format) -> FieldValue? {
    switch self {
    case .any, .list: return .text(text)
    case .string(let format): return format.fits(text) ? .text(text) : nil
    case .number:
      if ["NaN", "INF", "-INF"].contains(text) { return .text(text) }
      return Number(Array(text.utf8)[...], format: format).map { .number($0.value) }
    case .integer:
      guard let number = Number(Array(text.utf8)[...], format: format), number.decimals == 0,
        !text.contains("."), !text.lowercased().contains("e") || format.groupSign != nil
      else { return nil }
      return .number(number.value)
    case .boolean(let yes, let no):
      if yes.contains(text) { return .number(1) }
      return no.contains(text) ? .number(0) : nil
    case .date(let pattern): return pattern.date(text).map { .number($0) }
    case .time(let pattern): return pattern.time(text).map { .number($0) }
    case .dateTime(let pattern): return pattern.dateTime(text).map { .number($0) }
    case .year:
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      guard digits.utf8.count >= 4, digits.utf8.allSatisfy(isDigit) else { return nil }
      return Double(text).map { .number($0) }
    case .yearMonth:
      guard text.utf8.count == 7, let month = Period(text), month.frequency == .monthly else {
        return nil
      }
      return .number(Double(month.year * 12 + month.part))
    case .duration: return isDuration(text) ? .text(text) : nil
    case .array: return isJSON(text, as: [AnyValue].self) ? .text(text) : nil
    case .object: return isJSON(text, as: [String: AnyValue].self) ? .text(text) : nil
    case .geoPoint:
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
        Double(trimmed(String($0)))
      }
      guard parts.count == 2, let longitude = parts[0], let latitude = parts[1],
        abs(longitude) <= 180, abs(latitude) <= 90
      else { return nil }
      return .text(text)
    }
  }
}

/// A value of a field, comparable to others of it.
enum FieldValue: Hashable {
  /// A number; of a date or time, days or seconds.
  case number(Double)
  case text(String)

  var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// What a text has to look like (Table Schema v2, `format` of a string).
enum StringFormat: String, CaseIterable {
  case `default`
  case email
  case uri
  case binary
  case uuid

  var expectation: String {
    switch self {
    case .default: "any text"
    case .email: "an address such as ana@example.org"
    case .uri: "an address such as https://example.org/"
    case .binary: "base64"
    case .uuid: "32 hexadecimal digits in groups of 8, 4, 4, 4 and 12"
    }
  }

  func fits(_ text: String) -> Bool {
    switch self {
    case .default: return true
    case .email:
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
    case .uri:
      guard let colon = text.firstIndex(of: ":"), colon > text.startIndex,
        text.index(after: colon) < text.endIndex
      else { return false }
      return text[..<colon].allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
      }
        && !text.contains(" ")
    case .binary: return Data(base64Encoded: text) != nil
    case .uuid: return UUID(uuidString: text) != nil
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// `P1Y2M3DT4H5M6.7S` with at least one part (XML Schema part 2, section 3.2.6).
private func isDuration(_ text: String) -> Bool {
  var rest = text[...]
  if rest.first == "-" { rest.removeFirst() }
  guard rest.first == "P" else { return false }
  rest.removeFirst()
  let halves = rest.split(separator: "T", omittingEmptySubsequences: false)
  guard 1...2 ~= halves.count, halves.last?.isEmpty == false else { return false }
  for (half, letters) in zip(halves, ["YMWD", "HMS"]) {
    var left = letters[...]
    var digits = 0
    for character in half {
      if character.isASCII, character.isNumber || (character == "." && digits > 0) {
        digits += 1
      } else {
        guard digits > 0, let place = left.firstIndex(of: character) else { return false }
        left = left[left.index(after: place)...]
        digits = 0
      }
    }
    guard digits == 0 else { return false }
  }
  return true
}

/// Any value of a JSON text.
private struct AnyValue: Decodable {
  init(from decoder: any Decoder) {}
}

private func isJSON<Value: Decodable>(_ text: String, as type: Value.Type) -> Bool {
  (try? JSONDecoder().decode(type, from: Data(text.utf8))) != nil
}
