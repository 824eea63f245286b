import Indicators
import Scenarios

extension Catalogue {
  /// The catalogue with the names that a model gives its scenarios, where the labels have none. They
  /// stand in the order of the runs.
  func naming(
    _ names: [String: [String: LocalizedText]],
    runs: [ScenarioResults.Run]
  ) -> Catalogue {
    guard !names.isEmpty else { return self }
    let order = Dictionary(runs.enumerated().map { ($1.id, $0 + 1) }) { first, _ in first }
    let entries = names.mapValues { members in
      Dictionary(
        uniqueKeysWithValues: members.map { id, name in
          (id, Labels.Entry(name: name, short: nil, order: order[id], group: nil))
        }
      )
    }
    return Catalogue(
      indicators: indicators,
      events: events,
      labels: labels.completed(with: entries),
      sources: sources,
      package: package
    )
  }
}
