/// What to add up: a column's numbers for each combination of other columns' texts.
public struct Aggregation: Hashable, Sendable {
  /// How much of a field makes a group.
  public enum Part: Hashable, Sendable {
    case whole

    /// The first bytes, one to seven: four for the year of a period. A character that does not fit as
    /// a whole is left out.
    case leading(Int)
  }

  public struct Key: Hashable, Sendable {
    public let column: String
    public let part: Part

    public init(_ column: String, _ part: Part = .whole) {
      if case .leading(let count) = part {
        precondition((1...7).contains(count), "a part has one to seven bytes")
      }
      self.column = column
      self.part = part
    }
  }

  /// The columns whose texts make the groups.
  public let keys: [Key]

  /// The column whose numbers are added.
  public let value: String

  public init(of value: String, by keys: [Key]) {
    self.keys = keys
    self.value = value
  }
}

/// The groups of a file.
public struct Groups: Hashable, Sendable {
  public struct Group: Hashable, Sendable {
    /// One text for each key.
    public let labels: [String]

    /// How many records have a number.
    public internal(set) var valueCount: Int

    /// Their sum, exact as long as they have at most nineteen digits and eighteen decimals.
    public internal(set) var sum: DecimalSum

    /// The sum of the numbers that are written in other ways, each as the double nearest to it.
    public internal(set) var remainder: Double

    public var total: Double { sum.value + remainder }
  }

  /// How many records were read: without the header, empty lines and comments.
  public let recordCount: Int

  /// How many of them have another number of fields than the header; they are in no group.
  public let raggedCount: Int

  /// Sorted by their labels. A record without a number makes a group too.
  public let groups: [Group]

  /// Of all groups together.
  public var sum: DecimalSum {
    groups.reduce(into: .zero) { $0 += $1.sum }
  }

  /// What stands beside ``sum``: added up in the groups' order.
  public var remainder: Double { groups.reduce(0) { $0 + $1.remainder } }
}

/// Why a file can't be added up.
public enum AggregationError: Error, Hashable, Sendable, CustomStringConvertible {
  case reading(ReadingError)
  case noHeader
  case noColumn(String, header: [String])

  public var description: String {
    switch self {
    case .reading(let error): error.description
    case .noHeader: "the file has no header"
    case .noColumn(let name, let header):
      "no column '\(name)' in the header: \(header.joined(separator: ", "))"
    }
  }
}
