import Diagnostics
import Indicators

/// A view with nothing left to infer: one mark, the columns it shows, and the rows.
struct UnitView: Sendable {
  var mark: MarkSpecification
  var encoding: Encoding
  var table: Table
  var span: SourceSpan

  /// The past of scenario lines.
  var history: Table?

  /// The values beside horizontal bars.
  var beside: Table?

  /// What tells it from the other layers of its panel.
  var sign: LayerSign?
}

/// Layers of views that share their axes.
struct PanelView: Sendable {
  /// The member a panel is for; empty for the only one.
  var key: String
  var title: String
  var layers: [UnitView]

  /// The column that tells panels apart.
  var facetField: String?
}

/// A chart after normalisation: everything that is short, implied or repeated is written out.
struct NormalChart: Sendable {
  var panels: [PanelView]

  /// How many panels stand side by side; nothing for one plot without a panel title.
  var columns: Int?
  var facetField: String?
  var independentScales: Set<Channel>

  /// What the values are, for subtitle and text alternative.
  var measure: String?

  /// All rows, for the figure's data.
  var tables: [Table]

  var layers: [UnitView] { panels.flatMap(\.layers) }
}

/// Turns a specification into views over tables.
struct Normalizer<Data: ChartData> {
  let data: Data
  let context: ChartContext

  func normalize(_ spec: ChartSpecification, into diagnostics: inout DiagnosticList) -> NormalChart?
  {
    let root = spec.view
    let inherited = root.data.flatMap { load($0, into: &diagnostics) }
    if root.data != nil, inherited == nil { return nil }
    var layers: [UnitView] = []
    var tables: [Table] = []
    for (index, view) in (root.layers.isEmpty ? [root] : root.layers).enumerated() {
      let own = root.layers.isEmpty ? nil : view.data
      guard let table = own.map({ load($0, into: &diagnostics) }) ?? inherited else { return nil }
      var changed = table
      for transform in root.transforms + (root.layers.isEmpty ? [] : view.transforms) {
        guard check(transform, table, at: view.span, into: &diagnostics) else { return nil }
        changed = transform.applied(to: changed)
      }
      var merged = view
      if !root.layers.isEmpty {
        merged.mark = view.mark ?? root.mark
        for (channel, definition) in root.encoding.channels where merged.encoding[channel] == nil {
          merged.encoding[channel] = definition
        }
      }
      if index == 0, root.layers.isEmpty { merged.data = root.data }
      guard let layer = unit(merged, changed, facet: facetField(root), into: &diagnostics) else {
        return nil
      }
      layers.append(layer)
      tables.append(changed)
    }
    guard
      layers.contains(where: { layer in
        layer.table.rows.contains { $0.hasNumber || $0["date"].period != nil }
      })
    else {
      diagnostics.report(.chartEmpty(at: spec.span))
      return nil
    }
    for (member, place) in zip(spec.focus, spec.focusPlaces) where !isKnown(member, in: tables) {
      let known = tables.flatMap { table in
        table.columns.filter { [.nominal, .ordinal].contains($0.type) && $0.name != "status" }
          .flatMap { table.members(of: $0.name) }
      }
      diagnostics.report(
        .chartUnknownMember(member, among: Set(known).sorted(), at: place)
      )
    }
    return faceted(layers, root, tables, into: &diagnostics)
  }

  private func isKnown(_ member: String, in tables: [Table]) -> Bool {
    tables.contains { table in
      table.rows.contains { row in row.fields.values.contains { $0.text == member } }
    }
  }

  // MARK: Data

  private func load(_ source: DataSource, into diagnostics: inout DiagnosticList) -> Table? {
    switch source {
    case .expression(let expression):
      return table(expression, value: "value", into: &diagnostics)
    case .series(let parts):
      var tables: [(name: String, table: Table)] = []
      for (name, expression) in parts {
        guard var table = table(expression, value: "value", into: &diagnostics) else { return nil }
        if let first = tables.first?.table.column("value")?.unit,
          let unit = table.column("value")?.unit, unit != first
        {
          guard let converted = table.converted(to: first) else {
            diagnostics.report(.chartUnits(at: expression.span))
            return nil
          }
          table = converted
        }
        tables.append((name.text, table))
      }
      return stacked(tables, as: "series")
    case .columns(let parts):
      var tables: [(name: String, table: Table)] = []
      for (name, expression) in parts {
        guard let table = table(expression, value: name.text, into: &diagnostics) else {
          return nil
        }
        tables.append((name.text, table))
      }
      return joined(tables)
    case .events(let name, let span):
      return data.events(name, at: span, into: &diagnostics)
        .map { Table($0, language: context.words.code) }
    }
  }

  private func table(
    _ expression: Excerpt,
    value name: String,
    into diagnostics: inout DiagnosticList
  ) -> Table? {
    data.cube(expression, into: &diagnostics).map {
      Table(
        $0,
        value: name,
        title: data.title(of: expression),
        decimals: data.decimals(of: expression),
        labels: context.labels
      )
    }
  }

  private func check(
    _ transform: Transform,
    _ table: Table,
    at span: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> Bool {
    let known = table.columns.map(\.name) + ["status"]
    let used =
      switch transform {
      case .filter(let filter): filter.fields
      case .sort(let field, _): [field]
      }
    var isFine = true
    for field in used where !known.contains(field) {
      diagnostics.report(.chartUnknownField(field, among: known, at: span))
      isFine = false
    }
    return isFine
  }

  // MARK: Encoding

  private func facetField(_ root: ViewSpecification) -> String? {
    root.facet?.field ?? root.encoding[.facet]?.field ?? root.encoding[.row]?.field
      ?? root.encoding[.column]?.field
  }

  private func unit(
    _ view: ViewSpecification,
    _ table: Table,
    facet: String?,
    into diagnostics: inout DiagnosticList
  ) -> UnitView? {
    var mark = view.mark
    var encoding = view.encoding
    let names = table.columns.map(\.name)
    for (channel, definition) in encoding.channels.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    {
      guard let field = definition.field else { continue }
      guard names.contains(field) || field == "status" else {
        diagnostics.report(.chartUnknownField(field, among: names, at: definition.span))
        return nil
      }
      if encoding[channel]?.type == nil {
        encoding[channel]?.type = table.column(field)?.type ?? .nominal
      }
    }
    let said = encoding
    let hasPosition = [Channel.x, .y].contains { channel in
      encoding[channel].map { $0.field != nil || $0.datum != nil } ?? false
    }
    if let mark, let missing = missing(from: encoding, of: mark, table, hasPosition: hasPosition) {
      diagnostics.report(.chartMarkNeeds(mark.type.rawValue, missing, at: mark.span))
      return nil
    }
    if !hasPosition {
      encoding[.x] = nil
      encoding[.y] = nil
      guard infer(&mark, &encoding, table, facet: facet, at: view.span, into: &diagnostics) else {
        return nil
      }
      // What was said of a position stays, whichever column it turned out to show.
      for channel in [Channel.x, .y] {
        guard let asked = said[channel], var definition = encoding[channel] else { continue }
        definition.hasAxis = asked.hasAxis
        definition.title = asked.title
        definition.includesZero = asked.includesZero
        definition.domain = asked.domain
        definition.sort = asked.sort ?? definition.sort
        definition.stack = asked.stack
        encoding[channel] = definition
      }
    }
    guard let mark = mark ?? inferredMark(encoding, at: view.span) else { return nil }
    if [.line, .area, .point, .circle, .square, .tick].contains(mark.type),
      let field = encoding[.color]?.field, encoding[.text] == nil,
      table.members(of: field).count > 12
    {
      diagnostics.report(.chartTooManySeries(table.members(of: field).count, at: view.span))
      return nil
    }
    if mark.type == .area, mark.labels == .all {
      diagnostics.report(.chartUnsupported("'labels: all' of an area", at: mark.span))
    }
    var unit = UnitView(mark: mark, encoding: encoding, table: table, span: view.span)
    if let history = mark.history {
      guard let past = self.table(history, value: "value", into: &diagnostics) else { return nil }
      if let unitOfValues = table.column("value")?.unit {
        guard let converted = past.converted(to: unitOfValues) ?? past.sameAtoms(as: unitOfValues)
        else {
          diagnostics.report(.chartUnits(at: history.span))
          return nil
        }
        unit.history = converted
      } else {
        unit.history = past
      }
    }
    if let beside = mark.beside {
      guard let values = self.table(beside.data, value: "value", into: &diagnostics) else {
        return nil
      }
      unit.beside = values
    }
    return unit
  }

  /// What a mark can't do without and nothing can be inferred for; nothing if it has all.
  private func missing(
    from encoding: Encoding,
    of mark: MarkSpecification,
    _ table: Table,
    hasPosition: Bool
  ) -> String? {
    func has(_ channel: Channel) -> Bool {
      encoding[channel].map { $0.field != nil || $0.datum != nil } ?? false
    }
    switch mark.type {
    case .text: return encoding[.text]?.field == nil ? "text: COLUMN" : nil
    // Events stand at their dates.
    case .rule where !hasPosition:
      return table.column("lane") == nil ? "x: COLUMN} or {y: {datum: NUMBER}" : nil
    case .rule: return has(.x) && has(.y) && !has(.y2) ? "y2: where the line ends" : nil
    case .line, .bar, .area, .point, .circle, .square, .tick, .timeline, .ranks: return nil
    }
  }

  /// A mark for an encoding that names none.
  private func inferredMark(_ encoding: Encoding, at span: SourceSpan) -> MarkSpecification? {
    let types = [encoding[.x]?.type, encoding[.y]?.type]
    let type: MarkType =
      types.contains(.temporal)
      ? .line : types == [.quantitative, .quantitative] ? .point : .bar
    return MarkSpecification(type: type, span: span)
  }

  /// Completes a view without positions (formats.md, section 8, "Without encoding").
  private func infer(
    _ mark: inout MarkSpecification?,
    _ encoding: inout Encoding,
    _ table: Table,
    facet: String?,
    at span: SourceSpan,
    into diagnostics: inout DiagnosticList
  ) -> Bool {
    if table.column("date") != nil, table.column("lane") != nil {
      let type = mark?.type ?? .timeline
      if mark == nil { mark = MarkSpecification(type: .timeline, span: span) }
      if type == .rule || type == .point || type == .tick || type == .text {
        encoding[.x] = ChannelDefinition(span: span, field: "date", type: .temporal)
      }
      return true
    }
    func channel(_ field: String) -> ChannelDefinition {
      ChannelDefinition(span: span, field: field, type: table.column(field)?.type)
    }
    guard table.column("value") != nil else {
      let columns = table.columns.filter { $0.type == .quantitative }.map(\.name)
      guard columns.count == 2 else {
        diagnostics.report(.chartPositions("several columns need an 'encoding'", at: span))
        return false
      }
      if mark == nil { mark = MarkSpecification(type: .point, span: span) }
      encoding[.x] = channel(columns[0])
      encoding[.y] = channel(columns[1])
      return true
    }
    var dimensions = table.varyingDimensions.filter { $0 != facet }
    let hasPeriods = table.periods.count > 1
    if let color = encoding[.color]?.field { dimensions.removeAll { $0 == color } }
    let type = mark?.type ?? (hasPeriods ? .line : .bar)
    if mark == nil { mark = MarkSpecification(type: type, span: span) }
    if type == .ranks {
      let member = dimensions.last ?? facet ?? "value"
      encoding[.x] = channel(member)
      encoding[.y] = channel("value")
      return true
    }
    if hasPeriods {
      encoding[.x] = channel("period")
      encoding[.y] = channel("value")
      if dimensions.count == 1 {
        encoding[.color] = channel(dimensions[0])
      } else if dimensions.count == 2, facet == nil {
        // The panels are for the dimension with fewer members; scenarios stay lines.
        let panel =
          dimensions.filter { $0 != "scenario" }
          .min { table.members(of: $0).count < table.members(of: $1).count } ?? dimensions[0]
        encoding[.facet] = channel(panel)
        encoding[.color] = channel(dimensions.first { $0 != panel } ?? dimensions[1])
      } else if dimensions.count > 1 {
        diagnostics.report(.chartTooManyDimensions(dimensions, at: span))
        return false
      }
      return true
    }
    encoding[.x] = channel("value")
    switch dimensions.count {
    case 0:
      let field =
        table.columns.first { $0.type == .nominal || $0.type == .ordinal }?.name ?? "period"
      encoding[.y] = channel(field)
      encoding[.y]?.type = .nominal
    case 1:
      encoding[.y] = channel(dimensions[0])
      let isOrdered = dimensions[0] == "series" || dimensions[0] == "scenario"
      encoding[.y]?.sort = isOrdered ? .unsorted : .byValue(isDescending: true)
    case 2 where encoding[.color] == nil:
      let rows = dimensions.max { table.members(of: $0).count < table.members(of: $1).count }
      encoding[.y] = channel(rows ?? dimensions[0])
      encoding[.color] = channel(dimensions.first { $0 != rows } ?? dimensions[1])
    default:
      diagnostics.report(.chartTooManyDimensions(dimensions, at: span))
      return false
    }
    return true
  }

  // MARK: Panels

  private func faceted(
    _ layers: [UnitView],
    _ root: ViewSpecification,
    _ tables: [Table],
    into diagnostics: inout DiagnosticList
  ) -> NormalChart? {
    let field = facetField(root) ?? layers.compactMap { $0.encoding[.facet]?.field }.first
    let measure = tables.lazy.compactMap { table in
      table.columns.first { $0.type == .quantitative }?.title
    }.first
    guard let field else {
      return NormalChart(
        panels: [PanelView(key: "", title: "", layers: layers)],
        columns: nil,
        facetField: nil,
        independentScales: root.independentScales,
        measure: measure,
        tables: tables
      )
    }
    let known = Set(layers.flatMap { $0.table.columns.map(\.name) })
    guard known.contains(field) else {
      diagnostics.report(
        .chartUnknownField(field, among: known.sorted(), at: root.facet?.span ?? root.span)
      )
      return nil
    }
    var seen: Set<String> = []
    let members = layers.flatMap { $0.table.members(of: field) }
      .filter { seen.insert($0).inserted }
    var order = context.ordered(members, in: field)
    if let wanted = root.facet?.order {
      order = wanted.filter(members.contains) + order.filter { !wanted.contains($0) }
    }
    let panels = order.map { member in
      PanelView(
        key: member,
        title: context.name(of: member, in: field),
        layers: layers.map { layer in
          var layer = layer
          // A layer without the panels' column stands in every panel.
          if layer.table.column(field) != nil {
            layer.table = layer.table.filtered { $0[field].text == member }
            if layer.history?.column(field) != nil {
              layer.history = layer.history?.filtered { $0[field].text == member }
            }
          }
          return layer
        },
        facetField: field
      )
    }
    let columns =
      root.facet?.columns ?? (panels.count <= 4 ? panels.count : panels.count == 9 ? 3 : 4)
    return NormalChart(
      panels: panels,
      columns: max(1, min(columns, panels.count)),
      facetField: field,
      independentScales: root.independentScales,
      measure: measure,
      tables: tables
    )
  }
}

extension Table {
  /// The same values in another unit of the same dimension; nothing if there is no conversion.
  func converted(to unit: Unit) -> Table? {
    guard let index = columns.firstIndex(where: { $0.type == .quantitative }),
      let own = columns[index].unit
    else { return nil }
    if own == unit { return self }
    guard let conversion = own.conversion(to: unit) else { return nil }
    let name = columns[index].name
    var result = self
    result.columns[index].unit = unit
    for row in rows.indices {
      if let value = rows[row][name].number {
        result.rows[row].fields[name] = .number(conversion(value))
      }
    }
    return result
  }

  /// The same values under another unit that counts the same thing in other prices: the past of a
  /// scenario is often in current money, which the subtitle or the note says.
  func sameAtoms(as unit: Unit) -> Table? {
    guard let index = columns.firstIndex(where: { $0.type == .quantitative }),
      let own = columns[index].unit, own.atoms == unit.atoms, own.meaning == unit.meaning
    else { return nil }
    var relabelled = self
    relabelled.columns[index].unit = Unit(
      meaning: own.meaning,
      multiplier: own.multiplier,
      atoms: own.atoms,
      of: unit.of,
      basis: unit.basis
    )
    return relabelled.converted(to: unit)
  }
}
