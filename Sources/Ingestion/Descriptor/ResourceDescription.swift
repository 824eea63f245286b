import Diagnostics
import Indicators
import Tabular

/// How a file lays out its numbers.
enum Layout: String, CaseIterable {
  case tidy
  case wide
  case sdmx = "sdmx-csv"
  case fred
  case iamc
  case odbc
  case events
}

/// A text of the descriptor with its place.
struct Named: Hashable {
  let text: String
  let span: SourceSpan

  init(_ text: String, at span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// What is said of one indicator, or of all of a resource.
struct IndicatorSettings {
  var title: LocalizedText?
  var unit: Unit?
  var basis: Unit.Basis?
  var basisSpan: SourceSpan?
  var kind: Kind?
  var frequency: Frequency?

  /// Where the frequency is declared.
  var frequencySpan: SourceSpan?
  var freshness: FreshnessRule?
  var decimals: Int?
  var direction: Indicator.Direction?

  /// Whether the basis is that of all indicators of a resource.
  var hasBasisOfResource = false

  /// The settings with what they leave open taken from others.
  func completed(by other: IndicatorSettings) -> IndicatorSettings {
    IndicatorSettings(
      title: title ?? other.title,
      unit: unit ?? other.unit,
      basis: basis ?? other.basis,
      basisSpan: basisSpan ?? other.basisSpan,
      kind: kind ?? other.kind,
      frequency: frequency ?? other.frequency,
      frequencySpan: frequencySpan ?? other.frequencySpan,
      freshness: freshness ?? other.freshness,
      decimals: decimals ?? other.decimals,
      direction: direction ?? other.direction,
      hasBasisOfResource: basis == nil && other.basis != nil
    )
  }
}

/// What a column may be for a record, as `columns` of a descriptor names it.
enum ColumnRole: String, CaseIterable {
  case value
  case period
  case indicator
  case unit

  /// The exponent of the power of ten that the record's value is to be multiplied by.
  case multiplier
  case status
  case source
  case note
  case published
}

extension Layout {
  /// The roles in which a column changes what a file's values are, and that the layout reads no column
  /// in: what the descriptor says of such a column would be passed over.
  func unreadRoles(in header: Header) -> Set<ColumnRole> {
    let ofWideTables: Set<ColumnRole> = [.value, .period, .published]
    switch self {
    case .tidy, .events, .odbc: return []
    case .wide: return ofWideTables
    case .iamc: return header.column(called: "value") == nil ? ofWideTables : []
    case .fred: return [.indicator, .unit, .multiplier, .published]
    case .sdmx: return [.published]
    }
  }
}

extension IndicatorSettings {
  /// How old the newest value may be: as declared, else as is usual for a declared frequency.
  var freshnessRule: FreshnessRule? {
    if let freshness { return freshness }
    guard let frequency, let frequencySpan else { return nil }
    return FreshnessRule(age: .usual(for: frequency), span: frequencySpan)
  }
}

/// A file's fingerprint as a descriptor gives it.
struct FileHash {
  /// `md5`, `sha1`, `sha256` or `sha512`.
  let algorithm: String

  /// Hexadecimal digits in lower case.
  let digits: String
  let span: SourceSpan

  /// How many digits each algorithm gives.
  static let lengths = ["md5": 32, "sha1": 40, "sha256": 64, "sha512": 128]

  /// Nothing for a text of another form; without a name it is MD5 (Data Package v2).
  init?(_ text: String, at span: SourceSpan) {
    let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
    guard 1...2 ~= parts.count, let digits = parts.last else { return nil }
    let algorithm = parts.count == 2 ? String(parts[0]).replacing("-", with: "") : "md5"
    guard digits.utf8.count == Self.lengths[algorithm], digits.allSatisfy(\.isHexDigit) else {
      return nil
    }
    self.algorithm = algorithm
    self.digits = String(digits)
    self.span = span
  }
}

/// When a resource was published.
enum Publication {
  case date(CalendarDate, at: SourceSpan)
  case column(Named)
}

/// What to do with a published bound such as `>75`.
enum BoundsRule: String, CaseIterable {
  /// The bound is the value, its status E, and its sign is printed.
  case keep
  case missing
}

/// Records to keep: those whose column holds one of the values.
struct Condition {
  let column: Named
  let values: [String]
}

/// What the descriptor says of one file, or what is assumed of a file without one.
struct ResourceDescription {
  let name: String
  var path: String

  /// Where the path is given; nothing without a descriptor.
  var pathSpan: SourceSpan?

  /// The further files of a resource in several, in order.
  var furtherPaths: [Named] = []

  /// How many bytes the file has, if the descriptor says.
  var size: (bytes: Int, span: SourceSpan)?

  /// The file's fingerprint, if the descriptor says.
  var hash: FileHash?
  var title: String?
  var sources: [SourceReference] = []
  var licences: [String] = []
  var layout: Layout?

  /// One indicator's name for the whole file.
  var indicatorName: String?
  var indicatorNameSpan: SourceSpan?

  /// The publisher's code or column to our name.
  var indicatorNames: [String: Named] = [:]
  var defaults = IndicatorSettings()

  /// By the indicator's name, in the descriptor's order.
  var indicators: [(name: Named, settings: IndicatorSettings)] = []

  /// The columns that are dimensions, with the dimension's name; nothing: all that are not reserved.
  var dimensions: [(column: Named, name: String)]?
  var conditions: [Condition] = []

  /// Members that are totals, by dimension.
  var aggregates: [(dimension: Named, members: [Named])] = []
  var statusMarks: [String: StatusMark] = [:]
  var missingMarks: [String: Status] = [:]
  var publication: Publication?
  var corrections: [CorrectionDescription] = []
  var revises = RevisionRule.series
  var bounds: BoundsRule?
  var dialect: Dialect?

  /// Whether the dialect names no delimiter, which is then the standard's.
  var isDelimiterAssumed = false
  var dialectSpan: SourceSpan?

  /// What the descriptor says of the encoding.
  var encoding: TextEncoding?

  /// The numbers of the header's records, from one; none: the layout finds it.
  var headerRows: [Int] = []

  /// What stands between the names of one column in several header records.
  var headerJoin = " "

  /// Whether the file has a header; else the schema names its columns.
  var hasHeader = true

  /// The numbers of records that are remarks, from one.
  var commentRows: Set<Int> = []

  /// The columns that the descriptor names for what a record says.
  var columns: [ColumnRole: [Named]] = [:]

  /// The period of all records of a file that has no column for it.
  var period: (period: Period, span: SourceSpan)?

  /// Marks for which a publisher prints a zero.
  var zeroMarks: Set<String> = []
  var schema = SchemaDescription()
  var fields: [FieldDescription] { schema.fields }

  /// A publisher's words for units.
  var unitWords: [String: String] = [:]

  /// The keys of the maps above and the values of `where`, which the file should hold.
  var lookupKeys: [LookupKey] = []

  /// Whether something of what the descriptor says could not be read.
  var isDoubtful = false

  init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The name that the descriptor gives to a file's code or column; the code itself without one.
  func name(of code: String) -> String { indicatorNames[code]?.text ?? code }

  /// Where the descriptor gives an indicator its name; nothing if it doesn't.
  func span(ofName name: String) -> SourceSpan? {
    if let declared = indicators.first(where: { $0.name.text == name }) {
      return declared.name.span
    }
    if indicatorName == name { return indicatorNameSpan }
    return indicatorNames.values.filter { $0.text == name }.map(\.span)
      .min { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether all units that the descriptor gives are per cent, so that the sign says nothing new.
  var isInPercent: Bool {
    let units = ([defaults.unit] + indicators.map(\.settings.unit)).compactMap { $0 }
    return !units.isEmpty && units.allSatisfy { $0.meaning == .percent }
  }

  /// The resource once for each of its files, each with one path.
  var parts: [ResourceDescription] {
    guard !furtherPaths.isEmpty else { return [self] }
    var first = self
    first.furtherPaths = []
    return [first]
      + furtherPaths.map { path in
        var part = first
        part.path = path.text
        part.pathSpan = path.span
        return part
      }
  }

  func settings(of indicator: String) -> IndicatorSettings {
    let own = indicators.first { $0.name.text == indicator }?.settings ?? IndicatorSettings()
    return own.completed(by: defaults)
  }

  /// The members of a dimension that are totals: those named, else `WLD` and `_T`.
  func aggregates(of dimension: String) -> Set<String> {
    let named = aggregates.first { $0.dimension.text == dimension }
    return named.map { Set($0.members.map(\.text)) } ?? ["WLD", "_T"]
  }
}

/// What the descriptor says of the folder.
struct FolderDescription {
  var name = ""
  var title: LocalizedText?
  var labels: Named?
  var sources: Named?
  var resources: [ResourceDescription] = []

  /// Whether each of the resources could be read.
  var isWhole = true
}
