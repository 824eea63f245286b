import Indicators

/// A cell by its members and its period, whatever the shape of the cube.
struct CellPoint {
  var members: [String: String] = [:]
  var period: Period?
}

extension Cube {
  func point(of cell: Int) -> CellPoint {
    let (positions, step) = coordinates(of: cell)
    var point = CellPoint()
    for (axis, position) in zip(axes, positions) {
      point.members[axis.name] = axis.members[position].id
    }
    switch time {
    case .none: break
    case .instant(let period): point.period = period
    case .series(let periods): point.period = periods[step]
    }
    return point
  }

  /// The cell that lies at a point; a dimension that the cube lacks does not count, nor does the period
  /// of a cube without a series. Nothing if it has no such member or period.
  func cell(at point: CellPoint) -> Int? {
    cells(at: point) { _, _ in
      nil
    } periods: { _ in
      nil
    }.first
  }

  /// The cells that lie at a point, along a dimension or the periods at the positions that the bodies
  /// give; where they give nothing, at the point's own.
  func cells(
    at point: CellPoint,
    members: (Axis, _ own: Int?) -> [Int]?,
    periods: ([Period]) -> [Int]?
  ) -> [Int] {
    var positions = [0]
    for axis in axes {
      let own = point.members[axis.name].flatMap(axis.position(of:))
      let chosen = members(axis, own) ?? own.map { [$0] } ?? []
      positions = positions.flatMap { position in
        chosen.map { position * axis.members.count + $0 }
      }
    }
    var steps = [0]
    if case .series(let own) = time {
      steps = periods(own) ?? point.period.flatMap(own.firstIndex(of:)).map { [$0] } ?? []
    }
    return positions.flatMap { position in steps.map { position * time.count + $0 } }
  }
}
