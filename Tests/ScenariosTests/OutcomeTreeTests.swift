import Diagnostics
import Formulas
import Indicators
import TestSupport
import Testing

@testable import Scenarios

private func rule(
  observed: [(String, TermRule.Outcome)] = [("2026-07-01", .notConfirmed)],
  assumed: [(String, TermRule.Outcome)] = [],
  starts: Int = 2020,
  last: TermRule.Last = .beforeEnd,
  anchor: TermRule.Anchor = .review
) throws -> TermRule {
  let span = SourceSpan(SourceFile(path: "scenarios.yaml", text: "0"), 0..<1)
  let zero = Expression(.number(0, nil), span: span)
  func fixed(_ items: [(String, TermRule.Outcome)]) throws -> [TermRule.Fixed] {
    try items.map {
      TermRule.Fixed(date: try #require(CalendarDate($0.0)), outcome: $0.1, span: span)
    }
  }
  return TermRule(
    starts: CalendarDate(year: starts, month: 7, day: 1),
    term: 16 * 12,
    firstReview: CalendarDate(year: 2026, month: 7, day: 1),
    every: 6 * 12,
    afterFailure: 12,
    last: last,
    newTerm: 16 * 12,
    anchor: anchor,
    chanceFirst: zero,
    chanceAfterFailure: zero,
    chanceAfterConfirmation: zero,
    observed: try fixed(observed),
    assumed: try fixed(assumed)
  )
}

private let all: [UncertainEvent.State] = [.yearsLeft, .stands, .firstConfirmed]

/// The outcomes with p for reviews that are first or follow a failure, q for regular ones.
private func tree(_ rule: TermRule, p: Double, q: Double, to: Int = 2042) -> [Outcome] {
  outcomes(of: rule, states: all, years: 2024...to) { kind, _ in kind == .afterConfirmation ? q : p
  }
}

private func share(_ outcomes: [Outcome], where isCounted: (Outcome) -> Bool) -> Double {
  outcomes.filter(isCounted).reduce(0) { $0 + $1.probability }
}

/// Sums of a few hundred products of doubles lose far less than this.
private let tolerance = 1e-12

@Suite struct OutcomeTreeTests {
  @Test(arguments: [0.02, 0.05, 0.15, 0.25, 0.35, 0.6, 0.999])
  func `a term with nine yearly reviews stands at its end with chance 1 - (1 - p)^9`(p: Double)
    throws
  {
    let outcomes = tree(try rule(), p: p, q: 0)
    var never = 1.0
    for _ in 0..<9 { never *= 1 - p }
    #expect(abs(share(outcomes) { $0.paths[1][2036 - 2024] == 1 } - (1 - never)) < tolerance)
  }

  @Test func `with p of 15% the term stands on 31 December 2036 with chance 0.768`() throws {
    let chance = share(tree(try rule(), p: 0.15, q: 0.7)) { $0.paths[1][12] == 1 }
    #expect((chance * 1000).rounded() == 768)
  }

  @Test func `the first confirmation comes in its year with a geometric chance`() throws {
    let outcomes = tree(try rule(), p: 0.15, q: 0.7)
    var open = 1.0
    for year in 2027...2035 {
      let chance = share(outcomes) { $0.paths[2][18] == Double(year) }
      #expect(abs(chance - open * 0.15) < tolerance, "\(year)")
      open *= 0.85
    }
    #expect(abs(share(outcomes) { $0.paths[2][18].isNaN } - open) < tolerance)
  }

  @Test func `the probabilities of all outcomes sum to one, and none is negative`() throws {
    var random = SplitMix64(seed: 20_261_101)
    for round in 0..<50 {
      let (p, q) = (random.fraction(), random.fraction())
      let outcomes = tree(try rule(), p: p, q: q)
      #expect(abs(share(outcomes) { _ in true } - 1) < tolerance, "round \(round): \(p), \(q)")
      #expect(outcomes.allSatisfy { $0.probability > 0 }, "round \(round)")
      #expect(Set(outcomes.map(\.key)).count == outcomes.count, "round \(round)")
    }
  }

  @Test func `what never happens is no outcome`() throws {
    let (seen, open) = (try rule(), try rule(observed: []))
    #expect(tree(seen, p: 0, q: 0.5).count == 1)
    #expect(tree(open, p: 1, q: 1).count == 1)
  }

  @Test func `years left count to the end then known, and no further than zero`() throws {
    let term = try rule()
    let never = try #require(tree(term, p: 0, q: 0).first)
    let left = (2024...2042).map { Double(max(0, 2036 - $0)) }
    #expect(never.paths[0] == left)
    let stands: [Double] = (2024...2042).map { $0 < 2036 ? 1 : 0 }
    #expect(never.paths[1] == stands)
    #expect(never.paths[2].allSatisfy { $0.isNaN })
  }

  @Test(arguments: [2020, 2024, 2025, 2027])
  func `a term stands from the year it starts in to the year before its end`(starts: Int) throws {
    let rule = try rule(starts: starts)
    let never = try #require(
      outcomes(of: rule, states: [.stands], years: 2018...2050) { _, _ in 0 }.first
    )
    let stands = (2018...2050).map { (starts..<starts + 16).contains($0) ? 1.0 : 0 }
    #expect(never.paths == [stands])
  }

  @Test
  func `a confirmation gives a new end from its year on, and the next review six years later`()
    throws
  {
    let rule = try rule(assumed: [("2027-07-01", .confirmed)])
    let outcomes = tree(rule, p: 0, q: 1)
    #expect(outcomes.count == 1)
    let left = outcomes[0].paths[0]
    #expect(left[2026 - 2024] == 10)
    #expect(left[2027 - 2024] == 16)
    #expect(left[2032 - 2024] == 11)
    #expect(left[2033 - 2024] == 16)
    #expect(left[2039 - 2024] == 16)
    #expect(outcomes[0].paths[2][2026 - 2024].isNaN)
    #expect(outcomes[0].paths[2][2027 - 2024] == 2027)
  }

  @Test
  func `a regular review that fails is followed by yearly ones with the chance after a failure`()
    throws
  {
    let rule = try rule(assumed: [("2027-07-01", .confirmed)])
    let outcomes = tree(rule, p: 0.2, q: 0.7, to: 2035)
    // 2033 confirms with 0.7; else 2034 and 2035 with 0.2 each.
    #expect(outcomes.count == 4)
    #expect(abs(share(outcomes) { $0.paths[0][9] == 16 } - 0.7) < tolerance)
    #expect(abs(share(outcomes) { $0.paths[0][10] == 16 } - 0.3 * 0.2) < tolerance)
    #expect(abs(share(outcomes) { $0.paths[0][11] == 16 } - 0.3 * 0.8 * 0.2) < tolerance)
  }

  @Test func `an observed outcome leaves its branch alone, and an assumed one stands before it`()
    throws
  {
    let observed = tree(try rule(observed: [("2026-07-01", .confirmed)]), p: 0.5, q: 0)
    #expect(share(observed) { $0.paths[2][18] == 2026 } == 1)
    let assumed = tree(try rule(assumed: [("2026-07-01", .confirmed)]), p: 0.5, q: 0)
    #expect(share(assumed) { $0.paths[2][18] == 2026 } == 1)
    let open = tree(try rule(observed: []), p: 0.5, q: 0)
    #expect(share(open) { $0.paths[2][18] == 2026 } == 0.5)
  }

  @Test func `a review on the last day is held only where the rule says so`() throws {
    let before = tree(try rule(last: .beforeEnd), p: 0.5, q: 0)
    let at = tree(try rule(last: .atEnd), p: 0.5, q: 0)
    #expect(share(before) { $0.paths[2][18] == 2036 } == 0)
    #expect(share(at) { $0.paths[2][18] == 2036 } > 0)
  }

  @Test func `a new term counts from the review or from the old end`() throws {
    let fromEnd = try rule(assumed: [("2027-07-01", .confirmed)], anchor: .end)
    #expect(tree(fromEnd, p: 0, q: 0)[0].paths[0][3] == 2052 - 2027)
  }

  @Test func `reviews are held on the days of the rule`() throws {
    let dates = try rule().reviewDates(until: 2030).sorted().map(\.description)
    #expect(dates == ["2026-07-01", "2027-07-01", "2028-07-01", "2029-07-01", "2030-07-01"])
  }

  @Test func `what has a chance begins once, in one of its years, and lasts`() throws {
    let span = SourceSpan(SourceFile(path: "scenarios.yaml", text: "0"), 0..<1)
    let rule = ChanceRule(
      years: [2025, 2026],
      chance: Expression(.number(0.25, nil), span: span),
      lasts: 2
    )
    let outcomes = outcomes(of: rule, states: [.active], years: 2024...2028) { _ in 0.25 }
    #expect(outcomes.map(\.paths) == [[[0, 1, 1, 0, 0]], [[0, 0, 1, 1, 0]], [[0, 0, 0, 0, 0]]])
    #expect(outcomes.map(\.probability) == [0.25, 0.1875, 0.5625])
  }

  @Test(
    arguments: [
      ("2024-01-31", 1, "2024-02-29"), ("2023-11-30", 3, "2024-02-29"),
      ("2024-07-01", 192, "2040-07-01"),
      ("2024-12-15", 1, "2025-01-15"), ("2023-01-31", 1, "2023-02-28"),
      ("2024-11-15", 1, "2024-12-15"),
    ]
  )
  func `months are added to the same day or the month's last`(from: String, months: Int, to: String)
    throws
  {
    #expect(try #require(CalendarDate(from)).adding(months: months).description == to)
  }
}
