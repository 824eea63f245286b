import Diagnostics
import Indicators

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
        "give 'unit' under 'veta' of the resource, or in the layout tidy a column 'unit'; write 1 for"
        + " plain numbers"
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

  static func otherScale(_ slip: Slips.Scale, at span: SourceSpan) -> Diagnostic {
    let zeros = String(repeating: ",000", count: abs(slip.power) / 3)
    let first = ["1", "10", "100"][abs(slip.power) % 3]
    return Diagnostic(
      .warning,
      id: "ingestion.scale",
      "a value in '\(slip.unit)' is \(first)\(zeros) times \(slip.power < 0 ? "less" : "more")"
        + " than those beside it, which are in '\(slip.usual)'",
      at: span,
      label: "the only one of its series in this unit",
      help: "if it is a slip, correct the unit, or the value with 'corrections'"
    )
  }

  static func swappedLetters(
    _ member: String,
    meant: String,
    of dimension: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.swapped-letters",
      "\(dimension) '\(member)' has this record alone, and '\(meant)' lacks it",
      at: span,
      label: "two letters of '\(meant)' changed places",
      help: "correct the id, or leave the record out with 'where'"
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
