/// What a function of formulas does, for `veta explain` and README: held against the code by a test that
/// works every example out.
public struct FunctionDocumentation: Sendable {
  public enum Family: String, Sendable, CaseIterable {
    case time = "over time"
    case dimension = "over a dimension"
    case indexNumbers = "index numbers and elasticities"
    case maths = "of each value"
    case units = "units"
    case words = "words, in texts"
  }

  public let name: String
  public let family: Family

  /// What it gives, in one line.
  public let gives: String

  /// In the letters of its parameters; subscripts are periods.
  public let formula: String

  /// Who defines it so; nothing where nobody needs to.
  public let source: String?

  /// What it takes, and in which unit the result is.
  public let units: String

  /// What becomes of missing values, and of breaks where they count.
  public let missing: String
  public let example: FunctionExample

  init(
    _ name: String,
    _ family: Family,
    gives: String,
    formula: String,
    source: String? = nil,
    units: String,
    missing: String,
    _ example: FunctionExample
  ) {
    self.name = name
    self.family = family
    self.gives = gives
    self.formula = formula
    self.source = source
    self.units = units
    self.missing = missing
    self.example = example
  }

  /// How it is written.
  public var usage: String { Function.all[name]?.usage ?? "if(c, a, b)" }

  public var printed: String {
    var lines = [usage, "", gives + ".", ""]
    lines.append("formula   \(formula)")
    lines.append("units     \(units)")
    lines.append("missing   \(missing)")
    if let source { lines.append("source    \(source)") }
    lines += ["", "example:"]
    lines += example.printed.map { "    \($0)" }
    return lines.joined(separator: "\n")
  }

  /// One for each function that formulas can call, in the order in which README lists them.
  public static let all: [FunctionDocumentation] =
    time + dimension + indexNumbers + maths + units + words

  /// The names of all functions, sorted.
  public static var functions: [String] { (Function.all.keys + ["if"]).sorted() }
}
