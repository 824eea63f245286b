public import Diagnostics

/// A text for readers in one or more languages.
public struct LocalizedText: Hashable, Sendable {
  /// By language code (`en`, `es`); the key "" holds a text given once for all languages.
  public let texts: [String: String]

  public init(_ texts: [String: String]) { self.texts = texts }

  public init(_ text: String) { texts = ["": text] }

  /// The text in a language, else the one given for all, else nothing.
  public subscript(language: String) -> String? { texts[language] ?? texts[""] }
}

/// What a file says of one indicator, and its values.
public struct Indicator: Sendable {
  public let name: String
  public let title: LocalizedText?
  public let cube: Cube
  public let frequency: Frequency?

  /// Decimals to print by default; nothing: as published, else three significant digits.
  public let decimals: Int?

  /// Which way is good; nothing if not said.
  public let direction: Direction?

  /// The resource of the data package that holds it.
  public let resource: String

  /// Where it was first declared or read.
  public let span: SourceSpan

  /// How old its newest value may be; nothing where neither that nor a frequency is declared.
  public let freshness: FreshnessRule?

  public enum Direction: String, Hashable, Sendable {
    case up
    case down
  }

  public init(
    name: String,
    title: LocalizedText?,
    cube: Cube,
    frequency: Frequency?,
    decimals: Int? = nil,
    direction: Direction? = nil,
    resource: String,
    span: SourceSpan,
    freshness: FreshnessRule? = nil
  ) {
    self.name = name
    self.title = title
    self.cube = cube
    self.frequency = frequency
    self.decimals = decimals
    self.direction = direction
    self.resource = resource
    self.span = span
    self.freshness = freshness
  }
}

/// One line of the table that the source column of the data refers to.
public struct SourceReference: Hashable, Sendable {
  public let id: String
  public let title: String
  public let address: String?
  public let date: String?
  public let licence: String?

  /// What the publisher prints under the table.
  public let notes: [String]

  public init(
    id: String,
    title: String,
    address: String?,
    date: String?,
    licence: String? = nil,
    notes: [String] = []
  ) {
    self.id = id
    self.title = title
    self.address = address
    self.date = date
    self.licence = licence
    self.notes = notes
  }

  /// The same with further notes, each once.
  public func adding(notes others: [String]) -> SourceReference {
    var all = notes
    for note in others where !all.contains(note) { all.append(note) }
    return SourceReference(
      id: id,
      title: title,
      address: address,
      date: date,
      licence: licence,
      notes: all
    )
  }
}

/// A dated fact for timelines and annotations.
public struct Event: Hashable, Sendable {
  /// How a span may be drawn, and how a point.
  public static let spanStyles = ["solid", "outline", "hatched"]
  public static let pointStyles = ["dot", "decision", "ring"]

  public let date: Period

  /// The last period of a span; nothing for a point.
  public let until: Period?
  public let lane: String

  /// The row within the lane; empty where the file has no such column.
  public let row: String

  /// How it is drawn, as one of the styles of its kind; empty: as the first of them.
  public let style: String
  public let text: LocalizedText
  public let source: String?
  public let span: SourceSpan

  public init(
    date: Period,
    until: Period?,
    lane: String,
    row: String,
    style: String,
    text: LocalizedText,
    source: String?,
    span: SourceSpan
  ) {
    self.date = date
    self.until = until
    self.lane = lane
    self.row = row
    self.style = style
    self.text = text
    self.source = source
    self.span = span
  }
}

/// The events of one resource, in file order.
public struct EventTable: Sendable {
  public let name: String
  public let events: [Event]

  public init(name: String, events: [Event]) {
    self.name = name
    self.events = events
  }
}

/// The names of members and indicators, their order and their groups.
public struct Labels: Sendable {
  public struct Entry: Hashable, Sendable {
    public let name: LocalizedText
    public let short: LocalizedText?
    public let order: Int?
    public let group: String?

    /// Where labels.csv names the id; nothing for a name from elsewhere.
    public let span: SourceSpan?

    /// Where it says what the id is one of.
    public let dimensionSpan: SourceSpan?

    public init(
      name: LocalizedText,
      short: LocalizedText?,
      order: Int?,
      group: String?,
      span: SourceSpan? = nil,
      dimensionSpan: SourceSpan? = nil
    ) {
      self.name = name
      self.short = short
      self.order = order
      self.group = group
      self.span = span
      self.dimensionSpan = dimensionSpan
    }
  }

  private let entries: [String: [String: Entry]]

  /// - Parameter entries: By what they name (`geo`, `indicator`), then by id.
  public init(_ entries: [String: [String: Entry]] = [:]) { self.entries = entries }

  /// What is named: dimensions and the like, sorted, each with its ids, sorted.
  public var all: [(dimension: String, entries: [(id: String, entry: Entry)])] {
    entries.sorted { $0.key < $1.key }.map { dimension, named in
      (dimension, named.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
  }

  public func entry(for id: String, of dimension: String) -> Entry? { entries[dimension]?[id] }

  /// The same names and more: what is named already keeps its entry.
  public func completed(with others: [String: [String: Entry]]) -> Labels {
    Labels(entries.merging(others) { own, other in own.merging(other) { first, _ in first } })
  }

  /// The ids of a group's members, by order and then id.
  public func members(ofGroup group: String, in dimension: String) -> [String] {
    (entries[dimension] ?? [:]).filter { $0.value.group == group }
      .sorted { ($0.value.order ?? .max, $0.key) < ($1.value.order ?? .max, $1.key) }
      .map(\.key)
  }

  /// The name to print: the label in the language, else the id.
  public func name(of id: String, in dimension: String, language: String) -> String {
    entries[dimension]?[id]?.name[language] ?? id
  }

  /// The short name if there is one, else the name.
  public func shortName(of id: String, in dimension: String, language: String) -> String {
    entries[dimension]?[id]?.short?[language] ?? name(of: id, in: dimension, language: language)
  }

  /// The position in legends, tables and small multiples; what has none stands behind the rest.
  public func order(of id: String, in dimension: String) -> Int {
    entries[dimension]?[id]?.order ?? .max
  }
}

/// All that was read of an input folder: the indicators by name, events, names and sources.
public struct Catalogue: Sendable {
  public let indicators: [String: Indicator]
  public let events: [String: EventTable]
  public package(set) var labels: Labels
  public let sources: [String: SourceReference]

  /// Notes of the data package: title, licence names and what each resource says of its sources.
  public let package: PackageDescription

  /// The names that mistakes in the data leave open.
  public package(set) var open: OpenNames

  /// The indicators that are left out, all their releases being later than the day asked for; each with
  /// the day of its first release.
  public let unreleased: [String: CalendarDate]

  /// The members that any record has, by dimension, whenever it was released.
  public let members: [String: Set<String>]

  /// What the descriptor orders to be changed in published values, in its order.
  public let corrections: [Correction]

  /// The indicators as they were known on earlier days.
  public let releases: Releases

  public init(
    indicators: [String: Indicator],
    events: [String: EventTable] = [:],
    labels: Labels = Labels(),
    sources: [String: SourceReference] = [:],
    package: PackageDescription = PackageDescription(),
    open: OpenNames = OpenNames(),
    unreleased: [String: CalendarDate] = [:],
    members: [String: Set<String>] = [:],
    corrections: [Correction] = [],
    releases: Releases = Releases()
  ) {
    self.indicators = indicators
    self.events = events
    self.labels = labels
    self.sources = sources
    self.package = package
    self.open = open
    self.unreleased = unreleased
    self.members = members
    self.corrections = corrections
    self.releases = releases
  }
}

/// What the descriptor says of the folder and its resources.
public struct PackageDescription: Sendable {
  public struct Resource: Hashable, Sendable {
    public let name: String
    public let title: String?
    public let path: String

    /// Titles and addresses of the sources named in the descriptor.
    public let sources: [SourceReference]
    public let licences: [String]

    public init(
      name: String,
      title: String?,
      path: String,
      sources: [SourceReference],
      licences: [String]
    ) {
      self.name = name
      self.title = title
      self.path = path
      self.sources = sources
      self.licences = licences
    }
  }

  public let name: String
  public let title: LocalizedText?
  public let resources: [Resource]

  public init(name: String = "", title: LocalizedText? = nil, resources: [Resource] = []) {
    self.name = name
    self.title = title
    self.resources = resources
  }
}
