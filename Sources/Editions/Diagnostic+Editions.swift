import Diagnostics
import Documents
import Indicators

extension Diagnostic {
  static func noFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      kind: .missingInput,
      id: "editions.folder",
      "there is no folder '\(path)'",
      at: nil,
      help: "veta new '\(path)' makes one to start from"
    )
  }

  static func manyCells(
    _ formula: String,
    _ count: Int,
    choices: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    var notes = choices.map { Diagnostic.Note($0) }
    if count > choices.count { notes.append(Diagnostic.Note("and \(count - choices.count) more")) }
    return Diagnostic(
      id: "editions.many-cells",
      "'\(formula)' has \(count) values, and one is traced at a time",
      at: span,
      label: "expected one value",
      notes: notes,
      help: "select one of them with [ ], as above"
    )
  }

  static func noFigure(_ text: String, nearest: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "editions.figure",
      "no figure and no table is called '\(text)'",
      at: span,
      help: "did you mean '\(nearest)'?"
    )
  }

  /// - Parameters:
  ///   - count: How many mistakes the number does not rest on.
  ///   - concernsNone: Whether no mistake of the folder concerns what is traced.
  /// - Returns: A warning.
  static func elsewhere(_ count: Int, concernsNone: Bool) -> Diagnostic {
    let mistakes = count == 1 ? "1 mistake" : "\(count) mistakes"
    let further = concernsNone ? mistakes : count == 1 ? "1 further" : "\(count) further"
    return Diagnostic(
      .warning,
      id: "editions.elsewhere",
      "\(further) elsewhere in the folder \(count == 1 ? "does" : "do") not concern what is traced",
      at: nil,
      help: "'veta build' tells of each"
    )
  }

  static func noReport(in path: String) -> Diagnostic {
    Diagnostic(
      kind: .missingInput,
      id: "editions.report",
      "'\(path)' holds no report",
      at: nil,
      notes: [Note("a report is a file named report.LANGUAGE.md, report.en.md for one in English")]
    )
  }

  static func noReport(in language: String, known: [String]) -> Diagnostic {
    Diagnostic(
      id: "editions.language",
      "there is no report in '\(language)'",
      at: nil,
      notes: [Note("the folder has reports in: \(known.joined(separator: ", "))")]
    )
  }

  static func editionName(_ text: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      id: "editions.name",
      "'\(text)' is no edition",
      at: span,
      label: span == nil ? nil : "expected a period",
      help: "an edition is a period such as 2026, 2026-Q4, 2026-11 or 2026-11-24, "
        + "with .WORD behind it if one period has several"
    )
  }

  static func editionDay(
    _ text: String,
    of edition: EditionIdentity,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "editions.day",
      "'\(text)' is no day of the edition \(edition.id)",
      at: span,
      label: "expected a day from \(edition.period.firstDay) to \(edition.period.lastDay)"
    )
  }

  static func date(_ text: String) -> Diagnostic {
    Diagnostic(
      id: "editions.date",
      "'\(text)' is no date",
      at: nil,
      help: "write the year, the month and the day: 2026-11-24"
    )
  }

  static func datedByClock(_ edition: EditionIdentity) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "editions.clock",
      "the edition \(edition.id) is dated by the clock, so tomorrow's run differs",
      at: nil,
      help: "write 'edition: \(edition.id)' in the front matter, or give --edition \(edition.id)"
    )
  }

  static func layout(_ problem: LayoutProblem, of report: SourceFile) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "editions.layout",
      problem.message,
      at: problem.span ?? SourceSpan(report, 0..<0),
      label: problem.label
    )
  }

  static func file(_ error: some CustomStringConvertible) -> Diagnostic {
    Diagnostic(id: "editions.file", error.description, at: nil)
  }

  static func locked(_ error: some CustomStringConvertible) -> Diagnostic {
    Diagnostic(
      id: "editions.locked",
      error.description,
      at: nil,
      help: "try again when the other run is done"
    )
  }

  static func inputChanged(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "editions.input-changed",
      "\(path) was written to while it was read",
      at: nil,
      notes: [Note("nothing was published; the last edition stands")],
      help: "build again when the file is complete"
    )
  }

  static func drawing(_ name: String, _ error: some CustomStringConvertible) -> Diagnostic {
    Diagnostic(
      id: "editions.drawing",
      "cannot draw \(name): \(error)",
      at: nil,
      notes: [Note("nothing was published; the last edition stands")]
    )
  }

  static func fonts(_ error: some CustomStringConvertible) -> Diagnostic {
    Diagnostic(
      id: "editions.fonts",
      error.description,
      at: nil,
      help: "install the Debian package fonts-inter"
    )
  }

  static func notEmpty(_ path: String) -> Diagnostic {
    Diagnostic(
      id: "editions.not-empty",
      "'\(path)' is there already and holds something",
      at: nil,
      help: "name a folder that is not there yet"
    )
  }
}
