import Diagnostics
import Indicators

/// Words that stand for probabilities.
extension Function {
  /// The word for a probability, so that a text says "likely" of what is likely.
  static let likely = Function(
    name: "likely",
    parameters: [.required("p")],
    check: { call in
      guard let type = call.single("p") else { return nil }
      guard type.unit.meaning == .percent || type.unit.isPlainNumber else {
        call.report(
          .wrongUnit("p of likely", type.unit, expected: "a probability", at: call.bound.span("p"))
        )
        return nil
      }
      return .text
    },
    compute: { call in
      guard let operand = call.operand("p"), let divisor = operand.cube.unit.ratioDivisor,
        let value = call.single("p")
      else { return nil }
      let probability = value / divisor
      guard (0...1).contains(probability) else {
        call.report(.notAProbability(probability, at: call.bound.span("p")))
        return nil
      }
      let word = ProbabilityWord(probability)
      let isSpanish = call.evaluator.language.hasPrefix("es")
      return .text(isSpanish ? word.spanish : word.english, period: nil, code: nil)
    }
  )
}

/// The likelihood scale of the IPCC: M. D. Mastrandrea and others, Guidance Note for Lead Authors of the
/// IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties, 2010, table 1.
///
/// Where its ranges overlap, the narrowest that holds the probability counts.
enum ProbabilityWord: CaseIterable {
  case exceptionallyUnlikely
  case veryUnlikely
  case unlikely
  case aboutAsLikelyAsNot
  case likely
  case veryLikely
  case virtuallyCertain

  init(_ probability: Double) {
    self =
      switch probability {
      case ...0.01: .exceptionallyUnlikely
      case ...0.1: .veryUnlikely
      case ...0.33: .unlikely
      case 0.99...: .virtuallyCertain
      case 0.9...: .veryLikely
      case 0.66...: .likely
      default: .aboutAsLikelyAsNot
      }
  }

  var english: String {
    switch self {
    case .exceptionallyUnlikely: "exceptionally unlikely"
    case .veryUnlikely: "very unlikely"
    case .unlikely: "unlikely"
    case .aboutAsLikelyAsNot: "about as likely as not"
    case .likely: "likely"
    case .veryLikely: "very likely"
    case .virtuallyCertain: "virtually certain"
    }
  }

  var spanish: String {
    switch self {
    case .exceptionallyUnlikely: "excepcionalmente improbable"
    case .veryUnlikely: "muy improbable"
    case .unlikely: "improbable"
    case .aboutAsLikelyAsNot: "tan probable como improbable"
    case .likely: "probable"
    case .veryLikely: "muy probable"
    case .virtuallyCertain: "prácticamente seguro"
    }
  }
}
