import Indicators

/// Which cells of an argument a function used for one cell of its result.
struct UsedCells {
  private let call: BoundCall
  private let parameter: String
  private let result: Cube

  init(_ call: BoundCall, _ parameter: String, result: Cube) {
    self.call = call
    self.parameter = parameter
    self.result = result
  }

  /// The cells in the order in which the function goes through them, the first the one that the result
  /// stands for if there is one.
  func cells(of argument: Cube, at point: CellPoint) -> [Int] {
    if call.function.name == "interpolate" { return ends(of: argument, at: point) }
    return argument.cells(at: point) { axis, own in
      members(of: axis, own)
    } periods: { periods in
      steps(in: periods, at: point.period)
    }
  }

  /// The known value at a point, or those on either side of the gap that it lies in.
  private func ends(of argument: Cube, at point: CellPoint) -> [Int] {
    if let own = argument.cell(at: point), argument[own] != nil { return [own] }
    guard case .series(let periods) = argument.time, let own = point.period else { return [] }
    let series = argument.cells(at: point) { _, _ in
      nil
    } periods: {
      Array($0.indices)
    }
    let known = zip(series, periods).filter { argument[$0.0] != nil }
    return [known.last { $0.1 < own }, known.first { $0.1 > own }].compactMap { $0?.0 }
  }

  /// Whether a series breaks between the first and the last of some cells of it.
  func hasBreak(in argument: Cube, among cells: [Int]) -> Bool {
    let count = argument.time.count
    guard !argument.breaks.isEmpty, count > 1, let first = cells.min(), let last = cells.max(),
      first / count == last / count, first < last
    else { return false }
    return (first + 1...last).contains(where: argument.breaks.contains)
  }

  private func members(of axis: Axis, _ own: Int?) -> [Int]? {
    let all = axis.members.indices.filter { !axis.members[$0].isAggregate }
    guard call.name("over")?.text == axis.name else {
      // A dimension that the result lacks is one that the function went over.
      return result.axis(named: axis.name) == nil ? Array(axis.members.indices) : nil
    }
    guard let kept = result.axis(named: axis.name) else { return all }
    if let total = call.name("of").flatMap({ axis.position(of: $0.text) }) {
      // A share of one member rests on no other.
      return (own.map { [$0] } ?? []) + (total == own ? [] : [total])
    }
    if call.function.name == "top" {
      // The rest is made of the members that are not among the largest.
      return own.map { [$0] } ?? all.filter { kept.position(of: axis.members[$0].id) == nil }
    }
    return (own.map { [$0] } ?? []) + all.filter { $0 != own }
  }

  private func steps(in periods: [Period], at own: Period?) -> [Int]? {
    func step(_ offset: Int) -> Int? {
      own.flatMap { own in
        own.isAverage ? nil : periods.firstIndex(of: own.advanced(by: offset))
      }
    }
    func steps(_ isUsed: (Period) -> Bool) -> [Int] {
      periods.indices.filter { isUsed(periods[$0]) }
    }
    let base = call.period("base")?.period
    let perYear = own?.frequency.periodsPerYear ?? 1
    let count = call.number("n") ?? 1
    switch call.function.name {
    case "lag": return [step(-count)].compactMap(\.self)
    case "lead": return [step(count)].compactMap(\.self)
    case "diff": return [step(0), step(-count)].compactMap(\.self)
    case "yoy", "contribution": return [step(0), step(-perYear)].compactMap(\.self)
    case "cumsum": return own.map { own in steps { $0 <= own } }
    case "rolling": return (0..<max(count, 1)).reversed().compactMap { step(-$0) }
    case "annual":
      let year = own.map { own in steps { $0.year == own.year } }
      return call.name("how")?.text == "last" ? year?.suffix(1) : year
    case "ytd": return own.map { own in steps { $0.year == own.year && $0 <= own } }
    case "cagr":
      return [call.period("from"), call.period("to")]
        .compactMap { bound in bound.flatMap { periods.firstIndex(of: $0.period) } }
    case "deflate" where parameter == "x": return nil
    default: break
    }
    if let from = call.period("from")?.period, let to = call.period("to")?.period {
      return steps { from <= $0 && $0 <= to }
    }
    if let base {
      // A basket of one period has no quantities of another.
      switch (call.function.name, parameter) {
      case ("laspeyres", "quantity"): return periods.firstIndex(of: base).map { [$0] } ?? []
      case ("paasche", "quantity"): return [step(0)].compactMap(\.self)
      default: break
      }
      let others = base == own ? [] : base.positions(asBaseOf: periods) ?? []
      return [step(0)].compactMap(\.self) + others.filter { $0 != step(0) }
    }
    // Periods that the result lacks are those that the function went over.
    return result.time == .none ? Array(periods.indices) : nil
  }
}
