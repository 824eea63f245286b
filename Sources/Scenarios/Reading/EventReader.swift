import Diagnostics
import Formulas
import Indicators
import Settings

/// Reads what may happen: terms with reviews, and chances.
struct EventReader {
  private enum RuleName: String, CaseIterable {
    case term, chance
  }

  func event(_ entry: Entry, into list: inout DiagnosticList) -> UncertainEvent? {
    guard var reader = MappingReader(entry.value, of: "an event", into: &list) else { return nil }
    let title = reader.localizedText("title", into: &list)
    let name = reader.enumerated("rule", as: RuleName.self, .required, into: &list)
    let rule: UncertainEvent.Rule?
    let states: [UncertainEvent.State]
    switch name {
    case .term:
      rule = term(&reader, into: &list).map { .term($0) }
      states = [.yearsLeft, .stands, .firstConfirmed]
    case .chance:
      rule = chance(&reader, into: &list).map { .chance($0) }
      states = [.active]
    case nil: return nil
    }
    let gives = gifts(&reader, states: states, into: &list)
    reader.accept(["reason", "source", "judge", "date"])
    reader.finish(into: &list)
    guard let rule else { return nil }
    return UncertainEvent(
      name: entry.key.text,
      span: entry.keySpan,
      title: title.map { LocalizedText($0) },
      rule: rule,
      gives: gives
    )
  }

  /// `{years_left: treaty_years, stands: treaty_stands}`.
  private func gifts(
    _ reader: inout MappingReader,
    states: [UncertainEvent.State],
    into list: inout DiagnosticList
  ) -> [UncertainEvent.Gift] {
    guard let node = reader.node("gives", .required, into: &list),
      var gives = MappingReader(node, of: "'gives'", into: &list)
    else { return [] }
    var result: [UncertainEvent.Gift] = []
    for state in states {
      guard let name = gives.scalar(state.rawValue, into: &list) else { continue }
      result.append(UncertainEvent.Gift(state: state, name: name.text, span: name.excerpt.span))
    }
    gives.finish(into: &list)
    return result
  }

  private func term(_ reader: inout MappingReader, into list: inout DiagnosticList) -> TermRule? {
    let starts = reader.node("starts", .required, into: &list).flatMap { readDate($0, into: &list) }
    let term = duration("term", of: &reader, into: &list)
    var firstReview: CalendarDate?
    var every: Int?
    var afterFailure: Int?
    var last: TermRule.Last?
    if let node = reader.node("reviews", .required, into: &list),
      var reviews = MappingReader(node, of: "'reviews'", into: &list)
    {
      firstReview = reviews.node("first", .required, into: &list).flatMap {
        readDate($0, into: &list)
      }
      every = duration("every", of: &reviews, into: &list)
      afterFailure = duration("after_failure", of: &reviews, into: &list)
      last = reviews.enumerated("last", as: TermRule.Last.self, into: &list)
      reviews.finish(into: &list)
    }
    var newTerm: Int?
    var anchor: TermRule.Anchor?
    if let node = reader.node("confirmed", .required, into: &list),
      var confirmed = MappingReader(node, of: "'confirmed'", into: &list)
    {
      newTerm = duration("term", of: &confirmed, into: &list)
      anchor = confirmed.enumerated("from", as: TermRule.Anchor.self, into: &list)
      confirmed.finish(into: &list)
    }
    var chances: [Expression] = []
    if let node = reader.node("chance", .required, into: &list),
      var chance = MappingReader(node, of: "'chance'", into: &list)
    {
      for key in ["first", "after_failure", "after_confirmation"] {
        if let text = chance.excerpt(key, .required, into: &list),
          let expression = parseExpression(text, into: &list)
        {
          chances.append(expression)
        }
      }
      chance.finish(into: &list)
    }
    let observed = fixed("observed", of: &reader, into: &list)
    let assumed = fixed("assumed", of: &reader, into: &list)
    guard let starts, let term, let firstReview, let every, let afterFailure, let newTerm,
      chances.count == 3
    else { return nil }
    return TermRule(
      starts: starts,
      term: term,
      firstReview: firstReview,
      every: every,
      afterFailure: afterFailure,
      last: last ?? .beforeEnd,
      newTerm: newTerm,
      anchor: anchor ?? .review,
      chanceFirst: chances[0],
      chanceAfterFailure: chances[1],
      chanceAfterConfirmation: chances[2],
      observed: observed,
      assumed: assumed
    )
  }

  /// `[{date: 2026-07-01, outcome: not_confirmed, source: HK_2026}]`.
  private func fixed(
    _ key: String,
    of reader: inout MappingReader,
    into list: inout DiagnosticList
  ) -> [TermRule.Fixed] {
    var result: [TermRule.Fixed] = []
    for node in reader.list(key, into: &list) ?? [] {
      guard var item = MappingReader(node, of: "an outcome", into: &list) else { continue }
      let date = item.node("date", .required, into: &list).flatMap { readDate($0, into: &list) }
      let outcome = item.enumerated("outcome", as: TermRule.Outcome.self, .required, into: &list)
      item.accept(["source", "reason", "judge"])
      item.finish(into: &list)
      guard let date, let outcome else { continue }
      result.append(TermRule.Fixed(date: date, outcome: outcome, span: item.span(of: "date")))
    }
    return result
  }

  private func chance(_ reader: inout MappingReader, into list: inout DiagnosticList) -> ChanceRule?
  {
    var years: [Int] = []
    if let node = reader.node("years", .required, into: &list) {
      if let nodes = node.sequence {
        years = nodes.compactMap { $0.integer(for: "'years'", into: &list) }
      } else if let text = node.scalar?.text, let dots = text.firstRange(of: ".."),
        let first = Int(text[..<dots.lowerBound]), let last = Int(text[dots.upperBound...]),
        first <= last, last - first <= 200
      {
        years = Array(first...last)
      } else if let year = node.integer(for: "'years'", into: &list) {
        years = [year]
      }
    }
    let chance = reader.excerpt("chance", .required, into: &list).flatMap {
      parseExpression($0, into: &list)
    }
    let lasts = duration("lasts", of: &reader, into: &list)
    guard let chance, let lasts, !years.isEmpty else { return nil }
    return ChanceRule(years: years, chance: chance, lasts: max(1, (lasts + 11) / 12))
  }

  /// `16 years`, `6 months`, in months.
  private func duration(
    _ key: String,
    of reader: inout MappingReader,
    into list: inout DiagnosticList
  ) -> Int? {
    guard let scalar = reader.scalar(key, .required, into: &list) else { return nil }
    let words = scalar.text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), 1...1000 ~= count,
      let months = ["year": 12, "years": 12, "month": 1, "months": 1][String(words[1])]
    else {
      list.report(
        .badNumber(key, expected: "a length of time such as '16 years'", at: scalar.excerpt.span)
      )
      return nil
    }
    return count * months
  }
}
