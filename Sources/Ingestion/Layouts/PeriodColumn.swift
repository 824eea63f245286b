import Diagnostics
import Indicators

/// How the periods of one column, or of one header, are written; what one of them leaves open the
/// others decide.
struct PeriodColumn {
  /// What keeps a text from being read as a period.
  enum Fault: Hashable {
    case none
    case unknown
    case fiscalYear
    case monthOrQuarter
    case dayOrMonth
  }

  struct Reading: Hashable {
    let period: Period?
    let fault: Fault

    /// What stands behind the period, as `p` in `2024p`.
    let mark: StatusMark?
  }

  private let marks: [String: StatusMark]
  private var partsAreMonths: Bool?
  private var isDayFirst: Bool?

  /// Whether `2008/09`, `2009/10` and so on, which are no months, run through the column.
  private var areFiscalYears = false

  /// - Parameters:
  ///   - texts: All texts of the column.
  ///   - name: The column's name: under `Fecha` the day stands first, under `Mes` parts are months.
  ///   - format: What the schema says of it, such as `%d/%m/%Y`.
  ///   - frequency: The declared one.
  ///   - marks: The descriptor's marks, which may stand behind a period.
  init(
    _ texts: some Sequence<String>,
    name: String,
    format: String?,
    frequency: Frequency?,
    marks: [String: StatusMark]
  ) {
    self.marks = marks
    var parts: [(part: Int, year: Int)] = []
    var days: [(Int, Int)] = []
    var frequencies: Set<Frequency> = []
    for text in texts {
      switch Self.split(text, marks)?.period {
      case .part(let part, let year)?: parts.append((part, year))
      case .day(let one, let other, _)?: days.append((one, other))
      case .period(let period)?: frequencies.insert(period.frequency)
      case .fiscalYear, nil: break
      }
    }
    let isOfMonths = ["mes", "month", "meses", "months"].contains(name.lowercased())
    let isOfQuarters = ["trimestre", "quarter", "trimestres", "quarters"].contains(
      name.lowercased()
    )
    switch frequency {
    case .monthly: partsAreMonths = true
    case .quarterly: partsAreMonths = false
    case .annual, .semester, .weekly, .daily, nil:
      if isOfMonths || frequencies == [.monthly] || parts.contains(where: { $0.part > 4 }) {
        partsAreMonths = true
      } else if isOfQuarters || frequencies == [.quarterly] {
        partsAreMonths = false
      }
    }
    areFiscalYears =
      frequency == nil && parts.count > 1
      && parts.allSatisfy { $0.part == ($0.year + 1) % 100 }
    if let format {
      isDayFirst = format.hasPrefix("%d") ? true : format.hasPrefix("%m") ? false : nil
    } else if days.contains(where: { $0.0 > 12 }) {
      isDayFirst = true
    } else if days.contains(where: { $0.1 > 12 }) {
      isDayFirst = false
    } else if ["fecha", "data", "datum"].contains(name.lowercased()) {
      isDayFirst = true
    }
  }

  func reading(_ text: String) -> Reading {
    guard let (published, mark) = Self.split(text, marks) else {
      return Reading(period: nil, fault: .unknown, mark: nil)
    }
    func reading(_ period: Period?, else fault: Fault = .unknown) -> Reading {
      Reading(period: period, fault: period == nil ? fault : .none, mark: mark)
    }
    switch published {
    case .period(let period): return reading(period)
    case .fiscalYear: return reading(nil, else: .fiscalYear)
    case .part(let part, let year):
      if areFiscalYears { return reading(nil, else: .fiscalYear) }
      guard let partsAreMonths else { return reading(nil, else: .monthOrQuarter) }
      if partsAreMonths { return reading(.month(year, part)) }
      return reading(1...4 ~= part ? .quarter(year, part) : nil)
    case .day(let one, let other, let year):
      guard let isDayFirst else { return reading(nil, else: .dayOrMonth) }
      let date = isDayFirst ? calendarDate(year, other, one) : calendarDate(year, one, other)
      return reading(date.map { .day($0) })
    }
  }

  // MARK: Marks

  /// A text's period and the mark behind it, a word or a sign that the descriptor or usage explains.
  private static func split(
    _ text: String,
    _ marks: [String: StatusMark]
  ) -> (period: PublishedPeriod, mark: StatusMark?)? {
    // A longer text is none, and looking for a mark in it would take long.
    guard text.utf8.count <= 40 else { return nil }
    if let period = PublishedPeriod(text) { return (period, nil) }
    // `1980 [YR1980]`, as the World Bank's databank writes
    if text.hasSuffix("]"), let bracket = text.firstRange(of: " [") {
      return PublishedPeriod(String(text[..<bracket.lowerBound])).map { ($0, nil) }
    }
    guard text.utf8.first.map({ $0 < 0x80 }) == true else { return nil }
    for place in text.indices.dropFirst(4) {
      let rest = text[place...]
      guard
        let mark = marks[trimmed(String(rest))]
          ?? usual[trimmed(rest.filter { !"_()/".contains($0) }).lowercased()],
        let period = PublishedPeriod(trimmed(String(text[..<place]).trimmingUnderscores))
      else { continue }
      return (period, mark)
    }
    return nil
  }

  /// What statistical offices print behind a period; a revised figure is an actual one.
  private static let usual: [String: StatusMark] = [
    "p": StatusMark(.provisional), "p1": StatusMark(.provisional),
    "pr": StatusMark(.provisional), "prel": StatusMark(.provisional),
    "preliminary": StatusMark(.provisional),
    "provisional": StatusMark(.provisional), "preliminar": StatusMark(.provisional),
    "e": StatusMark(.estimated), "est": StatusMark(.estimated),
    "estimate": StatusMark(.estimated), "estimated": StatusMark(.estimated),
    "f": StatusMark(.forecast), "forecast": StatusMark(.forecast),
    "projection": StatusMark(.forecast), "r": StatusMark(.actual),
    "revised": StatusMark(.actual),
  ]
}

extension String {
  fileprivate var trimmingUnderscores: String {
    var rest = self[...]
    while rest.hasSuffix("_") || rest.hasSuffix("(") { rest.removeLast() }
    return String(rest)
  }
}

extension Diagnostic {
  /// What a period's text is refused for.
  static func period(
    _ text: String,
    _ fault: PeriodColumn.Fault,
    at span: SourceSpan
  ) -> Diagnostic {
    switch fault {
    case .none, .unknown: period(text, at: span)
    case .fiscalYear: fiscalYear(text, at: span)
    case .monthOrQuarter, .dayOrMonth:
      ambiguousPeriod(text, isDay: fault == .dayOrMonth, at: span)
    }
  }
}
