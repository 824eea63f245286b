import Diagnostics
import Indicators

/// What a selector picks out of the dimensions at hand.
enum Picked {
  /// Members of one axis, by position; with `drops` the axis goes.
  case members(axis: Int, positions: [Int], members: [Member], drops: Bool)

  /// Periods from the first day of one to the last day of another.
  case periods(from: CalendarDate?, to: CalendarDate?)
}

extension Evaluator {
  /// The type of `x[…]`; reports members, dimensions and periods that x does not have.
  func selected(
    _ type: CubeType,
    _ selectors: [Expression.Selector],
    at focus: SourceSpan,
    _ reporter: Reporter
  ) -> CubeType? {
    var result = type.computed()
    result.isPublishedRate = type.isPublishedRate
    for selector in selectors {
      guard let picked = picked(selector, of: result.axes, reporter) else { return nil }
      switch picked {
      case .members(let axis, _, let members, let drops):
        let name = result.axes[axis].name
        if drops {
          result.axes.remove(at: axis)
          result.restricted.remove(name)
        } else {
          result.axes[axis] = Axis(name, members)
          result.restricted.insert(name)
        }
      case .periods(let from, let to):
        guard case .series(let frequency, let periods) = result.time else {
          reporter.report(.noSeries("a range of periods", at: selector.span))
          return nil
        }
        guard let periods else { continue }
        let kept = periods.filter { $0.lies(from: from, to: to) }
        guard !kept.isEmpty else {
          reporter.report(.emptyRange(selector.span.text, in: periods, at: selector.span))
          return nil
        }
        result.time = .series(frequency, kept)
      }
    }
    return result
  }

  /// The values of `x[…]`.
  func selected(
    _ operand: Operand,
    _ selectors: [Expression.Selector],
    _ reporter: Reporter
  ) -> Operand? {
    var result = operand
    for selector in selectors {
      guard let picked = picked(selector, of: result.cube.axes, reporter) else { return nil }
      switch picked {
      case .members(let axis, let positions, let members, let drops):
        let name = result.cube.axes[axis].name
        result = result.selected(
          result.cube.selecting(axis: axis, positions: positions, members: members, drops: drops)
        )
        if drops { result.restricted.remove(name) } else { result.restricted.insert(name) }
      case .periods(let from, let to):
        guard case .series(let periods) = result.cube.time else { return nil }
        let kept = periods.indices.filter { periods[$0].lies(from: from, to: to) }
        result = result.selected(
          result.cube.selecting(periods: kept, time: .series(kept.map { periods[$0] }))
        )
      }
    }
    return result
  }

  /// What a selector picks of some axes; reports what they don't have.
  private func picked(
    _ selector: Expression.Selector,
    of axes: [Axis],
    _ reporter: Reporter
  ) -> Picked? {
    let choices: [Expression.Choice]
    switch selector.pick {
    case .periods(let from, let to):
      return .periods(from: from?.firstDay, to: to?.lastDay)
    case .one(let choice), .allBut(let choice): choices = [choice]
    case .several(let several): choices = several
    }
    var ids: [String] = []
    for choice in choices {
      switch choice {
      case .member(let id): ids.append(id)
      case .parameter(let name):
        guard let id = parameter(name, at: selector.span, reporter) else { return nil }
        ids.append(id)
      }
    }
    guard let first = ids.first,
      let axis = axis(of: selector, holding: first, in: axes, reporter)
    else { return nil }
    let members = axes[axis].members
    switch selector.pick {
    case .one:
      guard
        let position = position(of: first, in: axes[axis], at: selector.span, reporter)
      else { return nil }
      return .members(axis: axis, positions: [position], members: [members[position]], drops: true)
    case .allBut:
      let group = catalogue.labels.members(ofGroup: first, in: axes[axis].name)
      var out: Set<String> = [first]
      if axes[axis].position(of: first) == nil {
        guard !group.isEmpty else {
          reportUnknown(first, in: axes[axis], at: selector.span, reporter)
          return nil
        }
        out = Set(group)
      }
      let positions = members.indices.filter { !out.contains(members[$0].id) }
      return .members(
        axis: axis,
        positions: positions,
        members: positions.map { members[$0] },
        drops: false
      )
    case .several:
      var positions: [Int] = []
      for id in ids {
        if axes[axis].position(of: id) == nil {
          let group = catalogue.labels.members(ofGroup: id, in: axes[axis].name)
            .compactMap { axes[axis].position(of: $0) }
          if !group.isEmpty {
            positions += group.filter { !positions.contains($0) }
            continue
          }
        }
        guard let position = position(of: id, in: axes[axis], at: selector.span, reporter) else {
          return nil
        }
        if !positions.contains(position) { positions.append(position) }
      }
      // A total that is named is wanted, so functions over the dimension take it in.
      let named = positions.map { Member(members[$0].id) }
      return .members(axis: axis, positions: positions, members: named, drops: false)
    case .periods: return nil
    }
  }

  private func axis(
    of selector: Expression.Selector,
    holding id: String,
    in axes: [Axis],
    _ reporter: Reporter
  ) -> Int? {
    if let name = selector.dimension {
      if let axis = axes.firstIndex(where: { $0.name == name }) { return axis }
      reporter.report(.unknownDimension(name, known: axes.map(\.name), at: selector.span))
      return nil
    }
    // A dimension that declares a member in labels.csv counts too, so that a new record of another
    // dimension can't change what a formula means.
    var holders = axes.indices.filter { index in
      axes[index].position(of: id) != nil
        || catalogue.labels.entry(for: id, of: axes[index].name) != nil
    }
    if holders.isEmpty {
      holders = axes.indices.filter {
        !catalogue.labels.members(ofGroup: id, in: axes[$0].name).isEmpty
      }
    }
    if holders.count == 1 { return holders[0] }
    if holders.count > 1 {
      let forms = holders.map { "\(axes[$0].name):\(id)" }
      reporter.report(.ambiguousMember(id, forms: forms, at: selector.span))
      return nil
    }
    let known = axes.flatMap { $0.members.map(\.id) }
    reporter.report(
      .unknownMember(
        id,
        of: nil,
        nearest: nearestNames(to: id, among: known),
        known: known,
        help: Self.remedyOfPeriods(id),
        at: selector.span
      )
    )
    return nil
  }

  /// What to write for periods that stand where a member should.
  private static func remedyOfPeriods(_ text: String) -> String? {
    if Period(text) != nil { return "a period is taken with @: x @ \(text)" }
    let parts = text.split(separator: "-")
    guard parts.count % 2 == 0 else { return nil }
    let ends = [parts.prefix(parts.count / 2), parts.suffix(parts.count / 2)]
      .map { $0.joined(separator: "-") }
    guard ends.allSatisfy({ Period($0) != nil }) else { return nil }
    return "a range of periods is written \(ends[0])..\(ends[1])"
  }

  private func position(
    of id: String,
    in axis: Axis,
    at span: SourceSpan,
    _ reporter: Reporter
  ) -> Int? {
    if let position = axis.position(of: id) { return position }
    reportUnknown(id, in: axis, at: span, reporter)
    return nil
  }

  private func reportUnknown(
    _ id: String,
    in axis: Axis,
    at span: SourceSpan,
    _ reporter: Reporter
  ) {
    let known = axis.members.map(\.id)
    let isGroup = !catalogue.labels.members(ofGroup: id, in: axis.name).isEmpty
    reporter.report(
      .unknownMember(
        id,
        of: axis.name,
        nearest: nearestNames(to: id, among: known),
        known: known,
        help: isGroup ? "a group stands in braces: \(axis.name):{\(id)}" : nil,
        at: span
      )
    )
  }
}

extension Period {
  /// Whether it lies wholly between two days.
  func lies(from: CalendarDate?, to: CalendarDate?) -> Bool {
    if let from, firstDay < from { return false }
    if let to, lastDay > to { return false }
    return true
  }
}
