// Editions makes one run out of all modules: it reads a folder, evaluates it, sets the report, draws
// every file, and puts the edition in its place in one step. Nothing is published while anything is
// wrong.

import Diagnostics
import Documents
import Drawing
import Formulas
import Indicators
import Rendering
import Scenarios

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

/// Reads, checks and evaluates everything, sets the pages, and writes nothing.
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
      guard let inputs = try read() else { return conclude() }
      let count = inputs.catalogue.indicators.count
      done("read", "\(inputs.files.count) files, \(count) indicators", progress)

      let fonts = try loadFonts()
      let compositions = try compose(inputs, fonts: fonts)
      guard !diagnostics.hasErrors else { return conclude() }
      let pages = compositions.reduce(0) { $0 + $1.pageCount }
      let figures = compositions.reduce(0) { $0 + $1.figures.count }
      done("compose", "\(pages) pages, \(figures) figures and tables", progress)
      guard publishing else { return conclude() }

      let files = try await render(compositions, of: inputs, fonts: fonts)
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
  /// - Returns: Nothing if what was read is not enough to evaluate anything: a file is missing, or one
  ///   can't be read as its format, and then half of the names would be unknown.
  private mutating func read() throws(Refusal) -> Inputs? {
    let inputs = try readInputs(request, into: &diagnostics)
    if let edition = inputs?.edition, edition.origin == .clock {
      diagnostics.report(.datedByClock(edition))
    }
    let errors = diagnostics.all.filter { $0.severity == .error }
    return errors.allSatisfy { $0.kind == .content } ? inputs : nil
  }

  private func loadFonts() throws(Refusal) -> FontSet {
    do throws(RenderingError) { return try FontSet.installed() } catch {
      throw Refusal(.fonts(error), status: .unavailable)
    }
  }

  /// Evaluates everything and sets the pages of every language.
  ///
  /// Where reading left an error, only mistakes in formulas themselves are added: what a missing value
  /// brings about is no mistake of its own.
  private mutating func compose(_ inputs: Inputs, fonts: FontSet) throws(Refusal) -> [Composition] {
    let typesetter: Typesetter
    do throws(RenderingError) { typesetter = try Typesetter(fonts) } catch {
      throw Refusal(.fonts(error), status: .unavailable)
    }
    var found = DiagnosticList()
    let compositions = evaluate(inputs, measurer: typesetter, into: &found)
    texts = typesetter.shapedTexts
    for diagnostic in found.all where !diagnostics.hasErrors || diagnostic.isAboutFormulas {
      diagnostics.report(diagnostic)
    }
    return compositions
  }

  private func evaluate(
    _ inputs: Inputs,
    measurer: Typesetter,
    into found: inout DiagnosticList
  ) -> [Composition] {
    let folder = Evaluator(catalogue: inputs.catalogue, ratios: inputs.ratios)
    folder.checkNames(into: &found)
    var results: ScenarioResults?
    if let model = inputs.model {
      results = run(model, with: folder, into: &found)
      // Without results their names are unknown wherever they are used.
      guard results != nil else { return [] }
    }
    let catalogue = inputs.catalogue.naming(
      results?.labels ?? [:],
      inOrder: results?.runs.map(\.id) ?? []
    )
    var compositions: [Composition] = []
    for report in inputs.reports {
      let evaluator = Evaluator(
        catalogue: catalogue,
        ratios: inputs.ratios,
        parameters: report.parameters,
        language: report.language
      )
      if let results { evaluator.add(results: results.resultCubes) }
      if compositions.isEmpty { evaluator.checkRatios(into: &found) }
      let context = CompositionContext(
        evaluator: evaluator,
        catalogue: catalogue,
        results: results,
        edition: EditionDescription(id: inputs.edition.id, date: inputs.edition.date),
        measurer: measurer
      )
      guard let composition = Documents.compose(report, with: context, into: &found) else {
        continue
      }
      for problem in composition.problems {
        found.report(.layout(problem, of: report.file.path))
      }
      compositions.append(composition)
    }
    return compositions
  }

  /// Draws every file of the edition but its manifest.
  private func render(
    _ compositions: [Composition],
    of inputs: Inputs,
    fonts: FontSet
  ) async throws(Refusal) -> [String: [UInt8]] {
    var pictures: [Picture] = []
    var files: [String: [UInt8]] = [:]
    for (report, composition) in zip(inputs.reports, compositions) {
      let metadata = metadata(of: composition, in: inputs)
      // The document takes longest, so it goes first and the pictures fill the time beside it.
      pictures.append(
        Picture(
          path: "\(inputs.name).\(report.language).pdf",
          list: composition.list,
          kind: .document(metadata)
        )
      )
      for figure in composition.figures {
        if figure.kind == .figure {
          pictures += Picture.Format.allCases.map { format in
            Picture(figure, in: format, language: report.language, metadata: metadata)
          }
        }
        // The data are the same in every language; the main one names them.
        let path = "data/\(figure.id).csv"
        if files[path] == nil, !figure.rows.isEmpty {
          files[path] = Array(delimitedText(figure.rows).utf8)
        }
      }
    }
    do throws(PictureError) {
      let drawn = try await draw(pictures, fonts: fonts, knowing: texts, jobs: request.jobs)
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
    let checks = files.keys.filter { $0.hasSuffix(".pdf") }.sorted().map {
      Manifest.Check(name: "structure, fonts, links, tags", of: $0, result: "passed")
    }
    var inputFiles = inputs.files.map { Manifest.File(path: $0.path, bytes: $0.bytes) }
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
      checks: checks
    )
    var all = files
    all["manifest.json"] = Array(manifest.json.pretty.utf8)
    let root = request.output ?? "Reports/\(inputs.name)"
    let publication = Publication(root: root)
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
      "warnings": .integer(diagnostics.all.count),
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
  /// A figure with its words, as a file of its own.
  fileprivate init(
    _ figure: ComposedFigure,
    in format: Format,
    language: String,
    metadata: DocumentMetadata
  ) {
    path = "charts/\(figure.id).\(language).\(format.rawValue)"
    list = figure.list
    var own = metadata
    own.title = figure.title
    kind = .figure(format, figure.size, own)
  }
}

extension Diagnostic {
  /// Whether the mistake stands in a formula itself, and not in the values it was given.
  fileprivate var isAboutFormulas: Bool {
    let ofValues: Set = [
      "formulas.each-latest", "formulas.latest", "formulas.many-values", "formulas.missing-value",
      "formulas.model", "formulas.no-period", "formulas.no-series", "formulas.nothing-in-common",
      "formulas.zero",
    ]
    return severity == .error && id.hasPrefix("formulas.") && !ofValues.contains(id)
  }
}
