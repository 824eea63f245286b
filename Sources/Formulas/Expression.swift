public import Diagnostics
public import Indicators

/// A formula as it was written: the tree of formats.md section 4.1, each node with its place. Two are equal
/// if they say the same, wherever they stand and whatever their spaces and brackets.
public struct Expression: Hashable, Sendable {
  public indirect enum Node: Hashable, Sendable {
    /// A number without a unit, with `%`, or with a unit in quotes.
    case number(Double, Unit?)

    /// A text in double quotes.
    case text(String)
    case truth(Bool)

    /// An indicator, a ratio, a driver, a variable, or a local name.
    case name(String)

    /// `$mineral`: a parameter of the report.
    case parameter(String)
    case call(String, [Argument])

    /// `x[geo:MEX, 2010..2024]`.
    case selection(Expression, [Selector])

    /// `x @ 2024`.
    case instant(Expression, Instant)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case conditional(Expression, Expression, Expression)

    /// `let name = value` before the rest.
    case local(String, Expression, Expression)
  }

  public struct Argument: Hashable, Sendable {
    /// `over` of `over:geo`; nothing for a positional argument.
    public let name: String?
    public let value: Expression

    public init(name: String?, value: Expression) {
      self.name = name
      self.value = value
    }
  }

  public enum Choice: Hashable, Sendable {
    case member(String)
    case parameter(String)
  }

  public struct Selector: Hashable, Sendable {
    public enum Pick: Hashable, Sendable {
      case one(Choice)
      case allBut(Choice)

      /// In the order written; a single name may be a group of labels.csv.
      case several([Choice])

      /// Inclusive on both sides; open where nothing is said.
      case periods(Period?, Period?)
    }

    /// The dimension; nothing where only a member is named, and for periods.
    public let dimension: String?
    public let pick: Pick
    public let span: SourceSpan

    public init(dimension: String?, pick: Pick, span: SourceSpan) {
      self.dimension = dimension
      self.pick = pick
      self.span = span
    }

    public static func == (left: Selector, right: Selector) -> Bool {
      left.dimension == right.dimension && left.pick == right.pick
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(dimension)
      hasher.combine(pick)
    }
  }

  public enum Instant: Hashable, Sendable {
    case period(Period)

    /// `latest`, `(latest - 1)`.
    case latest(offset: Int)
    case eachLatest
    case first(offset: Int)
    case parameter(String)
  }

  public enum UnaryOperator: String, Sendable {
    case minus = "-"
    case plus = "+"
    case not
  }

  public enum BinaryOperator: String, Sendable, CaseIterable {
    case or
    case and
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case power = "^"
  }

  public let node: Node

  /// The whole node.
  public let span: SourceSpan

  /// Where a caret goes: the operator of an operation, the name of a call, else the whole node.
  public let focus: SourceSpan

  public init(_ node: Node, span: SourceSpan, focus: SourceSpan? = nil) {
    self.node = node
    self.span = span
    self.focus = focus ?? span
  }

  public static func == (left: Expression, right: Expression) -> Bool { left.node == right.node }

  public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
