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
  /// An indicator that a formula uses, with the members that the formula picks of it.
  private struct Use {
    let cube: Cube
    let picked: [Pick]
  }

  /// One member; without a dimension the one that has it.
  private struct Pick {
    let dimension: String?
    let id: String
  }

  private var uses: [Use] = []

  init(_ expressions: [Expression], _ evaluator: Evaluator) {
    let ratios = Dictionary(
      evaluator.ratios.map { ($0.name, $0.formula) },
      uniquingKeysWith: { first, _ in first }
    )
    for expression in expressions { add(expression, [], [], ratios, evaluator) }
  }

  /// Walks through a formula and the ratios it names, in the order written.
  private mutating func add(
    _ expression: Expression,
    _ picked: [Pick],
    _ inside: Set<String>,
    _ ratios: [String: Expression],
    _ evaluator: Evaluator
  ) {
    func walk(_ part: Expression, _ more: [Pick] = []) {
      add(part, picked + more, inside, ratios, evaluator)
    }
    switch expression.node {
    case .number, .text, .truth, .parameter: break
    case .name(let name):
      if let formula = ratios[name], !inside.contains(name) {
        add(formula, picked, inside.union([name]), ratios, evaluator)
      } else if let indicator = evaluator.catalogue.indicators[name] {
        uses.append(Use(cube: indicator.cube, picked: picked))
      }
    case .call(_, let arguments): for argument in arguments { walk(argument.value) }
    case .selection(let base, let selectors):
      walk(
        base,
        selectors.compactMap { selector in
          guard case .one(.member(let id)) = selector.pick else { return nil }
          return Pick(dimension: selector.dimension, id: id)
        }
      )
    case .instant(let base, _), .unary(_, let base): walk(base)
    case .binary(_, let left, let right), .local(_, let left, let right):
      walk(left)
      walk(right)
    case .conditional(let test, let first, let second):
      walk(test)
      walk(first)
      walk(second)
    }
  }

  /// The record of the indicator that has just one under the cell, so a total before its parts; else the
  /// first record under it.
  func span(of cell: CellName) -> SourceSpan? {
    var first: SourceSpan?
    for use in uses {
      let found = Self.cells(of: use, under: cell)
      guard let place = found.first.flatMap({ use.cube.origin(of: $0)?.span }) else { continue }
      if found.count == 1 { return place }
      first = first ?? place
    }
    return first
  }

  /// The cells with a record that agree with a name, and with what is picked, in every dimension they
  /// have in common.
  private static func cells(of use: Use, under name: CellName) -> [Int] {
    let cube = use.cube
    var bases = [0]
    for axis in cube.axes {
      let wanted =
        name.members.filter { $0.dimension == axis.name }.map(\.id)
        + use.picked.filter { pick in
          pick.dimension.map { $0 == axis.name } ?? (axis.position(of: pick.id) != nil)
        }.map(\.id)
      let positions = axis.members.indices.filter { position in
        wanted.allSatisfy { $0 == axis.members[position].id }
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
