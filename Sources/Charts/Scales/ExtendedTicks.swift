import Glibc

/// Labels for a range of numbers: the first, their step, and how many.
struct Ticks: Hashable, Sendable {
  /// In steps of `step`; each is a whole multiple of a power of ten, so that none prints as
  /// 0.30000000000000004.
  let values: [Double]
  let step: Double

  /// How many decimals the step needs; all labels have this count.
  let decimals: Int
}

/// Weights and options of the search for labels.
struct TickOptions: Hashable, Sendable {
  /// How many labels are wanted.
  var count: Double

  /// Whether the labels must enclose the data.
  var isLoose = false

  /// How well labels with a step can be read, from 1 down; minus infinity if two would touch.
  var legibility: @Sendable (_ first: Double, _ step: Double, _ count: Int) -> Double = { _, _, _ in
    1
  }

  static func == (left: TickOptions, right: TickOptions) -> Bool {
    left.count == right.count && left.isLoose == right.isLoose
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(isLoose)
  }
}

/// The best labels for a range: the search of Talbot, Lin and Hanrahan, "An Extension of Wilkinson's
/// Algorithm for Positioning Tick Labels on Axes" (2010), with the weights and the density of R's
/// `labeling::extended` 0.4.
///
/// The candidates are `j·q·10^z` for q in the preference list, skip amounts j, and every start; a branch
/// is left when even its best score is no better than what was found.
/// - Returns: Nothing for a range that is not finite. A range of one number has that one label.
func extendedTicks(from low: Double, to high: Double, _ options: TickOptions) -> Ticks? {
  guard low.isFinite, high.isFinite, low <= high else { return nil }
  let (dmin, dmax) = (low, high)
  // Below this share of the numbers themselves a range is rounding noise.
  guard dmax - dmin > max(abs(dmin), abs(dmax)) * 1e-13 else {
    return Ticks(values: [dmin], step: 0, decimals: 0)
  }
  let preferences: [(digits: Int, exponent: Int)] = [
    (1, 0), (5, 0), (2, 0), (25, -1), (4, 0), (3, 0),
  ]
  let m = options.count
  var best: (score: Double, start: Int, j: Int, q: Int, exponent: Int, k: Int)?
  var bestScore = -2.0

  func coverageMaximum(_ span: Double) -> Double {
    let range = dmax - dmin
    guard span > range else { return 1 }
    let half = (span - range) / 2
    return 1 - half * half / ((0.1 * range) * (0.1 * range))
  }
  func densityMaximum(_ k: Double) -> Double { k >= m ? 2 - (k - 1) / (m - 1) : 1 }
  func score(_ simplicity: Double, _ coverage: Double, _ density: Double, _ legible: Double)
    -> Double
  {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05 * legible
  }

  var j = 1
  search: while true {
    for (index, preference) in preferences.enumerated() {
      let rank = Double(index) / Double(preferences.count - 1)
      let simplicityMaximum = 1 - rank - Double(j) + 1
      // The first preference has the best simplicity of this skip; once it can't win, nothing can.
      if score(simplicityMaximum, 1, 1, 1) < bestScore { break search }
      var k = 2.0
      while true {
        let densityBest = densityMaximum(k)
        if score(simplicityMaximum, 1, densityBest, 1) < bestScore { break }
        let q = Double(preference.digits) * decimalPower(preference.exponent)
        let delta = (dmax - dmin) / (k + 1) / Double(j) / q
        var z = Int(log10(delta).rounded(.up))
        while true {
          let step = decimal(j * preference.digits, preference.exponent + z)
          let coverageBest = coverageMaximum(step * (k - 1))
          if score(simplicityMaximum, coverageBest, densityBest, 1) < bestScore { break }
          let first = Int((dmax / step).rounded(.down)) * j - (Int(k) - 1) * j
          let last = Int((dmin / step).rounded(.up)) * j
          if first <= last {
            for start in first...last {
              let base = step / Double(j)
              let lmin = Double(start) * base
              let lmax = lmin + step * (k - 1)
              if options.isLoose {
                let slack = step * 1e-9
                guard lmin <= dmin + slack, lmax >= dmax - slack else { continue }
              }
              let hasZero = start % j == 0 && lmin <= 0 && lmax >= 0
              let simplicity = 1 - rank - Double(j) + (hasZero ? 1 : 0)
              let range = dmax - dmin
              let ends = (dmax - lmax) * (dmax - lmax) + (dmin - lmin) * (dmin - lmin)
              let coverage = 1 - 0.5 * ends / ((0.1 * range) * (0.1 * range))
              let ratio = (k - 1) / (lmax - lmin)
              let target = (m - 1) / (max(lmax, dmax) - min(dmin, lmin))
              let density = 2 - max(ratio / target, target / ratio)
              if score(simplicity, coverage, density, 1) <= bestScore { continue }
              let legible = options.legibility(lmin, step, Int(k))
              let total = score(simplicity, coverage, density, legible)
              if total > bestScore {
                bestScore = total
                best = (total, start, j, index, z, Int(k))
              }
            }
          }
          z += 1
        }
        k += 1
      }
    }
    j += 1
  }

  guard let best else { return nil }
  let q = preferences[best.q]
  let exponent = q.exponent + best.exponent
  // In whole units of 10^exponent: the base is q's digits, the step j times that.
  let values = (0..<best.k).map { decimal((best.start + $0 * best.j) * q.digits, exponent) }
  return Ticks(
    values: values,
    step: decimal(best.j * q.digits, exponent),
    decimals: decimals(of: best.j * q.digits, exponent)
  )
}

/// `units · 10^exponent`, correctly rounded: the double that its decimal digits read as.
func decimal(_ units: Int, _ exponent: Int) -> Double {
  if units == 0 { return 0 }
  // A power of ten up to 10^22 is exact in binary, so that one division or product rounds once.
  if exponent < 0, exponent >= -22 { return Double(units) / decimalPower(-exponent) }
  if exponent >= 0, exponent <= 22 { return Double(units) * decimalPower(exponent) }
  return Double("\(units)e\(exponent)") ?? Double(units) * pow(10, Double(exponent))
}

private func decimalPower(_ exponent: Int) -> Double {
  guard exponent >= 0 else { return 1 / decimalPower(-exponent) }
  var result = 1.0
  for _ in 0..<exponent { result *= 10 }
  return result
}

/// How many decimals `units · 10^exponent` has when written out.
private func decimals(of units: Int, _ exponent: Int) -> Int {
  var (units, exponent) = (abs(units), exponent)
  while units > 0, units % 10 == 0 {
    units /= 10
    exponent += 1
  }
  return max(0, -exponent)
}
