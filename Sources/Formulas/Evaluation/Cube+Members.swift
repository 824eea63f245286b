import Indicators

extension Member {
  /// What `top(…, rest:true)` adds the other members up as.
  static let rest = Member("rest")
}

extension Axis {
  var withoutTotals: Axis { Axis(name, members.filter { !$0.isAggregate }) }
}

extension Cube {
  /// The cube without the totals of one axis, each run of cells along it computed at once: the body gets
  /// the cells without totals and all of them, and gives one cell for each of the first. Each is made of
  /// all of these, and so breaks where any does; or of its own and of that of one member only.
  func mapping(
    along index: Int,
    unit: Unit,
    kind: Kind,
    member: Int? = nil,
    _ body: (_ cells: [Int], _ all: [Int]) -> [Cell]
  ) -> Cube {
    let inner = axes[(index + 1)...].reduce(time.count) { $0 * $1.members.count }
    let members = axes[index].members
    let outer = axes[..<index].reduce(1) { $0 * $1.members.count }
    let kept = members.indices.filter { !members[$0].isAggregate }
    var values = [Double](repeating: 0, count: outer * kept.count * inner)
    var statuses = [Status](repeating: .absent, count: values.count)
    var found: Set<Int> = []
    for block in 0..<outer {
      for offset in 0..<inner {
        let all = members.indices.map { (block * members.count + $0) * inner + offset }
        let cells = kept.map { all[$0] }
        let isBroken = (member.map { [all[$0]] } ?? cells).contains(where: breaks.contains)
        for (position, cell) in body(cells, all).enumerated() {
          let target = (block * kept.count + position) * inner + offset
          values[target] = cell.value
          statuses[target] = cell.status
          if isBroken || breaks.contains(cells[position]) { found.insert(target) }
        }
      }
    }
    var axes = self.axes
    axes[index] = axes[index].withoutTotals
    return Cube(
      axes: axes,
      time: time,
      unit: unit,
      kind: kind,
      values: values,
      statuses: statuses,
      breaks: found,
      sources: sources,
      isCalculated: true
    )
  }

  /// The n largest members of one axis for each combination of the others.
  ///
  /// What an earlier call left over takes no place among them and goes into the rest.
  func top(_ count: Int, along index: Int, rest: Bool) -> Cube {
    let steps = time.count
    let inner = axes[(index + 1)...].reduce(1) { $0 * $1.members.count }
    let members = axes[index].members
    let outer = axes[..<index].reduce(1) { $0 * $1.members.count }
    let own = members.indices.filter { !members[$0].isAggregate }
    let ranking = own.filter { members[$0].id != Member.rest.id }
    func start(_ block: Int, _ member: Int, _ offset: Int) -> Int {
      ((block * members.count + member) * inner + offset) * steps
    }
    var chosen: [[Int]] = []
    var order: [Int] = []
    for block in 0..<outer {
      for offset in 0..<inner {
        let step = (0..<steps).last { step in
          own.contains { self[start(block, $0, offset) + step] != nil }
        }
        let ranked = ranking.compactMap { member in
          step.flatMap { self[start(block, member, offset) + $0] }.map { (member, $0) }
        }
        // Members of one value keep the order of the axis.
        .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
        let best = ranked.prefix(count).map(\.0)
        chosen.append(best)
        order += best.filter { !order.contains($0) }
      }
    }
    let width = order.count + (rest ? 1 : 0)
    var values = [Double](repeating: 0, count: outer * width * inner * steps)
    var statuses = [Status](repeating: .absent, count: values.count)
    var origins = [UInt32](repeating: Origin.none, count: values.count)
    var found: Set<Int> = []
    for block in 0..<outer {
      for offset in 0..<inner {
        let best = chosen[block * inner + offset]
        for step in 0..<steps {
          for (position, member) in order.enumerated() where best.contains(member) {
            let target = ((block * width + position) * inner + offset) * steps + step
            let cell = start(block, member, offset) + step
            values[target] = self.values[cell]
            statuses[target] = self.statuses[cell]
            if !self.origins.isEmpty { origins[target] = self.origins[cell] }
            if breaks.contains(cell) { found.insert(target) }
          }
          guard rest else { continue }
          let others = own.filter { !best.contains($0) }.map { start(block, $0, offset) + step }
          let cell = Gathered(self, others, skips: false).cell(Aggregate.sum.callAsFunction)
          let target = ((block * width + order.count) * inner + offset) * steps + step
          values[target] = cell.value
          statuses[target] = cell.status
          if others.contains(where: breaks.contains) { found.insert(target) }
        }
      }
    }
    var axes = self.axes
    axes[index] = Axis(
      axes[index].name,
      order.map { members[$0] } + (rest ? [.rest] : [])
    )
    return Cube(
      axes: axes,
      time: time,
      unit: unit,
      kind: kind,
      values: values,
      statuses: statuses,
      origins: origins,
      breaks: found,
      table: table,
      sources: sources,
      isCalculated: isCalculated || rest
    )
  }
}
