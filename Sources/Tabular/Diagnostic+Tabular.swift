import Diagnostics

extension Diagnostic {
  static func notUTF8(
    at span: SourceSpan,
    isDeclared: Bool,
    _ readings: [(name: String, word: String)]
  ) -> Diagnostic {
    let offset = span.range.lowerBound
    let other = readings.first?.name ?? "windows-1252"
    return Diagnostic(
      id: "tabular.encoding",
      isDeclared ? "the text is declared as utf-8 and is not" : "the text is not UTF-8",
      at: span,
      label: "byte \(offset) belongs to no character",
      notes: readings.map { Note("in \($0.name) this reads '\($0.word)'") },
      help:
        "declare the encoding in which the word is right, such as 'encoding: \(other)', or save "
        + "the file as UTF-8"
    )
  }

  static func otherEncoding(
    _ declared: TextEncoding,
    found: String,
    byte: Int,
    in file: SourceFile
  ) -> Diagnostic {
    Diagnostic(
      id: "tabular.declared-encoding",
      "the encoding is declared as \(declared), but byte \(byte) shows \(found)",
      at: SourceSpan(file, byte..<min(byte + 1, file.bytes.count)),
      help: "declare what the file is, 'encoding: \(found)', or save it as UTF-8"
    )
  }

  /// Letters of another alphabet in single bytes; the place is shown as it was declared.
  static func otherLetters(
    _ found: DOSText,
    declared: TextEncoding,
    in file: SourceFile
  ) -> Diagnostic {
    let text = SourceFile(path: file.path, bytes: declared.lenientReading(of: file.bytes))
    let start = declared.lenientReading(of: Array(file.bytes[..<found.byte])).count
    let end = declared.lenientReading(of: Array(file.bytes[...found.byte])).count
    return Diagnostic(
      id: "tabular.declared-encoding",
      "the encoding is declared as \(declared), but byte \(found.byte) shows \(DOSText.name)",
      at: SourceSpan(text, start..<end),
      label: "a sign where a letter was meant",
      notes: [Note("in \(DOSText.name) the word reads '\(found.meant)'")],
      help: "declare what the file is, 'encoding: \(DOSText.name)', or save it as UTF-8"
    )
  }

  static func noCharacter(_ encoding: TextEncoding, byte: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "tabular.declared-encoding",
      "byte \(byte) is no character of the declared encoding \(encoding)",
      at: span,
      label: "the text can be read up to here",
      help: "declare the encoding that the publisher used, or save the file as UTF-8"
    )
  }

  static func utf16WithoutMark(_ encoding: TextEncoding, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      id: "tabular.byte-order",
      "the text is UTF-16 without a byte-order mark, and nothing declares it",
      at: SourceSpan(file, 0..<0),
      help: "declare 'encoding: \(encoding)', or save the file as UTF-8"
    )
  }

  static func zeroByte(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "tabular.zero-byte",
      "byte \(span.range.lowerBound) is zero, which no text holds",
      at: span,
      label: "the file is damaged, or is no text",
      help: "export or download the table again"
    )
  }

  static func mojibake(_ mojibake: Mojibake, in file: SourceFile) -> Diagnostic {
    let isOne = mojibake.count == 1
    return Diagnostic(
      id: "tabular.mojibake",
      "'\(mojibake.found)' stands where \(mojibake.meant.count == 1 ? "'\(mojibake.meant)'" : mojibake.meant) was meant",
      at: SourceSpan(file, mojibake.range),
      label: "UTF-8 was read here as another encoding",
      notes: [
        Note("there \(isOne ? "is 1 such place" : "are \(mojibake.count) such places") in the file")
      ],
      help: "get the file anew, and keep it from being opened and saved in a wrong encoding"
    )
  }

  static func damagedGzip(_ file: SourceFile, reason: String) -> Diagnostic {
    Diagnostic(
      id: "tabular.gzip",
      reason,
      at: SourceSpan(file, 0..<0),
      help: "download the file again"
    )
  }

  static func noTable(_ file: SourceFile, _ kind: FileKind) -> Diagnostic {
    Diagnostic(
      id: "tabular.kind",
      "the file is no delimited text but \(kind.title)",
      at: SourceSpan(file, 0..<0),
      help: kind.remedy
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

  static func recordTooLong(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "tabular.record-size",
      "a record of more than \(OpenText.longestRecord >> 20) MiB begins here",
      at: span,
      label: "a quote in it may never be closed",
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
    header: SourceSpan,
    delimiter: UInt8,
    moreRecords: Int
  ) -> Diagnostic {
    let label = found > expected ? "the first field too many" : "the record ends here"
    var notes = [Note("the header stands here", at: header)]
    if moreRecords > 0 {
      let kind = found > expected ? "too many" : "too few"
      notes.append(
        Note("and \(moreRecords) more record\(moreRecords == 1 ? "" : "s") with \(kind) fields")
      )
    }
    return Diagnostic(
      id: "tabular.field-count",
      "the record has \(found) field\(found == 1 ? "" : "s"), the header \(expected)",
      at: span,
      label: label,
      notes: notes,
      help: found > expected
        ? "put a field that holds a \(word(for: delimiter)) between quotes" : nil
    )
  }

  static func ambiguousNumber(
    _ text: String,
    asPoint: String,
    asComma: String,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "tabular.ambiguous-number",
      "'\(text)' has two readings, and no other number of the column tells which one is meant",
      at: span,
      label: "\(asPoint) or \(asComma)",
      notes: [
        Note("with a decimal point it is \(asPoint)"), Note("with a decimal comma \(asComma)"),
      ],
      help: "declare the field in the schema: 'decimalChar: \".\"', or 'decimalChar: \",\"' and "
        + "'groupChar: \".\"'"
    )
  }

  static func unclearDelimiter(
    _ rivals: [(delimiter: UInt8, fields: Int)],
    at span: SourceSpan
  ) -> Diagnostic {
    let first = rivals.first.map { String(UnicodeScalar($0.delimiter)) } ?? ","
    return Diagnostic(
      id: "tabular.delimiter",
      "nothing tells which sign stands between the fields",
      at: span,
      notes: rivals.map {
        Note("a \(word(for: $0.delimiter)) gives each record \($0.fields) fields")
      },
      help: "declare it: 'dialect: {delimiter: \"\(first)\"}'"
    )
  }
}

private func word(for delimiter: UInt8) -> String {
  switch delimiter {
  case UInt8(ascii: ","): "comma"
  case UInt8(ascii: ";"): "semicolon"
  case UInt8(ascii: "\t"): "tab"
  case UInt8(ascii: "|"): "vertical bar"
  default: "'\(UnicodeScalar(delimiter))'"
  }
}
