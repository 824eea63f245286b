import Diagnostics
import Formulas
import Indicators

/// `jump: output, robust_z: 8`: no change from one period to the next is out of the ordinary for its
/// series; `against: last-edition` compares the values with those of the last edition too.
struct JumpRule: Rule {
  /// What a value is compared with.
  enum Reference: String, CaseIterable {
    /// The value before it in its series.
    case ownChanges = "own-changes"

    /// The same cell of the last edition; what that lacks, with the value before it.
    case lastEdition = "last-edition"
  }

  let expression: Expression

  /// How many robust standard deviations a change may lie from the middle of its series' changes.
  let robustLimit: Double?

  /// How large a change may be as a share of the value it starts from.
  let shareLimit: Double?
  let reference: Reference

  /// A change that is out of the ordinary.
  private struct Jump {
    let cell: Int
    let before: Double
    let words: String
    let badness: Double
  }

  func findings(in context: CheckContext, into diagnostics: inout DiagnosticList) -> [Diagnostic]? {
    guard let evaluated = context.cube(of: expression, into: &diagnostics),
      let cube = evaluated.cube
    else { return nil }
    guard case .series = cube.time else {
      diagnostics.report(.noPeriods(at: expression.span))
      return nil
    }
    var published: PublishedCells?
    if reference == .lastEdition {
      guard let name = evaluated.name, context.evaluator.catalogue.indicators[name] != nil else {
        diagnostics.report(.notPublished(at: expression.span))
        return nil
      }
      published = context.published?.indicators[name].flatMap { PublishedCells($0, cube) }
      // Without a last edition, or in one without the indicator, there is nothing to compare with.
      if published == nil { return [] }
    }
    var jumps: [Jump] = []
    var (total, known) = (0, false)
    for series in 0..<(cube.values.count / max(cube.time.count, 1)) {
      let values = ChangeSeries(cube, series)
      known = known || !values.steps.isEmpty
      var flagged: Set<Int> = []
      for change in changes(values, published) {
        total += 1
        guard !flagged.contains(change.from), let jump = jump(change, values, cube.unit) else {
          continue
        }
        // The way back from a slip is no second jump.
        if !change.isRevision { flagged.insert(change.cell) }
        jumps.append(jump)
      }
    }
    guard known else { return [.nothingToCheck(at: expression.span)] }
    guard !jumps.isEmpty else { return [] }
    let sorted = jumps.sorted {
      $0.badness == $1.badness ? $0.cell < $1.cell : $0.badness > $1.badness
    }
    let places = CellPlaces([expression], context.evaluator)
    let shownCells = sorted.prefix(Diagnostic.mostCellsShown).map { jump in
      let name = CellName(cube, jump.cell)
      return CellFinding(
        text: "\(name.text): \(jump.words)",
        span: cube.origin(of: jump.cell)?.span ?? places.span(of: name)
      )
    }
    return [
      .jumps(jumps.count, of: total, shownCells, value: sorted[0].words, at: expression.span)
    ]
  }

  // MARK: Changes

  /// A step from one value to another.
  private struct Change {
    let cell: Int

    /// The position of the value in its series.
    let position: Int

    /// The cell it starts from; the cell itself for a revision, which is not looked up.
    let from: Int
    let before: Double
    let after: Double

    /// Whether it leads from the last edition to this one.
    let isRevision: Bool
  }

  private func changes(_ series: ChangeSeries, _ published: PublishedCells?) -> [Change] {
    var changes: [Change] = []
    for (position, step) in series.steps.enumerated() {
      if let published {
        if let before = published.value(of: step.cell) {
          changes.append(
            Change(
              cell: step.cell,
              position: position,
              from: -1,
              before: before,
              after: step.value,
              isRevision: true
            )
          )
          continue
        }
      }
      guard position > 0, !series.isBroken(before: position) else { continue }
      let last = series.steps[position - 1]
      changes.append(
        Change(
          cell: step.cell,
          position: position,
          from: last.cell,
          before: last.value,
          after: step.value,
          isRevision: false
        )
      )
    }
    return changes
  }

  private func jump(_ change: Change, _ series: ChangeSeries, _ unit: Unit) -> Jump? {
    guard change.before != change.after else { return nil }
    var reasons: [String] = []
    var badness = 0.0
    if let robustLimit {
      let distance =
        change.isRevision
        ? series.distanceOfRevision(of: change.position, from: change.before)
        : series.distanceOfChange(to: change.position)
      if distance > robustLimit {
        badness = distance / robustLimit
        reasons.append("robust z \(shown(distance, .one)) over \(shown(robustLimit, .one))")
      }
    }
    if let shareLimit, change.before != 0 {
      let share = abs(change.after - change.before) / abs(change.before)
      if share > shareLimit {
        badness = max(badness, share / shareLimit)
        reasons.append("\(shownPercent(share)) over \(shownPercent(shareLimit))")
      }
    }
    guard !reasons.isEmpty else { return nil }
    let texts = shownApart(change.before, change.after, unit)
    let origin = change.isRevision ? " in the last edition" : ""
    return Jump(
      cell: change.cell,
      before: change.before,
      words: "\(texts.left)\(origin), now \(texts.right): \(reasons.joined(separator: ", "))",
      badness: badness
    )
  }
}

/// The values that the last edition kept of an indicator, by the cells of this one.
struct PublishedCells {
  private let series: PublishedValues.Series
  private let cube: Cube
  private let conversion: UnitConversion

  /// The positions of the cube's dimensions in the order of their names.
  private let order: [Int]

  /// Nothing where the dimensions or the unit are others, so that no cell compares.
  init?(_ series: PublishedValues.Series, _ cube: Cube) {
    let names = cube.axes.map(\.name)
    guard let conversion = series.unit.conversion(to: cube.unit) else { return nil }
    self.series = series
    self.cube = cube
    self.conversion = conversion
    order = series.dimensions.compactMap { name in names.firstIndex(of: name) }
    // A selection of one member has lost its dimension.
    guard order.count == series.dimensions.count, order.count == names.count else { return nil }
  }

  func value(of cell: Int) -> Double? {
    let (members, step) = cube.coordinates(of: cell)
    let key = PublishedValues.Key(
      members: order.map { cube.axes[$0].members[members[$0]].id },
      period: cube.time.periods[step]
    )
    return series.values[key].map { conversion($0) }
  }
}
