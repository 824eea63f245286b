public import Diagnostics
import Drawing
import Indicators
public import Settings

extension ChartSpecification {
  /// Reads a `chart` or `cover` block (formats.md, section 8).
  ///
  /// - Returns: Nothing if the block can't be drawn at all; smaller troubles are reported and read over.
  public init?(_ node: Node, into diagnostics: inout DiagnosticList) {
    guard var reader = KeyReader(node, "the chart", into: &diagnostics) else { return nil }
    span = node.span
    id = reader.text("id", into: &diagnostics) ?? ""
    title = reader.excerpt("title", into: &diagnostics)
    subtitle = reader.excerpt("subtitle", into: &diagnostics)
    note = reader.excerpt("note", into: &diagnostics)
    alternative = reader.excerpt("alt", into: &diagnostics)
    source = reader.excerpt("source", into: &diagnostics)
    claims = reader.excerpts("claim", into: &diagnostics)
    let focused = reader.excerpts("focus", into: &diagnostics)
    focus = focused.map(\.text)
    focusPlaces = focused.map(\.span)
    isCaptionOnly = reader.flag("caption_only", into: &diagnostics) ?? false
    isIllustrative = reader.flag("illustrative", into: &diagnostics) ?? false
    size = reader.node("size").flatMap { chartSize($0, into: &diagnostics) }
    // The mail picture's size is read with the mail; naming it here is no mistake.
    _ = reader.node("size_mail")
    waivers = reader.node("waive").map { readWaivers($0, into: &diagnostics) } ?? []
    annotations =
      reader.node("annotations").map { readAnnotations($0, into: &diagnostics) } ?? []
    guard let view = readView(node.span, &reader, isLayer: false, into: &diagnostics) else {
      return nil
    }
    self.view = view
    reader.finish(
      later: [
        "concat", "hconcat", "vconcat", "repeat", "params", "projection", "config", "width",
        "height", "background", "padding", "autosize", "usermeta", "datasets", "name",
        "description",
      ],
      into: &diagnostics
    )
  }
}

private func chartSize(_ node: Node, into diagnostics: inout DiagnosticList) -> ChartSize? {
  if let name = node.scalar?.text {
    if let size = ChartSize(name) { return size }
    diagnostics.report(.chartChoice("size", name, among: ChartSize.names, at: node.span))
    return nil
  }
  guard var reader = KeyReader(node, "size", into: &diagnostics) else { return nil }
  let width = reader.number("width", into: &diagnostics)
  let height = reader.number("height", into: &diagnostics)
  reader.finish(into: &diagnostics)
  let (least, most) = (ChartSize.least, ChartSize.most)
  guard let width, let height, least.width...most.width ~= width,
    least.height...most.height ~= height
  else {
    diagnostics.report(.chartSize(between: least, and: most, at: node.span))
    return nil
  }
  return .custom(Size(width, height))
}

private func readWaivers(_ node: Node, into diagnostics: inout DiagnosticList)
  -> [ChartSpecification.Waiver]
{
  var waivers: [ChartSpecification.Waiver] = []
  for item in node.sequence ?? [node] {
    guard var reader = KeyReader(item, "a waiver", into: &diagnostics) else { continue }
    let lint = reader.text("lint", into: &diagnostics)
    let reason = reader.text("reason", into: &diagnostics)
    let until = reader.text("until", into: &diagnostics)
    reader.finish(into: &diagnostics)
    guard let lint, let reason else {
      diagnostics.report(.chartMissingKey("lint' or 'reason", of: "the waiver", at: item.span))
      continue
    }
    waivers.append(.init(lint: lint, reason: reason, until: until, span: item.span))
  }
  return waivers
}

private func readAnnotations(_ node: Node, into diagnostics: inout DiagnosticList)
  -> [AnnotationSpecification]
{
  var annotations: [AnnotationSpecification] = []
  for item in node.sequence ?? [node] {
    guard var reader = KeyReader(item, "an annotation", into: &diagnostics) else { continue }
    let at = reader.excerpt("at", into: &diagnostics)
    let text = reader.excerpt("text", into: &diagnostics)
    let color = readColor("color", &reader, into: &diagnostics)
    let isStrong = reader.flag("strong", into: &diagnostics) ?? false
    reader.finish(into: &diagnostics)
    guard let at, let text else {
      diagnostics.report(.chartMissingKey("at' or 'text", of: "the annotation", at: item.span))
      continue
    }
    annotations.append(
      AnnotationSpecification(span: item.span, at: at, text: text, color: color, isStrong: isStrong)
    )
  }
  return annotations
}

private func readView(
  _ span: SourceSpan,
  _ reader: inout KeyReader,
  isLayer: Bool,
  into diagnostics: inout DiagnosticList
) -> ViewSpecification? {
  var view = ViewSpecification(span: span)
  let saysData = reader.has("data")
  view.data = reader.node("data").flatMap { readData($0, into: &diagnostics) }
  view.mark = reader.node("mark").flatMap { readMark($0, into: &diagnostics) }
  if let node = reader.node("encoding") {
    view.encoding = readEncoding(node, into: &diagnostics)
  }
  if let node = reader.node("transform") {
    view.transforms = readTransforms(node, into: &diagnostics)
  }
  guard !isLayer else { return view }
  if let node = reader.node("facet") { view.facet = readFacet(node, into: &diagnostics) }
  if let node = reader.node("resolve") {
    view.independentScales = readResolve(node, into: &diagnostics)
  }
  if let node = reader.node("layer") {
    guard let items = node.sequence else {
      diagnostics.report(.chartKeyNeeds("a list of views", "layer", at: node.span))
      return nil
    }
    for item in items {
      guard var layerReader = KeyReader(item, "a layer", into: &diagnostics) else { continue }
      if let layer = readView(item.span, &layerReader, isLayer: true, into: &diagnostics) {
        view.layers.append(layer)
      }
      layerReader.finish(later: ["layer", "projection", "params"], into: &diagnostics)
    }
  }
  if view.data == nil, !saysData, view.layers.allSatisfy({ $0.data == nil }) {
    diagnostics.report(.chartMissingKey("data", of: "the chart", at: span))
    return nil
  }
  // What was wrong with the data has been reported.
  return view.data == nil && saysData ? nil : view
}

private func readData(_ node: Node, into diagnostics: inout DiagnosticList) -> DataSource? {
  switch node.content {
  case .scalar(let scalar):
    return .expression(scalar.excerpt)
  case .sequence:
    diagnostics.report(.chartKeyNeeds("an expression or named expressions", "data", at: node.span))
    return nil
  case .mapping(let entries):
    if entries.count == 1, entries[0].key.text == "events", let name = entries[0].value.scalar {
      return .events(name.text, entries[0].value.span)
    }
    if entries.count == 1, entries[0].key.text == "columns", let inner = entries[0].value.entries {
      return .columns(named(inner, into: &diagnostics))
    }
    for entry in entries where ["values", "url", "sequence"].contains(entry.key.text) {
      diagnostics.report(
        .chartUnsupported("data '\(entry.key.text)' in a report", at: entry.keySpan)
      )
      return nil
    }
    return .series(named(entries, into: &diagnostics))
  }
}

private func named(_ entries: [Entry], into diagnostics: inout DiagnosticList)
  -> [(name: Scalarized, expression: Excerpt)]
{
  entries.compactMap { entry in
    guard let scalar = entry.value.scalar, !scalar.isNull else {
      diagnostics.report(.chartKeyNeeds("an expression", entry.key.text, at: entry.keySpan))
      return nil
    }
    return (Scalarized(text: entry.key.text, span: entry.keySpan), scalar.excerpt)
  }
}

private func readMark(_ node: Node, into diagnostics: inout DiagnosticList) -> MarkSpecification? {
  if let scalar = node.scalar {
    return markType(scalar.text, at: node.span, into: &diagnostics)
      .map { MarkSpecification(type: $0, span: node.span) }
  }
  guard var reader = KeyReader(node, "the mark", into: &diagnostics) else { return nil }
  guard let name = reader.text("type", into: &diagnostics) else {
    diagnostics.report(.chartMissingKey("type", of: "the mark", at: node.span))
    return nil
  }
  guard let type = markType(name, at: reader.node("type")?.span ?? node.span, into: &diagnostics)
  else { return nil }
  var mark = MarkSpecification(type: type, span: node.span)
  mark.color = readColor("color", &reader, into: &diagnostics)
  mark.strokeWidth = reader.number("strokeWidth", into: &diagnostics)
  if let dash = reader.node("strokeDash") {
    mark.strokeDash = (dash.sequence ?? []).compactMap { $0.scalar.flatMap { Double($0.text) } }
    if mark.strokeDash?.count != dash.sequence?.count || dash.sequence == nil {
      diagnostics.report(.chartKeyNeeds("a list of lengths", "strokeDash", at: dash.span))
    }
  }
  mark.isFilled = reader.flag("filled", into: &diagnostics)
  mark.hasPoints = reader.flag("point", into: &diagnostics)
  mark.radius = reader.number("radius", into: &diagnostics)
  mark.width = reader.number("width", into: &diagnostics)
  switch reader.choice("interpolate", Interpolation.self, into: &diagnostics) {
  case .step, .after: mark.isStepped = true
  case .linear, nil: break
  }
  mark.labels =
    reader.choice("labels", MarkSpecification.LabelMode.self, into: &diagnostics) ?? .automatic
  mark.isSigned = reader.flag("signed", into: &diagnostics) ?? false
  mark.history = reader.excerpt("history", into: &diagnostics)
  mark.rest = reader.text("rest", into: &diagnostics)
  if let split = reader.text("split", into: &diagnostics) {
    mark.isSplitAtEdition = split == "edition"
    if split != "edition" {
      diagnostics.report(
        .chartChoice(
          "split",
          split,
          among: ["edition"],
          at: reader.node("split")?.span ?? node.span
        )
      )
    }
  }
  if let beside = reader.node("beside"),
    var inner = KeyReader(beside, "'beside'", into: &diagnostics)
  {
    let data = inner.excerpt("data", into: &diagnostics)
    let title = inner.excerpt("title", into: &diagnostics)
    let suffix = inner.text("suffix", into: &diagnostics)
    inner.finish(into: &diagnostics)
    if let data {
      mark.beside = .init(data: data, title: title, suffix: suffix)
    } else {
      diagnostics.report(.chartMissingKey("data", of: "'beside'", at: beside.span))
    }
  }
  if type == .timeline {
    mark.lanes = reader.excerpts("lanes", into: &diagnostics).map(\.text)
    mark.from = reader.text("from", into: &diagnostics)
    mark.to = reader.text("to", into: &diagnostics)
  }
  if type == .ranks { mark.count = reader.number("count", into: &diagnostics).map { Int($0) } }
  reader.finish(
    later: [
      "tooltip", "opacity", "fillOpacity", "orient", "cornerRadius", "size",
      "shape", "clip", "stroke", "fill", "fontSize", "align", "baseline", "dx", "dy", "angle",
      "invalid", "line",
    ],
    into: &diagnostics
  )
  return mark
}

/// The courses of a line between two values that are drawn.
private enum Interpolation: String, CaseIterable {
  case linear
  case step
  case after = "step-after"
}

private func markType(_ name: String, at span: SourceSpan, into diagnostics: inout DiagnosticList)
  -> MarkType?
{
  if let type = MarkType(rawValue: name) { return type }
  let later = [
    "arc", "rect", "trail", "image", "geoshape", "boxplot", "errorbar", "errorband", "fan",
    "tornado", "waterfall", "dumbbell", "slope", "bullet", "range", "heatmap", "tree", "sankey",
    "tilemap",
  ]
  if later.contains(name) {
    diagnostics.report(.chartUnsupported("mark '\(name)'", at: span))
  } else {
    diagnostics.report(
      .chartChoice("mark", name, among: MarkType.allCases.map(\.rawValue), at: span)
    )
  }
  return nil
}

private func readColor(
  _ key: String,
  _ reader: inout KeyReader,
  into diagnostics: inout DiagnosticList
) -> String? {
  guard let name = reader.text(key, into: &diagnostics) else { return nil }
  if Color(hex: name) != nil || Palette.names.contains(name) { return name }
  if let span = reader.node(key)?.span {
    diagnostics.report(.chartUnknownColor(name, among: Palette.names, at: span))
  }
  return nil
}

private func readEncoding(_ node: Node, into diagnostics: inout DiagnosticList) -> Encoding {
  var encoding = Encoding()
  guard let entries = node.entries else {
    diagnostics.report(.chartNeedsMapping("the encoding", at: node.span))
    return encoding
  }
  let later = [
    "size", "shape", "opacity", "fillOpacity", "strokeOpacity", "strokeDash", "strokeWidth",
    "fill", "stroke", "tooltip", "href", "url", "key", "theta", "theta2", "radius", "radius2",
    "latitude", "longitude", "latitude2", "longitude2", "xOffset", "yOffset", "xError", "yError",
    "xError2", "yError2", "angle", "description", "time",
  ]
  for entry in entries {
    let name = entry.key.text
    guard let channel = Channel(rawValue: name) else {
      if later.contains(name) {
        diagnostics.report(.chartUnsupported("channel '\(name)'", at: entry.keySpan))
      } else {
        let known = Channel.allCases.map(\.rawValue)
        diagnostics.report(.chartUnknownKey(name, of: "encoding", among: known, at: entry.keySpan))
      }
      continue
    }
    if let text = entry.value.scalar, !text.isNull {
      // The short form: a channel's column alone.
      encoding[channel] = ChannelDefinition(span: entry.value.span, field: text.text)
      continue
    }
    encoding[channel] = readChannel(channel, entry.value, into: &diagnostics)
  }
  return encoding
}

private func readChannel(
  _ channel: Channel,
  _ node: Node,
  into diagnostics: inout DiagnosticList
) -> ChannelDefinition? {
  guard var reader = KeyReader(node, "channel '\(channel.rawValue)'", into: &diagnostics) else {
    return nil
  }
  var definition = ChannelDefinition(span: node.span)
  definition.field = reader.text("field", into: &diagnostics)
  definition.type = reader.choice("type", MeasureType.self, into: &diagnostics)
  definition.title = reader.text("title", into: &diagnostics)
  if let node = reader.node("datum"), let scalar = node.scalar {
    definition.datum = datum(scalar)
  }
  if channel == .color { definition.value = readColor("value", &reader, into: &diagnostics) }
  if let node = reader.node("sort") {
    definition.sort = readSort(node, into: &diagnostics)
  } else if reader.has("sort") {
    definition.sort = .unsorted
  }
  if reader.has("stack") {
    switch reader.node("stack")?.scalar?.text {
    case nil, "false": definition.stack = StackMode.none
    case "zero", "true": definition.stack = .zero
    case "normalize": definition.stack = .normalize
    case let other?:
      diagnostics.report(
        .chartChoice(
          "stack",
          other,
          among: ["zero", "normalize", "false"],
          at: reader.node("stack")?.span ?? node.span
        )
      )
    }
  }
  if let scale = reader.node("scale"),
    var inner = KeyReader(scale, "scale", into: &diagnostics)
  {
    definition.includesZero = inner.flag("zero", into: &diagnostics)
    if let domain = inner.node("domain") {
      definition.domain = (domain.sequence ?? []).compactMap { $0.scalar.map(datum) }
    }
    if let range = inner.node("range") {
      let names = (range.sequence ?? []).compactMap { $0.scalar?.text }
      for name in names where Color(hex: name) == nil && !Palette.names.contains(name) {
        diagnostics.report(.chartUnknownColor(name, among: Palette.names, at: range.span))
      }
      definition.colors = names
    }
    inner.finish(
      later: [
        "type", "scheme", "nice", "reverse", "padding", "paddingInner", "paddingOuter", "base",
        "exponent", "domainMin", "domainMax", "domainMid", "clamp", "round", "interpolate",
      ],
      into: &diagnostics
    )
  }
  if reader.has("axis") {
    if let axis = reader.node("axis") {
      if axis.scalar?.text == "false" {
        definition.hasAxis = false
      } else if var inner = KeyReader(axis, "axis", into: &diagnostics) {
        definition.title = inner.text("title", into: &diagnostics) ?? definition.title
        inner.finish(
          later: [
            "format", "grid", "labels", "values", "tickCount", "orient", "ticks", "domain",
            "labelAngle", "labelExpr", "offset",
          ],
          into: &diagnostics
        )
      }
    } else {
      definition.hasAxis = false
    }
  }
  // Labels stand at the data: a legend that is switched off is switched off already.
  if reader.has("legend"), let node = reader.node("legend"), node.scalar?.text != "false" {
    diagnostics.report(.chartUnsupported("legend", at: node.span))
  }
  if let unit = reader.text("timeUnit", into: &diagnostics) {
    definition.isYearOnly = unit == "year"
    if unit != "year" {
      diagnostics.report(
        .chartUnsupported("timeUnit '\(unit)'", at: reader.node("timeUnit")?.span ?? node.span)
      )
    }
  }
  reader.finish(
    later: ["aggregate", "bin", "bandPosition", "condition", "impute", "format", "formatType"],
    into: &diagnostics
  )
  return definition
}

private func datum(_ scalar: Scalar) -> Datum {
  if scalar.isPlain, let value = Double(scalar.text) { return .number(value) }
  if let period = Period(scalar.text) { return .period(period) }
  return .text(scalar.text)
}

private func readSort(_ node: Node, into diagnostics: inout DiagnosticList) -> SortOrder? {
  if let items = node.sequence { return .listed(items.compactMap { $0.scalar?.text }) }
  switch node.scalar?.text {
  case "ascending": return .ascending
  case "descending": return .descending
  case "x", "y": return .byValue(isDescending: false)
  case "-x", "-y": return .byValue(isDescending: true)
  default:
    diagnostics.report(
      .chartChoice(
        "sort",
        node.scalar?.text ?? "",
        among: ["ascending", "descending", "x", "-x", "y", "-y"],
        at: node.span
      )
    )
    return nil
  }
}

private func readTransforms(_ node: Node, into diagnostics: inout DiagnosticList) -> [Transform] {
  var transforms: [Transform] = []
  for item in node.sequence ?? [node] {
    guard var reader = KeyReader(item, "a transform", into: &diagnostics) else { continue }
    if let filter = reader.node("filter") {
      if let text = filter.scalar?.text {
        if let parsed = Filter(text) {
          transforms.append(.filter(parsed))
        } else {
          diagnostics.report(.chartFilter(text, at: filter.span))
        }
      } else if let parsed = readPredicate(filter, into: &diagnostics) {
        transforms.append(.filter(parsed))
      }
    }
    if let sort = reader.text("sort", into: &diagnostics) {
      let isDescending = sort.hasPrefix("-")
      transforms.append(
        .sort(field: isDescending ? String(sort.dropFirst()) : sort, isDescending: isDescending)
      )
    }
    reader.finish(
      later: [
        "calculate", "aggregate", "joinaggregate", "window", "fold", "flatten", "pivot", "bin",
        "timeUnit", "stack", "impute", "lookup", "density", "regression", "loess", "quantile",
        "sample", "groupby", "as", "field", "frame",
      ],
      into: &diagnostics
    )
  }
  return transforms
}

/// A filter in Vega-Lite's form of a field predicate: `{field: geo, oneOf: [MEX, CAN]}`.
private func readPredicate(_ node: Node, into diagnostics: inout DiagnosticList) -> Filter? {
  guard var reader = KeyReader(node, "filter", into: &diagnostics) else { return nil }
  let field = reader.text("field", into: &diagnostics)
  var clauses: [Filter.Clause] = []
  var groups: [[Filter.Clause]] = []
  let comparisons: [(String, Filter.Comparison)] = [
    ("equal", .equal), ("lt", .less), ("lte", .atMost), ("gt", .greater), ("gte", .atLeast),
  ]
  guard let field else {
    diagnostics.report(.chartMissingKey("field", of: "the filter", at: node.span))
    return nil
  }
  for (key, comparison) in comparisons {
    if let scalar = reader.node(key)?.scalar {
      clauses.append(.init(field: field, comparison: comparison, constant: datum(scalar)))
    }
  }
  if let list = reader.node("oneOf")?.sequence {
    groups = list.compactMap { item in
      item.scalar.map {
        clauses + [.init(field: field, comparison: .equal, constant: datum($0))]
      }
    }
  }
  if let range = reader.node("range")?.sequence?.compactMap({ $0.scalar.map(datum) }),
    range.count == 2
  {
    clauses.append(.init(field: field, comparison: .atLeast, constant: range[0]))
    clauses.append(.init(field: field, comparison: .atMost, constant: range[1]))
  }
  reader.finish(later: ["valid", "timeUnit"], into: &diagnostics)
  return Filter(groups: groups.isEmpty ? [clauses] : groups)
}

private func readFacet(_ node: Node, into diagnostics: inout DiagnosticList) -> FacetSpecification?
{
  if let scalar = node.scalar {
    return FacetSpecification(span: node.span, field: scalar.text)
  }
  guard var reader = KeyReader(node, "facet", into: &diagnostics) else { return nil }
  let field = reader.text("field", into: &diagnostics)
  let columns = reader.number("columns", into: &diagnostics)
  let order = reader.node("sort")?.sequence?.compactMap { $0.scalar?.text }
  _ = reader.choice("type", MeasureType.self, into: &diagnostics)
  reader.finish(later: ["row", "column", "header", "align", "spacing"], into: &diagnostics)
  guard let field else {
    diagnostics.report(.chartMissingKey("field", of: "'facet'", at: node.span))
    return nil
  }
  return FacetSpecification(
    span: node.span,
    field: field,
    columns: columns.map { max(1, min(6, Int($0))) },
    order: order
  )
}

/// `{scale: {y: independent}}`.
private func readResolve(_ node: Node, into diagnostics: inout DiagnosticList) -> Set<Channel> {
  guard var reader = KeyReader(node, "resolve", into: &diagnostics) else { return [] }
  var independent: Set<Channel> = []
  if let scale = reader.node("scale"), var inner = KeyReader(scale, "scale", into: &diagnostics) {
    for channel in [Channel.x, .y] {
      switch inner.text(channel.rawValue, into: &diagnostics) {
      case nil, "shared": break
      case "independent": independent.insert(channel)
      case let other?:
        diagnostics.report(
          .chartChoice("resolution", other, among: ["shared", "independent"], at: scale.span)
        )
      }
    }
    inner.finish(later: ["color"], into: &diagnostics)
  }
  reader.finish(later: ["axis", "legend"], into: &diagnostics)
  return independent
}
