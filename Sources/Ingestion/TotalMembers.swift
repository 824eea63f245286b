import Indicators

/// Members that are totals of the others, which a sum over all members would count twice.
enum TotalMembers {
  enum Sign {
    case name

    /// Every one of its values is the sum of the others'.
    case values
  }

  /// What says of itself that it is a total.
  private static let names: Set<String> = [
    "total", "totals", "totales", "_t", "total general", "gran total", "grand total",
    "total nacional", "total mundial", "world total", "total world", "world", "wld", "mundo",
    "mundial", "sum", "suma",
  ]

  /// What may be a total or something else: the national market beside exports, `ALL` among
  /// currencies, total liquids among fuels.
  private static let words: Set<String> = [
    "total", "totals", "all", "todos", "todas", "nacional", "national", "overall", "ensemble",
    "insgesamt", "gesamt",
  ]

  /// How far a published total may lie from the sum of its parts, which are rounded each on its own.
  private static let rounding = 0.01

  /// The members of a cube that look like totals and are not declared as such, by the position of their
  /// axis.
  static func find(in cube: Cube) -> [(axis: Int, member: String, sign: Sign)] {
    // Shares and indices are not summed.
    guard cube.unit.canBeScaled else { return [] }
    var found: [(Int, String, Sign)] = []
    for (position, axis) in cube.axes.enumerated() {
      let plain = axis.members.indices.filter { !axis.members[$0].isAggregate }
      guard plain.count > 1 else { continue }
      let named = plain.filter { member in
        let name = axis.members[member].id.lowercased()
        let isSure = names.contains(name)
        guard isSure || hasWord(name) else { return false }
        let others = Others(of: member, among: plain, along: position, in: cube)
        return isSure ? others.mayBeParts : others.areParts
      }
      if !named.isEmpty, named.count < plain.count {
        found += named.map { (position, axis.members[$0].id, .name) }
      } else if plain.count > 3, let total = total(among: plain, of: position, in: cube) {
        found.append((position, axis.members[total].id, .values))
      }
    }
    return found
  }

  private static func hasWord(_ name: String) -> Bool {
    name.split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  /// How the other members compare to one in the cells where both it and some of them have values.
  private struct Others {
    private var cells = 0

    /// Cells where none of them is larger; one below zero may be, as in a balance.
    private var within = 0

    /// Cells where they don't add up to more, and those where they add up to it.
    private var below = 0
    private var equal = 0
    private var most = 0

    init(of member: Int, among members: [Int], along axis: Int, in cube: Cube) {
      TotalMembers.forEachRun(along: axis, in: cube) { cell in
        guard let value = cube[cell(member)] else { return }
        let others = members.filter { $0 != member }.compactMap { cube[cell($0)] }
        guard !others.isEmpty else { return }
        let sum = others.reduce(0, +)
        let room = abs(value) * TotalMembers.rounding
        cells += 1
        most = max(most, others.count)
        if others.allSatisfy({ $0 <= value + room }) || others.contains(where: { $0 < 0 }) {
          within += 1
        }
        if sum <= value + room { below += 1 }
        if abs(sum - value) <= room { equal += 1 }
      }
    }

    /// Whether no more than a few cells speak against the member's being their total.
    var mayBeParts: Bool { within * 2 > cells }

    /// Whether the cells speak for it.
    var areParts: Bool { equal * 2 > cells || (most > 2 && below * 2 > cells) }
  }

  /// The member each of whose values, three different ones at least, is the sum of the others'.
  private static func total(among members: [Int], of axis: Int, in cube: Cube) -> Int? {
    var candidates = members
    var hits: [Int: Set<Double>] = [:]
    forEachRun(along: axis, in: cube) { cell in
      guard !candidates.isEmpty else { return }
      let values = members.compactMap { cube[cell($0)] }
      let sum = values.reduce(0, +)
      candidates.removeAll { member in
        guard let value = cube[cell(member)] else { return false }
        // The sum of parts as they are published, each with the last digit of a binary fraction.
        let isSum = values.count > 3 && abs(sum - 2 * value) <= 1e-9 * abs(value)
        if isSum, value != 0 { hits[member, default: []].insert(value) }
        return !isSum
      }
    }
    return candidates.first { hits[$0, default: []].count >= 3 }
  }

  /// Calls for each combination of the other axes and time; the body gets the place of each member's cell.
  private static func forEachRun(
    along axis: Int,
    in cube: Cube,
    _ body: ((_ member: Int) -> Int) -> Void
  ) {
    let inner = cube.axes[(axis + 1)...].reduce(cube.time.count) { $0 * $1.members.count }
    let count = cube.axes[axis].members.count
    guard inner * count > 0 else { return }
    for block in 0..<cube.values.count / (inner * count) {
      for step in 0..<inner { body { (block * count + $0) * inner + step } }
    }
  }
}
