import Drawing

/// Areas one on the other.
struct AreaLayer {
  struct Band {
    var name: String
    var style: SeriesStyle

    /// Low and high at each place, where every band has a value.
    var edges: [(place: Double, low: Double, high: Double)]
    var lastValue: Double
  }

  var bands: [Band]
  var places: [Double]

  init(_ view: UnitView, _ kind: HorizontalKind, _ context: ChartContext) {
    var series = view.series(kind, context)
    if let field = view.seriesField {
      let styles = context.styles(
        of: series.map(\.id),
        in: field,
        view.encoding[.color],
        isFill: true
      )
      for index in series.indices {
        if let style = styles[series[index].id] { series[index].style = style }
      }
    }
    let isShare = view.encoding[.y]?.stack == .normalize
    let all = series.map { item in
      Dictionary(item.values.map { ($0.place, $0.value ?? 0) }) { first, _ in first }
    }
    // A stack is known only where all its parts are.
    places = Set(all.flatMap(\.keys)).sorted().filter { place in
      all.allSatisfy { $0[place] != nil }
    }
    // What lies below zero is stacked downwards.
    var base = places.map { _ in 0.0 }
    var foot = places.map { _ in 0.0 }
    let totals = places.map { place in all.reduce(0) { $0 + ($1[place] ?? 0) } }
    bands = []
    for (item, values) in zip(series, all) {
      var edges: [(place: Double, low: Double, high: Double)] = []
      // Nothing of a part that lies below zero is at the foot too.
      let isBelow = values.values.contains { $0 < 0 } && !values.values.contains { $0 > 0 }
      for (index, place) in places.enumerated() {
        var value = values[place] ?? 0
        if isShare { value = totals[index] == 0 ? 0 : value / totals[index] * 100 }
        if value < 0 || isBelow {
          edges.append((place, foot[index] + value, foot[index]))
          foot[index] += value
        } else {
          edges.append((place, base[index], base[index] + value))
          base[index] += value
        }
      }
      bands.append(
        Band(
          name: item.name,
          style: item.style,
          edges: edges,
          lastValue: places.last.flatMap { values[$0] } ?? 0
        )
      )
    }
  }

  var values: [Double] { bands.flatMap { $0.edges.flatMap { [$0.low, $0.high] } } }
}

extension Plot {
  func drawAreas(_ layer: AreaLayer, step: Double, into scene: inout Scene) {
    for band in layer.bands {
      // A place that some part lacks is a hole in all.
      var runs: [[(place: Double, low: Double, high: Double)]] = []
      for edge in band.edges {
        if let last = runs.last?.last, edge.place - last.place <= step * 1.5 {
          runs[runs.count - 1].append(edge)
        } else {
          runs.append([edge])
        }
      }
      for run in runs where run.count > 1 {
        let top = run.map { Point(x($0.place), y($0.high)) }
        let foot = run.reversed().map { Point(x($0.place), y($0.low)) }
        scene.fill(.polygon(top + foot), band.style.color)
        scene.stroke(
          .polyline(top),
          Stroke(.white, width: context.theme.figure.fillGap),
          at: .fill
        )
        for (start, end) in zip(top, top.dropFirst()) {
          scene.lines.append(Scene.Segment(start: start, end: end))
        }
      }
    }
  }
}
