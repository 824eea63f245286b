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

  /// Why nothing comes of a file in which nothing is wrong.
  enum Emptiness {
    case noRecords
    case noneWanted(SourceSpan)

    /// No field for a value is filled.
    case noValues
  }

  static func noRecords(
    _ emptiness: Emptiness,
    _ severity: Severity,
    at header: SourceSpan
  ) -> Diagnostic {
    let path = header.file.path
    switch emptiness {
    case .noRecords:
      return Diagnostic(
        severity,
        id: "ingestion.no-records",
        "'\(path)' has a header and no records",
        at: header,
        label: "expected a record a value under it",
        help: "put the records there, or leave the file out of the folder"
      )
    case .noneWanted(let conditions):
      return Diagnostic(
        severity,
        id: "ingestion.no-records",
        "no record of '\(path)' fulfils 'where'",
        at: conditions,
        label: "nothing is left of the file"
      )
    case .noValues:
      return Diagnostic(
        .warning,
        id: "ingestion.no-records",
        "no record of '\(path)' has a value",
        at: header,
        label: "all fields for values are empty"
      )
    }
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
      help: PublishedPeriod(text)?.suggestion.map { "write '\($0)'" }
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
    let note = "the column '\(column)' holds numbers"
    var message = "'\(text)' is not a number"
    var isMixed = false
    if case .mixed = mistake {
      message = "'\(text)' is printed in another way than other numbers of its column"
      isMixed = true
    }
    return Diagnostic(
      id: "ingestion.number",
      message,
      at: span,
      label: "expected a decimal number or nothing",
      notes: [Note(isMixed ? note + ", printed in more than one way" : note)],
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

  static func pointWithEnd(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "ingestion.event-kind",
      "a point has no last day",
      at: span,
      label: "the kind of this event is 'point'",
      help: "leave 'until' empty, or write 'span'"
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
    Diagnostic(
      .warning,
      id: "ingestion.label-dimension",
      "the data have no dimension '\(dimension)'",
      at: span,
      nearest: nearestNames(to: dimension, among: known).first,
      label: "these labels name nothing",
      notes: [Note("labels are of \(known.joined(separator: ", "))")]
    )
  }

  /// A column of names in a language, or in what looks like the code of one, that no report is in.
  static func unreadNames(_ column: String, among known: [String], at span: SourceSpan)
    -> Diagnostic
  {
    // `es` of `es-MX`.
    let start = String(column.prefix { $0 != "-" })
    let nearest =
      known.contains(start) ? start : nearestNames(to: column, among: known).first
    return Diagnostic(
      .warning,
      id: "ingestion.label-column",
      "nothing reads the column '\(column)'",
      at: span,
      nearest: nearest,
      label: "no report is in this language",
      notes: [Note("the columns of names are \(known.joined(separator: ", "))")]
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
      nearest: nearest,
      label: "this label names nothing"
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
      nearest: nearest,
      label: "unknown source"
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

  static func laterPeriods(
    _ name: String,
    _ count: Int,
    first: Period,
    day: CalendarDate,
    at span: SourceSpan
  ) -> Diagnostic {
    let what =
      count == 1 ? "a value of '\(name)' is" : "\(count) values of '\(name)' are"
    return Diagnostic(
      .warning,
      id: "ingestion.later-period",
      "\(what) of a period after \(day), the last day that is known, and not marked as forecast",
      at: span,
      label: "\(first) has not begun by then",
      help:
        "give projections the status F ('obs_status', or a mark under 'status' of the resource), or"
        + " correct the period"
    )
  }

  static func totalMember(
    _ member: String,
    of dimension: String,
    _ sign: TotalMembers.Sign,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.total",
      sign == .name
        ? "'\(member)' seems to be the total of '\(dimension)', and a sum counts it as a further member"
        : "the values of '\(member)' are the sums of all others of '\(dimension)', and a sum counts both",
      at: span,
      label: "a total among its parts",
      help:
        "say 'aggregates: {\(dimension): [\(member)]}' under 'veta' of the resource, or leave it out"
        + " with 'where'"
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
