import Diagnostics
import Indicators
import Settings
import Tabular

/// Reads `datapackage.yaml` or `datapackage.json`: Data Package v2 with our keys under `veta:`.
///
/// Keys of the standard that mean nothing to us are read over; foreign ones outside `veta:` give a
/// warning, inside it an error.
struct DescriptorReader {
  var list = DiagnosticList()
  private var unitWords: [String: String] = [:]

  /// The folder, for parts of the descriptor that stand in files of their own.
  private let folder: InputFolder

  private init(_ folder: InputFolder) { self.folder = folder }

  static func read(
    _ file: SourceFile,
    in folder: InputFolder,
    into list: inout DiagnosticList
  ) -> FolderDescription? {
    guard let root = parseSettings(file, into: &list) else { return nil }
    var reader = DescriptorReader(folder)
    defer { list.report(contentsOf: reader.list) }
    return reader.description(root)
  }

  private mutating func description(_ root: Node) -> FolderDescription? {
    guard var reader = MappingReader(root, of: "a data package", into: &list) else { return nil }
    var folder = FolderDescription()
    folder.name = reader.string("name", into: &list) ?? ""
    folder.title = reader.localizedText("title", into: &list).map { LocalizedText($0) }
    if let node = reader.node("veta", into: &list) { readFolderKeys(node, into: &folder) }
    let nodes = reader.list("resources", .required, into: &list) ?? []
    var first: [String: SourceSpan] = [:]
    for node in nodes {
      let before = list.errorCount
      guard var resource = resource(node) else {
        if list.errorCount > before { folder.isWhole = false }
        continue
      }
      resource.isDoubtful = list.errorCount > before
      let span = node["name"]?.span ?? node.span
      if let earlier = first[resource.name] {
        list.report(.resourceTwice(resource.name, at: span, first: earlier))
        continue
      }
      first[resource.name] = span
      folder.resources.append(resource)
    }
    reader.accept([
      "$schema", "id", "profile", "description", "homepage", "version", "created", "contributors",
      "keywords", "image", "licenses", "sources",
    ])
    reader.finish(
      .warning,
      elsewhere: Self.elsewhere(["labels", "units", "languages"], "of the data package")
        .merging(Self.elsewhere(Self.resourceKeys, "of a resource")) { own, _ in own },
      into: &list
    )
    return folder
  }

  private mutating func readFolderKeys(_ node: Node, into folder: inout FolderDescription) {
    guard var reader = MappingReader(node, of: "'veta' of a data package", into: &list) else {
      return
    }
    folder.labels = reader.scalar("labels", into: &list).map { Named($0.text, at: $0.excerpt.span) }
    folder.sources = reader.scalar("sources", into: &list).map {
      Named($0.text, at: $0.excerpt.span)
    }
    for entry in reader.mapping("units", into: &list) ?? [] {
      guard let text = entry.value.string(for: "a unit", into: &list) else { continue }
      if unit(text, excerpt: entry.value.scalar?.excerpt, at: entry.value.span) != nil {
        unitWords[entry.key.text] = text
      }
    }
    reader.accept(["languages"])
    reader.finish(into: &list)
  }

  // MARK: Resources

  private mutating func resource(_ node: Node) -> ResourceDescription? {
    guard var reader = MappingReader(node, of: "a resource", into: &list) else { return nil }
    let given = reader.string("name", into: &list)
    if reader.has("data"), !reader.has("path") {
      list.report(.inlineData(at: reader.keySpan(of: "data")))
      return nil
    }
    guard let node = reader.node("path", .required, into: &list),
      let paths = node.scalars(for: "'path'", into: &list), let path = paths.first
    else { return nil }
    let name = given ?? ResourceDescription.name(ofFile: path.text)
    if let kind = notDelimited(&reader, path.text) {
      list.report(.notDelimited(name, kind, at: path.excerpt.span))
      return nil
    }
    if let remote = paths.first(where: { $0.text.contains("://") }) {
      list.report(.remote(remote.text, at: remote.excerpt.span))
      return nil
    }
    var resource = ResourceDescription(name: name, path: path.text)
    resource.pathSpan = path.excerpt.span
    resource.furtherPaths = paths.dropFirst().map { Named($0.text, at: $0.excerpt.span) }
    readFingerprint(&reader, into: &resource)
    resource.unitWords = unitWords
    resource.title = reader.string("title", into: &list)
    resource.sources = sources(reader.list("sources", into: &list) ?? [], of: name)
    resource.licences = (reader.list("licenses", into: &list) ?? []).compactMap { node in
      (node["name"] ?? node["title"] ?? node["path"])?.scalar?.text
    }
    if let encoding = reader.scalar("encoding", into: &list) {
      resource.encoding = TextEncoding(named: encoding.text)
      if resource.encoding == nil {
        list.report(.unsupported("the encoding '\(encoding.text)'", at: encoding.excerpt.span))
      }
    }
    // Compressed files are known by their first bytes.
    if let way = reader.scalar("compression", into: &list),
      !["gz", "gzip", "no", "none"].contains(way.text.lowercased())
    {
      list.report(.unsupported("the compression '\(way.text)'", at: way.excerpt.span))
    }
    if let node = reader.node("dialect", into: &list), let node = inFolder(node) {
      readDialect(node, into: &resource)
    }
    if let node = reader.node("schema", into: &list), let node = inFolder(node) {
      resource.schema = schema(node)
    }
    if let node = reader.node("veta", into: &list) { readLayout(node, into: &resource) }
    reader.accept([
      "$schema", "profile", "type", "description", "homepage", "format", "mediatype",
      "data",
    ])
    reader.finish(
      .warning,
      elsewhere: Self.elsewhere(Self.resourceKeys, "of the resource")
        .merging(Self.elsewhere(["labels", "units"], "of the data package")) { own, _ in own },
      into: &list
    )
    return resource
  }

  // MARK: Files

  /// The kind of a resource that is no delimited text, as its format or its file's ending says.
  private mutating func notDelimited(_ reader: inout MappingReader, _ path: String) -> String? {
    let others: Set = [
      "json", "geojson", "topojson", "ndjson", "jsonl", "xls", "xlsx", "ods", "pdf", "png", "jpg",
      "jpeg", "svg", "zip", "parquet", "feather", "html", "xml", "yaml", "yml", "md", "sqlite",
      "db",
      "shp", "gpkg", "r", "py",
    ]
    let format = reader.scalar("format", into: &list)?.text.lowercased()
    let ending = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
    return [format ?? ending, ending].first { others.contains($0) && path.contains(".") }
  }

  private mutating func readFingerprint(
    _ reader: inout MappingReader,
    into resource: inout ResourceDescription
  ) {
    let size = reader.integer("bytes", into: &list)
    let hash = reader.scalar("hash", into: &list)
    // Of several files the standard doesn't say what they are of.
    guard resource.furtherPaths.isEmpty else { return }
    resource.size = size.map { ($0, reader.span(of: "bytes")) }
    if let hash {
      resource.hash = FileHash(hash.text, at: hash.excerpt.span)
      if resource.hash == nil { list.report(.hashForm(hash.text, at: hash.excerpt.span)) }
    }
  }

  /// A part of the descriptor that may stand in a file of its own, named by its path.
  private mutating func inFolder(_ node: Node) -> Node? {
    guard let scalar = node.scalar else { return node }
    if scalar.text.contains("://") {
      list.report(.remote(scalar.text, at: node.span))
      return nil
    }
    return folder.file(scalar.text, at: node.span, into: &list)
      .flatMap { parseSettings($0, into: &list) }
  }

  private mutating func sources(_ nodes: [Node], of resource: String) -> [SourceReference] {
    nodes.compactMap { node in
      guard var reader = MappingReader(node, of: "a source", into: &list) else { return nil }
      let title = reader.string("title", into: &list)
      let path = reader.string("path", into: &list)
      reader.accept(["email", "version"])
      reader.finish(.warning, into: &list)
      guard let text = title ?? path else { return nil }
      return SourceReference(id: resource, title: text, address: path, date: nil)
    }
  }

  private mutating func readDialect(_ node: Node, into resource: inout ResourceDescription) {
    guard var reader = MappingReader(node, of: "a dialect", into: &list) else { return }
    resource.isDelimiterAssumed = !reader.has("delimiter")
    resource.dialectSpan = node.span
    let delimiter = sign("delimiter", &reader) ?? UInt8(ascii: ",")
    let quote = otherSign("quoteChar", than: delimiter, &reader) ?? UInt8(ascii: "\"")
    let comment = otherSign("commentChar", than: delimiter, &reader)
    let skips = reader.boolean("skipInitialSpace", into: &list) ?? false
    let doubles = reader.boolean("doubleQuote", into: &list) ?? true
    let escape = otherSign("escapeChar", than: delimiter, &reader)
    resource.hasHeader = reader.boolean("header", into: &list) ?? true
    resource.headerRows = rows("headerRows", &reader)
    resource.headerJoin = reader.string("headerJoin", into: &list) ?? " "
    resource.commentRows = Set(rows("commentRows", &reader))
    reader.accept(["$schema", "lineTerminator", "name", "title", "type"])
    reader.finish(.warning, into: &list)
    resource.dialect = Dialect(
      delimiter: delimiter,
      quote: quote,
      comment: comment,
      skipsInitialSpace: skips,
      doublesQuotes: doubles,
      escape: escape
    )
  }

  /// Numbers of records from one, ascending.
  private mutating func rows(_ key: String, _ reader: inout MappingReader) -> [Int] {
    var rows: [Int] = []
    for node in reader.list(key, into: &list) ?? [] {
      guard let row = node.integer(for: "'\(key)'", into: &list) else { continue }
      if row > (rows.last ?? 0) {
        rows.append(row)
      } else {
        list.report(.rowNumber(row, key: key, at: node.span))
      }
    }
    return rows
  }

  /// A key whose value is one ASCII character.
  mutating func sign(_ key: String, _ reader: inout MappingReader) -> UInt8? {
    guard let scalar = reader.scalar(key, into: &list) else { return nil }
    if scalar.text.utf8.count == 1, let byte = scalar.text.utf8.first, byte < 0x80, byte != 0x0A,
      byte != 0x0D
    {
      return byte
    }
    list.report(.notOneSign(scalar.text, key: key, at: reader.span(of: key)))
    return nil
  }

  /// A sign that must not be the delimiter.
  private mutating func otherSign(
    _ key: String,
    than delimiter: UInt8,
    _ reader: inout MappingReader
  ) -> UInt8? {
    guard let byte = sign(key, &reader) else { return nil }
    guard byte == delimiter else { return byte }
    list.report(.signTwice(Unicode.Scalar(byte), key: key, at: reader.span(of: key)))
    return nil
  }

  /// A key whose value is one character.
  mutating func character(_ key: String, _ reader: inout MappingReader) -> Unicode.Scalar? {
    guard let scalar = reader.scalar(key, into: &list) else { return nil }
    if scalar.text.unicodeScalars.count == 1 { return scalar.text.unicodeScalars.first }
    list.report(.notOneSign(scalar.text, key: key, at: reader.span(of: key)))
    return nil
  }

  // MARK: Our own keys

  /// The keys that stand under `veta:` of a resource.
  private static let resourceKeys = [
    "layout", "indicator", "indicators", "unit", "basis", "kind", "frequency", "decimals",
    "direction", "dimensions", "where", "aggregates", "status", "missing", "published", "bounds",
    "revises", "max_age", "columns", "period", "units", "corrections",
  ]

  /// Keys that belong under `veta:`, each with what to say of it.
  private static func elsewhere(_ keys: [String], _ place: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: keys.map { ($0, "write '\($0)' under 'veta:' \(place)") })
  }

  private mutating func readLayout(_ node: Node, into resource: inout ResourceDescription) {
    guard var reader = MappingReader(node, of: "'veta' of a resource", into: &list) else { return }
    resource.layout = reader.enumerated("layout", as: Layout.self, into: &list)
    if let node = reader.node("indicator", into: &list) {
      if let entries = node.entries {
        for entry in entries {
          guard let name = entry.value.string(for: "an indicator's name", into: &list) else {
            continue
          }
          checkName(name, at: entry.value.span)
          resource.indicatorNames[entry.key.text] = Named(name, at: entry.value.span)
          resource.addKey(entry, of: .indicator)
        }
      } else {
        resource.indicatorName = node.string(for: "'indicator'", into: &list)
        resource.indicatorNameSpan = node.span
        if let name = resource.indicatorName { checkName(name, at: node.span) }
      }
    }
    readUnitWords(&reader, into: &resource)
    readColumns(&reader, into: &resource)
    resource.defaults = indicatorSettings(&reader)
    for entry in reader.mapping("indicators", into: &list) ?? [] {
      guard var own = MappingReader(entry.value, of: "an indicator", into: &list) else { continue }
      let settings = indicatorSettings(&own)
      if resource.layout == nil || resource.layout == .tidy {
        checkName(entry.key.text, at: entry.keySpan)
      }
      own.finish(into: &list)
      resource.indicators.append((Named(entry.key.text, at: entry.keySpan), settings))
    }
    resource.dimensions = dimensions(&reader)
    for entry in reader.mapping("where", into: &list) ?? [] {
      guard let values = entry.value.scalars(for: "'where'", into: &list) else { continue }
      resource.conditions.append(
        Condition(column: Named(entry.key.text, at: entry.keySpan), values: values.map(\.text))
      )
      for value in values {
        let name = Named(value.text, at: value.excerpt.span)
        resource.lookupKeys.append(
          LookupKey(map: .condition, name: name, column: entry.key.text)
        )
      }
    }
    for entry in reader.mapping("aggregates", into: &list) ?? [] {
      guard let members = entry.value.scalars(for: "'aggregates'", into: &list) else { continue }
      resource.aggregates.append(
        (
          Named(entry.key.text, at: entry.keySpan),
          members.map { Named($0.text, at: $0.excerpt.span) }
        )
      )
    }
    readMarks(&reader, into: &resource)
    resource.bounds = reader.enumerated("bounds", as: BoundsRule.self, into: &list)
    for node in reader.list("corrections", into: &list) ?? [] {
      if let correction = correction(node) { resource.corrections.append(correction) }
    }
    for key in ["query", "parameters"] where reader.node(key, into: &list) != nil {
      list.report(.unsupported("'\(key)'", at: reader.keySpan(of: key)))
    }
    resource.revises =
      reader.enumerated("revises", as: RevisionRule.self, into: &list) ?? .series
    reader.finish(into: &list)
  }

  private mutating func checkName(_ name: String, at span: SourceSpan) {
    if !isName(name) { list.report(.badName(name, at: span, isInDescriptor: true)) }
  }

  /// A publisher's words for units in this file alone.
  private mutating func readUnitWords(
    _ reader: inout MappingReader,
    into resource: inout ResourceDescription
  ) {
    for entry in reader.mapping("units", into: &list) ?? [] {
      guard let text = entry.value.string(for: "a unit", into: &list) else { continue }
      if unit(text, excerpt: entry.value.scalar?.excerpt, at: entry.value.span) != nil {
        resource.unitWords[entry.key.text] = text
        resource.addKey(entry, of: .units)
      }
    }
  }

  /// Which columns hold what, and the period of a file without a column for it.
  private mutating func readColumns(
    _ reader: inout MappingReader,
    into resource: inout ResourceDescription
  ) {
    if let node = reader.node("columns", into: &list),
      var columns = MappingReader(node, of: "'columns'", into: &list)
    {
      for role in ColumnRole.allCases {
        let key = role.rawValue
        guard let names = columns.scalars(key, into: &list), !names.isEmpty else { continue }
        if names.count > 1, role != .value, role != .period {
          list.report(.severalColumns(key, at: columns.span(of: key)))
          continue
        }
        resource.columns[role] = names.map { Named($0.text, at: $0.excerpt.span) }
      }
      columns.finish(into: &list)
    }
    guard let scalar = reader.scalar("period", into: &list) else { return }
    guard let period = Period(scalar.text) else {
      list.report(.period(scalar.text, at: scalar.excerpt.span, kind: .settings))
      return
    }
    resource.period = (period, scalar.excerpt.span)
    if let column = resource.columns[.period]?.first {
      list.report(.twoPeriods(at: scalar.excerpt.span, column: column.span))
    }
  }

  private mutating func indicatorSettings(_ reader: inout MappingReader) -> IndicatorSettings {
    var settings = IndicatorSettings()
    // Of a resource the title is the standard's, outside 'veta'.
    if reader.what == "an indicator" {
      settings.title = reader.localizedText("title", into: &list).map { LocalizedText($0) }
    }
    if let scalar = reader.scalar("unit", into: &list) {
      settings.unit = unit(scalar.text, excerpt: scalar.excerpt, at: reader.span(of: "unit"))
    }
    if let scalar = reader.scalar("basis", into: &list) {
      settings.basis = basis(scalar)
      settings.basisSpan = settings.basis.map { _ in scalar.excerpt.span }
    }
    settings.kind = reader.enumerated("kind", as: KindWord.self, into: &list)?.kind
    settings.frequency = reader.enumerated("frequency", as: Frequency.self, into: &list)
    settings.frequencySpan = settings.frequency.map { _ in reader.span(of: "frequency") }
    settings.freshness = freshness(&reader)
    settings.decimals = reader.integer("decimals", in: 0...15, into: &list)
    settings.direction =
      reader.enumerated("direction", as: DirectionWord.self, into: &list)?
      .direction
    return settings
  }

  private mutating func unit(_ text: String, excerpt: Excerpt?, at span: SourceSpan) -> Unit? {
    do throws(UnitError) {
      return try Unit.parse(unitWords[text] ?? text)
    } catch {
      let isOwn = unitWords[text] == nil
      list.report(.unit(error, at: isOwn ? excerpt?.span(of: error.range) ?? span : span))
      return nil
    }
  }

  /// A basis is written as it is in a unit, behind the comma.
  private mutating func basis(_ scalar: Scalar) -> Unit.Basis? {
    guard let unit = try? Unit.parse("USD, \(scalar.text)"), let basis = unit.basis else {
      list.report(.basis(scalar.text, at: scalar.excerpt.span))
      return nil
    }
    return basis
  }

  private mutating func dimensions(
    _ reader: inout MappingReader
  ) -> [(column: Named, name: String)]? {
    guard let node = reader.node("dimensions", into: &list) else { return nil }
    if let entries = node.entries {
      return entries.compactMap { entry in
        entry.value.string(for: "a dimension's name", into: &list)
          .map { (Named(entry.key.text, at: entry.keySpan), $0) }
      }
    }
    return node.scalars(for: "'dimensions'", into: &list)?
      .map { (Named($0.text, at: $0.excerpt.span), $0.text) }
  }

  private mutating func readMarks(
    _ reader: inout MappingReader,
    into resource: inout ResourceDescription
  ) {
    for entry in reader.mapping("status", into: &list) ?? [] {
      guard let scalar = entry.value.scalar(for: "a status", into: &list) else { continue }
      if let mark = StatusMark(letter: scalar.text) {
        resource.statusMarks[entry.key.text] = mark
        resource.addKey(entry, of: .status)
      } else {
        list.report(.status(scalar.text, at: scalar.excerpt.span, isInDescriptor: true))
      }
    }
    for entry in reader.mapping("missing", into: &list) ?? [] {
      guard
        let reason = entry.value.enumerated(as: MissingReason.self, for: "a reason", into: &list)
      else { continue }
      resource.addKey(entry, of: .missing)
      if let status = reason.status {
        resource.missingMarks[entry.key.text] = status
      } else {
        resource.zeroMarks.insert(entry.key.text)
      }
    }
    guard let node = reader.node("published", into: &list) else { return }
    if let column = node["column"]?.scalar {
      resource.publication = .column(Named(column.text, at: column.excerpt.span))
    } else if let scalar = node.scalar(for: "'published'", into: &list) {
      if let date = CalendarDate(scalar.text) {
        resource.publication = .date(date, at: scalar.excerpt.span)
      } else {
        list.report(.date(scalar.text, at: scalar.excerpt.span, kind: .settings))
      }
    }
  }

  /// `P14M` or `P2Y`: how old the newest value may become.
  private mutating func freshness(_ reader: inout MappingReader) -> FreshnessRule? {
    guard let scalar = reader.scalar("max_age", into: &list) else { return nil }
    guard let age = Age(scalar.text) else {
      list.report(.age(scalar.text, at: scalar.excerpt.span))
      return nil
    }
    return FreshnessRule(age: age, span: scalar.excerpt.span)
  }
}

private enum KindWord: String, CaseIterable {
  case flow
  case stock
  case rate

  var kind: Kind {
    switch self {
    case .flow: .flow
    case .stock: .stock
    case .rate: .rate
    }
  }
}

private enum DirectionWord: String, CaseIterable {
  case up
  case down

  var direction: Indicator.Direction {
    switch self {
    case .up: .up
    case .down: .down
    }
  }
}

extension DiagnosticList {
  fileprivate var errorCount: Int { all.count { $0.severity == .error } }
}
