/// Names that a mistake in the input leaves open. The mistake is told where it was made; what would
/// follow from it where the names are used is no mistake of its own.
public struct OpenNames: Hashable, Sendable {
  /// Those of which not even the unit is known.
  public var unknown: Set<String>

  /// Those that have a unit, and values that may be wrong or not all there.
  public var uncertain: Set<String>

  /// Whether there may be names that nothing tells of, because a file could not be read.
  public var isIncomplete: Bool

  public init(
    unknown: Set<String> = [],
    uncertain: Set<String> = [],
    isIncomplete: Bool = false
  ) {
    self.unknown = unknown
    self.uncertain = uncertain
    self.isIncomplete = isIncomplete
  }

  /// Both together: what is unknown to one is unknown.
  public func union(_ other: OpenNames) -> OpenNames {
    OpenNames(
      unknown: unknown.union(other.unknown),
      uncertain: uncertain.union(other.uncertain),
      isIncomplete: isIncomplete || other.isIncomplete
    )
  }
}
