import Diagnostics
import Indicators
import Tabular

/// Puts the observations of one indicator into a cube and reports where they contradict each other.
struct CubeBuilder {
  let files: [DataFile]
  let labels: [String: [String: Labels.Entry]]

  /// Releases after this day are not known yet; nothing: all are.
  let asOf: CalendarDate?

  /// The day the edition stands for: what is released later is not in it.
  let edition: CalendarDate?

  /// Whether releases without a date are told of where a day is asked for, and members that are totals.
  var warns = true

  /// No more cells than this are laid out; a slip in a period could ask for any number.
  static let mostCells = 20_000_000

  /// One of an indicator's dimensions: which position it has among each file's.
  private struct Dimension {
    let name: String
    let positions: [Int?]

    func member(of observation: Observation) -> String {
      positions[observation.file].map { observation.members[$0] } ?? ""
    }
  }

  /// The indicator of some records, and what corrections changed of them, by their numbers.
  func indicator(
    _ records: IndicatorRecords,
    into list: inout DiagnosticList
  ) -> (indicator: Indicator?, changes: [Int: [Correction.Change]]) {
    var observations = known(records.observations, into: &list)
    var corrector = Corrector(files: files)
    corrector.correct(records, &observations, into: &list)
    return (indicator(records, observations, into: &list), corrector.changes)
  }

  private func indicator(
    _ records: IndicatorRecords,
    _ known: [Observation],
    into list: inout DiagnosticList
  ) -> Indicator? {
    var observations = known
    let frequency = frequency(of: records, among: &observations, into: &list)
    let dimensions = dimensions(of: records.name, among: &observations, into: &list)
    guard !observations.isEmpty else { return nil }
    if warns { checkPeriods(of: records.name, observations, into: &list) }
    let conversions = UnitsOfRecords(records, observations, files: files, into: &list)
    guard
      let cube = cube(
        observations,
        dimensions: dimensions,
        units: conversions,
        kind: records.settings.kind ?? .unknown,
        name: records.name,
        span: records.span,
        into: &list
      )
    else { return nil }
    if warns {
      for (axis, member, sign) in TotalMembers.find(in: cube) {
        let dimension = dimensions[axis]
        guard let first = observations.first(where: { dimension.member(of: $0) == member }) else {
          continue
        }
        let place = span(of: first, dimension)
        list.report(.totalMember(member, of: dimension.name, sign, at: place))
      }
      for (axis, member, meant) in Slips.members(in: cube) {
        let dimension = dimensions[axis]
        guard let one = observations.first(where: { dimension.member(of: $0) == member }) else {
          continue
        }
        let place = span(of: one, dimension)
        list.report(.swappedLetters(member, meant: meant, of: dimension.name, at: place))
      }
    }
    return Indicator(
      name: records.name,
      title: records.settings.title ?? labels["indicator"]?[records.name]?.name
        ?? records.title.map { LocalizedText($0) },
      cube: cube,
      frequency: frequency,
      decimals: records.settings.decimals,
      direction: records.settings.direction,
      resource: records.resource,
      span: records.span,
      freshness: records.settings.freshnessRule
    )
  }

  /// Warns of values of periods that lie wholly behind the day the edition knows, and are not marked as
  /// forecast. What has a scenario is no claim about what was, and that releases without a date hold more
  /// than was known on a day asked for is told of itself.
  private func checkPeriods(
    of name: String,
    _ observations: [Observation],
    into list: inout DiagnosticList
  ) {
    guard let day = [asOf, edition].compactMap(\.self).min() else { return }
    let later = observations.filter { observation in
      guard case .number = observation.value else { return false }
      let file = files[observation.file]
      return observation.status == .actual && observation.period.firstDay > day
        && !file.dimensions.contains { $0.name.lowercased() == "scenario" }
        && (asOf == nil || file.release(of: observation) != nil)
    }
    guard let first = later.first else { return }
    let table = files[first.file].table
    list.report(
      .laterPeriods(
        name,
        later.count,
        first: first.period,
        day: day,
        at: table.span(first.record, first.periodColumn)
      )
    )
  }

  // MARK: Vintages

  /// The observations as they were known on the day asked for, each series of its newest releases.
  private func known(
    _ observations: [Observation],
    into list: inout DiagnosticList
  ) -> [Observation] {
    let vintages = Vintages(files: files)
    if asOf != nil, warns, let undated = vintages.undated(observations) {
      let file = files[undated.file]
      list.report(.undated(file.resource.name, at: file.resource.pathSpan, file: file.table.file))
    }
    let last = [asOf, edition].compactMap(\.self).min()
    return vintages.newest(vintages.known(observations, on: last))
  }

  // MARK: Frequency

  /// The one frequency of the indicator; records of another are reported, each frequency once.
  private func frequency(
    of records: IndicatorRecords,
    among observations: inout [Observation],
    into list: inout DiagnosticList
  ) -> Frequency? {
    guard let first = observations.first else { return records.settings.frequency }
    let frequency = records.settings.frequency ?? first.period.frequency
    let others = observations.filter { $0.period.frequency != frequency }
    guard !others.isEmpty else { return frequency }
    for other in Frequency.allCases {
      let found = others.filter { $0.period.frequency == other }
      guard let one = found.first else { continue }
      let table = files[one.file].table
      list.report(
        .frequency(
          records.name,
          period: one.period,
          expected: frequency,
          isDeclared: records.settings.frequency != nil,
          others: found.count - 1,
          at: table.span(one.record, one.periodColumn)
        )
      )
    }
    observations.removeAll { $0.period.frequency != frequency }
    return frequency
  }

  // MARK: Dimensions

  /// The dimensions that the records fill; one that some fill and others leave empty is reported.
  private func dimensions(
    of name: String,
    among observations: inout [Observation],
    into list: inout DiagnosticList
  ) -> [Dimension] {
    var names: [String] = []
    for file in Set(observations.map(\.file)).sorted() {
      for dimension in files[file].dimensions where !names.contains(dimension.name) {
        names.append(dimension.name)
      }
    }
    let all = names.map { name in
      Dimension(
        name: name,
        positions: files.map { file in file.dimensions.firstIndex { $0.name == name } }
      )
    }
    let filled = all.filter { dimension in
      observations.contains { !dimension.member(of: $0).isEmpty }
    }
    for dimension in filled {
      let empty = observations.first { dimension.member(of: $0).isEmpty }
      guard let empty, let full = observations.first(where: { !dimension.member(of: $0).isEmpty })
      else { continue }
      list.report(
        .mixedDimension(
          dimension.name,
          of: name,
          at: span(of: empty, dimension),
          filled: span(of: full, dimension)
        )
      )
      observations.removeAll { dimension.member(of: $0).isEmpty }
    }
    return filled
  }

  private func span(of observation: Observation, _ dimension: Dimension) -> SourceSpan {
    let file = files[observation.file]
    guard let position = dimension.positions[observation.file] else {
      return file.table.span(of: observation.record)
    }
    return file.table.span(observation.record, file.dimensions[position].column)
  }

  // MARK: Cells

  private func cube(
    _ observations: [Observation],
    dimensions: [Dimension],
    units: UnitsOfRecords,
    kind: Kind,
    name: String,
    span: SourceSpan,
    into list: inout DiagnosticList
  ) -> Cube? {
    let axes = dimensions.map { axis($0, observations) }
    let positions = axes.map { axis in
      Dictionary(uniqueKeysWithValues: axis.members.enumerated().map { ($1.id, $0) })
    }
    let periods = periods(of: observations)
    let steps = Steps(periods)
    let size = axes.reduce((periods.count, false)) { size, axis in
      let (product, isTooLarge) = size.0.multipliedReportingOverflow(by: axis.members.count)
      return (product, size.1 || isTooLarge)
    }
    guard !size.1, size.0 <= Self.mostCells else {
      list.report(.tooLarge(name, from: periods.first, to: periods.last, at: span))
      return nil
    }

    var values = Array(repeating: 0.0, count: size.0)
    var statuses = Array(repeating: Status.absent, count: size.0)
    var origins = Array(repeating: Origin.none, count: size.0)
    var holders = Array(repeating: Int32(-1), count: size.0)
    var breaks: Set<Int> = []
    var table: [Origin] = []
    table.reserveCapacity(observations.count)
    var sources: Set<String> = []
    var before: ObservationTraits?
    var first = 0
    for (index, observation) in observations.enumerated() {
      if observation.traits !== before {
        before = observation.traits
        first = 0
        for (axis, dimension) in dimensions.enumerated() {
          let position = positions[axis][dimension.member(of: observation)] ?? 0
          first = first * axes[axis].members.count + position
        }
        first *= periods.count
        sources.formUnion(observation.source.map { [$0] } ?? files[observation.file].sources)
      }
      let cell = first + (steps[observation.period] ?? 0)
      if holders[cell] >= 0 {
        let members = dimensions.map { $0.member(of: observation) }
        let first = observations[Int(holders[cell])]
        report(observation, members, against: first, of: name, into: &list)
        continue
      }
      holders[cell] = Int32(index)
      statuses[cell] = observation.status
      if observation.isBehindBreak { breaks.insert(cell) }
      let file = files[observation.file]
      var decimals: Int?
      var bound: String?
      if case .number(let number, let sign) = observation.value {
        let converted = units.convert(number, of: observation, in: file)
        values[cell] = converted.value
        decimals = converted.decimals
        bound = sign
      }
      origins[cell] = UInt32(table.count)
      table.append(
        Origin(
          span: file.span(of: observation),
          source: observation.source ?? file.sources.first,
          decimals: decimals,
          bound: bound,
          note: observation.note,
          corrections: observation.corrections
        )
      )
    }
    let cube = Cube(
      axes: axes,
      time: .series(periods),
      unit: units.unit,
      kind: kind,
      values: values,
      statuses: statuses,
      origins: origins,
      breaks: breaks,
      table: OriginTable(table),
      sources: sources.sorted()
    )
    if warns, units.hasSeveral {
      let slips = Slips.scales(in: cube) { cell in
        holders[cell] < 0 ? nil : observations[Int(holders[cell])].unit
      }
      for slip in slips {
        let observation = observations[Int(holders[slip.cell])]
        let file = files[observation.file]
        let place =
          file.unitColumn.map { file.table.span(observation.record, $0) }
          ?? file.span(of: observation)
        list.report(.otherScale(slip, at: place))
      }
    }
    return cube
  }

  /// The members by the order of their labels, then by first appearance.
  private func axis(_ dimension: Dimension, _ observations: [Observation]) -> Axis {
    var ids: [String] = []
    var seen: Set<String> = []
    var aggregates: Set<String> = []
    var filesSeen: Set<Int> = []
    var before: ObservationTraits?
    for observation in observations where observation.traits !== before {
      before = observation.traits
      let member = dimension.member(of: observation)
      if seen.insert(member).inserted { ids.append(member) }
      if filesSeen.insert(observation.file).inserted {
        aggregates.formUnion(files[observation.file].resource.aggregates(of: dimension.name))
      }
    }
    let order = labels[dimension.name] ?? [:]
    let sorted = ids.enumerated().sorted { left, right in
      let (one, other) = (order[left.element]?.order ?? .max, order[right.element]?.order ?? .max)
      return one == other ? left.offset < right.offset : one < other
    }
    return Axis(
      dimension.name,
      sorted.map { Member($0.element, isAggregate: aggregates.contains($0.element)) }
    )
  }

  /// Every period from the first to the last, and the averages that occur.
  private func periods(of observations: [Observation]) -> [Period] {
    let found = Set(observations.map(\.period))
    var periods: [Period] = []
    let plain = found.filter { !$0.isAverage }
    if let first = plain.min(), let last = plain.max() {
      periods = (0...last.ordinal - first.ordinal).map { first.advanced(by: $0) }
    }
    let averages = found.filter(\.isAverage)
    return averages.isEmpty ? periods : (periods + averages).sorted()
  }

  /// Two records for one cell: a warning if they agree, an error with both lines if not.
  private func report(
    _ observation: Observation,
    _ members: [String],
    against first: Observation,
    of name: String,
    into list: inout DiagnosticList
  ) {
    let isSame: Bool
    switch (observation.value, first.value) {
    case (.number(let one, let sign), .number(let other, let otherSign)):
      isSame = one.value == other.value && sign == otherSign && observation.unit == first.unit
    case (.missing, .missing):
      isSame = observation.status == first.status
    case (.number, .missing), (.missing, .number):
      isSame = false
    }
    list.report(
      .twice(
        name,
        cell: (members + ["\(observation.period)"]).joined(separator: ", "),
        isSame: isSame,
        at: files[observation.file].span(of: observation),
        first: files[first.file].span(of: first)
      )
    )
  }
}

/// The places of an axis of periods.
private struct Steps {
  /// Where the periods follow each other, the first one.
  private let first: Period?
  private let count: Int

  /// Where averages stand between them, the place of each.
  private let places: [Period: Int]

  init(_ periods: [Period]) {
    let isPlain = !periods.contains(where: \.isAverage)
    first = isPlain ? periods.first : nil
    count = periods.count
    places =
      isPlain ? [:] : Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($1, $0) })
  }

  subscript(period: Period) -> Int? {
    guard let first else { return places[period] }
    let step = period.ordinal - first.ordinal
    return (0..<count).contains(step) ? step : nil
  }
}
