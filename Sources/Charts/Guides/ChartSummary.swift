import Indicators
import Wording

/// What a chart's data says in words and as rows.
struct ChartSummary {
  let specification: ChartSpecification

  /// In the data's own units.
  let raw: NormalChart

  /// In the units that the labels have.
  let chart: NormalChart
  let context: ChartContext
  let kind: ChartKind

  private var words: Words { context.words }

  private var column: Column? { chart.layers.lazy.compactMap(\.measureColumn).first }

  private var periods: [Period] {
    let tables = chart.layers.map(\.table) + chart.layers.compactMap(\.history)
    let fields = ["period", "date", "until"]
    var all: Set<Period> = []
    for table in tables {
      for row in table.rows {
        for field in fields {
          if let period = row[field].period, kind == .timeline || row.hasNumber {
            all.insert(period)
          }
        }
      }
    }
    return all.sorted { $0.firstDay < $1.firstDay }
  }

  private var periodText: String {
    guard let first = periods.first, let last = periods.last else { return "" }
    if first.frequency != last.frequency || kind == .timeline {
      return first.year == last.year ? String(first.year) : "\(first.year)–\(last.year)"
    }
    return words.range(first, last)
  }

  /// "Measure, unit, place, period": what all values have in common.
  var subtitle: String {
    var parts: [String] = []
    if kind == .timeline { return periodText }
    if kind == .point, chart.layers.contains(where: { $0.encoding[.x]?.type == .quantitative }) {
      return [place, periodText].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    if chart.layers.contains(where: { isNormalized($0) }) {
      parts += [column?.title ?? "", "%"]
    } else {
      parts.append(measures)
    }
    parts.append(place)
    parts.append(periodText)
    var text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    if chart.columns != nil, chart.independentScales.contains(.y) {
      text += "; " + words.separateScales
    }
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst()
  }

  /// What is drawn, each measure with its unit; measures of one unit say it once.
  private var measures: String {
    var units: [String] = []
    var titles: [String: [String]] = [:]
    for layer in chart.layers where layer.mark.type != .rule && layer.mark.type != .text {
      guard let column = layer.measureColumn else { continue }
      let unit = column.unit.map { words.unit($0) } ?? ""
      if !units.contains(unit) { units.append(unit) }
      if let title = column.title, titles[unit]?.contains(title) != true {
        titles[unit, default: []].append(title)
      }
    }
    return units.map { unit in
      [words.list(titles[unit] ?? []), unit].filter { !$0.isEmpty }.joined(separator: ", ")
    }.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func isNormalized(_ layer: UnitView) -> Bool {
    layer.encoding[.y]?.stack == .normalize || layer.encoding[.x]?.stack == .normalize
  }

  /// The places that all tables have in common, by name.
  private var place: String {
    let all = chart.layers.map(\.table.constants)
    guard let first = all.first else { return "" }
    return first.keys.sorted()
      .filter { key in all.allSatisfy { $0[key] == nil || $0[key] == first[key] } }
      .filter { !["status", "scenario"].contains($0) && $0 != chart.facetField }
      .compactMap { key in
        first[key].map { id in
          (context.labels.entry(for: id, of: key), context.name(of: id, in: key))
        }
      }
      .filter { $0.0 != nil }
      .map(\.1)
      .joined(separator: ", ")
  }

  // MARK: Text alternative

  /// "{Type} of {measure}. {Finding} From {first} in {t0} to {last} in {t1}; highest … {n} series: …"
  func alternative(title: String?) -> String {
    var sentences: [String] = []
    let head = [subtitle].filter { !$0.isEmpty }.joined()
    sentences.append(words.of(words.chartType(kind), head))
    if let title, !title.isEmpty { sentences.append(title) }
    if kind == .timeline {
      let lanes = chart.layers[0].table.members(of: "lane").map { context.name(of: $0, in: "lane") }
      sentences.append(words.events(chart.layers[0].table.rows.count, lanes))
    } else {
      sentences += seriesSentences
    }
    return sentences.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
  }

  private var seriesSentences: [String] {
    guard let layer = chart.layers.first(where: { $0.measureColumn != nil }),
      let column = layer.measureColumn
    else { return [] }
    let table = layer.table
    let all = table.rows.compactMap { $0[column.name].number }
    guard !all.isEmpty else { return [] }
    let digits = decimals(of: all, in: column)
    func text(_ value: Double) -> String {
      words.number(value, decimals: digits) + (column.unit?.meaning == .percent ? "%" : "")
    }
    let xField = layer.encoding[.x]?.field
    let yField = layer.encoding[.y]?.field
    let field = layer.seriesField ?? chart.facetField
    if let category = [xField, yField].compactMap({ $0 }).first(where: {
      table.column($0)?.type == .nominal || table.column($0)?.type == .ordinal
    }) {
      let known = table.rows.filter { $0[column.name].number != nil }
      let sorted = known.sorted { ($0[column.name].number ?? 0) > ($1[column.name].number ?? 0) }
      guard let most = sorted.first, let least = sorted.last,
        let high = most[column.name].number, let low = least[column.name].number
      else { return [] }
      func name(_ row: Row) -> String {
        let base = row[category].text.map { context.name(of: $0, in: category) } ?? ""
        guard let field, field != category, let part = row[field].text else { return base }
        return "\(base), \(context.name(of: part, in: field))"
      }
      guard known.count > 1 else { return [words.largest(name(most), text(high))] }
      return [
        "\(words.largest(name(most), text(high))); \(words.smallest(name(least), text(low)))"
      ]
    }
    guard table.column("period") != nil else { return [] }
    let members = field.map { context.ordered(table.members(of: $0), in: $0) } ?? [""]
    var sentences: [String] = []
    if let field, members.count > 1 {
      sentences.append(words.count(members.count, members.map { context.name(of: $0, in: field) }))
    }
    for id in members.prefix(members.count > 3 ? 1 : members.count) {
      let rows = (field.map { field in table.rows.filter { $0[field].text == id } } ?? table.rows)
        .filter { $0[column.name].number != nil && $0["period"].period != nil }
        .sorted { precedes($0["period"], $1["period"]) }
      guard let first = rows.first, let last = rows.last,
        let firstPeriod = first["period"].period, let lastPeriod = last["period"].period,
        let firstValue = first[column.name].number, let lastValue = last[column.name].number
      else { continue }
      var sentence = words.fromTo(
        text(firstValue),
        words.period(firstPeriod),
        text(lastValue),
        words.period(lastPeriod)
      )
      if let field, members.count > 1 {
        sentence = "\(context.name(of: id, in: field)): \(sentence)"
      }
      if rows.count > 2,
        let high = rows.max(by: { ($0[column.name].number ?? 0) < ($1[column.name].number ?? 0) }),
        let low = rows.min(by: { ($0[column.name].number ?? 0) < ($1[column.name].number ?? 0) }),
        let highPeriod = high["period"].period, let lowPeriod = low["period"].period,
        let highValue = high[column.name].number, let lowValue = low[column.name].number
      {
        sentence +=
          "; "
          + words.extremes(
            text(highValue),
            words.period(highPeriod),
            text(lowValue),
            words.period(lowPeriod)
          )
      }
      sentences.append(sentence)
    }
    return sentences
  }

  // MARK: Rows

  /// The values as a table of texts: a header, then a record a row, in the data's own units.
  var rows: [[String]] {
    let tables = raw.tables + raw.layers.compactMap(\.history) + raw.layers.compactMap(\.beside)
    var names: [String] = []
    for table in tables {
      for column in table.columns where !names.contains(column.name) { names.append(column.name) }
    }
    let hasStatus = tables.contains { $0.rows.contains { $0.status != .actual } }
    var result = [names + (hasStatus ? ["status"] : [])]
    for table in tables {
      for row in table.rows where row.status != .absent || !row.hasNumber {
        guard row.status != .absent else { continue }
        let cells = names.map { row[$0].text ?? "" }
        result.append(cells + (hasStatus ? [row.status.letter ?? ""] : []))
      }
    }
    return result
  }
}

extension Row {
  /// Whether any field holds a number.
  var hasNumber: Bool { fields.values.contains { $0.number != nil } }
}
