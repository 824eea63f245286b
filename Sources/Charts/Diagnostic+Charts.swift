import Diagnostics
import Drawing

extension Diagnostic {
  static func chartNeedsMapping(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.mapping",
      "\(what) is not written as keys and values",
      at: span,
      label: "expected 'key: value'"
    )
  }

  static func chartKeyNeeds(_ wanted: String, _ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.value",
      "'\(key)' needs \(wanted)",
      at: span,
      label: "expected \(wanted)"
    )
  }

  static func chartSize(between least: Size, and most: Size, at span: SourceSpan) -> Diagnostic {
    func range(_ low: Double, _ high: Double) -> String { "\(Int(low)) to \(Int(high))" }
    return Diagnostic(
      id: "charts.size",
      "the size is none that a chart can have",
      at: span,
      label: "expected a width of \(range(least.width, most.width)) and a height of "
        + "\(range(least.height, most.height)) points",
      help: "a point is 1/72 inch; the measure of a page is 486 points wide"
    )
  }

  static func chartChoice(
    _ key: String,
    _ text: String,
    among choices: [String],
    at span: SourceSpan
  )
    -> Diagnostic
  {
    Diagnostic(
      id: "charts.choice",
      "'\(text)' is no \(key) of a chart",
      at: span,
      label: "expected one of \(choices.joined(separator: ", "))",
      help: nearestNames(to: text, among: choices).first.map { "did you mean '\($0)'?" }
    )
  }

  static func chartUnknownKey(
    _ key: String,
    of what: String,
    among known: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      id: "charts.unknown-key",
      "\(what) has no key '\(key)'",
      at: span,
      label: "not known here",
      help: nearestNames(to: key, among: known).first.map { "did you mean '\($0)'?" }
        ?? "known keys: \(known.sorted().joined(separator: ", "))"
    )
  }

  /// Something of Vega-Lite that is understood and not drawn.
  static func chartUnsupported(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "charts.unsupported", "not supported: \(what)", at: span)
  }

  static func chartMissingKey(_ key: String, of what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "charts.missing-key", "\(what) has no '\(key)'", at: span)
  }

  static func chartUnknownField(_ field: String, among known: [String], at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      id: "charts.field",
      "the data has no column '\(field)'",
      at: span,
      label: "columns: \(known.joined(separator: ", "))",
      help: nearestNames(to: field, among: known).first.map { "did you mean '\($0)'?" }
    )
  }

  static func chartUnknownMember(_ member: String, among known: [String], at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      id: "charts.member",
      "'\(member)' is no member of the chart's data",
      at: span,
      help: nearestNames(to: member, among: known).first.map { "did you mean '\($0)'?" }
        ?? "members: \(known.prefix(12).joined(separator: ", "))"
    )
  }

  static func chartUnknownColor(_ name: String, among known: [String], at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      id: "charts.color",
      "'\(name)' is no colour",
      at: span,
      label: "expected #RRGGBB or one of \(known.joined(separator: ", "))"
    )
  }

  static func chartEmpty(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.empty",
      "the chart has no value to draw",
      at: span,
      help: "check the selection and the filter"
    )
  }

  static func chartTooManySeries(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.too-many-series",
      "\(count) lines are more than one panel can tell apart",
      at: span,
      help: "name up to four members in 'focus', or use 'facet' for small multiples"
    )
  }

  static func chartTooManyDimensions(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.dimensions",
      "the data varies in \(names.joined(separator: ", ")), and no 'encoding' says what shows what",
      at: span,
      help: "select one member of a dimension, as in x[geo:MEX], or write 'encoding'"
    )
  }

  static func chartPositions(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(id: "charts.encoding", text, at: span)
  }

  /// A mark that draws nothing, or something without a name, for want of a channel.
  static func chartMarkNeeds(_ mark: String, _ channel: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.encoding",
      "'mark: \(mark)' has nothing to draw without an 'encoding' that says what",
      at: span,
      label: "expected 'encoding: {\(channel)}'"
    )
  }

  static func chartFilter(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.filter",
      "'\(text)' can't be read as a filter",
      at: span,
      label: "expected datum.COLUMN, a comparison and a value",
      help: "for example \"datum.value >= 5 && datum.geo != 'MEX'\""
    )
  }

  static func chartUnits(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.units",
      "the series of this chart are in different units",
      at: span,
      help: "convert them, or show each in a panel of its own with 'facet' and free scales"
    )
  }

  static func chartPeriod(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.period",
      "'\(text)' is no period",
      at: span,
      label: "expected a year, a month as 2026-07, or a day as 2026-07-01"
    )
  }

  static func chartAnnotation(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.annotation",
      "the annotation's place is not one value of one period",
      at: span,
      help: "choose one, as in \"x[geo:MEX] @ 2022\""
    )
  }

  static func chartLane(_ lane: String, among known: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      id: "charts.lane",
      "no event stands in the lane '\(lane)'",
      at: span,
      help: nearestNames(to: lane, among: known).first.map { "did you mean '\($0)'?" }
        ?? "lanes: \(known.joined(separator: ", "))"
    )
  }

  /// One of several layers that neither key nor label can name.
  static func chartUnnamedLayer(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "charts.unnamed-layer",
      "nothing names this layer",
      at: span,
      label: "its data has no title of its own",
      help: "write one, as in 'encoding: {y: {title: Exports}}', or 'labels: none' in its mark"
    )
  }

  /// Values that `labels: all` asks for and that found no free place.
  static func chartValuesDropped(_ texts: [String], at span: SourceSpan) -> Diagnostic {
    let shown = texts.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    let rest = texts.count > 5 ? " and \(texts.count - 5) more" : ""
    return Diagnostic(
      .warning,
      id: "charts.label-dropped",
      "no free place for \(shown)\(rest)",
      at: span,
      label: "'labels: all' asks for every value",
      help: "make the chart larger, or leave 'labels' out"
    )
  }

  /// A label that found no free place; the chart is drawn without it.
  static func chartLabelDropped(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .warning,
      id: "charts.label-dropped",
      "no free place for '\(text)'",
      at: span,
      help: "make the chart larger or the text shorter"
    )
  }
}
