import Indicators
import Wording

/// How charts speak: Wording's numbers and names, and the sentences that only charts say.
struct Words {
  let language: Language
  let labels: Labels

  var code: String { language.code }

  private func pick(_ english: String, _ spanish: String) -> String {
    language.code == "es" ? spanish : english
  }

  func number(_ value: Double, decimals: Int, hasSign: Bool = false) -> String {
    Wording.number(value, decimals: decimals, hasSign: hasSign, in: language)
  }

  func ticks(_ values: [Double], unit: Unit?) -> [String] {
    tickLabels(values, unit: unit ?? .one, in: language)
  }

  func unit(_ unit: Unit, style: UnitStyle = .subtitle) -> String {
    unitName(unit, in: language, style: style, labels: labels)
  }

  func period(_ period: Period) -> String { periodName(period, in: language) }
  func range(_ first: Period, _ last: Period) -> String { periodRange(first, last, in: language) }
  func date(_ date: CalendarDate) -> String { dateName(date, in: language) }
  func list(_ items: [String]) -> String { Wording.list(items, in: language) }

  /// A month, quarter or semester on an axis: alone, or with its year.
  func part(_ period: Period, hasYear: Bool) -> String {
    guard period.frequency == .monthly else {
      let name = self.period(period)
      return hasYear ? name : String(name.prefix { $0 != "\u{A0}" })
    }
    let month = monthNames(in: language, style: .short)[period.part - 1]
    return hasYear ? "\(month)\u{A0}\(period.year)" : month
  }

  var scenarios: String { pick("Scenarios →", "Escenarios →") }
  var rest: String { pick("Other", "Otros") }

  /// A place in an order of size: 1st, 2nd; 1.º.
  func place(_ rank: Int) -> String {
    guard language.code != "es" else { return "\(rank).º" }
    let teens = (11...13).contains(rank % 100)
    switch rank % 10 {
    case 1 where !teens: return "\(rank)st"
    case 2 where !teens: return "\(rank)nd"
    case 3 where !teens: return "\(rank)rd"
    default: return "\(rank)th"
    }
  }

  /// That a line is broken for want of values.
  func gaps(_ periods: [String], isMore: Bool) -> String {
    if isMore {
      return pick(
        "The line is broken where no value was published.",
        "La línea se interrumpe donde no se publicó valor."
      )
    }
    return pick(
      "No value for \(list(periods)); the line is broken there.",
      "Sin valor para \(list(periods)); ahí se interrumpe la línea."
    )
  }

  /// That values before and after some periods don't compare.
  func breaks(_ periods: [String], isMore: Bool) -> String {
    if isMore {
      return pick(
        "The line is broken where the series was counted in another way.",
        "La línea se interrumpe donde la serie se contó de otro modo."
      )
    }
    return pick(
      "Break in series in \(list(periods)): what stands before it does not compare.",
      "Ruptura de la serie en \(list(periods)): lo anterior no es comparable."
    )
  }

  /// The words by which a subtitle names a power of ten.
  func scale(_ power: Int) -> String {
    switch power {
    case 3: pick("thousands", "miles")
    case 6: pick("millions", "millones")
    case 9: pick("billions", "miles de millones")
    case 12: pick("trillions", "billones")
    default: "10^\(power)"
    }
  }

  func valuesIn(_ power: Int) -> String {
    pick("Values in \(scale(power)).", "Valores en \(scale(power)).")
  }

  /// Whether a text names a power of ten: "thousand", "miles".
  func names(_ power: Int, in text: String) -> Bool {
    let word = scale(power)
    return text.lowercased().contains(pick(String(word.dropLast()), word))
  }

  /// Neighbouring periods as one stretch: 2013–2022.
  func stretches(_ periods: [Period]) -> [String] {
    var runs: [(first: Period, last: Period)] = []
    for period in periods {
      if let run = runs.last, run.last.frequency == period.frequency,
        run.last.ordinal + 1 == period.ordinal
      {
        runs[runs.count - 1].last = period
      } else {
        runs.append((period, period))
      }
    }
    return runs.flatMap { run in
      // Two neighbours are named, a longer stretch is a range.
      run.last.ordinal - run.first.ordinal == 1
        ? [period(run.first), period(run.last)] : [range(run.first, run.last)]
    }
  }

  func noValue(_ periods: [String]) -> String {
    pick("No value for \(list(periods)).", "Sin valor para \(list(periods)).")
  }

  func scaleStart(_ value: String) -> String {
    pick("The scale starts at \(value).", "La escala empieza en \(value).")
  }

  var scaleStarts: String {
    pick("Not all scales start at zero.", "No todas las escalas empiezan en cero.")
  }

  func hollow(_ doubts: Set<Doubt>) -> String {
    pick("Hollow: \(anyOf(doubts)).", "Hueco: \(anyOf(doubts)).")
  }

  func lightBars(_ doubts: Set<Doubt>) -> String {
    pick("Light bars: \(anyOf(doubts)).", "Barras claras: \(anyOf(doubts)).")
  }

  /// "estimated, provisional or rounded by the publisher": those that there are.
  private func anyOf(_ doubts: Set<Doubt>) -> String {
    let words = Doubt.allCases.filter(doubts.contains).map { doubt in
      switch doubt {
      case .estimated: pick("estimated", "estimado")
      case .provisional: pick("provisional", "preliminar")
      case .rounded: pick("rounded by the publisher", "redondeado por la fuente")
      }
    }
    guard words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + pick(" or ", " o ") + words[words.count - 1]
  }

  var dashedForecasts: String { pick("Dashed: projected.", "Línea discontinua: proyección.") }
  var hatchedForecasts: String { pick("Hatched: projected.", "Rayado: proyección.") }

  func differencesFrom(_ baseline: String) -> String {
    pick(
      "Values at the right: last year and the difference from \(baseline).",
      "Valores a la derecha: último año y diferencia respecto de \(baseline)."
    )
  }

  func counterfactual(_ names: [String]) -> String {
    pick(
      "* Counterfactual: \(list(names)).",
      "* Contrafactual: \(list(names))."
    )
  }

  func unlabelled(_ names: [String]) -> String {
    pick("Also drawn: \(list(names)).", "También se muestran: \(list(names)).")
  }

  /// Where gridlines stand; a per cent sign is said once: 20, 40 and 60%.
  func gridlines(_ labels: [String]) -> String {
    let isShare = labels.allSatisfy { $0.hasSuffix("%") }
    let bare = isShare ? labels.map { String($0.dropLast()) } : labels
    let text = list(bare) + (isShare ? "%" : "")
    return labels.count == 1
      ? pick("Gridline at \(text).", "Línea de guía en \(text).")
      : pick("Gridlines at \(text).", "Líneas de guía en \(text).")
  }

  var separateScales: String { pick("scales differ", "escalas distintas") }
  var sameScale: String { pick("same scale", "misma escala") }
  var remainder: String {
    pick("Lightest: not itemised.", "Lo más claro: sin desglosar.")
  }
  var unnamedParts: String {
    pick(
      "A part too narrow for its name shows its code or nothing.",
      "La parte angosta lleva su código o nada."
    )
  }

  /// What the kinds of spans mean that a timeline draws.
  func spans(hasSolid: Bool, hasOutline: Bool, hasHatch: Bool) -> String {
    var parts: [String] = []
    if hasSolid { parts.append(pick("solid: in force", "lleno: vigente")) }
    if hasOutline { parts.append(pick("outline: suspended", "contorno: suspendido")) }
    if hasHatch {
      parts.append(pick("hatched: foreseen, not decided", "rayado: previsto, no decidido"))
    }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  func chartType(_ kind: ChartKind) -> String {
    switch kind {
    case .line: pick("Line chart", "Gráfica de líneas")
    case .bar: pick("Bar chart", "Gráfica de barras")
    case .stackedBar: pick("Stacked bar chart", "Gráfica de barras apiladas")
    case .area: pick("Stacked area chart", "Gráfica de áreas apiladas")
    case .point: pick("Scatter chart", "Gráfica de dispersión")
    case .timeline: pick("Timeline", "Línea de tiempo")
    case .layered: pick("Chart", "Gráfica")
    }
  }

  func of(_ type: String, _ measure: String) -> String {
    measure.isEmpty ? type : pick("\(type) of \(measure)", "\(type): \(measure)")
  }

  func fromTo(_ first: String, _ firstPeriod: String, _ last: String, _ lastPeriod: String)
    -> String
  {
    pick(
      "From \(first) in \(firstPeriod) to \(last) in \(lastPeriod)",
      "De \(first) en \(firstPeriod) a \(last) en \(lastPeriod)"
    )
  }

  func extremes(_ high: String, _ highPeriod: String, _ low: String, _ lowPeriod: String) -> String
  {
    pick(
      "highest \(high) in \(highPeriod), lowest \(low) in \(lowPeriod)",
      "máximo \(high) en \(highPeriod), mínimo \(low) en \(lowPeriod)"
    )
  }

  func largest(_ name: String, _ value: String) -> String {
    pick("Largest: \(name), \(value)", "Mayor: \(name), \(value)")
  }

  func smallest(_ name: String, _ value: String) -> String {
    pick("smallest: \(name), \(value)", "menor: \(name), \(value)")
  }

  func count(_ count: Int, _ names: [String]) -> String {
    let list = list(names)
    return pick("\(count) series: \(list)", "\(count) series: \(list)")
  }

  func events(_ count: Int, _ lanes: [String]) -> String {
    pick(
      "\(count) dated facts in \(lanes.count) lanes: \(list(lanes))",
      "\(count) hechos con fecha en \(lanes.count) carriles: \(list(lanes))"
    )
  }
}

/// What a chart is called in its text alternative.
enum ChartKind {
  case line
  case bar
  case stackedBar
  case area
  case point
  case timeline
  case layered
}
