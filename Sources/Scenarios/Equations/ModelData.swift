import Diagnostics
import Formulas
import Indicators

/// What a model's formulas may use besides its own names: the indicators and ratios of the folder.
protocol ModelData {
  /// The value of a formula that uses no name of the model; nothing if it has none, which is then
  /// reported.
  func cube(_ expression: Expression, into diagnostics: inout DiagnosticList) -> Cube?

  /// Whether an indicator or a ratio has the name.
  func hasName(_ name: String) -> Bool

  /// All names of indicators and ratios, for messages.
  var names: [String] { get }
}

/// The folder's indicators and ratios.
struct FolderData: ModelData {
  private let evaluator: Evaluator
  private let known: Set<String>

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    known = Set(evaluator.names)
  }

  var names: [String] { evaluator.names }

  func hasName(_ name: String) -> Bool { known.contains(name) }

  func cube(_ expression: Expression, into diagnostics: inout DiagnosticList) -> Cube? {
    switch evaluator.evaluate(expression, into: &diagnostics) {
    case .cube(let cube): return cube
    case .text:
      diagnostics.report(.noNumber(at: expression.span))
      return nil
    case nil: return nil
    }
  }
}
