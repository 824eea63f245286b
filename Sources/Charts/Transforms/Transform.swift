import Indicators

/// A step that changes a view's rows before anything is drawn.
enum Transform: Sendable {
  case filter(Filter)

  /// Orders the rows by a column.
  case sort(field: String, isDescending: Bool)

  func applied(to table: Table) -> Table {
    switch self {
    case .filter(let filter): return table.filtered(filter.holds)
    case .sort(let field, let isDescending):
      var result = table
      let order = table.rows.enumerated().sorted { left, right in
        let (a, b) = (left.element[field], right.element[field])
        if a == b { return left.offset < right.offset }
        return isDescending ? precedes(b, a) : precedes(a, b)
      }
      result.rows = order.map(\.element)
      return result
    }
  }
}

/// Whether one field comes before another: numbers by size, periods by time, texts by code, the missing
/// last.
func precedes(_ left: Datum, _ right: Datum) -> Bool {
  switch (left, right) {
  case (.missing, _): false
  case (_, .missing): true
  case (.number(let a), .number(let b)): a < b
  case (.period(let a), .period(let b)): a < b
  default: (left.text ?? "") < (right.text ?? "")
  }
}

/// A test of a row: comparisons of a column with a constant, joined by `&&` and `||`, in the form of
/// Vega's expressions (`datum.value >= 5 && datum.geo != 'MEX'`).
struct Filter: Hashable, Sendable {
  enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=="
    case unequal = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
  }

  struct Clause: Hashable, Sendable {
    var field: String
    var comparison: Comparison
    var constant: Datum
  }

  /// Any of the groups must hold, and of a group every clause.
  var groups: [[Clause]]

  /// - Returns: Nothing for a text of another form.
  init?(_ text: String) {
    var groups: [[Clause]] = []
    for group in text.split(separator: "||", omittingEmptySubsequences: false) {
      var clauses: [Clause] = []
      for part in group.split(separator: "&&", omittingEmptySubsequences: false) {
        guard let clause = Filter.clause(part) else { return nil }
        clauses.append(clause)
      }
      groups.append(clauses)
    }
    self.groups = groups
  }

  init(groups: [[Clause]]) { self.groups = groups }

  private static func clause(_ text: Substring) -> Clause? {
    var rest = text.drop(while: \.isWhitespace)
    let prefixes = ["datum.", "datum['", "datum[\""]
    guard let prefix = prefixes.first(where: { rest.hasPrefix($0) }) else { return nil }
    rest = rest.dropFirst(prefix.count)
    let field = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    rest = rest.dropFirst(field.count)
    if prefix != "datum." { rest = rest.dropFirst(2) }
    rest = rest.drop(while: \.isWhitespace)
    // `===` and `!==` are JavaScript's; they mean the same for constants.
    guard !field.isEmpty,
      let comparison = Comparison.allCases.first(where: { rest.hasPrefix($0.rawValue) })
    else { return nil }
    rest = rest.dropFirst(comparison.rawValue.count)
    if [.equal, .unequal].contains(comparison), rest.hasPrefix("=") { rest = rest.dropFirst() }
    var constant = rest.drop(while: \.isWhitespace)
    while constant.last?.isWhitespace == true { constant.removeLast() }
    if let quote = constant.first, quote == "'" || quote == "\"" {
      guard constant.count >= 2, constant.last == quote else { return nil }
      return Clause(
        field: String(field),
        comparison: comparison,
        constant: .text(String(constant.dropFirst().dropLast()))
      )
    }
    guard let number = Double(constant) else { return nil }
    return Clause(field: String(field), comparison: comparison, constant: .number(number))
  }

  var fields: [String] { groups.flatMap { $0.map(\.field) } }

  func holds(_ row: Row) -> Bool {
    groups.contains { group in group.allSatisfy { Filter.holds($0, row[$0.field]) } }
  }

  private static func holds(_ clause: Clause, _ value: Datum) -> Bool {
    if case .number(let wanted) = clause.constant, let number = year(of: value) {
      switch clause.comparison {
      case .equal: return number == wanted
      case .unequal: return number != wanted
      case .atMost: return number <= wanted
      case .atLeast: return number >= wanted
      case .less: return number < wanted
      case .greater: return number > wanted
      }
    }
    guard let text = value.text, let wanted = clause.constant.text else {
      // A missing value is unequal to everything and neither more nor less.
      return clause.comparison == .unequal
    }
    switch clause.comparison {
    case .equal: return text == wanted
    case .unequal: return text != wanted
    case .atMost: return text <= wanted
    case .atLeast: return text >= wanted
    case .less: return text < wanted
    case .greater: return text > wanted
    }
  }

  /// A number, or the year of a period, so that `datum.period >= 2015` reads as people mean it.
  private static func year(of value: Datum) -> Double? {
    value.number ?? value.period.map { Double($0.year) }
  }
}
