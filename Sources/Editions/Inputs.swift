import Checks
import Diagnostics
import Documents
import Formulas
import Indicators
import Ingestion
import Scenarios
import Settings

/// Everything a folder says, read and not yet evaluated.
struct Inputs {
  /// The name of the report: the data package's, else the folder's.
  let name: String
  let catalogue: Catalogue
  let ratios: [Ratio]

  /// Nothing where the folder has none, and where it has one that can't be read.
  let model: Model?

  /// The names that scenarios.yaml gives.
  let modelNames: Set<String>

  /// The names that mistakes in any file leave open.
  let open: OpenNames

  /// Whether there is a scenarios.yaml, be it readable or not.
  let hasModel: Bool

  /// In the order of checks.yaml.
  let checks: [Check]

  /// By alphabetical order of the file name, the main one first.
  let reports: [Report]
  let edition: EditionIdentity

  /// The day up to which the data are known: the edition's, or one before it that was asked for.
  let knownUntil: CalendarDate

  /// The files that were read, by their path within the folder.
  let files: [(path: String, file: SourceFile)]
}

/// What stops a run and is not the input's fault: the command line, the machine, our own check.
struct Refusal: Error {
  let diagnostic: Diagnostic
  let status: ExitStatus

  init(_ diagnostic: Diagnostic, status: ExitStatus) {
    self.diagnostic = diagnostic
    self.status = status
  }
}

/// Reads all files of a folder that a build needs.
///
/// - Parameters:
///   - request: What is asked.
///   - needsReport: Whether a folder without a report is refused; else its data are read all the same.
///   - diagnostics: Takes what is wrong.
/// - Returns: Nothing if no report could be read; what else is wrong is in the diagnostics.
/// - Throws: ``Refusal`` if the folder is not there, or an option asks for what can't be.
func readInputs(
  _ request: BuildRequest,
  needsReport: Bool,
  into diagnostics: inout DiagnosticList
) throws(Refusal) -> Inputs? {
  guard FileSystem.isFolder(request.folder) else {
    throw Refusal(.noFolder(request.folder), status: .missingInput)
  }
  var asOf: CalendarDate?
  if let text = request.asOf {
    asOf = CalendarDate(text)
    if asOf == nil { throw Refusal(.date(text), status: .usage) }
  }
  var option: EditionIdentity?
  if let text = request.edition {
    option = EditionIdentity(id: text, origin: .option)
    if option == nil { throw Refusal(.editionName(text, at: nil), status: .usage) }
  }
  let names = try reportNames(request, needsReport: needsReport)
  let folder = InputFolder(path: request.folder, shownAs: nil)
  var reports: [Report] = []
  for name in names {
    guard let file = folder.file(name, into: &diagnostics) else { continue }
    reports.append(readReport(file, into: &diagnostics))
  }
  var edition = option
  if edition == nil, let (text, span) = reports.first?.edition {
    edition = EditionIdentity(id: text, origin: .frontMatter)
    if edition == nil { diagnostics.report(.editionName(text, at: span)) }
    if let named = edition, let (text, span) = reports.first?.date {
      edition = CalendarDate(text).flatMap(named.dated)
      if edition == nil { diagnostics.report(.editionDay(text, of: named, at: span)) }
    }
  }
  let dated = edition ?? request.clock.edition
  let catalogue = readCatalogue(
    from: folder,
    asOf: asOf,
    edition: dated.date,
    digest: hexadecimalDigest,
    languages: reportLanguages,
    into: &diagnostics
  )
  var ratios = RatioFile()
  if let node = readSettings("ratios.yaml", from: folder, into: &diagnostics) {
    ratios = readRatios(node, into: &diagnostics)
  } else if folder.exists("ratios.yaml") {
    // What is no YAML may give any name.
    ratios.open.isIncomplete = true
  }
  var model: Model?
  var modelNames: Set<String> = []
  if let node = readSettings("scenarios.yaml", from: folder, into: &diagnostics) {
    model = readModel(node, into: &diagnostics)
    modelNames = namesGiven(byModel: node)
  }
  var checks: [Check] = []
  if let node = readSettings("checks.yaml", from: folder, into: &diagnostics) {
    checks = readChecks(node, into: &diagnostics)
  }
  var open = catalogue.open.union(ratios.open)
  if modelNames.isEmpty, folder.exists("scenarios.yaml") { open.isIncomplete = true }
  if model == nil { open.unknown.formUnion(modelNames) }
  if !open.isIncomplete {
    checkLabels(
      of: catalogue,
      names: Set(ratios.ratios.map(\.name)).union(ratios.open.unknown).union(modelNames),
      scenarios: model.map(\.runIDs) ?? (folder.exists("scenarios.yaml") ? nil : []),
      into: &diagnostics
    )
  }
  guard !reports.isEmpty || names.isEmpty else { return nil }
  let package = catalogue.package.name
  // Files are shown with the folder as it was given before their name, but for the current one.
  let prefix =
    request.folder == "."
    ? "" : request.folder.hasSuffix("/") ? request.folder : request.folder + "/"
  return Inputs(
    name: package.isEmpty ? FileSystem.lastName(of: request.folder) ?? "report" : package,
    catalogue: catalogue,
    ratios: ratios.ratios,
    model: model,
    modelNames: modelNames,
    open: open,
    hasModel: folder.exists("scenarios.yaml"),
    checks: checks,
    reports: reports,
    edition: dated,
    knownUntil: min(dated.date, asOf ?? dated.date),
    files: folder.filesRead.map { (String($0.path.dropFirst(prefix.count)), $0) }
  )
}

/// The names of the report files that are asked for.
private func reportNames(_ request: BuildRequest, needsReport: Bool) throws(Refusal) -> [String] {
  let languages = (FileSystem.names(in: request.folder) ?? []).compactMap { name in
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isReport = parts.count == 3 && parts[0] == "report" && parts[2] == "md" && !parts[1].isEmpty
    return isReport ? String(parts[1]) : nil
  }
  if languages.isEmpty, request.languages.isEmpty, !needsReport { return [] }
  guard !languages.isEmpty else {
    throw Refusal(.noReport(in: request.folder), status: .missingInput)
  }
  for language in request.languages where !languages.contains(language) {
    throw Refusal(.noReport(in: language, known: languages), status: .usage)
  }
  return languages.filter { request.languages.isEmpty || request.languages.contains($0) }
    .map { "report.\($0).md" }
}

private func readSettings(
  _ name: String,
  from folder: InputFolder,
  into diagnostics: inout DiagnosticList
) -> Node? {
  guard folder.exists(name), let file = folder.file(name, into: &diagnostics) else { return nil }
  return parseSettings(file, into: &diagnostics)
}
