import Diagnostics
import Indicators
import Settings
import Wording

/// A numbered table of values or texts.
struct TableBlock {
  let head: FigureHead
  let content: Content
  let format: ValueFormat?
  let shade: Shade?
  let groups: [Group]
  let hasTotals: Bool

  enum Content {
    /// One expression, its cells by two of its dimensions.
    case cube(data: Excerpt, rows: Scalar, columns: Scalar?, periods: [Period]?, sort: Sort?)

    /// Several series under each other.
    case series([SeriesRow], periods: [Period]?)

    /// One dimension's members as rows, an expression a column.
    case expressions(rows: Scalar, [ExpressionColumn], sort: Sort?)

    /// Texts.
    case texts(head: [RichText], rows: [[RichText]], widths: [Double]?)
  }

  struct SeriesRow {
    let label: RichText
    let unit: RichText?
    let data: Excerpt
    let format: ValueFormat?

    /// What stands above this row and those below it.
    let group: RichText?

    /// Whether a darker rule under the row ends a group.
    let endsGroup: Bool
  }

  struct ExpressionColumn {
    let title: RichText
    let data: Excerpt
    let format: ValueFormat?

    /// Whether the value is drawn as a bar behind its number.
    let isBar: Bool

    /// The value that a full bar stands for; the largest where nothing is given.
    let barMaximum: Double?
    let shade: ColumnShade?
  }

  enum ColumnShade: String, CaseIterable {
    case blue
    case warm
    case none
  }

  /// How cells are shaded by their values.
  struct Shade {
    enum Scale: String, CaseIterable {
      case blue
      case warm
      case blueWarm = "blue-warm"
    }

    let scale: Scale

    /// Where each step of the shade begins.
    let steps: [Double]

    /// The columns in warm steps whatever the sign of their values: what stands against the subject.
    let warm: [String]
  }

  struct Group {
    let title: RichText
    let members: [String]
    let isWarm: Bool
  }

  /// Rows by a column's value: `-2025` is that year's, the largest first.
  struct Sort {
    let key: String
    let isDescending: Bool
    let span: SourceSpan
  }

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a table", into: &diagnostics) else { return nil }
    head = FigureHead(&reader, place, into: &diagnostics)
    format = reader.format(into: &diagnostics)
    hasTotals = reader.boolean("totals", into: &diagnostics) ?? false
    shade = reader.node("shade", into: &diagnostics)
      .flatMap { Shade($0, into: &diagnostics) }
    groups = (reader.list("groups", into: &diagnostics) ?? []).compactMap {
      Group($0, place, into: &diagnostics)
    }
    let sort = reader.scalar("sort", into: &diagnostics).map(Sort.init)
    let content = Self.readContent(&reader, place, sort, into: &diagnostics)
    reader.accept(["spark"])
    reader.finish(into: &diagnostics)
    guard let content else { return nil }
    self.content = content
  }

  private static func readContent(
    _ reader: inout MappingReader,
    _ place: BlockPlace,
    _ sort: Sort?,
    into diagnostics: inout DiagnosticList
  ) -> Content? {
    if reader.has("cells") || reader.has("head") {
      return readTexts(&reader, place, into: &diagnostics)
    }
    let periods = reader.periods("periods", into: &diagnostics)
    if let rows = reader.list("rows_of", into: &diagnostics) {
      reader.accept(["columns"])
      return .series(
        rows.compactMap { SeriesRow($0, place, into: &diagnostics) },
        periods: periods
      )
    }
    let columns = reader.node("columns", into: &diagnostics)
    if let list = columns?.sequence {
      let rows = reader.scalar("rows", .required, into: &diagnostics)
      let read = list.compactMap { ExpressionColumn($0, place, into: &diagnostics) }
      return rows.map { .expressions(rows: $0, read, sort: sort) }
    }
    reader.accept(["data", "rows"])
    // Another form of table is meant, and its key misspelt.
    if !reader.has("data"), !reader.has("rows"), reader.misspells(oneOf: ["rows_of"]) { return nil }
    let data = reader.excerpt("data", .required, into: &diagnostics)
    let rows = reader.scalar("rows", .required, into: &diagnostics)
    let dimension = columns?.scalar(for: "'columns'", into: &diagnostics)
    guard let data, let rows else { return nil }
    return .cube(data: data, rows: rows, columns: dimension, periods: periods, sort: sort)
  }

  private static func readTexts(
    _ reader: inout MappingReader,
    _ place: BlockPlace,
    into diagnostics: inout DiagnosticList
  ) -> Content? {
    func texts(_ nodes: [Node], _ diagnostics: inout DiagnosticList) -> [RichText] {
      nodes.map { node in
        if node.isNull { return RichText([], at: node.span) }
        return node.richText(for: "a cell", in: place.language, into: &diagnostics)
          ?? RichText([], at: node.span)
      }
    }
    let head = texts(reader.list("head", .required, into: &diagnostics) ?? [], &diagnostics)
    let widths = (reader.list("widths", into: &diagnostics))?.compactMap {
      $0.number(for: "'widths'", into: &diagnostics)
    }
    var rows: [[RichText]] = []
    for node in reader.list("cells", .required, into: &diagnostics) ?? [] {
      let cells = texts(node.list(for: "a row of cells", into: &diagnostics) ?? [], &diagnostics)
      if cells.count != head.count {
        diagnostics.report(.cellCount(cells.count, expected: head.count, at: node.span))
      } else {
        rows.append(cells)
      }
    }
    if let widths, widths.count != head.count {
      diagnostics.report(
        .cellCount(widths.count, expected: head.count, at: reader.span(of: "widths"))
      )
      return .texts(head: head, rows: rows, widths: nil)
    }
    return .texts(head: head, rows: rows, widths: widths)
  }
}

extension TableBlock.SeriesRow {
  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a row", into: &diagnostics) else { return nil }
    let label = reader.richText("label", .required, in: place.language, into: &diagnostics)
    unit = reader.richText("unit", in: place.language, into: &diagnostics)
    let data = reader.excerpt("data", .required, into: &diagnostics)
    format = reader.format(into: &diagnostics)
    group = reader.richText("group", in: place.language, into: &diagnostics)
    endsGroup = reader.boolean("ends_group", into: &diagnostics) ?? false
    reader.finish(into: &diagnostics)
    guard let label, let data else { return nil }
    self.label = label
    self.data = data
  }
}

extension TableBlock.ExpressionColumn {
  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a column", into: &diagnostics) else { return nil }
    let title = reader.richText("title", .required, in: place.language, into: &diagnostics)
    let data = reader.excerpt("data", .required, into: &diagnostics)
    format = reader.format(into: &diagnostics)
    isBar = reader.boolean("bar", into: &diagnostics) ?? false
    barMaximum = reader.number("bar_maximum", into: &diagnostics)
    shade = reader.enumerated("shade", as: TableBlock.ColumnShade.self, into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let title, let data else { return nil }
    self.title = title
    self.data = data
  }
}

extension TableBlock.Shade {
  init?(_ node: Node, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a shade", into: &diagnostics) else { return nil }
    scale = reader.enumerated("scale", as: Scale.self, into: &diagnostics) ?? .blueWarm
    let steps = reader.list("steps", .required, into: &diagnostics) ?? []
    self.steps = steps.compactMap { $0.number(for: "'steps'", into: &diagnostics) }
    warm = reader.scalars("warm", into: &diagnostics)?.map(\.text) ?? []
    reader.finish(into: &diagnostics)
  }
}

extension TableBlock.Group {
  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a group", into: &diagnostics) else { return nil }
    let title = reader.richText("title", .required, in: place.language, into: &diagnostics)
    members = reader.scalars("members", .required, into: &diagnostics)?.map(\.text) ?? []
    isWarm = reader.boolean("warm", into: &diagnostics) ?? false
    reader.finish(into: &diagnostics)
    guard let title else { return nil }
    self.title = title
  }
}

extension TableBlock.Sort {
  init(_ scalar: Scalar) {
    isDescending = scalar.text.hasPrefix("-")
    key = isDescending ? String(scalar.text.dropFirst()) : scalar.text
    span = scalar.excerpt.span
  }
}

extension MappingReader {
  /// The key `format`.
  mutating func format(into diagnostics: inout DiagnosticList) -> ValueFormat? {
    guard let text = string("format", into: &diagnostics) else { return nil }
    let format = ValueFormat(text)
    if format == nil { diagnostics.report(.format(text, at: span(of: "format"))) }
    return format
  }

  /// Periods: `2020..2024`, a list of periods, or a list of such ranges.
  mutating func periods(
    _ key: String,
    into diagnostics: inout DiagnosticList
  ) -> [Period]? {
    guard let scalars = scalars(key, into: &diagnostics) else { return nil }
    var periods: [Period] = []
    var isRead = true
    for scalar in scalars {
      let read = periodRange(scalar.text)
      if read.isEmpty {
        diagnostics.report(.period(scalar.text, at: scalar.excerpt.span))
        isRead = false
      }
      periods += read
    }
    // Of what could not be read no second mistake follows.
    return isRead ? periods : nil
  }
}

/// All periods from one to another of a frequency, or the one period that is named.
private func periodRange(_ text: String) -> [Period] {
  guard let dots = text.range(ofLast: "..") else { return Period(text).map { [$0] } ?? [] }
  guard let first = Period(text[..<dots]), let last = Period(text[dots...].dropFirst(2)),
    first.frequency == last.frequency, first <= last
  else { return [] }
  var periods = [first]
  while let end = periods.last, end < last { periods.append(end.advanced(by: 1)) }
  return periods
}
