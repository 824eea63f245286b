import Diagnostics
import Indicators
import Settings
import Tabular

// MARK: Files

extension Diagnostic {
  static func missingFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      kind: .missingInput,
      id: "ingestion.missing-folder",
      "the folder '\(path)' is not there",
      at: nil
    )
  }

  static func missingFile(_ path: String, at span: SourceSpan?, nearest: String?) -> Diagnostic {
    Diagnostic(
      kind: .missingInput,
      id: "ingestion.missing-file",
      "the file '\(path)' can't be read",
      at: span,
      label: span == nil ? nil : "no such file in the folder",
      help: nearest.map { "write '\($0)'" }
        ?? (span == nil
          ? nil : "put the file there, or correct the path, which begins at the folder")
    )
  }

  static func pathLeaves(_ path: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.path",
      "the path '\(path)' leaves the folder",
      at: span,
      label: span == nil ? nil : "expected a relative path without '..'",
      help: "copy the file into the folder"
    )
  }

  static func noData(_ path: String) -> Diagnostic {
    Diagnostic(
      kind: .missingInput,
      id: "ingestion.no-data",
      "the folder '\(path)' holds no CSV",
      at: nil,
      help: "put the data into the folder, or into its folder 'data'"
    )
  }

  static func noRecords(at header: SourceSpan, behind conditions: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.no-records",
      conditions == nil
        ? "'\(header.file.path)' has a header and no records"
        : "no record of '\(header.file.path)' fulfils 'where'",
      at: conditions ?? header,
      label: conditions == nil
        ? "expected a record a value under it" : "nothing is left of the file"
    )
  }

  static func emptyFile(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      id: "ingestion.empty",
      "the file holds no record",
      at: SourceSpan(file, 0..<0),
      label: "expected a header"
    )
  }
}

// MARK: The descriptor

extension Diagnostic {
  static func unsupported(_ what: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.unsupported",
      "\(what) is not supported",
      at: span,
      label: span == nil ? nil : "this version can't read it"
    )
  }

  static func resourceTwice(
    _ name: String,
    at span: SourceSpan,
    first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.resource-twice",
      "a second resource is named '\(name)'",
      at: span,
      label: "already taken",
      notes: [Note("the first stands here", at: first)]
    )
  }

  static func notOneSign(_ text: String, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.dialect",
      "'\(text)' is not one ASCII character",
      at: span,
      label: "expected one character for '\(key)'"
    )
  }

  static func headerRow(_ row: Int, of file: SourceFile, has count: Int) -> Diagnostic {
    Diagnostic(
      id: "ingestion.header-row",
      "the header should be record \(row), the file has \(count)",
      at: SourceSpan(file, 0..<0)
    )
  }

  static func basis(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.basis",
      "'\(text)' is no basis",
      at: span,
      label: "expected nominal, constant YEAR, chained YEAR or PPP YEAR"
    )
  }

  static func basisWithoutMoney(_ name: String, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.basis-without-money",
      "'\(name)' has a basis, but '\(unit)' is no money",
      at: span,
      label: "declared with a basis",
      help: "leave 'basis' out"
    )
  }

  static func age(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.age",
      "'\(text)' is no age",
      at: span,
      label: "expected months or years, such as P14M or P2Y"
    )
  }

  static func date(_ text: String, at span: SourceSpan, kind: Kind) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "ingestion.date",
      "'\(text)' is not a date",
      at: span,
      label: "expected a day such as 2026-02-06"
    )
  }

  static func unknownIndicator(
    _ name: Named,
    among found: [String],
    in file: SourceFile
  ) -> Diagnostic {
    let nearest = nearestNames(to: name.text, among: found).first
    return Diagnostic(
      id: "ingestion.unknown-indicator",
      "'\(file.path)' holds no indicator '\(name.text)'",
      at: name.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no record has this indicator",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func unknownColumn(_ name: Named, among columns: [String]) -> Diagnostic {
    let nearest = nearestNames(to: name.text, among: columns).first
    return Diagnostic(
      id: "ingestion.unknown-column",
      "the file has no column '\(name.text)'",
      at: name.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no such column",
      notes: [Note("its columns are \(columns.filter { !$0.isEmpty }.joined(separator: ", "))")],
      help: nearest.map { "write '\($0)'" }
    )
  }

  /// A key that the file holds nowhere; a name for nothing is an error, as under `indicators`.
  static func unusedKey(_ key: LookupKey, among found: Set<String>) -> Diagnostic {
    let text = key.name.text
    let nearest = nearestNames(to: text, among: found).first
    let place = key.column.map { "the column '\($0)' nowhere holds" } ?? "the file nowhere holds"
    return Diagnostic(
      key.map == .indicator ? .error : .warning,
      id: key.map == .indicator ? "ingestion.unknown-indicator" : "ingestion.unused-key",
      "\(place) '\(text)', which '\(key.map.rawValue)' names",
      at: key.name.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "nothing is found by it",
      help: nearest.map { "write '\($0)'" } ?? "correct it as the file writes it, or leave it out"
    )
  }

  static func unknownDimension(_ name: Named, among dimensions: [String]) -> Diagnostic {
    let nearest = nearestNames(to: name.text, among: dimensions).first
    return Diagnostic(
      id: "ingestion.unknown-dimension",
      "the resource has no dimension '\(name.text)'",
      at: name.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no such dimension",
      notes: dimensions.isEmpty
        ? [] : [Note("its dimensions are \(dimensions.joined(separator: ", "))")],
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func unknownMember(
    _ member: Named,
    of dimension: String,
    among members: Set<String>
  ) -> Diagnostic {
    let nearest = nearestNames(to: member.text, among: members).first
    return Diagnostic(
      .warning,
      id: "ingestion.unknown-member",
      "no record has '\(member.text)' for '\(dimension)'",
      at: member.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no such member",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func undated(_ resource: String, at span: SourceSpan?, file: SourceFile) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.undated",
      "the resource '\(resource)' has no date of publication and counts as known at all times",
      at: span ?? SourceSpan(file, 0..<0),
      help: "say 'published' in the descriptor or in a column"
    )
  }
}

// MARK: Releases

extension Diagnostic {
  /// `others` counts the further records of the file that are left out; nothing: the whole file is.
  static func laterRelease(
    _ path: String,
    _ day: CalendarDate,
    edition: CalendarDate,
    others: Int?,
    at span: SourceSpan
  ) -> Diagnostic {
    let what: String
    switch others {
    case nil: what = "'\(path)' is left out"
    case 0?: what = "a record of '\(path)' is left out"
    case let others?: what = "\(others + 1) records of '\(path)' are left out"
    }
    return Diagnostic(
      .warning,
      id: "ingestion.later-release",
      "\(what): the edition's day is \(edition), the release is of \(day)",
      at: span,
      label: "after the edition's day",
      help: "name a later edition, or correct the date of the release"
    )
  }
}

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
    for (_, names) in lacking where names.count == 1 {
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
      }
        ?? "say which columns are what under 'columns' of the resource, such as"
        + " 'columns: {value: …, period: …}'"
    )
  }

  private static func joined(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  static func ambiguousLayout(_ layouts: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.ambiguous-layout",
      "the header fits more than one layout: \(layouts.joined(separator: ", "))",
      at: span,
      help: "say 'layout' under 'veta' of the resource"
    )
  }

  static func noPeriodColumns(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.no-periods",
      "no record has three fields that are periods, as the header of a wide file must",
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
      help: isoPeriod(text).map { "write '\($0)'" }
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

// MARK: Records

extension Diagnostic {
  static func required(
    _ column: String,
    at span: SourceSpan,
    schema: SourceSpan? = nil
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.required",
      "the field '\(column)' is empty",
      at: span,
      label: "expected a value",
      notes: schema.map { [Note("the schema wants it filled", at: $0)] } ?? []
    )
  }

  static func badName(_ name: String, at span: SourceSpan, isInDescriptor: Bool) -> Diagnostic {
    let like = nameLike(name)
    return Diagnostic(
      id: "ingestion.name",
      "'\(name)' is not a name for an indicator",
      at: span,
      label: "expected letters, digits and _, not beginning with a digit, with single dots between",
      help: isInDescriptor
        ? "write '\(like)'"
        : "write '\(like)', or say 'indicator: {\"\(name)\": \(like)}' under 'veta' of the"
          + " resource"
    )
  }

  static func indicatorMissing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.indicator",
      "the record names no indicator",
      at: span,
      label: "expected a name"
    )
  }

  static func period(
    _ text: String,
    at span: SourceSpan,
    kind: Kind = .content
  ) -> Diagnostic {
    Diagnostic(
      kind: kind,
      id: "ingestion.period",
      "'\(text)' is not a period",
      at: span,
      label: "expected 2024, 2024-S1, 2024-Q4, 2024-12, 2024-W05, 2024-12-31 or 2021..2024",
      help: isoPeriod(text).map { "write '\($0)'" }
    )
  }

  /// What a cell that is no number looks like, so that the help fits.
  enum NumberMistake {
    case bound
    case groups
    case decimalComma
    case percent

    /// A number with a mark behind it.
    case mark(String)

    /// A number printed otherwise than others of its column.
    case mixed
    case text

    init(_ text: String, provesFormat: Bool = false) {
      let bytes = Array(text.utf8)[...]
      if let first = text.first, "<>≤≥".contains(first) {
        self = .bound
      } else if provesFormat, isPrintedNumber(text) {
        // A column that printed all its numbers like this one would be read like it.
        self = .mixed
      } else if Number(bytes, format: .init(groupSign: UInt8(ascii: ","))) != nil {
        self = .groups
      } else if Number(bytes, format: .init(decimalSign: UInt8(ascii: ","))) != nil {
        self = .decimalComma
      } else if text.last == "%", Number(bytes.dropLast()) != nil {
        self = .percent
      } else if let mark = markBehindNumber(of: text) {
        self = .mark(mark)
      } else {
        self = .text
      }
    }

    var help: String {
      switch self {
      case .bound:
        "say 'bounds: keep' under 'veta' of the resource to read it as a bound"
      case .groups:
        "say 'groupChar: \",\"' at the field in the schema, or leave the commas out"
      case .decimalComma:
        "say 'decimalChar: \",\"' at the field in the schema, or write a point"
      case .percent:
        "leave the sign out and give the unit 'percent'"
      case .mark(let mark):
        "if '\(mark)' says what kind of value it is, say 'status: {\"\(mark)\": P}' under 'veta' of"
          + " the resource (P provisional, E estimated, F forecast, A nothing special), which keeps"
          + " the value; else leave it out"
      case .mixed:
        "print all numbers of the column in one way, such as 1234.5; 'decimalChar' and 'groupChar'"
          + " at the field in the schema read one way only"
      case .text:
        "leave the field empty to mark a missing value, or name the mark in 'missingValues'"
      }
    }
  }

  /// `number` is the part of the text that is to be a number; without it all of it is.
  static func number(
    _ text: String,
    being number: String? = nil,
    column: String,
    provesFormat: Bool = false,
    at span: SourceSpan
  ) -> Diagnostic {
    let mistake = NumberMistake(number ?? text, provesFormat: provesFormat)
    var note = "the column '\(column)' holds numbers"
    if case .mixed = mistake { note += ", printed in more than one way" }
    return Diagnostic(
      id: "ingestion.number",
      "'\(text)' is not a number",
      at: span,
      label: "expected a decimal number or nothing",
      notes: [Note(note)],
      help: mistake.help
    )
  }

  static func status(_ text: String, at span: SourceSpan, isInDescriptor: Bool) -> Diagnostic {
    Diagnostic(
      kind: isInDescriptor ? .settings : .content,
      id: "ingestion.status",
      "'\(text)' is no status",
      at: span,
      label: "expected one of \(StatusMark.letters.joined(separator: " "))",
      help: isInDescriptor ? nil : "say what it means under 'status' of the resource"
    )
  }

  static func statusOfValue(_ letter: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.status-of-value",
      "the status '\(letter)' says that there is no value, but there is one",
      at: span,
      label: "says that the value is missing",
      help: "leave the value empty, or give the value's own status"
    )
  }

  static func unit(_ error: UnitError, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "ingestion.unit", error.description, at: span, help: error.help)
  }

  static func unknownWord(
    _ word: String,
    in what: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    let nearest = nearestNames(to: word, among: known).first
    return Diagnostic(
      id: "ingestion.word",
      "'\(word)' is unknown in \(what)",
      at: span,
      label: "expected one of \(known.joined(separator: ", "))",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func eventKind(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.event-kind",
      "a span needs a last day",
      at: span,
      label: "'until' is empty",
      help: "fill 'until', or write 'point'"
    )
  }

  static func eventUntil(at span: SourceSpan, date: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.event-until",
      "the event ends before it begins",
      at: span,
      label: "lies before its beginning",
      notes: [Note("it begins here", at: date)]
    )
  }

  static func nameTwice(_ id: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.name-twice",
      "'\(id)' is named twice",
      at: span,
      label: "the second",
      notes: [Note("the first stands here", at: first)]
    )
  }

  static func labelOfNothing(
    _ dimension: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    let nearest = nearestNames(to: dimension, among: known).first
    return Diagnostic(
      .warning,
      id: "ingestion.label-dimension",
      "the data have no dimension '\(dimension)'",
      at: span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "these labels name nothing",
      notes: [Note("labels are of \(known.joined(separator: ", "))")],
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func labelWithoutData(
    _ id: String,
    of dimension: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    let nearest = nearestNames(to: id, among: known).first
    let message: String
    switch dimension {
    case "indicator": message = "nothing is called '\(id)'"
    case "scenario": message = "there is no scenario '\(id)'"
    default: message = "no record has '\(id)' for '\(dimension)'"
    }
    return Diagnostic(
      .warning,
      id: "ingestion.label-id",
      message,
      at: span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "this label names nothing",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func order(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.order",
      "'\(text)' is not a whole number",
      at: span,
      label: "expected a position such as 3, or nothing"
    )
  }

  static func unknownSource(
    _ id: String,
    in file: SourceFile,
    nearest: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.source",
      "'\(file.path)' has no source '\(id)'",
      at: span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "unknown source",
      help: nearest.map { "write '\($0)'" }
    )
  }
}

// MARK: Schemas

extension Diagnostic {
  static func fieldDeclaredTwice(_ name: Named, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.declared-twice",
      "a second field is named '\(name.text)'",
      at: name.span,
      label: "already declared",
      notes: [Note("the first stands here", at: first)]
    )
  }

  static func undeclaredField(_ name: Named, of key: String, among known: [String]) -> Diagnostic {
    let nearest = nearestNames(to: name.text, among: known).first
    return Diagnostic(
      kind: .settings,
      id: "ingestion.undeclared-field",
      "'\(key)' names '\(name.text)', which the schema doesn't declare",
      at: name.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no such field",
      notes: [Note("the fields are \(known.joined(separator: ", "))")],
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func keysDiffer(_ own: Int, _ other: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.reference",
      "the key has \(own) field\(own == 1 ? "" : "s"), its reference \(other)",
      at: span,
      label: "expected as many fields"
    )
  }

  static func unknownResource(_ name: Named, among known: Set<String>) -> Diagnostic {
    let nearest = nearestNames(to: name.text, among: known).first
    return Diagnostic(
      kind: .settings,
      id: "ingestion.unknown-resource",
      "there is no table of a resource '\(name.text)'",
      at: name.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no such resource",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func format(_ text: String, of type: String, at span: SourceSpan) -> Diagnostic {
    let expected: String
    switch type {
    case "string":
      expected = "expected one of \(StringFormat.allCases.map(\.rawValue).joined(separator: ", "))"
    case "geopoint": expected = "only 'default' is read"
    default: expected = "expected 'default' or a pattern of \(DatePattern.directives)"
    }
    return Diagnostic(
      kind: .settings,
      id: "ingestion.format",
      "'\(text)' is no format of a \(type) that is read",
      at: span,
      label: expected
    )
  }

  static func constraint(_ key: String, of field: FieldDescription, at span: SourceSpan)
    -> Diagnostic
  {
    let type = field.type.name
    return Diagnostic(
      kind: .settings,
      id: "ingestion.constraint",
      "a field of the type '\(type)' has no '\(key)'",
      at: span,
      label: "means nothing for '\(field.name.text)'",
      notes: field.typeSpan.map { [Note("its type stands here", at: $0)] } ?? [],
      help: field.typeSpan == nil ? "say its 'type', such as 'type: number'" : nil
    )
  }

  static func limit(
    _ text: String,
    key: String,
    of field: FieldDescription,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.limit",
      "'\(text)' in '\(key)' is no \(field.type.name)",
      at: span,
      label: "expected \(field.type.expectation)"
    )
  }

  static func patternSyntax(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.pattern-syntax",
      "'\(text)' is not a regular expression",
      at: span,
      help: "put a backslash before a bracket, a point or a sign that stands for itself"
    )
  }

  static func fieldOrder(
    _ name: String,
    at span: SourceSpan,
    expected: String,
    schema: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.field-order",
      "the field '\(name)' stands where the schema has '\(expected)'",
      at: span,
      label: "expected '\(expected)'",
      notes: [Note("the schema declares the order", at: schema)],
      help: "say 'fieldsMatch: equal' if the order means nothing"
    )
  }

  static func noDeclaredField(at span: SourceSpan, known: [String]) -> Diagnostic {
    Diagnostic(
      id: "ingestion.no-declared-field",
      "the header has none of the fields of the schema",
      at: span,
      label: "expected at least one of \(known.joined(separator: ", "))"
    )
  }

  static func fieldType(_ text: String, of field: FieldDescription, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      id: "ingestion.field-type",
      "'\(text)' is no \(field.type.name)",
      at: span,
      label: "expected \(field.type.expectation)",
      notes: field.typeSpan.map {
        [Note("'\(field.name.text)' is declared '\(field.type.name)'", at: $0)]
      } ?? [],
      help: "correct the value, or name it in 'missingValues' if it marks a missing one"
    )
  }

  /// A value that breaks a constraint.
  static func broken(
    _ constraint: Constraint,
    _ text: String,
    of column: String,
    at span: SourceSpan
  ) -> Diagnostic {
    let (id, says, expected): (String, String, String)
    switch constraint.rule {
    case .required: (id, says, expected) = ("ingestion.required", "is empty", "a value")
    case .unique: (id, says, expected) = ("ingestion.unique", "stands twice", "another value")
    case .minimum(_, let limit):
      (id, says, expected) = ("ingestion.minimum", "is below \(limit)", "at least \(limit)")
    case .maximum(_, let limit):
      (id, says, expected) = ("ingestion.maximum", "is above \(limit)", "at most \(limit)")
    case .exclusiveMinimum(_, let limit):
      (id, says, expected) = ("ingestion.minimum", "is not above \(limit)", "more than \(limit)")
    case .exclusiveMaximum(_, let limit):
      (id, says, expected) = ("ingestion.maximum", "is not below \(limit)", "less than \(limit)")
    case .minLength(let length):
      (id, says, expected) = ("ingestion.length", "is too short", "at least \(length) characters")
    case .maxLength(let length):
      (id, says, expected) = ("ingestion.length", "is too long", "at most \(length) characters")
    case .pattern(let pattern):
      (id, says, expected) = (
        "ingestion.pattern", "doesn't follow the pattern", "a text like \(pattern)"
      )
    case .choices(_, let choices):
      (id, says, expected) = (
        "ingestion.enum", "is none of the declared values",
        "one of \(choices.joined(separator: ", "))"
      )
    }
    var help: String?
    if case .choices(_, let choices) = constraint.rule {
      help = nearestNames(to: text, among: choices).first.map { "write '\($0)'" }
    }
    return Diagnostic(
      id: id,
      "'\(text)' \(says)",
      at: span,
      label: "expected \(expected)",
      notes: [Note("'\(constraint.key)' of '\(column)'", at: constraint.span)],
      help: help ?? "correct the value, or '\(constraint.key)' in the schema"
    )
  }

  static func keyTwice(
    _ values: [String],
    of fields: [String],
    rule: String,
    at span: SourceSpan,
    first: SourceSpan,
    schema: SourceSpan
  ) -> Diagnostic {
    let text = values.joined(separator: ", ")
    return Diagnostic(
      id: "ingestion.unique",
      "'\(text)' stands twice in \(fields.map { "'\($0)'" }.joined(separator: ", "))",
      at: span,
      label: "the second",
      notes: [
        Note("the first stands here", at: first), Note("'\(rule)' allows it once", at: schema),
      ],
      help: "take one of the two records out, or add a field to the key that tells them apart"
    )
  }

  static func keyUnknown(
    _ values: [String],
    in resource: String,
    referred: [String],
    among known: Set<String>,
    at span: SourceSpan,
    schema: SourceSpan
  ) -> Diagnostic {
    let text = values.joined(separator: ", ")
    let nearest = nearestNames(to: text, among: known).first
    return Diagnostic(
      id: "ingestion.foreign-key",
      "'\(text)' stands nowhere in \(referred.map { "'\($0)'" }.joined(separator: ", ")) of '\(resource)'",
      at: span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "unknown there",
      notes: [Note("the foreign key is declared here", at: schema)],
      help: nearest.map { "write '\($0)'" } ?? "add it to '\(resource)', or correct it here"
    )
  }
}

// MARK: What a descriptor says of files as such

extension Diagnostic {
  static func inlineData(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.inline-data",
      "the resource has its data in the descriptor, where no place in them could be shown",
      at: span,
      label: "data within a descriptor are not read",
      help: "write them to a CSV file in the folder and name it with 'path'"
    )
  }

  static func remote(_ address: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.remote",
      "'\(address)' is an address; only files of the folder are read",
      at: span,
      label: "nothing is fetched from the network",
      help: "put a copy of the file into the folder and name that"
    )
  }

  static func notDelimited(_ resource: String, _ format: String, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .warning,
      id: "ingestion.not-delimited",
      "the resource '\(resource)' is \(format), no delimited text, and is left out",
      at: span,
      label: "not read",
      help: "save it as CSV if the report needs it"
    )
  }

  static func size(_ found: Int, of path: String, declared: Int, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      id: "ingestion.bytes",
      "'\(path)' has \(found) bytes, declared are \(declared)",
      at: span,
      label: "not the file that was described",
      help: "get the file again, or correct 'bytes'"
    )
  }

  static func hash(_ found: String, of path: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.hash",
      "'\(path)' is not the file that was described: its hash is \(found)",
      at: span,
      label: "another hash",
      help: "get the file again, or correct 'hash'"
    )
  }

  static func hashForm(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.hash-form",
      "'\(text)' is no hash that can be checked",
      at: span,
      label: "expected 32 hexadecimal digits (MD5), or sha1:…, sha256:… or sha512:…"
    )
  }
}

// MARK: Corrections

extension Diagnostic {
  static func cells(_ expected: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.cells",
      "the correction doesn't say which values it is of",
      at: span,
      label: "expected \(expected)",
      help: "write it as in a formula: \"name[geo:MEX] @ 2018\""
    )
  }

  static func action(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.action",
      "'\(text)' is no action of a correction",
      at: span,
      label: "expected missing, {set: NUMBER}, {scale: NUMBER}, {status: LETTER}, break or drop"
    )
  }

  static func noGuard(_ found: [String], at span: SourceSpan, data: SourceSpan) -> Diagnostic {
    let values = found.map { $0.isEmpty ? "\"\"" : $0 }
    let list = values.count == 1 ? values[0] : "[\(values.prefix(20).joined(separator: ", "))]"
    return Diagnostic(
      id: "ingestion.no-guard",
      "the correction doesn't say what it expects the file to hold",
      at: span,
      label: "without 'expect' it would outlive the publisher's own correction",
      notes: [Note("the file has '\(found[0])' here", at: data)],
      help: "add 'expect: \(list)'"
    )
  }

  static func guardCount(
    _ expected: Int,
    hits: Int,
    at span: SourceSpan,
    data: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.guard-count",
      "the correction is of \(hits) value\(hits == 1 ? "" : "s") and expects \(expected)",
      at: span,
      label: "expected as many values in 'expect'",
      notes: [Note("the first stands here", at: data)],
      help: "give one value for each in the order of the file, or select fewer"
    )
  }

  static func guardFails(
    _ expected: Named,
    found: String,
    action: Correction.Action,
    data: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.guard",
      "the correction expects '\(expected.text)', the file has '\(found)'",
      at: expected.span,
      label: "the publisher has changed the value",
      notes: [Note("it stands here", at: data)],
      help: "take the correction out if the new value is right; else correct 'expect'"
    )
  }

  static func correctionTwice(
    _ selection: String,
    at span: SourceSpan,
    first: SourceSpan,
    data: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.correction-twice",
      "'\(selection)' corrects a value that another correction changes already",
      at: span,
      label: "the second",
      notes: [Note("the first stands here", at: first), Note("the value stands here", at: data)],
      help: "keep one of them"
    )
  }

  static func correctedMember(
    _ member: Named,
    of dimension: String?,
    among members: Set<String>
  ) -> Diagnostic {
    let nearest = nearestNames(to: member.text, among: members).first
    let what = dimension.map { "for '\($0)'" } ?? "in any dimension"
    return Diagnostic(
      id: "ingestion.corrects-nothing",
      "no record has '\(member.text)' \(what), so that nothing is corrected",
      at: member.span,
      label: nearest.map { "did you mean '\($0)'?" } ?? "no such member",
      help: nearest.map { "write '\($0)'" }
    )
  }

  static func correctsNothing(
    _ selection: String,
    at span: SourceSpan,
    first: Period?,
    last: Period?
  ) -> Diagnostic {
    var notes: [Note] = []
    if let first, let last { notes = [Note("its periods run from \(first) to \(last)")] }
    return Diagnostic(
      id: "ingestion.corrects-nothing",
      "no record is '\(selection)', so that nothing is corrected",
      at: span,
      label: "no such record",
      notes: notes,
      help: "correct the selection, or take the correction out"
    )
  }
}

// MARK: Indicators

extension Diagnostic {
  static func frequency(
    _ name: String,
    period: Period,
    expected: Frequency,
    isDeclared: Bool,
    others: Int,
    at span: SourceSpan
  ) -> Diagnostic {
    let reason = isDeclared ? "is declared \(expected.rawValue)" : "begins as \(expected.rawValue)"
    var notes = [Note("an indicator has one frequency; '\(name)' \(reason)")]
    if others > 0 { notes.append(Note("\(others) more record\(others == 1 ? "" : "s") like this")) }
    return Diagnostic(
      id: "ingestion.frequency",
      "'\(period)' has the frequency \(period.frequency.rawValue), '\(name)' has \(expected.rawValue)",
      at: span,
      label: "another frequency",
      notes: notes,
      help:
        "keep one of them with 'where', such as 'where: {FREQ: \(expected.rawValue)}', or give them"
        + " two names"
    )
  }

  static func mixedDimension(
    _ dimension: String,
    of name: String,
    at span: SourceSpan,
    filled: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.mixed-dimension",
      "'\(name)' has records with and without '\(dimension)'",
      at: span,
      label: "'\(dimension)' is empty here",
      notes: [Note("it is filled here", at: filled)],
      help: "give the total a member of its own, such as WLD or _T"
    )
  }

  static func unitMissing(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.unit-missing",
      "'\(name)' has no unit",
      at: span,
      label: "in which unit?",
      help:
        "add a column 'unit' to the file, or 'unit' under 'veta' of the resource; write 1 for plain"
        + " numbers"
    )
  }

  static func unitUnread(_ text: String, declared: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.unit-unread",
      "the file's unit '\(text)' can't be read and held against the declared '\(declared)'",
      at: span,
      label: "the publisher's unit",
      help:
        "if it is the declared one, say 'units: {\"\(text)\": \"\(declared)\"}' under 'veta' of the"
        + " resource; else correct 'unit'"
    )
  }

  static func unitDiffers(
    _ own: Unit,
    from unit: Unit,
    of name: String,
    isDeclared: Bool,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "ingestion.unit-differs",
      "'\(own)' can't be converted to '\(unit)'",
      at: span,
      label: "another unit",
      notes: [
        Note("'\(name)' \(isDeclared ? "is declared in" : "begins with a record in") '\(unit)'")
      ]
    )
  }

  static func tooLarge(
    _ name: String,
    from first: Period?,
    to last: Period?,
    at span: SourceSpan
  ) -> Diagnostic {
    var notes: [Note] = []
    if let first, let last { notes = [Note("its periods run from \(first) to \(last)")] }
    return Diagnostic(
      id: "ingestion.size",
      "'\(name)' would have more than \(CubeBuilder.mostCells) cells",
      at: span,
      notes: notes,
      help: "look for a slip in a period, or give columns that are no dimensions another meaning"
    )
  }

  static func twice(
    _ name: String,
    cell: String,
    isSame: Bool,
    at span: SourceSpan,
    first: SourceSpan
  ) -> Diagnostic {
    let line = first.file.position(of: first.range.lowerBound).line
    return Diagnostic(
      isSame ? .warning : .error,
      id: isSame ? "ingestion.duplicate" : "ingestion.contradiction",
      isSame
        ? "'\(name)' has this record for \(cell) twice"
        : "'\(name)' has two values for \(cell)",
      at: span,
      label: isSame ? "the same as in line \(line)" : "line \(line) says otherwise",
      notes: [Note("the first stands here", at: first)]
    )
  }
}

/// A period in one of the other usual ways, as we write it: `2024Q1`, `2024M1`, `2024-1`, `Q1 2024`.
private func isoPeriod(_ text: String) -> String? {
  let parts = text.uppercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
  let joined = parts.joined()
  var words = [joined]
  if let last = parts.last, last.count == 4, parts.count > 1 {
    words.append(String(last) + parts.dropLast().joined())
  }
  for word in words {
    let year = word.prefix(4)
    var rest = word.dropFirst(4)
    if rest.first == "M" { rest.removeFirst() }
    for candidate in ["\(year)-\(rest)", "\(year)-0\(rest)"] where Period(candidate) != nil {
      return candidate
    }
  }
  return nil
}

/// Whether a text is a number in one of the ways in which publishers print them.
private func isPrintedNumber(_ text: String) -> Bool {
  if case .format(let format) = NumberFormat.proven(by: [text]), format == .plain,
    Number(Array(text.utf8)[...]) == nil
  {
    return false
  }
  return true
}

/// The short mark behind a number: `(p)` of `512 (p)`, `*` of `1,234*`; nothing where there is none.
private func markBehindNumber(of text: String) -> String? {
  guard let last = text.lastIndex(where: \.isNumber) else { return nil }
  let digits = String(text[...last])
  let mark = trimmed(String(text[text.index(after: last)...]))
  // `1/` and `(1)` of footnotes have digits of their own.
  if !mark.isEmpty, mark.count <= 4, !mark.hasPrefix(")"), !mark.hasPrefix("/"),
    isPrintedNumber(digits)
  {
    return mark
  }
  guard let space = text.lastIndex(of: " ") else { return nil }
  let footnote = String(text[text.index(after: space)...])
  let rest = trimmed(String(text[..<space]))
  let isFootnote = footnote.count <= 4 && footnote.contains { "()/[]*".contains($0) }
  return isFootnote && isPrintedNumber(rest) ? footnote : nil
}
