import Diagnostics
import Indicators
import Tabular

// MARK: Headers and layouts

extension Diagnostic {
  static func missingField(
    _ name: String,
    at span: SourceSpan,
    written: String?,
    schema: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.missing-field",
      "the header has no field '\(name)'",
      at: span,
      label: written.map { _ in "did you mean '\(name)'?" } ?? "'\(name)' is not among these",
      notes: schema.map { [Note("the schema declares it", at: $0)] } ?? [],
      help: written.map { "write '\(name)' instead of '\($0)'" }
    )
  }

  static func extraField(
    _ name: String,
    isForbidden: Bool = false,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      isForbidden ? .error : .warning,
      id: "ingestion.extra-field",
      "the schema has no field '\(name)'",
      at: span,
      label: "not declared"
    )
  }

  static func fieldTwice(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.field-twice",
      "two fields are named '\(name)'",
      at: span,
      label: "the second",
      notes: [Note("the first stands here", at: first)]
    )
  }

  /// `lacking` has the names that the header lacks for each layout.
  static func unknownLayout(_ header: Header, lacking: [(Layout, [String])]) -> Diagnostic {
    // One misspelt name is shown where it stands.
    for (layout, names) in lacking where names.count == 1 {
      if layout == .fred, isOfPeriods(header) { continue }
      if let nearest = nearestNames(to: names[0], among: header.names).first,
        let column = header.column(named: nearest)
      {
        return missingField(names[0], at: header.spans[column], written: nearest, schema: nil)
      }
    }
    let isSplitOtherwise =
      header.names.count == 1
      ? [(";", "';'"), ("\t", "a tab")].first { header.names[0].contains($0.0) } : nil
    return Diagnostic(
      id: "ingestion.layout",
      "the layout of the file can't be told from its header",
      at: header.span,
      label: "expected the header of a known layout",
      notes: lacking.map { layout, names in
        let missing = names.map { name in
          let nearest = nearestNames(to: name, among: header.names).first
          let quoted = name.contains(" ") ? name : "'\(name)'"
          return nearest.map { "\(quoted) (it has '\($0)')" } ?? quoted
        }
        return Note("for '\(layout.rawValue)' the header lacks \(joined(missing))")
      },
      help: isSplitOtherwise.map {
        "the fields seem to be separated by \($0.1): say 'dialect: {delimiter: \"\($0.0)\"}'"
      } ?? remedy(for: header)
    )
  }

  /// Whether the first of several columns is named as one of periods is.
  private static func isOfPeriods(_ header: Header) -> Bool {
    header.names.count > 1
      && FREDLayout.periodNames.contains(header.names.first?.lowercased() ?? "")
  }

  /// What makes a file readable whose header no layout has.
  private static func remedy(for header: Header) -> String {
    if isOfPeriods(header), let name = header.names.first {
      return
        "if '\(name)' has the periods and each further column is an indicator, say 'layout: fred'"
        + " under 'veta' of the resource"
    }
    let columns =
      "say which columns are what under 'columns' of the resource, such as"
      + " 'columns: {value: …, period: …}'"
    guard let row = header.record.map({ $0 + 1 }), row > 1 else { return columns }
    return columns + "; if this is not the header, say where it stands, such as"
      + " 'dialect: {headerRows: [\(row)]}'"
  }

  /// The header of periods in the first column isn't found under a publisher's lines.
  static func noDateHeader(_ record: Int, of table: Table) -> Diagnostic {
    Diagnostic(
      id: "ingestion.header",
      "'\(trimmed(table.text(record, 0)))' is not known as the name of a column of periods",
      at: table.span(record, 0),
      label: "expected a name such as 'date', 'Fecha' or 'Periodo'",
      help: "if this is the header, say 'dialect: {headerRows: [\(record + 1)]}'"
    )
  }

  private static func joined(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  static func misspeltColumn(_ name: String, meant: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.misspelt-column",
      "the file has a column '\(name)' and none '\(meant)'",
      at: span,
      label: "did you mean '\(meant)'?",
      help: "write '\(meant)'; if it is a dimension, name it under 'dimensions' of the resource"
    )
  }

  static func ambiguousLayout(_ layouts: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.ambiguous-layout",
      "the header fits more than one layout: \(layouts.joined(separator: ", "))",
      at: span,
      help: "say 'layout' under 'veta' of the resource"
    )
  }

  static func headerAgain(at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.header-again",
      "the header stands again among the records",
      at: span,
      label: "no record of data",
      notes: [Note("the header", at: first)],
      help: "leave this line out"
    )
  }

  static func unnamedColumn(
    _ column: Int,
    at span: SourceSpan,
    content: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.unnamed-column",
      "the column \(column + 1) has no name, but it is not empty",
      at: span,
      label: "expected a name",
      notes: [Note("this would not be read", at: content)],
      help: "give the column a name, or leave it out of the file"
    )
  }

  static func noPeriodColumns(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.no-periods",
      "no record has a field that is a period, as the header of a wide file must",
      at: span,
      label: "expected columns such as 2023, 2024, 2025"
    )
  }
}

// MARK: What the columns hold

extension Diagnostic {
  static func rowNumber(_ row: Int, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.row-number",
      "\(row) is no place for the next of '\(key)'",
      at: span,
      label: "expected whole numbers from 1, ascending"
    )
  }

  static func severalColumns(_ role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.several-columns",
      "only 'value' and 'period' can be several columns",
      at: span,
      label: "expected one column for '\(role)'",
      help: "name the others under 'dimensions'"
    )
  }

  static func twoPeriods(at span: SourceSpan, column: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.two-periods",
      "'period' gives all records one period, but a column has it too",
      at: span,
      label: "for a file without a column of periods",
      notes: [Note("the column", at: column)],
      help: "leave 'period' out"
    )
  }

  static func oneName(_ name: String, columns: [String], at span: SourceSpan?) -> Diagnostic {
    let map = columns.prefix(2).enumerated()
      .map { "\"\($1)\": \($0 == 0 ? name : "\(name)_2")" }.joined(separator: ", ")
    return Diagnostic(
      id: "ingestion.one-name",
      "'\(name)' is to be the name of \(columns.count) columns",
      at: span,
      label: "each of them is an indicator",
      help: "give each a name, 'indicator: {\(map)}', or name one under 'columns'"
    )
  }

  static func columnsWithoutHeader(
    _ declared: Int,
    found: Int,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.no-header",
      "the file has no header, and the schema names \(declared) of its \(found) columns",
      at: span,
      label: "the first record",
      help: "name all columns in order under 'fields' of the schema"
    )
  }

  static func noSeries(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.no-series",
      "the header names no series beside the periods",
      at: span,
      label: "expected the name of an indicator in a further column"
    )
  }

  static func seriesLeftOut(
    _ name: String,
    _ error: UnitError,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.series-left-out",
      "'\(name)' is left out: \(error.description)",
      at: span,
      label: "its unit",
      help: "say what it is under 'units' of the resource, or name the columns you want under"
        + " 'columns: {value: […]}'"
    )
  }

  static func subannual(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.subannual",
      "'\(text)' is a part of a year",
      at: span,
      label: "expected whole years, as in a column 'Year' or 'subannual' with 'Year'",
      help: "keep the annual records with 'where: {subannual: Year}'"
    )
  }

  static func fiscalYear(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.fiscal-year",
      "'\(text)' is a year that begins in another one",
      at: span,
      label: "expected calendar years, or periods of them",
      help: "give the calendar year you count it to, and say so in the note"
    )
  }

  static func ambiguousPeriod(_ text: String, isDay: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.ambiguous-period",
      isDay
        ? "in '\(text)' and all others of the column the month can stand first or second"
        : "'\(text)' and all others of the column can be months or quarters",
      at: span,
      label: isDay ? "day or month?" : "month or quarter?",
      help: isDay
        ? "say 'format: \"%d/%m/%Y\"' at the field in the schema, or \"%m/%d/%Y\""
        : "say 'frequency: M' or 'frequency: Q' under 'veta' of the resource"
    )
  }

  static func periodTwice(
    _ period: Period,
    at span: SourceSpan,
    first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.period-twice",
      "two columns are of \(period)",
      at: span,
      label: "the second",
      notes: [Note("the first stands here", at: first)]
    )
  }
}

// MARK: SDMX

extension Diagnostic {
  static func sdmxPeriod(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.sdmx-period",
      "'\(text)' is not a period of TIME_PERIOD",
      at: span,
      label: "expected 2024, 2024-A1, 2024-S1, 2024-Q4, 2024-12, 2024-M12, 2024-W05 or 2024-12-31",
      help: PublishedPeriod(text)?.suggestion.map { "write '\($0)'" }
    )
  }

  static func frequencyCode(
    _ code: String,
    period: Period,
    at span: SourceSpan,
    period periodSpan: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.frequency-code",
      SDMXPeriod.frequency(code) == nil
        ? "the frequency '\(code)' can't be read"
        : "the frequency '\(code)' is not that of '\(period)', which is \(period.frequency.rawValue)",
      at: span,
      label: "expected A, S, Q, M, W, D or B, as the period is",
      notes: [Note("the period stands here", at: periodSpan)],
      help: SDMXPeriod.frequency(code) == nil ? "keep the others with 'where'" : nil
    )
  }

  static func unitCode(_ code: String, why: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.unit-code",
      "'\(code)' is not a unit",
      at: span,
      label: why ?? "a code that isn't known",
      help:
        "say what it is under 'units' of the resource, such as 'units: {\(code): million EUR}', or"
        + " keep one unit with 'where' and declare it with 'unit'"
    )
  }

  static func multiplier(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.multiplier",
      "'\(text)' is no multiplier for this record",
      at: span,
      label: "expected the exponent of a power of ten, such as 6, and a unit that can be scaled"
    )
  }
}
