import Indicators

/// One way the events can go, with its probability and the state of each name year by year.
struct Outcome: Hashable, Sendable {
  var probability: Double

  /// For each name the events give, its value in each stored year; NaN where it is missing.
  var paths: [[Double]]

  /// The paths as bits, so that missing values compare equal.
  var key: [[UInt64]] { paths.map { $0.map(\.bitPattern) } }
}

/// The outcomes of one event, exact, with those that are alike up to the last year merged.
///
/// `chance` gives the chance that a review confirms, by which of the rule's chances it is and its year.
/// The outcomes come with the earliest success first; their probabilities sum to one.
func outcomes(
  of rule: TermRule,
  states: [UncertainEvent.State],
  years: ClosedRange<Int>,
  chance: (TermRule.ReviewKind, Int) -> Double
) -> [Outcome] {
  var walk = TermWalk(rule: rule, states: states, years: years)
  walk.visit(
    TermWalk.Position(
      review: rule.firstReview,
      kind: .first,
      end: rule.starts.adding(months: rule.term),
      ends: [],
      firstConfirmed: nil,
      probability: 1
    ),
    chance: chance
  )
  return merged(walk.outcomes)
}

extension TermRule {
  /// Which of the rule's chances a review has.
  enum ReviewKind: Hashable, Sendable {
    case first
    case afterFailure
    case afterConfirmation
  }

  /// The outcome of a review that is not left to chance; what is assumed stands before what was observed.
  func fixedOutcome(on date: CalendarDate) -> Outcome? {
    (assumed.first { $0.date == date } ?? observed.first { $0.date == date })?.outcome
  }

  /// The dates of all reviews that some path comes to, up to a year.
  func reviewDates(until year: Int) -> Set<CalendarDate> {
    var dates: Set<CalendarDate> = []
    var seen: Set<[Int]> = []
    var open: [(review: CalendarDate, end: CalendarDate)] = [
      (firstReview, starts.adding(months: term))
    ]
    while let (review, end) = open.popLast() {
      guard isHeld(review, before: end), review.year <= year,
        seen.insert([review.dayNumber, end.dayNumber]).inserted
      else { continue }
      dates.insert(review)
      open.append((review.adding(months: afterFailure), end))
      open.append((review.adding(months: every), newEnd(review: review, end: end)))
    }
    return dates
  }

  func isHeld(_ review: CalendarDate, before end: CalendarDate) -> Bool {
    switch last {
    case .beforeEnd: review < end
    case .atEnd: review <= end
    }
  }

  func newEnd(review: CalendarDate, end: CalendarDate) -> CalendarDate {
    switch anchor {
    case .review: review.adding(months: newTerm)
    case .end: end.adding(months: newTerm)
    }
  }
}

/// The walk through a term's reviews.
private struct TermWalk {
  struct Position {
    var review: CalendarDate
    var kind: TermRule.ReviewKind
    var end: CalendarDate

    /// The end known from each decision on, in order.
    var ends: [(year: Int, end: CalendarDate)]
    var firstConfirmed: Int?
    var probability: Double
  }

  let rule: TermRule
  let states: [UncertainEvent.State]
  let years: ClosedRange<Int>
  var outcomes: [Outcome] = []

  init(rule: TermRule, states: [UncertainEvent.State], years: ClosedRange<Int>) {
    self.rule = rule
    self.states = states
    self.years = years
  }

  mutating func visit(_ position: Position, chance: (TermRule.ReviewKind, Int) -> Double) {
    let review = position.review
    guard rule.isHeld(review, before: position.end), review.year <= years.upperBound else {
      outcomes.append(outcome(of: position))
      return
    }
    let confirmation: Double =
      switch rule.fixedOutcome(on: review) {
      case .confirmed: 1
      case .notConfirmed: 0
      case nil: chance(position.kind, review.year)
      }
    if confirmation > 0 {
      var next = position
      next.end = rule.newEnd(review: review, end: position.end)
      next.ends.append((review.year, next.end))
      next.review = review.adding(months: rule.every)
      next.kind = .afterConfirmation
      next.firstConfirmed = position.firstConfirmed ?? review.year
      next.probability *= confirmation
      visit(next, chance: chance)
    }
    if confirmation < 1 {
      var next = position
      next.review = review.adding(months: rule.afterFailure)
      next.kind = .afterFailure
      next.probability *= 1 - confirmation
      visit(next, chance: chance)
    }
  }

  private func outcome(of position: Position) -> Outcome {
    let firstEnd = rule.starts.adding(months: rule.term)
    let ends = years.map { year in position.ends.last { $0.year <= year }?.end ?? firstEnd }
    return Outcome(
      probability: position.probability,
      paths: states.map { state in
        zip(years, ends).map { year, end in
          switch state {
          case .yearsLeft: Double(max(0, end.year - year))
          case .stands: end.year > year && rule.starts.year <= year ? 1 : 0
          case .firstConfirmed:
            position.firstConfirmed.map { $0 <= year ? Double($0) : .nan } ?? .nan
          case .active: .nan
          }
        }
      }
    )
  }
}

/// The outcomes of something that begins once, in one of several years, or never.
func outcomes(
  of rule: ChanceRule,
  states: [UncertainEvent.State],
  years: ClosedRange<Int>,
  chance: (Int) -> Double
) -> [Outcome] {
  var result: [Outcome] = []
  var remaining = 1.0
  func append(beginning: Int?, probability: Double) {
    guard probability > 0 else { return }
    let path = years.map { year in
      beginning.map { $0 <= year && year < $0 + rule.lasts ? 1.0 : 0 } ?? 0
    }
    result.append(Outcome(probability: probability, paths: states.map { _ in path }))
  }
  for year in rule.years.sorted() {
    let share = chance(year)
    append(beginning: year, probability: remaining * share)
    remaining *= 1 - share
  }
  append(beginning: nil, probability: remaining)
  return merged(result)
}

/// Every outcome of the first with every outcome of the second, the two being independent.
func combined(_ first: [Outcome], _ second: [Outcome]) -> [Outcome] {
  first.flatMap { one in
    second.map { other in
      Outcome(
        probability: one.probability * other.probability,
        paths: one.paths + other.paths
      )
    }
  }
}

/// Outcomes whose paths are alike become one, in order of first appearance.
private func merged(_ outcomes: [Outcome]) -> [Outcome] {
  var positions: [[[UInt64]]: Int] = [:]
  var result: [Outcome] = []
  for outcome in outcomes {
    if let position = positions[outcome.key] {
      result[position].probability += outcome.probability
    } else {
      positions[outcome.key] = result.count
      result.append(outcome)
    }
  }
  return result
}
