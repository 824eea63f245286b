public import Indicators

/// How many decimals a row of numbers needs so that each prints as it is: one count for all.
///
/// What arithmetic left of 0.1 + 0.2 is not printed: digits below a millionth of the smallest gap do
/// not count.
public func sharedDecimals(of values: [Double]) -> Int {
  let sorted = values.filter(\.isFinite).sorted()
  let gaps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.filter { $0 > 0 }
  let gap = gaps.min() ?? sorted.map(\.magnitude).max() ?? 0
  guard gap > 0 else { return 0 }
  for decimals in 0..<12 {
    let scale = powerOfTen(decimals)
    let isEnough = sorted.allSatisfy { value in
      abs((value * scale).rounded() / scale - value) <= 1e-6 * gap
    }
    if isEnough { return decimals }
  }
  return 12
}

/// The labels of an axis's ticks: grouped, with one count of decimals, `%` where the unit is one.
public func tickLabels(_ values: [Double], unit: Unit, in language: Language) -> [String] {
  let decimals = sharedDecimals(of: values)
  let sign = unit.meaning == .percent ? "%" : ""
  return values.map { number($0, decimals: decimals, in: language) + sign }
}
