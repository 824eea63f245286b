import Checks
import Diagnostics
import Formulas
import Indicators
import Settings
import TestSupport

/// Checks held against a small folder of made-up indicators.
struct ChecksRun {
  let report: CheckReport
  let list: DiagnosticList

  /// `id at the marked place`, a warning with `?`, a note with `!` behind the id.
  let problems: [String]

  init(
    _ yaml: String,
    _ indicators: [Indicator],
    ratios: String = "",
    date: String = "2026-11-30",
    published: PublishedValues? = nil,
    open: OpenNames = OpenNames()
  ) throws {
    let marked = MarkedText(yaml, path: "checks.yaml")
    var list = DiagnosticList()
    var checks: [Check] = []
    if let node = parseSettings(marked.file, into: &list) {
      checks = readChecks(node, into: &list)
    }
    var file = RatioFile()
    if !ratios.isEmpty,
      let node = parseSettings(SourceFile(path: "ratios.yaml", text: ratios), into: &list)
    {
      file = readRatios(node, into: &list)
    }
    let evaluator = Evaluator(
      catalogue: Catalogue(
        indicators: Dictionary(uniqueKeysWithValues: indicators.map { ($0.name, $0) }),
        labels: Labels([
          "geo": [
            "SON": Labels.Entry(
              name: LocalizedText(["en": "Sonora"]),
              short: nil,
              order: nil,
              group: nil
            )
          ]
        ])
      ),
      ratios: file.ratios,
      open: open
    )
    report = runChecks(
      checks,
      with: CheckContext(
        evaluator: evaluator,
        date: CalendarDate(date) ?? CalendarDate(year: 1, month: 1, day: 1),
        published: published
      ),
      into: &list
    )
    self.list = list
    problems = list.inFileOrder.map { diagnostic in
      let sign =
        switch diagnostic.severity {
        case .error: ""
        case .warning: "?"
        case .note: "!"
        }
      guard let span = diagnostic.span else { return diagnostic.id + sign }
      let start = span.range.lowerBound
      let mark = "①②③④⑤⑥⑦⑧⑨".first { span.file == marked.file && marked.offset(of: $0) == start }
      let place = span.file.position(of: start)
      return (mark.map { "\($0)" } ?? "\(span.file.path):\(place.line):\(place.column)")
        + " \(diagnostic.id)\(sign)"
    }
  }

  /// The notes of the first failure.
  var notes: [String] { list.all.first?.notes.map(\.text) ?? [] }

  /// The places of those notes in the data.
  var places: [String] {
    (list.all.first?.notes ?? []).compactMap { note in
      note.span.map { "\($0.file.path) \($0.text)" }
    }
  }
}

/// An indicator; `-` is a combination that no record has, `x` a value that is not available, `12F` a
/// forecast. Each cell's record is the word itself.
func indicator(
  _ name: String,
  over axes: [(String, [String])] = [],
  _ periods: [String],
  _ unit: String,
  _ cells: String,
  kind: Kind = .flow,
  breaks: Set<Int> = [],
  maxAge: Age? = nil
) -> Indicator {
  let words = cells.split(separator: " ").map(String.init)
  let text = "\(name): " + words.joined(separator: " ")
  let file = SourceFile(path: "\(name).csv", text: text)
  var (values, statuses, spans): ([Double], [Status], [SourceSpan]) = ([], [], [])
  var offset = name.utf8.count + 2
  for word in words {
    spans.append(SourceSpan(file, offset..<offset + word.utf8.count))
    offset += word.utf8.count + 1
    switch word {
    case "-": (values, statuses) = (values + [0], statuses + [.absent])
    case "x": (values, statuses) = (values + [0], statuses + [.notAvailable])
    default:
      let isForecast = word.hasSuffix("F")
      values.append(Double(isForecast ? String(word.dropLast()) : word) ?? .nan)
      statuses.append(isForecast ? .forecast : .actual)
    }
  }
  return Indicator(
    name: name,
    title: nil,
    cube: Cube(
      axes: axes.map { name, members in Axis(name, members.map { Member($0) }) },
      time: .series(periods.compactMap { Period($0) }),
      unit: (try? Unit.parse(unit)) ?? .one,
      kind: kind,
      values: values,
      statuses: statuses,
      origins: statuses.indices.map { statuses[$0] == .absent ? Origin.none : UInt32($0) },
      breaks: breaks,
      table: OriginTable(spans.map { Origin(span: $0, source: nil) })
    ),
    frequency: periods.first.flatMap { Period($0) }?.frequency,
    resource: "data",
    span: SourceSpan(file, 0..<name.utf8.count),
    freshness: maxAge.map { FreshnessRule(age: $0, span: SourceSpan(file, 0..<name.utf8.count)) }
  )
}

func years(_ range: ClosedRange<Int>) -> [String] { range.map { "\($0)" } }
