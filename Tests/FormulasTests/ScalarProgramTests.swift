import Diagnostics
import Formulas
import Indicators
import Testing

@Suite struct ScalarProgramTests {
  /// The folder's series under the model's names, and two constants.
  private static let series = [
    "m_mined": "mined", "m_real": "real", "m_weight": "weight",
    "m_prices": "prices", "m_holes": "holes", "m_zero": "zero",
  ]

  private static let cubes = series.keys.reduce(into: [:]) { $0[$1] = read($1) }

  private static func cube(_ name: String) -> Cube? { cubes[name] }

  private static func read(_ name: String) -> Cube? {
    guard let own = series[name] else { return nil }
    let formula = own == "mined" ? "mined[MEX]" : own
    guard case .cube(let cube) = evaluated(formula).0 else { return nil }
    return cube
  }

  private static let model = ScalarModel(
    frequency: .annual,
    series: series.keys.reduce(into: [:]) { $0[$1] = cube($1)?.unit },
    constants: ["k": .one, "chance": Unit(meaning: .percent), "stands": .truth]
  )

  private static func compiled(
    _ formula: String,
    unit: Unit? = nil
  ) -> (ScalarProgram?, DiagnosticList) {
    var diagnostics = DiagnosticList()
    guard let expression = parseExpression(Excerpt(composed: formula), into: &diagnostics) else {
      return (nil, diagnostics)
    }
    let program = Folder.evaluator().compile(
      expression,
      model: model,
      unit: unit,
      into: &diagnostics
    )
    return (program, diagnostics)
  }

  private static func run(_ program: ScalarProgram, _ year: Int) -> Double? {
    program.value(at: .year(year)) { position in
      let input = program.inputs[position]
      switch input.name {
      case "k": return 2
      case "chance": return 40
      case "stands": return 1
      default: break
      }
      guard let cube = cube(input.name), case .series(let periods) = cube.time else { return nil }
      let wanted: Period =
        switch input.access {
        case .current: .year(year)
        case .lag(let count): .year(year - count)
        case .at(let period): period
        }
      return periods.firstIndex(of: wanted).flatMap { cube[$0] }
    }
  }

  /// What a formula gives on cubes, it gives compiled, period by period.
  @Test(arguments: [
    "X(mined) + X(mined)", "X(real) * 2 - X(real)", "X(mined) / X(zero)", "X(weight) * X(real)",
    "X(weight) - X(weight) @ 2020", "100% - X(weight)", "X(prices) / X(prices) @ 2022",
    "lag(X(mined))", "lag(lag(X(mined)))", "lag(X(mined) - lag(X(mined), 2)) + mined[PER]",
    "lag(X(mined)) @ 2022", "lag(mined[PER] + X(mined)) @ 2022", "lag(X(mined), 2) / X(mined)",
    "lag(X(prices) / X(prices) @ 2020)",
    "X(holes) + X(mined)", "if(X(holes) > 2 't', 1, 0)", "default(X(holes), 0 't')",
    "if(known(X(holes)), 1, 0)",
    "if(X(mined) > 25 't', X(mined), 0.001 'kt')", "min2(X(mined), 0.03 'kt')",
    "max2(0, X(mined) - X(mined) @ 2022)",
    "clamp(X(mined), 20 't', 40 't')", "exp(ratio(X(weight)))", "ln(X(real) / X(real) @ 2020)",
    "sqrt(X(mined) * X(mined))", "round(X(real) / 7 'million USD, constant 2018')",
    "abs(X(mined) - 30 't')",
    "log10(X(mined) / 1 't')", "X(mined) + mined[PER]", "sum(if(mined > X(mined), 1, 0), over:geo)",
    "sum(metals[{gold, silver}, MEX] + X(mined), over:mineral, missing:skip)",
    "mean(mined[geo:{MEX, PER}] * ratio(X(weight)), over:geo)", "max(mined + X(mined), over:geo)",
    "count(metals[MEX] + X(mined), over:mineral)",
    "count(mined > X(mined) - 10 't', over:geo)", "count(X(mined) < mined, over:geo)",
    "sum(metals[gold] + X(mined), over:geo)",
    "median(mined - X(mined), over:geo)",
    "let a = X(mined)\nlet b = lag(a)\na - b", "let p = mined[PER]\np + X(mined)",
    "X(mined) == 30 't' or X(mined) == 50 't' and not X(mined) < 1 't'", "(X(mined) / 1 't') ^ 0.5",
    "-X(mined) @ 2021", "+X(mined)", "X(mined) @ $when", "min(mined[{MEX}] + X(mined), over:geo)",
  ])
  func `a compiled formula gives what cubes give`(template: String) throws {
    func text(_ prefix: String, _ mined: String) -> String {
      template.replacing("X(mined)", with: mined).replacing("X(", with: prefix + "(")
        .replacing("\(prefix)(weight)", with: "\(prefix)weight")
        .replacing("\(prefix)(real)", with: "\(prefix)real")
        .replacing("\(prefix)(prices)", with: "\(prefix)prices")
        .replacing("\(prefix)(holes)", with: "\(prefix)holes")
        .replacing("\(prefix)(zero)", with: "\(prefix)zero")
    }
    let (value, valueDiagnostics) = evaluated(text("", "mined[MEX]"))
    #expect(valueDiagnostics.all.map(\.formatted) == [])
    guard case .cube(let cube) = value else { return }
    let (program, diagnostics) = Self.compiled(text("m_", "m_mined"))
    #expect(diagnostics.all.map(\.formatted) == [])
    let compiled = try #require(program)
    let conversion = try #require(compiled.unit.conversion(to: cube.unit))
    for (step, year) in (2020...2024).enumerated() {
      let expected: Double? =
        switch cube.time {
        case .none, .instant: cube[0]
        case .series(let periods):
          periods.firstIndex(of: .year(year)).flatMap { cube[$0] }
        }
      let found = Self.run(compiled, year).map { conversion($0) }
      if let expected, let found {
        // Scales are chosen in another order, each a rounding.
        #expect(abs(found - expected) <= abs(expected) * 1e-14, "\(template) in \(year)")
      } else {
        #expect(found == nil && expected == nil, "\(template) in \(year), step \(step)")
      }
    }
  }

  @Test(
    arguments: [
      ("k * chance", "percent", 80), ("k * chance", "1", 0.8), ("if(stands, k, 0)", "1", 2),
      ("100", "index 2024=100", 100), ("m_real @ 2024", "USD, constant 2018", 4.5e9),
      ("mined[MEX] @ 2021 * k", "kt", 0.04), ("chance", "1", 0.4), ("5%", "1", 0.05),
      ("mined[MEX]", "t", 30), ("lag(mined[MEX], 2)", "t", 10),
    ] as [(String, String, Double)]
  )
  func `a value comes in the unit asked for`(formula: String, unit: String, expected: Double) throws
  {
    let (program, diagnostics) = Self.compiled(formula, unit: try Unit.parse(unit))
    #expect(diagnostics.all.map(\.formatted) == [])
    #expect(program?.unit.description == unit)
    let value = try #require(program.flatMap { Self.run($0, 2022) })
    #expect(abs(value - expected) <= expected * 1e-15)
  }

  @Test func `a program says what it asks for, each once`() throws {
    let (program, _) = Self.compiled(
      "m_mined + lag(m_mined) + lag(m_mined, 2) + m_mined + m_mined @ 2020 + k * m_zero"
    )
    #expect(
      program?.inputs == [
        ScalarInput(name: "m_mined", access: .current),
        ScalarInput(name: "m_mined", access: .lag(1)),
        ScalarInput(name: "m_mined", access: .lag(2)),
        ScalarInput(name: "m_mined", access: .at(.year(2020))),
        ScalarInput(name: "k", access: .current),
        ScalarInput(name: "m_zero", access: .current),
      ]
    )
    #expect(Self.compiled("2 * 3").0?.isConstant == true)
    #expect(Self.compiled("mined[MEX] @ 2024").0?.isConstant == true)
    #expect(Self.compiled("mined[MEX] @ 2024").0?.sources == ["even"])
    #expect(Self.compiled("mined[MEX]").0?.isConstant == false)
    #expect(Self.compiled("k").0?.isConstant == false)
  }

  @Test(
    arguments: [
      ("mined", nil, "formulas.many-values"), ("m_mined + k", nil, "formulas.unit"),
      ("m_mined", "USD", "formulas.unit"), ("m_mind", nil, "formulas.unknown-name"),
      ("m_mined @ latest", nil, "formulas.model"), ("yoy(m_mined)", nil, "formulas.model"),
      ("lead(m_mined)", nil, "formulas.model"), ("quarters", nil, "formulas.frequency"),
      ("lag(k)", nil, "formulas.no-series"),
      ("\"a\"", nil, "formulas.text"), ("k[geo:MEX]", nil, "formulas.dimension"),
      ("(m_mined + mined)[MEX]", nil, "formulas.model"),
      ("if(m_mined > 1 't', \"a\", \"b\")", nil, "formulas.many-values"),
    ] as [(String, String?, String)]
  )
  func `what a model can't compute is told`(formula: String, unit: String?, id: String) throws {
    let (program, diagnostics) = Self.compiled(formula, unit: try unit.map { try Unit.parse($0) })
    #expect(program == nil)
    #expect(diagnostics.all.map(\.id) == [id])
  }

  @Test func `the names of a formula leave out its own and those of dimensions`() throws {
    var diagnostics = DiagnosticList()
    let expression = try #require(
      parseExpression(
        Excerpt(composed: "let a = b\nsum(a + c[geo:MEX] @ 2024, over:d, missing:skip) + lag(e)"),
        into: &diagnostics
      )
    )
    #expect(expression.names == ["b", "c", "e"])
  }

  @Test func `the unit of a model's formula is known without values`() throws {
    var diagnostics = DiagnosticList()
    let expression = try #require(
      parseExpression(Excerpt(composed: "m_real / m_mined"), into: &diagnostics)
    )
    let unit = Folder.evaluator().unit(of: expression, model: Self.model, into: &diagnostics)
    #expect(unit?.description == "USD/t, constant 2018")
  }
}
