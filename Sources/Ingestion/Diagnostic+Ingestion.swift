import Diagnostics
import Indicators

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
