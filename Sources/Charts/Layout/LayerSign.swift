import Drawing

/// How one of several layers of one series each is told from the others: nothing in their data has a
/// column for it.
struct LayerSign: Hashable, Sendable {
  /// Nothing where the layer says its own.
  var color: Color?

  /// Empty where it asks for no labels, or nothing tells the layers apart in words.
  var name = ""

  /// Whether it has no name though it asks for labels.
  var isUnnamed = false
}

extension PanelView {
  /// The layers with signs, where several of them show different data without saying a colour: the next
  /// of the palette each, and ink for a layer over others whose colours are those of members.
  func layersWithSigns(_ context: ChartContext) -> [UnitView] {
    let palette = context.theme.palette
    let shown = layers.indices.filter { layers[$0].mark.showsSeries }
    let single = shown.filter { layers[$0].seriesField == nil }
    // Points on a line of the same data are that line's.
    var leaders: [Int] = []
    var leaderOf: [Int: Int] = [:]
    for index in single {
      let rows = Set(layers[index].plottedRows)
      let leader = leaders.first { rows.isSubset(of: layers[$0].plottedRows) }
      if leader == nil { leaders.append(index) }
      leaderOf[index] = leader ?? index
    }
    let hasMembers = single.count < shown.count
    guard leaders.count > 1 || (hasMembers && !leaders.isEmpty) else { return layers }
    let names = names(of: leaders, context)
    var taken = Set(leaders.compactMap { layers[$0].ownColor(context) })
    var signs: [Int: LayerSign] = [:]
    for index in leaders {
      var sign = LayerSign()
      if layers[index].ownColor(context) == nil {
        let free = (hasMembers ? [palette.text] : []) + palette.series
        let color = free.first { !taken.contains($0) } ?? palette.text
        sign.color = color
        taken.insert(color)
      }
      if layers[index].mark.labels != .none {
        sign.name = names[index] ?? ""
        sign.isUnnamed = sign.name.isEmpty
      }
      signs[index] = sign
    }
    var result = layers
    for (index, leader) in leaderOf {
      result[index].sign = signs[leader]
      if index != leader {
        result[index].sign?.color = signs[leader]?.color ?? layers[leader].ownColor(context)
        result[index].sign?.name = ""
        result[index].sign?.isUnnamed = false
      }
    }
    return result
  }

  /// What the layers are called: their measures' titles where these differ, else the members in which
  /// they differ.
  private func names(of layers: [Int], _ context: ChartContext) -> [Int: String] {
    let views = layers.map { self.layers[$0] }
    let titles = views.map { $0.encoding[.y]?.title ?? $0.measureColumn?.title ?? "" }
    if Set(titles).count == titles.count || views.count == 1 {
      return Dictionary(uniqueKeysWithValues: zip(layers, titles))
    }
    let fields = Set(views.flatMap { $0.table.constants.keys }).sorted()
    let told = fields.first { field in
      Set(views.map { $0.table.constants[field] ?? "" }).count == views.count
    }
    guard let told else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: zip(layers, views).map { index, view in
        (index, view.table.constants[told].map { context.name(of: $0, in: told) } ?? "")
      }
    )
  }
}

extension UnitView {
  /// The colour that the layer itself asks for.
  fileprivate func ownColor(_ context: ChartContext) -> Color? {
    (encoding[.color]?.value ?? mark.color).flatMap { context.theme.palette.color(named: $0) }
  }

  /// Where the layer's marks stand: its values by their places.
  fileprivate var plottedRows: [[Datum]] {
    let fields = [Channel.x, .y].compactMap { encoding[$0]?.field }
    return table.rows.map { row in fields.map { row[$0] } }.filter { !$0.contains(.missing) }
  }
}

extension MarkSpecification {
  /// Whether it draws values, not lines and words for orientation.
  fileprivate var showsSeries: Bool {
    switch type {
    case .line, .bar, .area, .point, .circle, .square, .tick: true
    case .rule, .text, .timeline, .ranks: false
    }
  }
}
