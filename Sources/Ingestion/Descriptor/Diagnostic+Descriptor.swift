import Diagnostics
import Indicators
import Settings

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

  static func signTwice(_ sign: Unicode.Scalar, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.dialect",
      "'\(sign)' stands between the fields and can't be '\(key)' too",
      at: span,
      label: "the delimiter"
    )
  }

  static func assumedDelimiter(
    _ found: Unicode.Scalar,
    of path: String,
    at span: SourceSpan
  ) -> Diagnostic {
    let name = found == "\t" ? "tabs" : "'\(found)'"
    let written = found == "\t" ? "\\t" : "\(found)"
    return Diagnostic(
      kind: .settings,
      id: "ingestion.dialect",
      "the dialect names no delimiter, which is then the comma; the fields of '\(path)' are separated"
        + " by \(name)",
      at: span,
      label: "without 'delimiter'",
      help: "add 'delimiter: \"\(written)\"'"
    )
  }

  static func headerRow(_ row: Int, of file: SourceFile, has count: Int) -> Diagnostic {
    Diagnostic(
      id: "ingestion.header-row",
      "the header should be record \(row), the file has \(count)",
      at: SourceSpan(file, 0..<0),
      help: "correct 'headerRows' of the dialect: the first record is 1"
    )
  }

  static func basis(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      kind: .settings,
      id: "ingestion.basis",
      "'\(text)' is no basis",
      at: span,
      label: "expected nominal, constant YEAR (or a quarter or month), chained YEAR or PPP YEAR"
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

  static func basisOfNothing(_ name: String, _ unit: Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.basis-without-money",
      "no indicator of the resource is money: '\(name)' is in '\(unit)'",
      at: span,
      label: "a basis of prices",
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
    Diagnostic(
      id: "ingestion.unknown-indicator",
      "'\(file.path)' holds no indicator '\(name.text)'",
      at: name.span,
      nearest: nearestNames(to: name.text, among: found).first,
      label: "no record has this indicator"
    )
  }

  static func unknownColumn(_ name: Named, among columns: [String]) -> Diagnostic {
    Diagnostic(
      id: "ingestion.unknown-column",
      "the file has no column '\(name.text)'",
      at: name.span,
      nearest: nearestNames(to: name.text, among: columns).first,
      label: "no such column",
      notes: [Note("its columns are \(columns.filter { !$0.isEmpty }.joined(separator: ", "))")]
    )
  }

  static func unreadColumn(_ name: Named, role: ColumnRole, layout: Layout) -> Diagnostic {
    let help =
      switch role {
      case .published: "give the day of the release itself, 'published: 2026-02-06'"
      case .unit, .multiplier: "say the unit with its scale under 'indicators', or leave this out"
      case .value, .period, .indicator, .status, .source, .note:
        "leave this out, or say 'layout: tidy' if each record is a value"
      }
    return Diagnostic(
      id: "ingestion.unread-column",
      "'\(name.text)' would not be read: no column of a file in the layout '\(layout.rawValue)' is"
        + " '\(role.rawValue)'",
      at: name.span,
      help: help
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
      nearest: nearest,
      label: "nothing is found by it",
      help: "correct it as the file writes it, or leave it out"
    )
  }

  static func unknownDimension(_ name: Named, among dimensions: [String]) -> Diagnostic {
    Diagnostic(
      id: "ingestion.unknown-dimension",
      "the resource has no dimension '\(name.text)'",
      at: name.span,
      nearest: nearestNames(to: name.text, among: dimensions).first,
      label: "no such dimension",
      notes: dimensions.isEmpty
        ? [] : [Note("its dimensions are \(dimensions.joined(separator: ", "))")]
    )
  }

  static func unknownMember(
    _ member: Named,
    of dimension: String,
    among members: Set<String>
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "ingestion.unknown-member",
      "no record has '\(member.text)' for '\(dimension)'",
      at: member.span,
      nearest: nearestNames(to: member.text, among: members).first,
      label: "no such member"
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
