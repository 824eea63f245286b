import Diagnostics
import Formulas
import Indicators

/// A small folder of made-up indicators, and its values as text.
enum Folder {
  static let file = SourceFile(path: "data.csv", text: "data")

  /// Cells by status letter: `-` absent, `x` not available, `n` not applicable, `c` confidential; `12F` a forecast, `!` before
  /// a number a break.
  static func cube(
    _ axes: [(String, [String])] = [],
    _ periods: [String],
    _ unit: String,
    _ kind: Kind = .unknown,
    _ cells: String
  ) -> Cube {
    var values: [Double] = []
    var statuses: [Status] = []
    var breaks: Set<Int> = []
    for word in cells.split(whereSeparator: \.isWhitespace) {
      var text = String(word)
      if text.hasPrefix("!") {
        breaks.insert(values.count)
        text.removeFirst()
      }
      switch text {
      case "-": (values, statuses) = (values + [0], statuses + [.absent])
      case "x": (values, statuses) = (values + [0], statuses + [.notAvailable])
      case "n": (values, statuses) = (values + [0], statuses + [.notApplicable])
      case "c": (values, statuses) = (values + [0], statuses + [.confidential])
      default:
        let letters: [Character: Status] = ["P": .provisional, "E": .estimated, "F": .forecast]
        let status = text.last.flatMap { letters[$0] }
        values.append(Double(status == nil ? text : String(text.dropLast())) ?? .nan)
        statuses.append(status ?? .actual)
      }
    }
    let unit = (try? Unit.parse(unit)) ?? .one
    return Cube(
      axes: axes.map { name, members in
        Axis(name, members.map { Member($0, isAggregate: $0 == "WLD") })
      },
      time: .series(periods.compactMap { Period($0) }),
      unit: unit,
      kind: kind,
      values: values,
      statuses: statuses,
      origins: values.indices.map { UInt32($0) },
      breaks: breaks,
      table: OriginTable(
        values.indices.map { cell in
          Origin(
            span: SourceSpan(file, 0..<4),
            source: cell % 2 == 0 ? "even" : "odd",
            decimals: cell % 3
          )
        }
      ),
      sources: ["even", "odd"]
    )
  }

  static let years = ["2020", "2021", "2022", "2023", "2024"]

  static let cubes: [String: Cube] = [
    "mined": cube(
      [("geo", ["MEX", "PER", "WLD"])],
      years,
      "t",
      .flow,
      "10 20 30 40 50  30 30 30 60 50E  100 100 100 200 200"
    ),
    "metals": cube(
      [("mineral", ["gold", "silver", "zinc"]), ("geo", ["MEX", "PER"])],
      ["2022", "2023", "2024"],
      "kt",
      .flow,
      "1 2 3  - - -  4 - 6  5 5 5P  c 8 8  2 x 2"
    ),
    "invested": cube([], years, "million USD, nominal", .flow, "1000 2000 3000 4000 5000"),
    "real": cube([], years, "million USD, constant 2018", .flow, "900 1800 2700 3600 4500"),
    "pesos": cube([], years, "million MXN, nominal", .flow, "20000 20000 20000 20000 20000"),
    "fx": cube([], years, "MXN/USD", .rate, "20 25 20 16 20"),
    "prices": cube([], years, "index 2020=100", .rate, "100 110 120 125 150"),
    "other_prices": cube([], years, "index 2018=100", .rate, "100 110 120 125 150"),
    "weight": cube([], years, "percent of GDP", .rate, "2 2.5 3 2.5 2"),
    "exports": cube([], years, "percent of exports", .rate, "2 2.5 3 2.5 2"),
    "workers": cube([], years, "thousand person", .stock, "400 410 420 430 440"),
    "hired": cube([], years, "thousand person", .flow, "40 41 42 43 44"),
    "broken": cube([], years, "t", .flow, "1 2 !30 40 50"),
    "cut": cube(
      [("geo", ["MEX", "PER"])],
      years,
      "t",
      .flow,
      "1 2 !30 40 50  99 99 99 99 99F"
    ),
    "holes": cube([], years, "t", .flow, "1 - c 4 5"),
    "zero": cube([], years, "t", .flow, "0 1 2 0 4"),
    "forecast": cube([], years, "t", .flow, "1 2 3 4F 5F"),
    "quarters": cube(
      [],
      ["2022-Q4"] + ["1", "2", "3", "4"].map { "2023-Q" + $0 } + ["2024-Q1"],
      "million USD, nominal",
      .flow,
      "5 1 2 3 4 9"
    ),
    "averages": cube([], ["2017..2020", "2021..2024"], "percent", .rate, "40 60"),
    "old": cube([], ["1990", "1991"], "t", .flow, "1 2"),
    "price": cube(
      [("mineral", ["gold", "silver"])],
      years,
      "USD/kg",
      .rate,
      "9 9 10 20 30 1 1 1 2 3"
    ),
    "ends": cube(
      [("geo", ["MEX", "PER"])],
      years,
      "t",
      .flow,
      "1 2 3 4 5  1 - - - -"
    ),
    "late": cube([("geo", ["MEX", "PER"])], years, "t", .flow, "1 2 3 4 5  1 2 - - -"),
    "recent": cube([("geo", ["MEX", "PER"])], years, "t", .flow, "1 2 3 4 5  1 2 3 - -"),
    "days": cube(
      [],
      ["2022-12-30", "2023-01-02", "2023-06-01", "2023-12-29", "2024-01-02"],
      "MXN/USD",
      .rate,
      "1 20 c 22 3"
    ),
    "sounds": cube([("geo", ["MEX", "IND", "HIE"])], ["2024"], "t", .flow, "1 2 3"),
    "split": cube(
      [("geo", ["MEX", "PER"])],
      years,
      "t",
      .flow,
      "1 - - - -  - - - - 1"
    ),
    "twice": cube(
      [("from", ["MEX", "PER"]), ("to", ["MEX", "USA"])],
      ["2024"],
      "t",
      .flow,
      "1 2 3 4"
    ),
    "index_of": cube(
      [("geo", ["CHL"])],
      ["2024"],
      "t",
      .flow,
      "7"
    ),
    "sales": cube(
      [("mineral", ["zinc"]), ("kind", ["gold", "paper"])],
      ["2024"],
      "t",
      .flow,
      "1 2"
    ),
    "places": cube([("geo", ["MEX", "PER"])], ["2024"], "rank", .rate, "1 2"),
    "fan": cube([("quantile", ["5%", "95%"])], ["2024"], "t", .flow, "1 2"),
  ]

  static let labels = Labels([
    "geo": [
      "MEX": Labels.Entry(
        name: LocalizedText(["en": "Mexico", "es": "México"]),
        short: nil,
        order: 1,
        group: "latin"
      ),
      "PER": Labels.Entry(
        name: LocalizedText(["en": "Peru", "es": "Perú"]),
        short: nil,
        order: 2,
        group: "latin"
      ),
      "IND": Labels.Entry(name: LocalizedText("India"), short: nil, order: nil, group: nil),
      "HIE": Labels.Entry(name: LocalizedText("Hierro"), short: nil, order: nil, group: nil),
      "CHL": Labels.Entry(name: LocalizedText("Chile"), short: nil, order: 3, group: nil),
    ],
    // A word of another dimension: a parameter prefers the dimension of its own name.
    "kind": [
      "silver": Labels.Entry(
        name: LocalizedText("silver ware"),
        short: nil,
        order: nil,
        group: nil
      )
    ],
    "mineral": [
      "gold": Labels.Entry(
        name: LocalizedText(["en": "gold", "es": "oro"]),
        short: nil,
        order: 1,
        group: "precious"
      ),
      "silver": Labels.Entry(
        name: LocalizedText(["en": "silver", "es": "plata"]),
        short: nil,
        order: 2,
        group: "precious"
      ),
    ],
  ])

  static func catalogue() -> Catalogue {
    let indicators = cubes.map { name, cube in
      Indicator(
        name: name,
        title: name == "mined" ? LocalizedText(["en": "Mine output", "es": "Producción"]) : nil,
        cube: cube,
        frequency: nil,
        decimals: name == "mined" ? 1 : nil,
        resource: "data",
        span: SourceSpan(file, 0..<4)
      )
    }
    return Catalogue(
      indicators: Dictionary(uniqueKeysWithValues: indicators.map { ($0.name, $0) }),
      events: ["events": EventTable(name: "events", events: [])],
      labels: labels
    )
  }

  /// Ratios as in ratios.yaml, each a name and a formula.
  static func evaluator(
    _ ratios: [Ratio] = [],
    language: String = "en"
  ) -> Evaluator {
    Evaluator(
      catalogue: catalogue(),
      ratios: ratios,
      parameters: ["mineral": "silver", "place": "MEX", "when": "2022", "number": "12"],
      language: language
    )
  }
}

/// Cells as text: members, then the values along time; a missing one is its status, `!` marks a break.
func shown(_ value: Value?) -> String {
  switch value {
  case nil: return "nothing"
  case .text(let text): return "\"\(text)\""
  case .cube(let cube): return shown(cube)
  }
}

/// An evaluator over cubes as indicators of one file.
func evaluator(of cubes: [String: Cube], ratios: [Ratio] = []) -> Evaluator {
  let indicators = cubes.map { name, cube in
    Indicator(
      name: name,
      title: nil,
      cube: cube,
      frequency: nil,
      resource: "data",
      span: SourceSpan(Folder.file, 0..<4)
    )
  }
  return Evaluator(
    catalogue: Catalogue(
      indicators: Dictionary(uniqueKeysWithValues: indicators.map { ($0.name, $0) })
    ),
    ratios: ratios
  )
}

func shown(_ cube: Cube) -> String {
  var lines: [String] = []
  let count = cube.time.count
  for series in 0..<(count == 0 ? 0 : cube.values.count / count) {
    let coordinates = cube.coordinates(of: series * count)
    let name = zip(cube.axes, coordinates.members).map { $0.members[$1].id }.joined(separator: ".")
    let cells = (0..<count).map { step -> String in
      let cell = series * count + step
      let mark = cube.breaks.contains(cell) ? "!" : ""
      guard let value = cube[cell] else { return mark + "\(cube.statuses[cell])" }
      let letter = cube.statuses[cell] == .actual ? "" : cube.statuses[cell].letter ?? ""
      // Twelve digits: what the last four show is rounding.
      let digits = Swift.abs(value) < 1e12 ? (value * 1e9).rounded() / 1e9 : value
      return mark + (digits == digits.rounded() ? "\(Int(digits))" : "\(digits)") + letter
    }
    lines.append((name.isEmpty ? "" : "\(name): ") + cells.joined(separator: " "))
  }
  let time =
    switch cube.time {
    case .none: ""
    case .instant(let period): " @ \(period)"
    case .series(let periods): periods.first.map { " from \($0)" } ?? " never"
    }
  return lines.joined(separator: "; ") + time + ", \(cube.unit)"
}

func evaluated(
  _ formula: String,
  with evaluator: Evaluator = Folder.evaluator()
) -> (Value?, DiagnosticList) {
  var diagnostics = DiagnosticList()
  let excerpt = Excerpt(composed: formula)
  guard let expression = parseExpression(excerpt, into: &diagnostics) else {
    return (nil, diagnostics)
  }
  return (evaluator.evaluate(expression, into: &diagnostics), diagnostics)
}
