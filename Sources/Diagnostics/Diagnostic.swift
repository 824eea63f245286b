/// Something that is wrong, or worth saying, about an input: where, what, why and what to do.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    /// Worth knowing and asking for nothing: a failure that is waived.
    case note
    case warning
    case error

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The sysexits class an error belongs to; it decides the exit status of a run.
  public enum Kind: Hashable, Sendable {
    /// Data, units, expressions, blocks, checks or claims: exit 65.
    case content
    /// A settings file that can't be read as its format: exit 78.
    case settings
    /// A file that should be there and is not: exit 66.
    case missingInput
  }

  /// A sentence that says where an expectation comes from, with its own place if it has one.
  public struct Note: Hashable, Sendable {
    public let text: String
    public let span: SourceSpan?

    public init(_ text: String, at span: SourceSpan? = nil) {
      self.text = text
      self.span = span
    }
  }

  public let severity: Severity
  public let kind: Kind

  /// Stable, `module.rule`: `formulas.unit`.
  public let id: String

  /// One lower-case clause without a full stop, quoting the offending text.
  public let message: String

  /// The place; nothing when the trouble is with the run as a whole.
  public let span: SourceSpan?

  /// What stands beside the caret: what was expected.
  public let label: String?
  public let notes: [Note]

  /// The one likely remedy.
  public let help: String?

  /// The title of the folder's own rule that failed; nothing where the rule is the program's.
  public let rule: String?

  /// The worst value that a rule found, in words: `0.53 against 0.5`.
  public let value: String?

  public init(
    _ severity: Severity = .error,
    kind: Kind = .content,
    id: String,
    _ message: String,
    at span: SourceSpan?,
    label: String? = nil,
    notes: [Note] = [],
    help: String? = nil,
    rule: String? = nil,
    value: String? = nil
  ) {
    self.severity = severity
    self.kind = kind
    self.id = id
    self.message = message
    self.span = span
    self.label = label
    self.notes = notes
    self.help = help
    self.rule = rule
    self.value = value
  }

  /// The same with one more note.
  public func adding(_ note: Note) -> Diagnostic {
    Diagnostic(
      severity,
      kind: kind,
      id: id,
      message,
      at: span,
      label: label,
      notes: notes + [note],
      help: help,
      rule: rule,
      value: value
    )
  }
}

/// The diagnostics of a run, collected so that all of them are reported together.
public struct DiagnosticList: Sendable {
  public private(set) var all: [Diagnostic] = []

  /// What was reported already, found without walking through it.
  private var known: Set<Diagnostic> = []

  public init() {}

  public mutating func report(_ diagnostic: Diagnostic) {
    // The same expression can be evaluated for several figures; its error is one error.
    guard known.insert(diagnostic).inserted else { return }
    all.append(diagnostic)
  }

  public mutating func report(contentsOf other: DiagnosticList) {
    for diagnostic in other.all { report(diagnostic) }
  }

  /// Takes back what turned out only to follow from something else.
  public mutating func withdraw(_ diagnostics: [Diagnostic]) {
    let withdrawn = Set(diagnostics)
    guard !withdrawn.isEmpty else { return }
    all.removeAll { withdrawn.contains($0) }
    known.subtract(withdrawn)
  }

  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Sorted by file in order of first mention, then by place, the placeless last.
  public var inFileOrder: [Diagnostic] {
    var fileOrder: [ObjectIdentifier: Int] = [:]
    for case let span? in all.map(\.span) {
      let key = ObjectIdentifier(span.file)
      if fileOrder[key] == nil { fileOrder[key] = fileOrder.count }
    }
    func key(_ diagnostic: Diagnostic) -> (Int, Int) {
      guard let span = diagnostic.span else { return (.max, 0) }
      return (fileOrder[ObjectIdentifier(span.file)] ?? .max, span.range.lowerBound)
    }
    return all.enumerated().sorted { left, right in
      let (leftKey, rightKey) = (key(left.element), key(right.element))
      return leftKey == rightKey ? left.offset < right.offset : leftKey < rightKey
    }.map(\.element)
  }
}
