public import Indicators

/// How long a period's name may be.
public enum PeriodStyle: Hashable, Sendable {
  /// For axes, labels and cells: `Nov. 2026`.
  case short

  /// For text: `November 2026`.
  case long
}

/// A period as readers write it: 2024, H1 2025, Q3 2025, Nov. 2026, 24 Nov 2026, 2021–2024 average.
public func periodName(
  _ period: Period,
  in language: Language,
  style: PeriodStyle = .short
) -> String {
  switch period.frequency {
  case .annual:
    guard period.isAverage else { return String(period.year) }
    let years = "\(period.year - period.averagedYears)–\(period.year)"
    return language.pick("\(years) average", "promedio \(years)")
  case .semester:
    return "\(language.pick("H", "S"))\(period.part)\(noBreakSpace)\(period.year)"
  case .quarterly:
    return "\(language.pick("Q", "T"))\(period.part)\(noBreakSpace)\(period.year)"
  case .monthly:
    return monthName(year: period.year, month: period.part, in: language, style: style)
  case .weekly:
    return language.pick("week", "semana") + noBreakSpace + String(period.part)
      + language.pick(" of ", " de ") + String(period.year)
  case .daily:
    return dateName(period.firstDay, in: language, style: style)
  }
}

/// The span from one period to another: 2010–2024, Q1–Q3 2025, Nov. 2025–Jan. 2026.
public func periodRange(_ first: Period, _ last: Period, in language: Language) -> String {
  guard first != last else { return periodName(first, in: language) }
  let end = periodName(last, in: language)
  let isWithinYear = first.frequency == last.frequency && first.year == last.year
  switch first.frequency {
  case .semester where isWithinYear, .quarterly where isWithinYear:
    let letter = periodName(first, in: language).prefix(2)
    return "\(letter)–\(end)"
  case .monthly where isWithinYear:
    return "\(monthNames(in: language, style: .short)[first.part - 1])–\(end)"
  case .annual, .semester, .quarterly, .monthly, .weekly, .daily:
    return "\(periodName(first, in: language))–\(end)"
  }
}

/// A day: 24 Nov 2026, 24 nov. 2026; long: 24 November 2026, 24 de noviembre de 2026.
public func dateName(
  _ date: CalendarDate,
  in language: Language,
  style: PeriodStyle = .short
) -> String {
  let index = date.month - 1
  let day = String(date.day)
  let year = String(date.year)
  switch style {
  case .short:
    let month = language.pick(englishBareMonths, spanishShortMonths)[index]
    return [day, month, year].joined(separator: noBreakSpace)
  case .long:
    let month = monthNames(in: language, style: .long)[index]
    let joint = language.pick(" ", " de ")
    return day + noBreakSpace + language.pick("", "de ") + month + joint + year
  }
}

/// A month of a year: November 2026, noviembre de 2026; short: Nov. 2026, nov. 2026.
public func monthName(
  year: Int,
  month: Int,
  in language: Language,
  style: PeriodStyle = .long
) -> String {
  let name = monthNames(in: language, style: style)[month - 1]
  switch style {
  case .short: return name + noBreakSpace + String(year)
  case .long: return name + language.pick(" ", " de ") + String(year)
  }
}

/// The twelve months, from January.
public func monthNames(in language: Language, style: PeriodStyle) -> [String] {
  switch style {
  case .short: language.pick(englishShortMonths, spanishShortMonths)
  case .long: language.pick(englishMonths, spanishMonths)
  }
}

private let englishMonths = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December",
]
private let englishShortMonths = [
  "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
]
private let englishBareMonths = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
private let spanishMonths = [
  "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
  "noviembre", "diciembre",
]
private let spanishShortMonths = [
  "ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sep.", "oct.", "nov.", "dic.",
]
