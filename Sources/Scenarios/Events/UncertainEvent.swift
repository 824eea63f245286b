import Diagnostics
import Formulas
import Indicators

/// Something that may happen at dates that are known, with chances that are judged.
struct UncertainEvent: Sendable {
  enum Rule: Sendable {
    case term(TermRule)
    case chance(ChanceRule)
  }

  let name: String
  let span: SourceSpan
  let title: LocalizedText?
  let rule: Rule

  /// The names that formulas know its state by.
  let gives: [Gift]

  /// One name that an event gives.
  struct Gift: Sendable {
    let state: State
    let name: String
    let span: SourceSpan
  }

  enum State: String, Sendable, CaseIterable {
    /// Years from this one to the end then known, never below zero.
    case yearsLeft = "years_left"

    /// Whether the end then known lies in a later year.
    case stands

    /// The year of the first confirmation, missing until there is one.
    case firstConfirmed = "first_confirmed"

    /// Whether what has a chance has begun and lasts.
    case active

    var unit: Unit {
      switch self {
      case .yearsLeft: Unit(atoms: ["year": 1])
      case .stands, .active: .truth
      // A calendar year is no length of time.
      case .firstConfirmed: .one
      }
    }
  }
}

/// A term that reviews can renew: a treaty, a concession, a contract.
struct TermRule: Sendable {
  enum Outcome: String, Sendable, CaseIterable {
    case confirmed
    case notConfirmed = "not_confirmed"
  }

  /// Where a new term is counted from.
  enum Anchor: String, Sendable, CaseIterable {
    case review
    case end
  }

  /// Whether a review may fall on the day the term ends.
  enum Last: String, Sendable, CaseIterable {
    case beforeEnd = "before_end"
    case atEnd = "at_end"
  }

  /// An outcome of one review that is known or assumed.
  struct Fixed: Sendable {
    let date: CalendarDate
    let outcome: Outcome
    let span: SourceSpan
  }

  let starts: CalendarDate

  /// All lengths of time are whole months.
  let term: Int
  let firstReview: CalendarDate
  let every: Int
  let afterFailure: Int
  let last: Last
  let newTerm: Int
  let anchor: Anchor

  /// The chance that a review confirms: the first one, one that follows a failure, and a regular one that
  /// follows a confirmation.
  let chanceFirst: Expression
  let chanceAfterFailure: Expression
  let chanceAfterConfirmation: Expression
  let observed: [Fixed]
  let assumed: [Fixed]
}

/// Something that may begin in one of several years and then lasts.
struct ChanceRule: Sendable {
  let years: [Int]
  let chance: Expression

  /// In whole years.
  let lasts: Int
}

extension CalendarDate {
  /// The same day a number of months later; the last day of a shorter month.
  func adding(months: Int) -> CalendarDate {
    let total = year * 12 + month - 1 + months
    let (year, month) = (total / 12, total % 12 + 1)
    let next = CalendarDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
    let length = next.dayNumber - CalendarDate(year: year, month: month, day: 1).dayNumber
    return CalendarDate(year: year, month: month, day: min(day, length))
  }
}
