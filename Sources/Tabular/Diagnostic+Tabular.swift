import Diagnostics

extension Diagnostic {
  static func notUTF8(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "tabular.encoding",
      "the text is not UTF-8",
      at: span,
      label: "this byte belongs to no character",
      help: "save the file as UTF-8"
    )
  }

  static func tooLarge(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      id: "tabular.size",
      "the file has more than 2 GB",
      at: SourceSpan(file, 0..<0),
      help: "read it through a database"
    )
  }

  static func unclosedQuote(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "tabular.quote",
      "this quote is never closed",
      at: span,
      label: "the field begins here",
      help: "close the field with a quote; a quote inside it is written twice"
    )
  }

  static func textBehindQuote(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "tabular.behind-quote",
      "a text stands behind the closing quote of a field",
      at: span,
      label: "expected a delimiter or the end of the line",
      help: "write a quote inside a quoted field twice"
    )
  }

  static func fieldCount(
    _ found: Int,
    expected: Int,
    at span: SourceSpan,
    header: SourceSpan
  ) -> Diagnostic {
    let label = found > expected ? "the first field too many" : "the record ends here"
    return Diagnostic(
      id: "tabular.field-count",
      "the record has \(found) field\(found == 1 ? "" : "s"), the header \(expected)",
      at: span,
      label: label,
      notes: [Note("the header stands here", at: header)],
      help: found > expected ? "put a field that holds a comma between quotes" : nil
    )
  }
}
