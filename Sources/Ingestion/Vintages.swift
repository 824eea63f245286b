import Diagnostics
import Indicators
import Tabular

/// What a release replaces of the releases before it (formats.md section 2.5).
enum RevisionRule: String, CaseIterable {
  /// The whole series.
  case series

  /// Only the cells it holds.
  case cells
}

/// Puts the releases of one indicator together as they were known on a day.
struct Vintages {
  let files: [DataFile]

  /// The observations of a series, by the day of their release, and what that release replaces.
  private struct Release {
    var rule = RevisionRule.cells

    /// By their positions among all.
    var observations: [(position: Int, observation: Observation)] = []
  }

  private func date(of observation: Observation) -> CalendarDate? {
    files[observation.file].release(of: observation)
  }

  /// Those observations that are released up to a day; nothing for the day: all of them. What has no date
  /// always counts.
  func known(_ observations: [Observation], on day: CalendarDate?) -> [Observation] {
    guard let day else { return observations }
    return observations.filter { observation in date(of: observation).map { $0 <= day } ?? true }
  }

  /// The first observation of a release without a date.
  func undated(_ observations: [Observation]) -> Observation? {
    observations.first { date(of: $0) == nil }
  }

  /// The series as their newest releases leave them. Where two releases disagree on a value that both
  /// have, the part of the older one is cut off by a break.
  func newest(_ observations: [Observation]) -> [Observation] {
    var dates: Set<CalendarDate> = []
    var hasUndated = false
    for observation in observations {
      if let date = date(of: observation) { dates.insert(date) } else { hasUndated = true }
    }
    guard dates.count + (hasUndated ? 1 : 0) > 1 else { return observations }
    var order: [[String]] = []
    var series: [[String]: [CalendarDate: Release]] = [:]
    var result: [(position: Int, observation: Observation)] = []
    for (position, observation) in observations.enumerated() {
      guard let date = date(of: observation) else {
        result.append((position, observation))
        continue
      }
      let key = key(of: observation)
      if series[key] == nil { order.append(key) }
      var release = series[key]?[date] ?? Release()
      if files[observation.file].resource.revises == .series { release.rule = .series }
      release.observations.append((position, observation))
      series[key, default: [:]][date] = release
    }
    for key in order { result += joined(series[key] ?? [:]) }
    // Members stand in the order of the file.
    return result.sorted { $0.position < $1.position }.map(\.observation)
  }

  private func key(of observation: Observation) -> [String] {
    zip(files[observation.file].dimensions, observation.members)
      .filter { !$1.isEmpty }
      .map { "\($0.name)=\($1)" }.sorted()
  }

  /// One series out of its releases.
  private func joined(
    _ releases: [CalendarDate: Release]
  ) -> [(position: Int, observation: Observation)] {
    let dates = releases.keys.sorted()
    let start = dates.lastIndex { releases[$0]?.rule == .series } ?? 0
    let counted = dates[start...]
    guard counted.count > 1 else {
      return counted.first.flatMap { releases[$0]?.observations } ?? []
    }
    // The newest release that holds a period has it.
    var holders: [Period: CalendarDate] = [:]
    var values: [CalendarDate: [Period: Observation]] = [:]
    for date in counted {
      for (_, observation) in releases[date]?.observations ?? [] {
        holders[observation.period] = date
        values[date, default: [:]][observation.period] = observation
      }
    }
    var cut: Set<Period> = []
    let periods = holders.keys.sorted()
    for (earlier, later) in zip(periods, periods.dropFirst()) {
      guard let one = holders[earlier], let other = holders[later], one != other else { continue }
      if disagree(values[one] ?? [:], values[other] ?? [:]) { cut.insert(later) }
    }
    var result: [(position: Int, observation: Observation)] = []
    for date in counted {
      for (position, original) in releases[date]?.observations ?? []
      where holders[original.period] == date {
        var observation = original
        if cut.contains(observation.period) { observation.isBehindBreak = true }
        result.append((position, observation))
      }
    }
    return result
  }

  /// Whether two releases have another number in a period that both have.
  private func disagree(_ one: [Period: Observation], _ other: [Period: Observation]) -> Bool {
    one.contains { period, observation in
      guard let second = other[period] else { return false }
      switch (observation.value, second.value) {
      case (.number(let left, _), .number(let right, _)):
        guard let unit = observation.unit, let otherUnit = second.unit, unit != otherUnit,
          let conversion = otherUnit.conversion(to: unit)
        else { return left.value != right.value }
        // Two scales of one unit: equal as far as the coarser of them prints.
        let converted = conversion(right.value)
        return abs(left.value - converted) > 1e-9 * max(abs(left.value), abs(converted))
      case (.missing, _), (_, .missing): return false
      }
    }
  }
}
