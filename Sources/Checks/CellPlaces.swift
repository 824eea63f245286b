import Diagnostics
import Formulas
import Indicators

/// Which cell of a cube: a member of each dimension and a period, if it has one.
struct CellName: Hashable {
  let members: [(dimension: String, id: String)]
  let period: Period?

  init(_ cube: Cube, _ cell: Int) {
    let (positions, step) = cube.coordinates(of: cell)
    members = zip(cube.axes, positions).map { ($0.name, $0.members[$1].id) }
    switch cube.time {
    case .none: period = nil
    case .instant(let own): period = own
    case .series(let periods): period = periods[step]
    }
  }

  /// `MEX, silver, 2024`; for a value without dimensions and period nothing.
  var text: String {
    (members.map(\.id) + (period.map { ["\($0)"] } ?? [])).joined(separator: ", ")
  }

  static func == (left: CellName, right: CellName) -> Bool {
    left.period == right.period && left.members.elementsEqual(right.members, by: ==)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(period)
    for member in members { hasher.combine(member.id) }
  }
}

/// Finds the records that a computed cell rests on.
struct CellPlaces {
  /// The indicators that a formula uses, directly or through ratios, in the order of its names.
  private let cubes: [Cube]

  init(_ expressions: [Expression], _ evaluator: Evaluator) {
    let ratios = Dictionary(
      evaluator.ratios.map { ($0.name, $0.formula) },
      uniquingKeysWith: { first, _ in first }
    )
    var seen: Set<String> = []
    var waiting = expressions.flatMap(\.names)[...]
    var cubes: [Cube] = []
    while let name = waiting.popFirst() {
      guard seen.insert(name).inserted else { continue }
      if let formula = ratios[name] {
        waiting += formula.names
      } else if let indicator = evaluator.catalogue.indicators[name] {
        cubes.append(indicator.cube)
      }
    }
    self.cubes = cubes
  }

  /// The record of the indicator that has just one under the cell, so a total before its parts; else the
  /// first record under it.
  func span(of cell: CellName) -> SourceSpan? {
    var first: SourceSpan?
    for cube in cubes {
      let found = Self.cells(of: cube, under: cell)
      guard let place = found.first.flatMap({ cube.origin(of: $0)?.span }) else { continue }
      if found.count == 1 { return place }
      first = first ?? place
    }
    return first
  }

  /// The cells with a record that agree with a name in every dimension both have.
  private static func cells(of cube: Cube, under name: CellName) -> [Int] {
    var bases = [0]
    for axis in cube.axes {
      var positions = Array(axis.members.indices)
      if let wanted = name.members.first(where: { $0.dimension == axis.name }) {
        positions = axis.position(of: wanted.id).map { [$0] } ?? []
      }
      bases = bases.flatMap { base in positions.map { base * axis.members.count + $0 } }
    }
    var steps = Array(0..<cube.time.count)
    if let period = name.period, case .series(let periods) = cube.time {
      steps = periods.firstIndex(of: period).map { [$0] } ?? []
    }
    return bases.flatMap { base in steps.map { base * cube.time.count + $0 } }
      .filter { cube.origin(of: $0) != nil }
  }
}
