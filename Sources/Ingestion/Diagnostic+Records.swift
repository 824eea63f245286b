import Diagnostics
import Indicators
import Settings
import Tabular

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
    let isMixed = if case .mixed = mistake { true } else { false }
    return Diagnostic(
      id: "ingestion.number",
      isMixed
        ? "'\(text)' is printed in another way than other numbers of its column"
        : "'\(text)' is not a number",
      at: span,
      label: "expected a decimal number or nothing",
      notes: [
        Note(
          "the column '\(column)' holds numbers" + (isMixed ? ", printed in more than one way" : "")
        )
      ],
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
}
