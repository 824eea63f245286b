public import Diagnostics
public import Indicators
import Tabular

/// Reads all data of a folder: what `datapackage.yaml` names, or without one every CSV in the folder and
/// in its `data` folder, laid out as its header shows.
///
/// With `asOf` releases after that day are left out, as if they had not come yet, and what has no date
/// is named; releases after the edition's day are left out too. Everything that is
/// wrong in any file is reported in one run; what could be read is returned all the same. Fingerprints
/// of files that the descriptor gives are checked with `digest`. Labels in other languages than
/// `languages` are warned of, since no report shows them.
public func readCatalogue(
  from folder: InputFolder,
  asOf: CalendarDate? = nil,
  edition: CalendarDate? = nil,
  digest: Digester? = nil,
  languages: [String] = ["en", "es"],
  into list: inout DiagnosticList
) -> Catalogue {
  let reader = CatalogueReader(
    folder: folder,
    asOf: asOf,
    edition: edition,
    digest: digest,
    languages: languages
  )
  return reader.read(into: &list)
}

/// The fingerprint of a file's bytes in hexadecimal digits by an algorithm (`md5`, `sha1`, `sha256`,
/// `sha512`); nothing for one that is not known.
public typealias Digester = @Sendable (_ algorithm: String, _ file: SourceFile) -> String?

struct CatalogueReader {
  let folder: InputFolder
  let asOf: CalendarDate?
  let edition: CalendarDate?
  let digest: Digester?
  let languages: [String]

  func read(into list: inout DiagnosticList) -> Catalogue {
    guard folder.isThere else {
      list.report(.missingFolder(folder.shownAs))
      return Catalogue(indicators: [:])
    }
    guard let description = description(into: &list) else {
      return Catalogue(indicators: [:], open: OpenNames(isIncomplete: true))
    }
    var labels: [String: [String: Labels.Entry]] = [:]
    if let file = table(description.labels, else: ["labels.csv", "data/labels.csv"], into: &list) {
      labels = LabelsReader.read(file, languages: languages, into: &list)
    }
    var sources: [String: SourceReference] = [:]
    let sourcesFile = table(
      description.sources,
      else: ["data/sources.csv", "sources.csv"],
      into: &list
    )
    if let sourcesFile {
      for source in SourcesReader.read(sourcesFile, into: &list) { sources[source.id] = source }
    }
    let named = Set(sources.keys)

    let (resources, corrections) = numbered(description.resources)
    let parts = resources.flatMap(\.parts)
    let referred = Set(resources.flatMap { $0.schema.foreignKeys.map(\.resource.text) })
    let opened = parts.compactMap { resource -> OpenedResource? in
      let ids = register(resource.sources, of: resource, in: &sources)
      return file(of: resource, into: &list).map {
        OpenedResource(
          resource: resource,
          file: $0,
          sources: ids,
          isPart: parts.contains { $0.name == resource.name && $0.path != resource.path },
          isReferred: referred.contains(resource.name)
        )
      }
    }
    for resource in opened { checkFingerprint(resource, into: &list) }
    var findings = Findings()
    findings.open.isIncomplete = opened.count < parts.count || !description.isWhole
    for (found, problems) in concurrentMap(opened, Self.read) {
      findings.add(found)
      list.report(contentsOf: problems)
    }
    KeyUse.report(findings.keys, into: &list)
    KeyCheck(tables: findings.tables).run(into: &list)
    checkSources(of: findings, named, sourcesFile: sourcesFile, into: &list)
    addNotes(of: findings, to: &sources)
    completeSources(&sources, with: findings)
    for (dimension, names) in findings.labels.sorted(by: { $0.key < $1.key }) {
      for (id, name) in names where labels[dimension]?[id] == nil {
        labels[dimension, default: [:]][id] = Labels.Entry(
          name: LocalizedText(name),
          short: nil,
          order: nil,
          group: nil
        )
      }
    }
    checkReleases(of: findings, into: &list)
    let builder = CubeBuilder(
      files: findings.files,
      labels: labels,
      asOf: asOf,
      edition: edition
    )
    var indicators: [String: Indicator] = [:]
    let built = concurrentMap(findings.order.map { findings.indicators[$0] }) { records in
      var problems = DiagnosticList()
      return (records.map { builder.indicator($0, into: &problems) }, problems)
    }
    var changes: [Int: [Correction.Change]] = [:]
    var totals: Set<String> = []
    for (name, (built, problems)) in zip(findings.order, built) {
      let indicator = built?.indicator
      changes.merge(built?.changes ?? [:]) { $0 + $1 }
      indicators[name] = indicator
      for problem in problems.all {
        // Indicators share their members, of which one place is enough.
        if problem.id == "ingestion.total", !totals.insert(problem.message).inserted { continue }
        list.report(problem)
      }
      guard problems.hasErrors else { continue }
      // Without a cube, or with units that don't fit, there is no unit to check formulas by.
      if indicator == nil || problems.all.contains(where: \.isAboutUnits) {
        findings.open.unknown.insert(name)
      } else {
        findings.open.uncertain.insert(name)
      }
    }
    for (name, records) in findings.indicators where records.hasBadUnit {
      findings.open.unknown.insert(name)
    }
    // A name without any record that could be read is no unknown one.
    findings.open.unknown.formUnion(findings.open.uncertain.filter { indicators[$0] == nil })
    checkBases(of: findings, indicators, into: &list)
    let declared = checkDeclarations(of: findings, into: &list)
    findings.open.unknown.formUnion(declared.filter { indicators[$0] == nil })
    return Catalogue(
      indicators: indicators,
      events: findings.events,
      labels: Labels(labels),
      sources: sources,
      package: package(description),
      open: findings.open,
      unreleased: unreleased(findings, among: indicators),
      members: members(of: findings),
      corrections: corrections.enumerated().map { $1.changing(changes[$0] ?? []) },
      releases: releases(findings, builder, indicators)
    )
  }

  /// The resources with their corrections numbered through, and these.
  private func numbered(
    _ resources: [ResourceDescription]
  ) -> ([ResourceDescription], [Correction]) {
    var corrections: [Correction] = []
    let numbered = resources.map { resource in
      var numbered = resource
      for index in numbered.corrections.indices {
        numbered.corrections[index].number = corrections.count
        corrections.append(numbered.corrections[index].correction)
      }
      return numbered
    }
    return (numbered, corrections)
  }

  // MARK: Which files

  private func description(into list: inout DiagnosticList) -> FolderDescription? {
    for name in ["datapackage.yaml", "datapackage.yml", "datapackage.json"]
    where folder.exists(name) {
      guard let file = folder.file(name, into: &list) else { return nil }
      return DescriptorReader.read(file, in: folder, into: &list)
    }
    let special: Set = ["labels.csv", "sources.csv", "recipients.csv"]
    let paths =
      ["data", ""].flatMap { place in
        [".csv", ".csv.gz"].flatMap { folder.names(in: place, endingIn: $0) }.sorted()
      }
      .filter { !special.contains(String($0.split(separator: "/").last ?? "")) }
    if paths.isEmpty { list.report(.noData(folder.shownAs)) }
    var description = FolderDescription()
    description.resources = paths.map { path in
      ResourceDescription(name: ResourceDescription.name(ofFile: path), path: path)
    }
    return description
  }

  /// The file that the descriptor names, else the first usual one that exists.
  private func table(
    _ named: Named?,
    else usual: [String],
    into list: inout DiagnosticList
  ) -> SourceFile? {
    if let named { return folder.file(named.text, at: named.span, into: &list) }
    return usual.first { folder.exists($0) }.flatMap { folder.file($0, into: &list) }
  }

  /// A resource whose file is there.
  private struct OpenedResource {
    let resource: ResourceDescription
    let file: SourceFile

    /// The ids of its sources.
    let sources: [String]

    /// Whether it is one of several files of its resource.
    let isPart: Bool

    /// Whether the schema of a resource refers to its fields.
    let isReferred: Bool

    /// Whether a schema says something of its fields, be it that of another resource.
    var hasSchema: Bool { isReferred || !resource.fields.isEmpty }
  }

  private func file(
    of resource: ResourceDescription,
    into list: inout DiagnosticList
  ) -> SourceFile? {
    if resource.layout == .odbc || resource.path.hasPrefix("odbc:") {
      list.report(.unsupported("the layout 'odbc'", at: resource.pathSpan))
      return nil
    }
    return folder.table(resource.path, at: resource.pathSpan, into: &list)
  }

  /// Holds a file against the size and the hash that the descriptor gives.
  private func checkFingerprint(_ opened: OpenedResource, into list: inout DiagnosticList) {
    let (resource, file) = (opened.resource, opened.file)
    if let size = resource.size, size.bytes != file.byteCount {
      list.report(.size(file.byteCount, of: file.path, declared: size.bytes, at: size.span))
    }
    if let hash = resource.hash, let found = digest?(hash.algorithm, file), found != hash.digits {
      list.report(.hash("\(hash.algorithm):\(found)", of: opened.file.path, at: hash.span))
    }
  }

  private static func read(_ opened: OpenedResource) -> (Findings, DiagnosticList) {
    var findings = Findings()
    var list = DiagnosticList()
    read(opened, into: &findings, &list)
    findings.leaveOpen(opened.resource, for: list)
    return (findings, list)
  }

  private static func read(
    _ opened: OpenedResource,
    into findings: inout Findings,
    _ list: inout DiagnosticList
  ) {
    let resource = opened.resource
    let sources = opened.sources
    defer { tellDelimiter(of: opened, instead: &list) }
    guard
      let table = readTable(
        opened.file,
        dialect: resource.dialect,
        encoding: resource.encoding,
        keeping: { WantedRecords($0, of: resource, isReferred: opened.isReferred) },
        into: &list
      ),
      let recognised = RecognisedLayout(table, of: resource, into: &list)
    else { return }
    let header = recognised.header
    checkRoles(of: resource, in: recognised, into: &list)
    switch recognised.layout {
    case .tidy:
      TidyLayout(table: table, header: header, resource: resource, sources: sources)
        .read(findings: &findings, into: &list)
    case .wide:
      WideLayout(table: table, header: header, resource: resource, sources: sources)
        .read(findings: &findings, into: &list)
    case .sdmx:
      SDMXLayout(table: table, header: header, resource: resource, sources: sources)
        .read(findings: &findings, into: &list)
    case .fred:
      FREDLayout(table, recognised, of: resource, sources: sources)
        .read(findings: &findings, into: &list)
    case .iamc:
      IAMCLayout(table: table, header: header, resource: resource, sources: sources)
        .read(findings: &findings, into: &list)
    case .events:
      EventsLayout.read(table, header: header, of: resource, findings: &findings, into: &list)
    case .odbc:
      list.report(.unsupported("the layout 'odbc'", at: resource.pathSpan))
    }
    // What a file itself names as its source counts where the descriptor names none.
    for index in findings.files.indices
    where findings.files[index].sources.isEmpty && findings.files[index].notes.source != nil {
      findings.files[index].sources = [resource.name]
    }
    if opened.hasSchema {
      checkSchema(table, recognised, of: resource, findings: &findings, into: &list)
    }
    let events = findings.events[resource.name]?.events ?? []
    if !findings.order.isEmpty || !events.isEmpty {
      findings.keys = KeyUse.find(
        resource.lookupKeys,
        in: table,
        header,
        holdsParts: recognised.layout == .sdmx
      )
    }
    guard findings.order.isEmpty, events.isEmpty, !list.hasErrors else { return }
    let emptiness = emptiness(of: table, header, resource)
    // A table of events may have none yet, and of several files one may lack what is wanted.
    let mayBeEmpty = recognised.layout == .events || opened.isPart
    list.report(.noRecords(emptiness, mayBeEmpty ? .warning : .error, at: header.span))
  }

  /// Why nothing came of a table in which nothing is wrong.
  private static func emptiness(
    of table: Table,
    _ header: Header,
    _ resource: ResourceDescription
  ) -> Diagnostic.Emptiness {
    let first = (header.record ?? -1) + 1
    let records = (first..<max(table.recordCount, first)).filter { record in
      (0..<table.fieldCount(of: record)).contains { !table.isEmpty(record, $0) }
    }
    guard !records.isEmpty else { return .noRecords }
    var ignored = DiagnosticList()
    guard let condition = resource.conditions.first,
      let conditions = header.conditions(resource.conditions, into: &ignored)
    else { return .noValues }
    let reader = RecordReader(table, header: header, resource: resource, value: nil)
    return records.contains { reader.isWanted($0, conditions) }
      ? .noValues : .noneWanted(condition.column.span)
  }

  /// Where a dialect without a delimiter makes a file unreadable that plainly has another than the
  /// standard's, that is told and not what follows from it.
  private static func tellDelimiter(of opened: OpenedResource, instead list: inout DiagnosticList) {
    let resource = opened.resource
    guard resource.isDelimiterAssumed, list.hasErrors, let span = resource.dialectSpan else {
      return
    }
    var ignored = DiagnosticList()
    let table = readTable(
      opened.file,
      encoding: resource.encoding,
      keeping: { _ in NoRecords() },
      into: &ignored
    )
    guard let sign = table?.dialect.delimiter, sign != UInt8(ascii: ",") else { return }
    list = DiagnosticList()
    list.report(.assumedDelimiter(Unicode.Scalar(sign), of: opened.file.path, at: span))
  }

  /// Reports columns that the descriptor names in a role that the file's layout doesn't read.
  private static func checkRoles(
    of resource: ResourceDescription,
    in recognised: RecognisedLayout,
    into list: inout DiagnosticList
  ) {
    let unread = recognised.layout.unreadRoles(in: recognised.header)
    for role in ColumnRole.allCases where unread.contains(role) {
      var named = resource.columns[role]?.first
      if role == .published, case .column(let name) = resource.publication { named = name }
      guard let named else { continue }
      list.report(.unreadColumn(named, role: role, layout: recognised.layout))
    }
  }

  private static func checkSchema(
    _ table: Table,
    _ recognised: RecognisedLayout,
    of resource: ResourceDescription,
    findings: inout Findings,
    into list: inout DiagnosticList
  ) {
    // The layout has told of records that don't fit the header.
    var ignored = DiagnosticList()
    let header = recognised.header
    let body = TableBody(
      table,
      behind: header,
      of: resource,
      notes: .in(recognised.layout, of: resource),
      into: &ignored
    )
    let source = SchemaTable(
      table: table,
      header: header,
      resource: resource,
      records: body.records
    )
    findings.tables.append(source)
    var values: Set<Int> = []
    for records in findings.indicators.values {
      for observation in records.observations { values.insert(observation.column) }
    }
    SchemaCheck(source, valueColumns: values, reported: list).run(into: &list)
  }

  /// The members that records have, by dimension, whenever they were released.
  private func members(of findings: Findings) -> [String: Set<String>] {
    var members: [String: Set<String>] = [:]
    for file in findings.files {
      for dimension in file.dimensions where members[dimension.name] == nil {
        members[dimension.name] = []
      }
    }
    for name in findings.order {
      var last: [String] = []
      for observation in findings.indicators[name]?.observations ?? []
      where observation.members != last {
        last = observation.members
        for (dimension, member) in zip(findings.files[observation.file].dimensions, last) {
          members[dimension.name]?.insert(member)
        }
      }
    }
    return members
  }

  private func package(_ description: FolderDescription) -> PackageDescription {
    PackageDescription(
      name: description.name,
      title: description.title,
      resources: description.resources.map { resource in
        PackageDescription.Resource(
          name: resource.name,
          title: resource.title,
          path: resource.path,
          sources: resource.sources,
          licences: resource.licences
        )
      }
    )
  }
}

/// Of a large file nothing but its first records, which tell how it is written.
private struct NoRecords: RecordFilter {
  func keeps(_ batch: RecordBatch) -> [Bool] { Array(repeating: false, count: batch.recordCount) }
}

extension Findings {
  /// Leaves open what a file's mistakes may have kept from being read.
  fileprivate mutating func leaveOpen(_ resource: ResourceDescription, for list: DiagnosticList) {
    guard list.hasErrors || resource.isDoubtful else { return }
    open.uncertain.formUnion(order)
    open.uncertain.formUnion(resource.indicators.map(\.name.text))
    if let name = resource.indicatorName { open.uncertain.insert(name) }
    if files.isEmpty, events.isEmpty { open.isIncomplete = true }
  }
}

extension Diagnostic {
  /// Whether it leaves an indicator without a unit to rely on.
  fileprivate var isAboutUnits: Bool {
    [
      "ingestion.unit-missing", "ingestion.unit-differs", "ingestion.basis-without-money",
    ].contains(id)
  }
}
