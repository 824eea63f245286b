import Indicators

/// Slips of a hand in single records, as their neighbours show them.
enum Slips {
  /// A value whose unit none of its neighbours has, and how far it is from them.
  struct Scale {
    let cell: Int
    let unit: Unit

    /// What most of its neighbours are in.
    let usual: Unit

    /// By how much the value is off, as a power of ten that may be below zero.
    let power: Int
  }

  /// How far a value of another scale must be from its neighbours.
  private static let farthest = 1e5

  /// Values that are alone in their series with the scale of their unit and lie far from all others.
  ///
  /// - Parameters:
  ///   - cube: The values, in one unit.
  ///   - unit: The unit that the record of a cell names.
  /// - Returns: Those values, in the order of their cells.
  static func scales(in cube: Cube, unit: (_ cell: Int) -> Unit?) -> [Scale] {
    let count = cube.time.count
    guard count > 2 else { return [] }
    var found: [Scale] = []
    for start in stride(from: 0, to: cube.values.count, by: count) {
      var cells: [Unit: [Int]] = [:]
      for cell in start..<start + count where cube[cell] != nil && cube.values[cell] != 0 {
        if let unit = unit(cell) { cells[unit, default: []].append(cell) }
      }
      guard cells.count > 1 else { continue }
      let usual = cells.max { ($0.value.count, $1.value[0]) < ($1.value.count, $0.value[0]) }
      guard let usual, usual.value.count > 1 else { continue }
      for (own, single) in cells where single.count == 1 && own != usual.key {
        let value = abs(cube.values[single[0]])
        let others = usual.value.map { value / abs(cube.values[$0]) }
        guard let least = others.min(), let most = others.max(),
          least > farthest || most < 1 / farthest
        else { continue }
        let middle = others.sorted()[others.count / 2]
        found.append(Scale(cell: single[0], unit: own, usual: usual.key, power: power(middle)))
      }
    }
    return found.sorted { $0.cell < $1.cell }
  }

  private static func power(_ factor: Double) -> Int {
    var (power, rest) = (0, factor)
    while rest >= 3.2 { (power, rest) = (power + 1, rest / 10) }
    while rest < 0.32 { (power, rest) = (power - 1, rest * 10) }
    return power
  }

  /// Members of a single record whose id is another's with two letters swapped, where that other one lacks
  /// just this record.
  static func members(in cube: Cube) -> [(axis: Int, member: String, meant: String)] {
    var found: [(Int, String, String)] = []
    for (position, axis) in cube.axes.enumerated() {
      let groups = Dictionary(grouping: axis.members.indices) { axis.members[$0].id.sorted() }
      let inner = cube.axes[(position + 1)...].reduce(cube.time.count) { $0 * $1.members.count }
      func cells(of member: Int) -> [Int] {
        let step = axis.members.count * inner
        return stride(from: member * inner, to: cube.values.count, by: step)
          .flatMap { $0..<$0 + inner }
      }
      for group in groups.values where group.count > 1 {
        let known = Dictionary(
          uniqueKeysWithValues: group.map { member in
            (member, cells(of: member).filter { cube.statuses[$0] != .absent })
          }
        )
        for own in group {
          guard let single = known[own], single.count == 1 else { continue }
          let meant = group.first { other in
            areSwapped(axis.members[own].id, axis.members[other].id)
              && (known[other]?.count ?? 0) > 2
              && cube.statuses[single[0] + (other - own) * inner] == .absent
          }
          guard let meant else { continue }
          found.append((position, axis.members[own].id, axis.members[meant].id))
        }
      }
    }
    return found.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  /// Whether two ids differ by two letters that changed places.
  private static func areSwapped(_ left: String, _ right: String) -> Bool {
    let pairs = zip(left, right).filter { $0 != $1 }
    return left.count == right.count && pairs.count == 2 && pairs[0].0 == pairs[1].1
      && pairs[0].1 == pairs[1].0 && pairs[0].0.isLetter && pairs[0].1.isLetter
  }
}
