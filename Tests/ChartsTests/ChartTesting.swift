import Diagnostics
import Drawing
import Settings
import TestSupport
import Testing
import Wording

@testable import Charts

/// Reads a chart from YAML.
func readChart(_ text: String, into list: inout DiagnosticList) -> ChartSpecification? {
  let file = SourceFile(path: "chart.yaml", text: text)
  return parseSettings(file, into: &list).flatMap { ChartSpecification($0, into: &list) }
}

/// Lays a chart out with fixed-width text; a diagnostic fails the test.
func drawChart(
  _ text: String,
  _ data: SampleData,
  language: Language = .english,
  width: Double? = nil,
  height: Double? = nil
) throws -> ChartDrawing {
  var list = DiagnosticList()
  let specification = try #require(readChart(text, into: &list))
  let drawing = layOut(
    specification,
    data: data,
    width: width,
    height: height,
    theme: .house,
    language: language,
    measurer: MonospacedMeasurer(advance: 0.56),
    into: &list
  )
  #expect(list.all.map(\.formatted) == [])
  return try #require(drawing)
}

/// The ids of what is wrong with a chart.
func problems(of text: String, _ data: SampleData) -> [String] {
  var list = DiagnosticList()
  let marked = MarkedText(text)
  guard
    let specification = parseSettings(marked.file, into: &list)
      .flatMap({ ChartSpecification($0, into: &list) })
  else { return marked.problems(list) }
  _ = layOut(
    specification,
    data: data,
    theme: .house,
    language: .english,
    measurer: MonospacedMeasurer(),
    into: &list
  )
  return marked.problems(list)
}

extension ChartDrawing {
  /// The texts of one kind in drawing order.
  func words(_ kind: PlacedText.Kind) -> [String] { texts.filter { $0.kind == kind }.map(\.text) }

  /// How many strokes have a dash.
  var dashes: [[Double]] {
    list.items.compactMap { item in
      if case .stroke(_, let stroke) = item, !stroke.dash.isEmpty { stroke.dash } else { nil }
    }
  }

  /// The strokes of a colour, by how many points they join.
  func lineLengths(_ color: Color) -> [Int] {
    list.items.compactMap { item in
      guard case .stroke(let path, let stroke) = item, stroke.color == color, stroke.width > 1
      else {
        return nil
      }
      return path.elements.count
    }
  }

  /// The points that strokes of a colour join.
  func places(_ color: Color) -> [Point] {
    list.items.flatMap { item -> [Point] in
      guard case .stroke(let path, let stroke) = item, stroke.color == color, stroke.width > 1
      else { return [] }
      return path.elements.compactMap { element in
        switch element {
        case .move(let point), .line(let point): point
        default: nil
        }
      }
    }
  }

  var hatches: Int {
    list.items.count { item in
      if case .fill(_, .hatch) = item { true } else { false }
    }
  }

  /// The boxes filled with a colour, left to right and top to bottom as drawn.
  func fills(_ color: Color) -> [Box] {
    list.items.compactMap { item in
      guard case .fill(let path, .color(let fill)) = item, fill == color, path.elements.count == 5,
        case .move(let start) = path.elements[0], case .line(let end) = path.elements[2]
      else { return nil }
      return Box(x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y)
    }
  }
}
