import Indicators

extension Catalogue {
  /// The same with other open names.
  func with(open: OpenNames) -> Catalogue {
    var catalogue = self
    catalogue.open = open
    return catalogue
  }

  /// The catalogue with the names that a model gives its scenarios, where the labels have none. They
  /// stand in the order of the ids given.
  func naming(
    _ names: [String: [String: LocalizedText]],
    inOrder ids: [String]
  ) -> Catalogue {
    guard !names.isEmpty else { return self }
    let order = Dictionary(ids.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    let entries = names.mapValues { members in
      Dictionary(
        uniqueKeysWithValues: members.map { id, name in
          (id, Labels.Entry(name: name, short: nil, order: order[id], group: nil))
        }
      )
    }
    var catalogue = self
    catalogue.labels = labels.completed(with: entries)
    return catalogue
  }
}
