import Diagnostics
import Indicators
import Tabular

/// Applies the corrections of an indicator to its observations.
struct Corrector {
  let files: [DataFile]

  /// What was changed, by the number of the correction.
  private(set) var changes: [Int: [Correction.Change]] = [:]

  init(files: [DataFile]) { self.files = files }

  /// Changes the observations that corrections are of. A correction of none is reported, unless it is
  /// of a release that is not known yet.
  ///
  /// - Parameters:
  ///   - records: The indicator with all its releases.
  ///   - observations: Those known, which are changed.
  ///   - list: Where mistakes go.
  mutating func correct(
    _ records: IndicatorRecords,
    _ observations: inout [Observation],
    into list: inout DiagnosticList
  ) {
    guard files.contains(where: { !$0.resource.corrections.isEmpty }) else { return }
    let resources = Set(records.observations.map(\.file)).sorted().map { files[$0].resource }
    let published = observations
    var done: Set<String> = []
    var holders: [[Int]: CorrectionDescription] = [:]
    var dropped: Set<Int> = []
    for resource in resources where done.insert(resource.name).inserted {
      for description in resource.corrections
      where description.cells.indicator.text == records.name {
        let hits = published.indices.filter { isHit(published[$0], description, resource) }
        guard !hits.isEmpty else {
          let isKnownLater = records.observations.contains { isHit($0, description, resource) }
          if !isKnownLater { reportNothing(description, records, resource, into: &list) }
          continue
        }
        guard checkGuard(description, hits.map { published[$0] }, into: &list) else { continue }
        for hit in hits {
          let key = [hit, description.correction.action.kind]
          if let earlier = holders[key] {
            list.report(
              .correctionTwice(
                description.correction.selection,
                at: description.cells.span,
                first: earlier.cells.span,
                data: files[observations[hit].file].span(of: observations[hit])
              )
            )
            continue
          }
          holders[key] = description
          changes[description.number, default: []].append(
            change(observations[hit], of: records.name)
          )
          if case .drop = description.correction.action { dropped.insert(hit) }
          apply(description, to: &observations[hit])
        }
      }
    }
    if !dropped.isEmpty {
      observations = observations.indices.filter { !dropped.contains($0) }.map { observations[$0] }
    }
  }

  private func members(_ observation: Observation) -> [String: String] {
    let names = files[observation.file].dimensions.map(\.name)
    return Dictionary(zip(names, observation.members)) { first, _ in first }
      .filter { !$0.value.isEmpty }
  }

  private func isHit(
    _ observation: Observation,
    _ description: CorrectionDescription,
    _ resource: ResourceDescription
  ) -> Bool {
    files[observation.file].resource.name == resource.name
      && description.cells.holds(members(observation), observation.period)
  }

  /// The cell's text as the file has it.
  private func text(_ observation: Observation) -> String {
    trimmed(files[observation.file].table.text(observation.record, observation.column))
  }

  private func change(_ observation: Observation, of name: String) -> Correction.Change {
    Correction.Change(
      members: members(observation),
      period: observation.period,
      published: text(observation),
      unit: observation.unit ?? files[observation.file].resource.settings(of: name).unit,
      span: files[observation.file].span(of: observation)
    )
  }

  // MARK: The guard

  /// Whether the file still says what the correction expects, for one that changes values.
  private func checkGuard(
    _ description: CorrectionDescription,
    _ hits: [Observation],
    into list: inout DiagnosticList
  ) -> Bool {
    guard let expected = description.expected else {
      switch description.correction.action {
      case .breakBefore, .status: return true
      case .missing, .set, .scale, .drop:
        list.report(
          .noGuard(
            hits.map(text),
            at: description.cells.span,
            data: hits.map { files[$0.file].span(of: $0) }[0]
          )
        )
        return false
      }
    }
    guard expected.count == hits.count else {
      list.report(
        .guardCount(
          expected.count,
          hits: hits.count,
          at: description.cells.span,
          data: files[hits[0].file].span(of: hits[0])
        )
      )
      return false
    }
    var holds = true
    for (value, hit) in zip(expected, hits) where !isSame(value.text, hit) {
      list.report(
        .guardFails(
          value,
          found: text(hit),
          action: description.correction.action,
          data: files[hit.file].span(of: hit)
        )
      )
      holds = false
    }
    return holds
  }

  private func isSame(_ expected: String, _ observation: Observation) -> Bool {
    if case .number(let number, nil) = observation.value,
      let wanted = Number(Array(expected.utf8)[...])
    {
      return number.value == wanted.value
    }
    return expected == text(observation)
  }

  // MARK: The change

  private func apply(_ description: CorrectionDescription, to observation: inout Observation) {
    observation.corrections.append(description.number)
    switch description.correction.action {
    case .missing:
      observation.value = .missing(.rejected)
      observation.status = .rejected
    case .set(let value):
      let number = Number(value: value, decimals: description.decimals ?? 0)
      observation.value = .number(number, bound: nil)
      if observation.status.isMissing { observation.status = .estimated }
    case .scale(let factor):
      if case .number(let number, let bound) = observation.value {
        observation.value = .number(number.scaled(by: factor), bound: bound)
      }
    case .status(let status):
      // A value that isn't there has no certainty.
      if !status.isMissing, case .missing = observation.value { return }
      observation.status = status
      if status.isMissing { observation.value = .missing(status) }
    case .breakBefore: observation.isBehindBreak = true
    case .drop: break
    }
  }

  // MARK: Nothing hit

  /// Tells what of a selection the data don't have.
  private func reportNothing(
    _ description: CorrectionDescription,
    _ records: IndicatorRecords,
    _ resource: ResourceDescription,
    into list: inout DiagnosticList
  ) {
    let own = records.observations.filter { files[$0.file].resource.name == resource.name }
    let dimensions = Set(own.flatMap { members($0).keys }).sorted()
    for selector in description.cells.selectors {
      if let dimension = selector.dimension, !dimensions.contains(dimension.text) {
        list.report(.unknownDimension(dimension, among: dimensions))
        return
      }
      var names: [Named] = []
      if case .members(let some) = selector.pick { names = some }
      let known = Set(
        own.flatMap { observation -> [String] in
          let members = members(observation)
          guard let dimension = selector.dimension else { return Array(members.values) }
          return members[dimension.text].map { [$0] } ?? []
        }
      )
      if let name = names.first(where: { !known.contains($0.text) }) {
        list.report(.correctedMember(name, of: selector.dimension?.text, among: known))
        return
      }
    }
    let fitting = own.filter { observation in
      description.cells.holds(
        members(observation),
        description.cells.period?.0 ?? observation.period
      )
    }
    list.report(
      .correctsNothing(
        description.cells.text,
        at: description.cells.period?.1 ?? description.cells.span,
        first: fitting.map(\.period).min(),
        last: fitting.map(\.period).max()
      )
    )
  }
}

extension Correction.Action {
  /// Corrections of one kind can't be of one value twice; all that change the number are one kind.
  fileprivate var kind: Int {
    switch self {
    case .missing, .set, .scale, .drop: 0
    case .status: 1
    case .breakBefore: 2
    }
  }
}

extension Number {
  /// The number times a factor, exact where the factor is a power of ten.
  fileprivate func scaled(by factor: Double) -> Number {
    let power = [-9, -6, -3, -2, -1, 1, 2, 3, 6, 9].first { Double("1e\($0)") == factor }
    guard let power else { return Number(value: value * factor, decimals: decimals) }
    return Number(
      value: shifted(by: power),
      decimals: max(0, decimals - power)
    )
  }
}
