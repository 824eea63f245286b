import Diagnostics
import Indicators
import Settings

/// Scenarios side by side: blocks by year, scenarios as rows, outcomes as columns.
struct ComparisonBlock {
  enum Measure: String, CaseIterable {
    case level
    case difference
    case percent
  }

  let head: FigureHead
  let outputs: [Scalar]

  /// What stands over the columns; the outputs' own titles where nothing is given.
  let columnHeads: [RichText]
  let periods: [Period]
  let measure: Measure
  let scenarios: [String]?
  let steps: [Double]

  init?(_ node: Node, _ place: BlockPlace, into diagnostics: inout DiagnosticList) {
    guard var reader = MappingReader(node, of: "a comparison", into: &diagnostics) else {
      return nil
    }
    head = FigureHead(&reader, place, into: &diagnostics)
    outputs = reader.scalars("outputs", .required, into: &diagnostics) ?? []
    columnHeads = (reader.list("heads", into: &diagnostics) ?? []).compactMap {
      $0.richText(for: "'heads'", in: place.language, into: &diagnostics)
    }
    periods = (reader.scalars("at", .required, into: &diagnostics) ?? []).compactMap { scalar in
      let period = Period(scalar.text)
      if period == nil { diagnostics.report(.period(scalar.text, at: scalar.excerpt.span)) }
      return period
    }
    var shown: [Measure] = []
    if let node = reader.node("show", into: &diagnostics) {
      shown = (node.sequence ?? [node]).compactMap {
        $0.enumerated(as: Measure.self, for: "'show'", into: &diagnostics)
      }
    }
    // Of several the last is the most telling one: a difference in per cent.
    measure = shown.last ?? .percent
    let chosen = reader.scalars("scenarios", into: &diagnostics)?.map(\.text)
    scenarios = chosen == ["all"] ? nil : chosen
    steps = (reader.list("steps", into: &diagnostics) ?? []).compactMap {
      $0.number(for: "'steps'", into: &diagnostics)
    }
    reader.accept(["weighted"])
    reader.finish(into: &diagnostics)
  }
}
