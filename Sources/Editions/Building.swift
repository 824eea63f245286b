// Editions makes one run out of all modules: it reads a folder, evaluates it, sets the report, draws
// every file, and puts the edition in its place in one step. Nothing is published while anything is
// wrong.

import Checks
import Diagnostics
import Documents
import Drawing
import Formulas
import Indicators
import Rendering
import Scenarios
import Tabular

/// Makes the report of a folder and publishes it as an edition.
///
/// - Parameters:
///   - request: What is asked.
///   - progress: Told of each step when it is done.
/// - Returns: How it ended. If the status is not ``ExitStatus/done``, the last edition stands as it was.
public func build(
  _ request: BuildRequest,
  progress: @Sendable (BuildStep) -> Void = { _ in }
) async -> BuildOutcome {
  var run = Run(request)
  return await run.finish(publishing: true, progress)
}

/// Reads, checks and evaluates everything, sets the pages, and writes nothing. A folder may hold data
/// and no report yet.
public func check(
  _ request: BuildRequest,
  progress: @Sendable (BuildStep) -> Void = { _ in }
) async -> BuildOutcome {
  var run = Run(request)
  return await run.finish(publishing: false, progress)
}

/// One run, with what was found wrong so far.
private struct Run {
  let request: BuildRequest
  private var diagnostics = DiagnosticList()
  private var stopwatch = ContinuousClock.now
  private var steps: [BuildStep] = []
  private var checks = CheckReport()

  /// What the layout has shaped, so that those who draw need not do it again.
  private var texts = ShapedTexts()

  init(_ request: BuildRequest) { self.request = request }

  /// Goes through the stages, each from one complete value to the next, and stops where one left an
  /// error.
  mutating func finish(
    publishing: Bool,
    _ progress: @Sendable (BuildStep) -> Void
  ) async -> BuildOutcome {
    do throws(Refusal) {
      guard let inputs = try read(needsReport: publishing) else { return conclude() }
      let count = inputs.catalogue.indicators.count
      done("read", "\(inputs.files.count) files, \(count) indicators", progress)

      let fonts = try loadFonts()
      let drawings = DrawingQueue(fonts: fonts)
      let compositions = try compose(
        inputs,
        fonts: fonts,
        drawing: publishing ? drawings : nil,
        progress
      )
      guard !diagnostics.hasErrors else { return conclude() }
      let pages = compositions.reduce(0) { $0 + $1.pageCount }
      let figures = compositions.reduce(0) { $0 + $1.figures.count }
      done("compose", "\(pages) pages, \(figures) figures and tables", progress)
      guard publishing else { return conclude() }

      let files = try await render(compositions, of: inputs, with: drawings)
      done("draw", "\(files.count) files", progress)
      let edition = try publish(files, of: inputs, fonts: fonts)
      done("publish", edition, progress)
      return conclude(edition: edition)
    } catch {
      return conclude(refusal: error)
    }
  }

  /// Reads the folder.
  ///
  /// - Returns: Nothing if no report is there to evaluate. Whatever else could not be read leaves names
  ///   open, of which nothing more is said.
  private mutating func read(needsReport: Bool) throws(Refusal) -> Inputs? {
    let inputs = try readInputs(request, needsReport: needsReport, into: &diagnostics)
    if let inputs, case let edition = inputs.edition, edition.origin == .clock,
      inputs.reports.first?.hasFrontMatter == true
    {
      diagnostics.report(.datedByClock(edition))
    }
    return inputs
  }

  private func loadFonts() throws(Refusal) -> FontSet {
    do throws(RenderingError) { return try FontSet.installed() } catch {
      throw Refusal(.fonts(error), status: .unavailable)
    }
  }

  /// Evaluates everything, holds it against its checks and sets the pages of every language.
  ///
  /// Where there is an error, how full the pages are and that nothing can be drawn of a chart are not
  /// said: both may follow from it. The queue begins to draw the charts as they are set.
  private mutating func compose(
    _ inputs: Inputs,
    fonts: FontSet,
    drawing drawings: DrawingQueue?,
    _ progress: @Sendable (BuildStep) -> Void
  ) throws(Refusal) -> [Composition] {
    let typesetter: Typesetter
    do throws(RenderingError) { typesetter = try Typesetter(fonts) } catch {
      throw Refusal(.fonts(error), status: .unavailable)
    }
    var found = DiagnosticList()
    let evaluation = Evaluation(of: inputs, into: &found)
    checks = runChecks(of: inputs, with: evaluation, into: &found)
    if !checks.results.isEmpty { done("check", checks.summary, progress) }
    let compositions = set(
      evaluation,
      inputs,
      measurer: typesetter,
      // What is not published need not be drawn.
      drawing: diagnostics.hasErrors || found.hasErrors ? nil : drawings,
      into: &found
    )
    texts = typesetter.shapedTexts
    let hasErrors = diagnostics.hasErrors || found.all.contains { $0.isMistake }
    for diagnostic in found.all where !hasErrors || !diagnostic.mayFollow {
      diagnostics.report(diagnostic)
    }
    return compositions
  }

  private func runChecks(
    of inputs: Inputs,
    with evaluation: Evaluation,
    into found: inout DiagnosticList
  ) -> CheckReport {
    let context = CheckContext(
      evaluator: evaluation.evaluator(inputs.ratios),
      date: inputs.knownUntil,
      published: publication(of: inputs).lastValues
    )
    return Checks.runChecks(inputs.checks, with: context, into: &found)
  }

  private func publication(of inputs: Inputs) -> Publication {
    Publication(root: request.output ?? "Reports/\(inputs.name)")
  }

  private func set(
    _ evaluation: Evaluation,
    _ inputs: Inputs,
    measurer: Typesetter,
    drawing drawings: DrawingQueue?,
    into found: inout DiagnosticList
  ) -> [Composition] {
    let waivers = checks.results.compactMap { result in
      result.waiver.map {
        WaiverDescription(
          rule: result.title,
          reason: $0.reason,
          by: $0.by,
          until: $0.until,
          span: $0.span
        )
      }
    }
    var compositions: [Composition] = []
    // Without a report nothing else reads them.
    if inputs.reports.isEmpty { evaluation.evaluator(inputs.ratios).checkRatios(into: &found) }
    for report in inputs.reports {
      let evaluator = evaluation.evaluator(
        inputs.ratios,
        parameters: report.parameters,
        language: report.language
      )
      if compositions.isEmpty { evaluator.checkRatios(into: &found) }
      let context = CompositionContext(
        evaluator: evaluator,
        catalogue: evaluation.catalogue,
        results: evaluation.results,
        edition: EditionDescription(id: inputs.edition.id, date: inputs.edition.date),
        measurer: measurer,
        waivers: waivers,
        announce: drawings.map { drawings in
          { figure in
            for picture in Picture.pictures(of: figure, language: report.language) {
              drawings.drawEarly(picture)
            }
          }
        }
      )
      var own = DiagnosticList()
      let composition = Documents.compose(report, with: context, into: &own)
      // Without results there are neither scenarios nor assumptions to show.
      let lacksResults = evaluation.results == nil && inputs.hasModel
      for diagnostic in own.all
      where !(lacksResults && diagnostic.isAboutResults)
        && !(diagnostic.isAboutParameters && !report.hasFrontMatter)
      {
        found.report(diagnostic)
      }
      guard let composition else { continue }
      for problem in composition.problems {
        found.report(.layout(problem, of: report.file))
      }
      compositions.append(composition)
    }
    return compositions
  }

  /// Draws every file of the edition but its manifest.
  private func render(
    _ compositions: [Composition],
    of inputs: Inputs,
    with drawings: DrawingQueue
  ) async throws(Refusal) -> [String: [UInt8]] {
    var pictures: [Picture] = []
    var files = [keptIndicatorsPath: Array(keptIndicators(of: inputs.catalogue).utf8)]
    for (report, composition) in zip(inputs.reports, compositions) {
      let metadata = metadata(of: composition, in: inputs)
      pictures.append(
        Picture(
          path: "\(inputs.name).\(report.language).pdf",
          list: composition.list,
          kind: .document(metadata)
        )
      )
      for figure in composition.figures {
        if figure.kind == .figure {
          pictures += Picture.pictures(of: figure, language: report.language)
          pictures.append(Picture.sheet(of: figure, language: report.language, metadata))
        }
        // The data are the same in every language; the main one names them.
        let path = "data/\(figure.id).csv"
        if files[path] == nil, !figure.rows.isEmpty {
          files[path] = Array(delimitedText(figure.rows).utf8)
        }
      }
    }
    do throws(PictureError) {
      let drawn = try await drawings.files(of: pictures, knowing: texts, jobs: request.jobs)
      for (picture, bytes) in zip(pictures, drawn) { files[picture.path] = bytes }
    } catch {
      throw Refusal(.drawing(error.path, error.reason), status: .software)
    }
    return files
  }

  private func metadata(of composition: Composition, in inputs: Inputs) -> DocumentMetadata {
    let date = inputs.edition.date
    return DocumentMetadata(
      title: composition.title,
      author: composition.author ?? "",
      subject: composition.subject,
      keywords: composition.keywords,
      language: composition.language,
      date: .init(year: date.year, month: date.month, day: date.day),
      creator: "veta \(request.version)"
    )
  }

  /// Adds the manifest and swaps the links.
  private func publish(
    _ files: [String: [UInt8]],
    of inputs: Inputs,
    fonts: FontSet
  ) throws(Refusal) -> String {
    // No PDF leaves Rendering without having stood its check.
    let drawn = files.keys.filter { $0.hasSuffix(".pdf") }.sorted().map {
      Manifest.Check(name: "structure, fonts, links, tags", of: $0, result: "passed")
    }
    let held = checks.results.map {
      Manifest.Check(name: $0.name, of: "data", result: $0.outcome.rawValue)
    }
    var inputFiles = inputs.files.map { Manifest.File(path: $0.path, file: $0.file) }
    if let changed = inputs.files.first(where: { !$0.file.isUnchanged }) {
      throw Refusal(.inputChanged(changed.file.path), status: .tryAgain)
    }
    for path in fonts.files {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      do throws(FileError) {
        inputFiles.append(Manifest.File(path: "font:\(name)", bytes: try FileSystem.read(path)))
      } catch {
        throw Refusal(.fonts(error), status: .unavailable)
      }
    }
    let manifest = Manifest(
      report: inputs.name,
      edition: inputs.edition,
      asOf: request.asOf,
      version: request.version,
      libraries: libraryVersions,
      inputs: inputFiles,
      outputs: files.map { Manifest.File(path: $0.key, bytes: $0.value) },
      checks: drawn + held
    )
    var all = files
    all["manifest.json"] = Array(manifest.json.pretty.utf8)
    let publication = publication(of: inputs)
    do throws(PublicationError) {
      let link = try publication.publish(all, as: inputs.edition.id)
      log(in: publication, inputs.edition)
      return link
    } catch {
      switch error {
      case .locked: throw Refusal(.locked(error), status: error.status)
      case .file, .damaged: throw Refusal(.file(error), status: error.status)
      }
    }
  }

  /// Adds the run to the report's log. The edition stands by then, so a log that can't be written is
  /// no failure.
  private func log(in publication: Publication, _ edition: EditionIdentity) {
    let times = Dictionary(steps.map { ($0.name, $0.milliseconds) }) { first, _ in first }
    let line = JSONValue.object([
      "at": .string(request.clock.timestamp),
      "edition": .string(edition.id),
      "dated_by": .string(edition.origin.rawValue),
      "milliseconds": .object(times.mapValues(JSONValue.integer)),
      "warnings": .integer(diagnostics.all.count { $0.severity == .warning }),
      "checks": .object([
        "passed": .integer(checks.count(.passed)), "warned": .integer(checks.count(.warned)),
        "waived": .integer(checks.count(.waived)),
      ]),
    ])
    try? publication.log(line.line)
  }

  private mutating func done(
    _ name: String,
    _ result: String,
    _ progress: @Sendable (BuildStep) -> Void
  ) {
    let now = ContinuousClock.now
    let (seconds, attoseconds) = (now - stopwatch).components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    stopwatch = now
    let step = BuildStep(name: name, result: result, milliseconds: milliseconds)
    steps.append(step)
    progress(step)
  }

  private func conclude(edition: String? = nil, refusal: Refusal? = nil) -> BuildOutcome {
    BuildOutcome(
      status: refusal?.status ?? ExitStatus(of: diagnostics.all),
      diagnostics: diagnostics.inFileOrder,
      failure: refusal?.diagnostic,
      edition: edition
    )
  }
}

extension Picture {
  /// A figure with its words as pictures, which say nothing of the document it is from.
  fileprivate static func pictures(of figure: ComposedFigure, language: String) -> [Picture] {
    let path = "charts/\(figure.id).\(language)"
    return [
      Picture(path: path + ".png", list: figure.list, kind: .png(figure.size)),
      Picture(path: path + ".svg", list: figure.list, kind: .svg(figure.size)),
    ]
  }

  /// A figure with its words as a document of its own.
  fileprivate static func sheet(
    of figure: ComposedFigure,
    language: String,
    _ metadata: DocumentMetadata
  ) -> Picture {
    var own = metadata
    own.title = figure.title
    return Picture(
      path: "charts/\(figure.id).\(language).pdf",
      list: figure.list,
      kind: .sheet(figure.size, own)
    )
  }
}

extension Diagnostic {
  /// Whether it is an error that no other can have brought about.
  fileprivate var isMistake: Bool { severity == .error && !mayFollow }

  /// Whether it may be no more than what an error elsewhere looks like on the pages.
  fileprivate var mayFollow: Bool { ["editions.layout", "documents.no-drawing"].contains(id) }

  /// Whether it says that a model's results are not there.
  fileprivate var isAboutResults: Bool {
    ["documents.no-model", "documents.scenario"].contains(id)
  }

  /// Whether it says that the front matter lacks a parameter.
  fileprivate var isAboutParameters: Bool { id == "formulas.parameter" }
}
