import Indicators

/// The ticks and labels of a time axis: "2010 · 12 · 14", or parts of years where the span is short.
struct TimeLabels {
  struct Label: Hashable {
    var place: Double
    var text: String
  }

  /// All ticks, on the number line of years.
  var ticks: [Double]
  var labels: [Label]

  /// Chooses ticks and labels for a scale; `gap` is the least room between two labels, in points.
  init(
    _ scale: TimeScale,
    gap: Double = 19,
    width: (String) -> Double,
    words: Words
  ) {
    let domain = scale.domain
    let spanYears = domain.upperBound - domain.lowerBound
    if scale.yearOffset == 0, spanYears < 2.6 {
      self = TimeLabels(parts: scale, gap: gap, width: width, words: words)
      return
    }
    let slack = 1e-6
    let first = Int((domain.lowerBound - scale.yearOffset - slack).rounded(.up))
    let last = Int((domain.upperBound - scale.yearOffset + slack).rounded(.down))
    guard first <= last else {
      self.ticks = []
      self.labels = []
      return
    }
    func place(_ year: Int) -> Double { Double(year) + scale.yearOffset }
    let pitch = scale.position(of: place(first + 1)) - scale.position(of: place(first))
    let tickStep = [1, 2, 5, 10, 20, 50, 100].first { Double($0) * pitch >= 3.5 } ?? 100
    ticks = stride(from: first, through: last, by: 1)
      .filter { $0 % tickStep == 0 || $0 == first || $0 == last }.map(place)

    let full = width("2000")
    let short = width("00")
    func fits(_ years: [Int]) -> Bool {
      zip(years, years.dropFirst()).enumerated().allSatisfy { index, pair in
        let left = index == 0 ? full : short
        let right = pair.1 % 100 == 0 ? full : short
        return Double(pair.1 - pair.0) * pitch >= (left + right) / 2 + gap
      }
    }
    var chosen = [first, last]
    if first == last {
      chosen = [first]
    } else {
      let steps = [1, 2, 5, 10, 20, 25, 50, 100]
      // The densest regular step that fits, or one near it that meets the first and the last year alike.
      let regular = steps.first { fits(Array(stride(from: first, through: last, by: $0))) } ?? 100
      let denser = steps.last { $0 < regular } ?? 0
      let near = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 25, 30, 40, 50]
        .filter { $0 > denser && 2 * $0 <= 3 * regular }
      let even = (near.filter { $0 >= regular } + near.filter { $0 < regular }.reversed()).first {
        // Fives and tens stand on round years or not at all.
        ($0 % 5 != 0 || first % $0 == 0) && (last - first) % $0 == 0 && (last - first) / $0 >= 3
          && fits(Array(stride(from: first, through: last, by: $0)))
      }
      if let even {
        chosen = Array(stride(from: first, through: last, by: even))
      } else {
        chosen = (first...last).filter { $0 % regular == 0 }
        if chosen.first != first { chosen.insert(first, at: 0) }
        if chosen.last != last { chosen.append(last) }
        // Ends stay; a neighbour too near to one goes.
        while chosen.count > 2, !fits(Array(chosen.prefix(2))) { chosen.remove(at: 1) }
        while chosen.count > 2, !fits([chosen[chosen.count - 2], last]) {
          chosen.remove(at: chosen.count - 2)
        }
        if !fits(chosen) { chosen = fits([first, last]) ? [first, last] : [last] }
      }
    }
    var previous: Int?
    labels = []
    for (index, year) in chosen.enumerated() {
      let isNewCentury = previous.map { $0 / 100 != year / 100 } ?? true
      var text = isNewCentury ? String(year) : TimeLabels.twoDigits(year)
      if index == chosen.count - 1, index > 0, !isNewCentury {
        let before = chosen[index - 1]
        let left = index == 1 ? full : short
        let room = Double(year - before) * pitch - (left + full) / 2
        // With two labels only, or much room, the last year stands in full.
        if room >= 8 { text = String(year) }
      }
      labels.append(Label(place: place(year), text: text))
      previous = year
    }
  }

  /// Months, quarters or semesters: the first label and the first of each year name the year.
  private init(
    parts scale: TimeScale,
    gap: Double,
    width: (String) -> Double,
    words: Words
  ) {
    let domain = scale.domain
    let steps = scale.steps
    var period = steps.first(of: Int(domain.lowerBound) - 1)
    var all: [(period: Period, place: Double)] = []
    while steps.place(of: period) <= domain.upperBound + 1e-6 {
      let place = steps.place(of: period)
      if place >= domain.lowerBound - 1e-6 { all.append((period, place)) }
      period = period.advanced(by: 1)
    }
    ticks = all.map(\.place)
    labels = []
    for step in steps.strides {
      let result = all.filter { ($0.period.part - 1) % step == 0 }.enumerated().map { index, item in
        let hasYear = index == 0 || item.period.part == 1
        return Label(place: item.place, text: words.part(item.period, hasYear: hasYear))
      }
      // What is labelled once a year may stand closer than what is read as a row.
      let isYearly = step == steps.strides.last
      let fits = zip(result, result.dropFirst()).allSatisfy { left, right in
        scale.position(of: right.place) - scale.position(of: left.place)
          >= (width(left.text) + width(right.text)) / 2 + (isYearly ? 8 : gap)
      }
      if fits || isYearly {
        labels = fits ? result : Array(result.prefix(1))
        break
      }
    }
  }

  static func twoDigits(_ year: Int) -> String {
    let rest = year % 100
    return rest < 10 ? "0\(rest)" : String(rest)
  }
}
