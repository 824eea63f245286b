/// The known names nearest to a misspelt one, best first, at most three.
///
/// Nearness is the optimal string alignment distance (insert, delete, replace, swap neighbours; Boytsov,
/// 2011, section 2.2), letters compared without case. A name further than a third of its length is no
/// candidate.
public func nearestNames(to name: String, among known: some Sequence<String>) -> [String] {
  let wanted = Array(name.lowercased())
  let limit = max(1, wanted.count / 3)
  return
    known
    .map { (distance: alignmentDistance(wanted, Array($0.lowercased())), name: $0) }
    .filter { $0.distance <= limit }
    .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    .prefix(3)
    .map(\.name)
}

extension Diagnostic {
  /// A name that nothing has: asks whether the nearest known one is meant, and says to write that.
  /// `label` and `help` are for where none is near.
  public init(
    _ severity: Severity = .error,
    kind: Kind = .content,
    id: String,
    _ message: String,
    at span: SourceSpan?,
    nearest: String?,
    label: String,
    notes: [Note] = [],
    help: String? = nil
  ) {
    self.init(
      severity,
      kind: kind,
      id: id,
      message,
      at: span,
      label: nearest.map { "did you mean '\($0)'?" } ?? label,
      notes: notes,
      help: nearest.map { "write '\($0)'" } ?? help
    )
  }
}

private func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(
        last[column] + (letter == other ? 0 : 1),
        last[column + 1] + 1,
        current[column] + 1
      )
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
