import Charts
import Diagnostics
import Drawing
import Indicators
import Settings
import TestSupport
import Wording

@testable import Documents

/// Values that depend on nothing: each expression prints its own text in brackets; `series` is one
/// series, `share` a quarter, `grid` two members by two years.
final class SampleValues: ValueSource {
  var usedSources: [String] { [] }

  func provenance(of expression: InlineExpression) -> Provenance {
    let isModel = expression.expression.text == "model"
    return Provenance(sources: [isModel ? "own model" : "one"], isCalculated: !isModel)
  }

  func text(of expression: InlineExpression, into diagnostics: inout DiagnosticList) -> String? {
    "[\(expression.expression.text)]"
  }

  func cube(_ expression: Excerpt, into diagnostics: inout DiagnosticList) -> EvaluatedCube? {
    switch expression.text {
    case "share":
      return EvaluatedCube(cube: Cube(scalar: 0.25, unit: .one), decimals: nil, title: nil)
    case "rounded", "rounded_with_world":
      // 0.6 and 1.7 make 2.3: rounded 1, 2 and 2.
      let world = expression.text == "rounded" ? [] : [Member("WLD", isAggregate: true)]
      let values = [1, 0.6, 2, 1.7] + (world.isEmpty ? [] : [3, 2.3])
      return EvaluatedCube(
        cube: Cube(
          axes: [Axis("geo", [Member("AAA"), Member("BBB")] + world)],
          time: .series([.year(2023), .year(2024)]),
          unit: Unit(atoms: ["t": 1]),
          values: values,
          statuses: values.map { _ in .actual },
          sources: ["agency"]
        ),
        decimals: 1,
        title: nil
      )
    case "grid", "scenarios":
      let isModel = expression.text == "scenarios"
      let axis =
        isModel
        ? Axis("scenario", [Member("base"), Member("other")])
        : Axis("geo", [Member("AAA"), Member("BBB")])
      return EvaluatedCube(
        cube: Cube(
          axes: [axis],
          time: .series([.year(2023), .year(2024)]),
          unit: Unit(atoms: ["t": 1]),
          values: [10.5, 20, 3, -40],
          statuses: [.actual, .estimated, .notAvailable, .actual],
          sources: ["one"]
        ),
        decimals: 1,
        title: "Output"
      )
    case "fractions":
      return EvaluatedCube(
        cube: Cube(
          axes: [Axis("geo", [Member("AAA"), Member("BBB"), Member("CCC")])],
          time: .series([.year(2024)]),
          unit: .one,
          values: [0.03, 0.10, 0.20],
          statuses: [.actual, .actual, .actual]
        ),
        decimals: nil,
        title: "Part"
      )
    default:
      return EvaluatedCube(
        cube: Cube(
          axes: [],
          time: .series((2018...2024).map { .year($0) }),
          unit: Unit(atoms: ["t": 1]),
          values: [1, 2, 4, 0, 3, 5, 6],
          statuses: [.actual, .actual, .actual, .notAvailable, .actual, .provisional, .actual],
          sources: ["one"]
        ),
        decimals: 0,
        title: "Output"
      )
    }
  }
}

/// Charts of one line from corner to corner, as high as asked.
final class SamplePlotter: Plotter {
  private(set) var sizes: [Size] = []

  func plot(_ node: Node, size: Size, into diagnostics: inout DiagnosticList) -> Plot? {
    sizes.append(size)
    let line = Path.line(from: Point(0, size.height), to: Point(size.width, 0))
    return Plot(
      list: DisplayList([.stroke(line, Stroke(Color(0x0B3C6F), width: 1.6))]),
      size: size,
      subtitle: "Output, t",
      alternative: "A line that rises.",
      notes: [],
      sources: ["one"],
      isCalculated: true,
      isModelled: false,
      conflicts: [],
      rows: [["period", "value"], ["2024", "6"]]
    )
  }
}

/// A report composed without a font, a folder or a formula.
struct Sample {
  let composition: Composition?
  let diagnostics: DiagnosticList
  let plotter = SamplePlotter()

  /// The figures that were told of while the pages were made.
  let announced: [ComposedFigure]

  init(_ body: String, front: String = "title: A title\nedition: 2026-11", advance: Double = 0.5) {
    self.init(MarkedText("---\n\(front)\n---\n\(body)"), advance: advance)
  }

  init(_ text: MarkedText, advance: Double = 0.5) {
    var diagnostics = DiagnosticList()
    var composition: Composition?
    var announced: [ComposedFigure] = []
    let report = readReport(text.file, into: &diagnostics)
    if let language = Language(code: report.language) {
      var model = ModelDescription()
      model.scenarios = [("base", "Base"), ("other", "Other")].map {
        ModelDescription.Scenario(id: $0.0, title: $0.1, isCounterfactual: false)
      }
      model.assumptions = [
        ModelDescription.Assumption(
          title: "a chance",
          unit: "",
          low: 0.05,
          mode: 0.15,
          high: 0.35,
          last: nil,
          sign: "",
          reason: Excerpt(composed: "No precedent")
        )
      ]
      model.methods = [
        MethodDescription(
          title: "ratio",
          isTitled: true,
          formula: ["ratio = a / b"],
          unit: "t",
          meanings: [["share: each member's part of the sum.", "Formula: x_i / Σ x × 100."]],
          inputs: ["a, t (Yearbook; a.csv)"],
          policies: ["the denominator may not be zero"],
          example: WorkedExample(place: "2024", text: "4 / 2 = 2 t")
        ),
        MethodDescription(
          title: "part",
          isTitled: false,
          formula: ["= share(a)"],
          unit: "",
          meanings: [["share: each member's part of the sum.", "Formula: x_i / Σ x × 100."]],
          inputs: [],
          policies: [],
          example: nil
        ),
      ]
      let composer = Composer(
        report: report,
        theme: .house,
        language: language,
        edition: EditionDescription(
          id: "2026-11",
          date: CalendarDate(year: 2026, month: 11, day: 24)
        ),
        catalogue: Catalogue(indicators: [:], sources: ["one": Self.source]),
        model: model,
        values: SampleValues(),
        plotter: plotter,
        ruler: Measure(MonospacedMeasurer(advance: advance)),
        announce: { announced.append($0) }
      )
      composition = composer.compose(into: &diagnostics)
    }
    self.composition = composition
    self.announced = announced
    self.diagnostics = diagnostics
  }

  private static let source = SourceReference(
    id: "one",
    title: "An office, A yearbook",
    address: "https://example.org/a b",
    date: "2026-02-06"
  )

  /// The texts of the list in its order, furniture left out.
  var texts: [String] { texts(inArtifacts: false) }

  func texts(inArtifacts: Bool) -> [String] {
    var depth = 0
    var texts: [String] = []
    for item in composition?.list.items ?? [] {
      switch item {
      case .beginArtifact: depth += 1
      case .endArtifact: depth -= 1
      case .text(let run) where (depth > 0) == inArtifacts: texts.append(run.text)
      default: break
      }
    }
    return texts
  }
}

/// Text that has as many words as asked, none longer than eleven letters.
func words(_ count: Int, seed: UInt64) -> String {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in
    String((0..<random.integer(in: 1...11)).map { _ in random.element(of: Array("abcdefghij")) })
  }.joined(separator: " ")
}

/// A setting with nothing in it, for what only prints.
enum CellWriterSample {
  static var setting: Setting {
    Setting(
      theme: .house,
      language: .english,
      ruler: Measure(MonospacedMeasurer(advance: 0.5)),
      values: SampleValues(),
      catalogue: Catalogue(indicators: [:]),
      edition: EditionDescription(
        id: "2026-11",
        date: CalendarDate(year: 2026, month: 11, day: 24)
      ),
      names: ReportNames([]),
      contents: [],
      model: ModelDescription(),
      plotter: SamplePlotter(),
      before: PassResult()
    )
  }
}

enum SourceFileSample {
  static let file = SourceSpan(SourceFile(path: "data.csv", text: "1"), 0..<1)
}
