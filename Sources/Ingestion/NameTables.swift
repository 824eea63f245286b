public import Diagnostics
public import Indicators
import Tabular

/// Reads `labels.csv`: `of,id,en,es,short.en,short.es,order,group`.
enum LabelsReader {
  static func read(
    _ file: SourceFile,
    languages: [String],
    into list: inout DiagnosticList
  ) -> [String: [String: Labels.Entry]] {
    let known = languages + languages.map { "short.\($0)" }
    guard let (table, header) = open(file, requiring: ["of", "id"], into: &list) else { return [:] }
    let of = header.column(named: "of") ?? 0
    let id = header.column(named: "id") ?? 0
    let order = header.column(named: "order")
    let group = header.column(named: "group")
    var names: [(column: Int, language: String, isShort: Bool)] = []
    for (column, name) in header.names.enumerated() {
      if ["of", "id", "order", "group", ""].contains(name) { continue }
      let isShort = name.hasPrefix("short.")
      let language = isShort ? String(name.dropFirst(6)) : name
      if language == "name" || languages.contains(language) {
        names.append((column, language == "name" ? "" : language, isShort))
      } else if isLanguage(language) {
        list.report(.unreadNames(name, among: known, at: header.spans[column]))
      } else {
        list.report(
          .unknownWord(
            name,
            in: "the header of names",
            among: ["of", "id", "name"] + known + ["order", "group"],
            at: header.spans[column]
          )
        )
      }
    }
    var entries: [String: [String: Labels.Entry]] = [:]
    var first: [[String]: SourceSpan] = [:]
    for record in table.records(behind: header.record ?? 0, into: &list) {
      let key = [trimmed(table.text(record, of)), trimmed(table.text(record, id))]
      if let earlier = first[key] {
        list.report(.nameTwice(key[1], at: table.span(record, id), first: earlier))
        continue
      }
      first[key] = table.span(record, id)
      var long: [String: String] = [:]
      var short: [String: String] = [:]
      for name in names {
        let text = table.text(record, name.column)
        guard !text.isEmpty else { continue }
        if name.isShort { short[name.language] = text } else { long[name.language] = text }
      }
      var position: Int?
      if let order, !table.isEmpty(record, order) {
        position = Int(trimmed(table.text(record, order)))
        if position == nil {
          list.report(.order(table.text(record, order), at: table.span(record, order)))
        }
      }
      let groupName = group.map { trimmed(table.text(record, $0)) } ?? ""
      entries[key[0], default: [:]][key[1]] = Labels.Entry(
        name: LocalizedText(long),
        short: short.isEmpty ? nil : LocalizedText(short),
        order: position,
        group: groupName.isEmpty ? nil : groupName,
        span: table.span(record, id),
        dimensionSpan: table.span(record, of)
      )
    }
    return entries
  }

  /// Two or three letters, perhaps with a region: `en`, `es-ES`.
  private static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return 1...2 ~= parts.count
      && parts.allSatisfy { part in
        2...3 ~= part.utf8.count
          && part.unicodeScalars.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
      }
  }
}

/// Warns of labels for what no data have.
///
/// - Parameters:
///   - catalogue: What was read of the data; where a part could not be read, nothing is said.
///   - names: The names that other files give to what is not in the data: ratios, variables.
///   - scenarios: The ids of a model's scenarios; nothing if they are not known.
///   - list: Where the warnings go.
public func checkLabels(
  of catalogue: Catalogue,
  names: Set<String>,
  scenarios: Set<String>?,
  into list: inout DiagnosticList
) {
  guard catalogue.open == OpenNames() else { return }
  var known = catalogue.members
  let indicators = Set(catalogue.indicators.keys).union(catalogue.unreleased.keys)
  known["indicator"] = indicators.union(names)
  known["scenario"] = scenarios.map { $0.union(known["scenario"] ?? []) }
  // The words behind "of" in a unit are no members.
  let others = ["indicator", "scenario", "unit"]
  let parts = Set(catalogue.events.values.flatMap { $0.events.flatMap { [$0.lane, $0.row] } })
  for (dimension, entries) in catalogue.labels.all {
    guard catalogue.members[dimension] != nil || others.contains(dimension) else {
      // Lanes and rows of events are named like members.
      if entries.contains(where: { parts.contains($0.id) }) { continue }
      let places = entries.compactMap(\.entry.dimensionSpan)
      guard let place = places.min(by: { $0.range.lowerBound < $1.range.lowerBound }) else {
        continue
      }
      let all = catalogue.members.keys.sorted() + others
      list.report(.labelOfNothing(dimension, among: all, at: place))
      continue
    }
    guard let members = known[dimension] else { continue }
    for (id, entry) in entries where !members.contains(id) && !parts.contains(id) {
      guard let span = entry.span else { continue }
      list.report(.labelWithoutData(id, of: dimension, among: members.sorted(), at: span))
    }
  }
}

/// Reads the table that the source column of the data refers to: `id,title,address,date`.
enum SourcesReader {
  static func read(_ file: SourceFile, into list: inout DiagnosticList) -> [SourceReference] {
    let names = ["id", "title", "address", "date", "licence", "license"]
    guard let (table, header) = open(file, requiring: ["id", "title"], into: &list) else {
      return []
    }
    for (column, name) in header.names.enumerated() where !names.contains(name) && !name.isEmpty {
      list.report(
        .unknownWord(name, in: "the header of sources", among: names, at: header.spans[column])
      )
    }
    func text(_ record: Int, _ columns: String...) -> String? {
      let column = columns.compactMap { header.column(named: $0) }.first
      let text = column.map { trimmed(table.text(record, $0)) } ?? ""
      return text.isEmpty ? nil : text
    }
    var first: [String: SourceSpan] = [:]
    var sources: [SourceReference] = []
    for record in table.records(behind: header.record ?? 0, into: &list) {
      let span = table.span(record, header.column(named: "id") ?? 0)
      guard let id = text(record, "id") else {
        list.report(.required("id", at: span))
        continue
      }
      if let earlier = first[id] {
        list.report(.nameTwice(id, at: span, first: earlier))
        continue
      }
      first[id] = span
      if let day = text(record, "date"), Period(day) == nil,
        let column = header.column(named: "date")
      {
        list.report(.date(day, at: table.span(record, column), kind: .content))
      }
      sources.append(
        SourceReference(
          id: id,
          title: text(record, "title") ?? id,
          address: text(record, "address"),
          date: text(record, "date"),
          licence: text(record, "licence", "license")
        )
      )
    }
    return sources
  }
}

/// The records of a small table whose header must hold some names.
private func open(
  _ file: SourceFile,
  requiring names: [String],
  into list: inout DiagnosticList
) -> (Table, Header)? {
  guard let table = readTable(file, into: &list) else { return nil }
  guard let first = (0..<table.recordCount).first(where: { !table.isBlank($0) }) else {
    list.report(.emptyFile(file))
    return nil
  }
  let header = Header(table, record: first)
  guard header.check([], into: &list) else { return nil }
  var isWhole = true
  for name in names where header.column(named: name) == nil {
    let nearest = nearestNames(to: name, among: header.names).first
    let span = nearest.flatMap { header.column(named: $0) }.map { header.spans[$0] }
    list.report(.missingField(name, at: span ?? header.span, written: nearest, schema: nil))
    isWhole = false
  }
  return isWhole ? (table, header) : nil
}
