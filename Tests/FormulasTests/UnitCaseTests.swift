import Diagnostics
import Formulas
import Indicators
import Testing

/// Indicators of every unit, kind and frequency, for formulas that fit and that don't.
private enum Measures {
  /// Name, unit, kind, dimensions, frequency.
  static let table = #"""
      output | t | flow | geo mineral | A
      sold | thousand t | flow | geo mineral | A
      reserves | t | stock | geo mineral | A
      exports | million USD, nominal | flow | geo | A
      imports | thousand USD, nominal | flow | geo | A
      gdp_real | million USD, constant 2018 | flow | geo | A
      gdp_real15 | million USD, constant 2015 | flow | geo | A
      spend_mxn | million MXN, nominal | flow |  | A
      fx | MXN/USD | rate |  | A
      cpi | index 2018=100 | rate |  | A
      cpi_geo | index 2018=100 | rate | geo | A
      ppi | index 2015=100 | rate |  | A
      tax | percent | rate | geo | A
      duty | percent | rate | geo | A
      debt | percent of GDP | rate | geo | A
      gap | pp | rate | geo | A
      jobs | person | stock | geo | A
      people | person | stock | geo | A
      place | rank | rate | geo | A
      mines | count | stock | geo | A
      price | USD/t, nominal | rate | mineral | A
      energy | GWh | flow | geo | A
      coef | 1 | rate | geo | A
      q_output | t | flow |  | Q
      q_jobs | person | stock |  | Q
      area | km^2 | stock | geo | A
    """#

  private static let members = [
    "geo": ["MEX", "CAN", "USA", "CHL", "WLD"], "mineral": ["silver", "copper", "gold"],
  ]

  static let catalogue = Catalogue(
    indicators: Dictionary(
      uniqueKeysWithValues: lines(of: table).map { fields in
        let axes = fields[3].split(separator: " ").map { (String($0), members[String($0)] ?? []) }
        let quarters = (2015...2024).flatMap { year in (1...4).map { "\(year)-Q\($0)" } }
        let periods = fields[4] == "Q" ? quarters : (2015...2024).map(String.init)
        let count = axes.reduce(periods.count) { $0 * $1.1.count }
        let cube = Folder.cube(
          axes,
          periods,
          fields[1],
          Kind(rawValue: fields[2]) ?? .unknown,
          (0..<count).map { "\(1 + $0 * 7 % 11)" }.joined(separator: " ")
        )
        return (
          fields[0],
          Indicator(
            name: fields[0],
            title: nil,
            cube: cube,
            frequency: nil,
            resource: "data",
            span: SourceSpan(Folder.file, 0..<4)
          )
        )
      }
    )
  )

  static func evaluator() throws -> Evaluator {
    var diagnostics = DiagnosticList()
    func ratio(
      _ name: String,
      _ formula: String,
      _ over: Ratio.Addition? = nil,
      _ unit: Unit? = nil
    ) throws -> Ratio {
      Ratio(
        name: name,
        nameSpan: SourceSpan(Folder.file, 0..<4),
        formula: try #require(parseExpression(Excerpt(composed: formula), into: &diagnostics)),
        unit: unit,
        over: over
      )
    }
    return Evaluator(
      catalogue: catalogue,
      ratios: [
        try ratio("yld", "exports / jobs"), try ratio("cover", "exports / imports"),
        try ratio("q_ratio", "q_output / q_jobs"),
        try ratio("world", "exports / exports[WLD]", .ratioOfSums),
        try ratio("dues", "tax"), try ratio("plain", "tax", .meanOfRatios),
        try ratio("owed", "debt", nil, .init(meaning: .percent)),
      ]
    )
  }
}

/// The lines of a table, each cut at its bars.
private func lines(of table: String) -> [[String]] {
  table.split(separator: "\n").map(String.init).filter { !$0.contains("# ") }.map {
    $0.split(separator: "|").map { field in
      String(field.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }
}

/// Formulas whose units don't fit, and formulas whose units do.
@Suite struct UnitCaseTests {
  /// The rule broken, the formula with § before the place of the caret, and the units spelt out.
  private static let wrong = #"""
    # dimension
    unit | output §+ exports | t | million USD, nominal
    unit | output §- jobs | t | person
    unit | output §+ energy | t | GWh
    unit | output §- price | t | USD/t, nominal
    unit | output §+ coef | t | 1
    unit | output §- area | t | km^2
    unit | output §+ fx | t | MXN/USD
    unit | exports §- jobs | million USD, nominal | person
    unit | exports §+ energy | million USD, nominal | GWh
    unit | exports §- price | million USD, nominal | USD/t, nominal
    unit | exports §+ coef | million USD, nominal | 1
    unit | exports §- area | million USD, nominal | km^2
    unit | exports §+ fx | million USD, nominal | MXN/USD
    unit | jobs §- energy | person | GWh
    unit | jobs §+ price | person | USD/t, nominal
    unit | jobs §- coef | person | 1
    unit | jobs §+ area | person | km^2
    unit | jobs §- fx | person | MXN/USD
    unit | energy §+ price | GWh | USD/t, nominal
    unit | energy §- coef | GWh | 1
    unit | energy §+ area | GWh | km^2
    unit | energy §- fx | GWh | MXN/USD
    unit | price §+ coef | USD/t, nominal | 1
    unit | price §- area | USD/t, nominal | km^2
    unit | price §+ fx | USD/t, nominal | MXN/USD
    unit | coef §- area | 1 | km^2
    unit | coef §+ fx | 1 | MXN/USD
    unit | area §- fx | km^2 | MXN/USD
    # comparison
    unit | if(exports §< output, 1, 0) | million USD, nominal | t
    unit | if(jobs §<= output, 1, 0) | person | t
    unit | if(energy §== output, 1, 0) | GWh | t
    unit | if(price §!= output, 1, 0) | USD/t, nominal | t
    unit | if(coef §> output, 1, 0) | 1 | t
    unit | if(area §>= output, 1, 0) | km^2 | t
    unit | if(fx §< output, 1, 0) | MXN/USD | t
    unit | if(jobs §<= exports, 1, 0) | person | million USD, nominal
    unit | if(energy §== exports, 1, 0) | GWh | million USD, nominal
    unit | if(price §!= exports, 1, 0) | USD/t, nominal | million USD, nominal
    unit | if(coef §> exports, 1, 0) | 1 | million USD, nominal
    unit | if(area §>= exports, 1, 0) | km^2 | million USD, nominal
    unit | if(fx §< exports, 1, 0) | MXN/USD | million USD, nominal
    unit | if(energy §<= jobs, 1, 0) | GWh | person
    unit | if(price §== jobs, 1, 0) | USD/t, nominal | person
    unit | if(coef §!= jobs, 1, 0) | 1 | person
    unit | if(area §> jobs, 1, 0) | km^2 | person
    unit | if(fx §>= jobs, 1, 0) | MXN/USD | person
    unit | if(price §< energy, 1, 0) | USD/t, nominal | GWh
    unit | if(coef §<= energy, 1, 0) | 1 | GWh
    unit | if(area §== energy, 1, 0) | km^2 | GWh
    unit | if(fx §!= energy, 1, 0) | MXN/USD | GWh
    unit | if(coef §> price, 1, 0) | 1 | USD/t, nominal
    unit | if(area §>= price, 1, 0) | km^2 | USD/t, nominal
    unit | if(fx §< price, 1, 0) | MXN/USD | USD/t, nominal
    unit | if(area §<= coef, 1, 0) | km^2 | 1
    unit | if(fx §== coef, 1, 0) | MXN/USD | 1
    unit | if(fx §!= area, 1, 0) | MXN/USD | km^2
    # shape
    unit | sum(output §+ exports, over:geo) | t | million USD, nominal
    unit | lag(energy §- jobs, 1) | GWh | person
    unit | abs(exports §+ output[silver]) | million USD, nominal | t
    unit | 2 * (energy §- output) | GWh | t
    unit | (output / jobs) §+ (output / energy) | t/person | t/GWh
    unit | output / jobs §+ exports / jobs | t/person | USD/person, nominal
    unit | (output §+ energy) @ 2020 | t | GWh
    unit | output[MEX] @ 2020 §+ exports[MEX] @ 2020 | t | million USD, nominal
    unit | output ^ 2 §+ output | t^2 | t
    unit | sqrt(area) §+ area | km | km^2
    unit | exports / output §- exports | USD/t, nominal | million USD, nominal
    unit | price * output §+ output | USD, nominal | t
    unit | -output §+ energy | t | GWh
    unit | rolling(output §- energy, 3, mean) | t | GWh
    unit | output + sold §+ energy | t | GWh
    unit | (output + sold) * 1 §+ energy | t | GWh
    # argument
    unit | min2(output, §exports) | t | million USD, nominal
    unit | max2(jobs, §energy) | person | GWh
    unit | clamp(output, §1, 2) | t | 1
    unit | default(output, §exports) | t | million USD, nominal
    unit | if(tax > 5%, output, §exports) | t | million USD, nominal
    unit | default(output, §1) | t | 1
    unit | if(tax > 5%, jobs, §1) | person | 1
    unit | default(tax, §output) | percent | t
    unit | if(tax > 5%, §1, jobs) | 1 | person
    unit | min2(§1, output) | 1 | t
    unit | min2(output, §3 'kg/person') | t | kg/person
    unit | clamp(tax, 0%, §1 't') | percent | t
    # money
    unit | exports §+ spend_mxn | million USD, nominal | million MXN, nominal
    unit | spend_mxn §- exports | million MXN, nominal | million USD, nominal
    unit | exports §+ gdp_real | million USD, nominal | million USD, constant 2018
    unit | gdp_real §- imports | million USD, constant 2018 | thousand USD, nominal
    unit | gdp_real §+ gdp_real15 | million USD, constant 2018 | million USD, constant 2015
    unit | gdp_real15 §- gdp_real | million USD, constant 2015 | million USD, constant 2018
    unit | if(exports §> gdp_real, 1, 0) | million USD, nominal | million USD, constant 2018
    unit | if(spend_mxn §== exports, 1, 0) | million MXN, nominal | million USD, nominal
    unit | exports §+ 5 'million MXN, nominal' | million USD, nominal | million MXN, nominal
    unit | exports §+ 5 'million USD, constant 2018' | million USD, nominal | million USD, constant 2018
    unit | gdp_real §- 5 'USD, constant 2015' | million USD, constant 2018 | USD, constant 2015
    unit | exports / jobs §+ gdp_real / jobs | USD/person, nominal | USD/person, constant 2018
    unit | price §+ gdp_real / output | USD/t, nominal | USD/t, constant 2018
    unit | spend_mxn / fx §+ gdp_real | USD, nominal | million USD, constant 2018
    unit | deflate(exports, by:cpi, base:2018) §+ exports | million USD, constant 2018 | million USD, nominal
    unit | deflate(exports, by:cpi, base:2020) §+ gdp_real | million USD, constant 2020 | million USD, constant 2018
    unit | convert(spend_mxn, to:"USD", using:fx) §+ spend_mxn | million USD, nominal | million MXN, nominal
    unit | exports §+ 5 'million EUR, nominal' | million USD, nominal | million EUR, nominal
    unit | exports §+ 5 'million USD, chained 2018' | million USD, nominal | million USD, chained 2018
    unit | exports §+ 5 'million USD, PPP 2018' | million USD, nominal | million USD, PPP 2018
    unit | min2(exports, §gdp_real) | million USD, nominal | million USD, constant 2018
    unit | default(exports, §spend_mxn) | million USD, nominal | million MXN, nominal
    # bridge
    unit | deflate(§output, by:cpi, base:2018) | t
    unit | deflate(§gdp_real, by:cpi, base:2018) | million USD, constant 2018
    unit | deflate(exports, by:§output[MEX, silver], base:2018) | t
    unit | deflate(§tax, by:cpi, base:2018) | percent
    unit | deflate(§cpi, by:ppi, base:2018) | index 2018=100
    unit | deflate(exports, by:§tax[MEX], base:2018) | percent
    unit | deflate(exports, by:§fx, base:2018) | MXN/USD
    unit | deflate(exports, by:§exports, base:2018) | million USD, nominal
    unit | convert(§output, to:"USD", using:fx) | t
    unit | convert(§exports, to:"USD", using:fx) | million USD, nominal
    unit | convert(spend_mxn, to:"USD", using:§cpi) | index 2018=100
    unit | convert(exports, to:"EUR", using:§fx) | MXN/USD
    unit | convert(spend_mxn, to:"EUR", using:§fx) | MXN/USD
    unit | convert(§jobs, to:"MXN", using:fx) | person
    unit | convert(spend_mxn, to:"USD", using:§price[silver]) | USD/t, nominal
    # percent
    unit | tax §* duty | percent | percent
    unit | 1 §+ tax | 1 | percent
    unit | 1 §- tax | 1 | percent
    unit | tax §+ 1 | percent | 1
    unit | tax §- 1 | percent | 1
    unit | tax §* tax * tax | percent | percent
    unit | tax §+ debt | percent | percent of GDP
    unit | tax §- debt | percent | percent of GDP
    unit | debt §+ tax | percent of GDP | percent
    unit | owed §+ tax | percent of GDP | percent
    unit | tax §+ diff(debt) | percent | pp of GDP
    unit | debt §- gap | percent of GDP | pp
    unit | diff(debt) §- gap | pp of GDP | pp
    unit | if(tax §> 5, 1, 0) | percent | 1
    unit | if(tax §< debt, 1, 0) | percent | percent of GDP
    unit | tax §+ coef | percent | 1
    unit | coef §- tax | 1 | percent
    unit | tax §+ output | percent | t
    unit | exports §- tax | million USD, nominal | percent
    unit | tax §* 5% | percent | percent
    unit | 5% §* 5% | percent | percent
    unit | 1 §+ 5% | 1 | percent
    unit | exports * (1 §+ tax) | 1 | percent
    unit | exports * (1 §- tax) | 1 | percent
    unit | debt §* tax | percent of GDP | percent
    unit | gap §* tax | pp | percent
    unit | yoy(exports) §* tax | percent | percent
    unit | 1 §+ yoy(exports) | 1 | percent
    unit | share(exports, over:geo) §+ 1 | percent | 1
    unit | gap §+ output | pp | t
    unit | gap §- exports | pp | million USD, nominal
    unit | if(gap §> tax, 1, 0) | pp | percent
    unit | if(tax §== gap, 1, 0) | percent | pp
    unit | gap §+ coef | pp | 1
    unit | (tax - duty) §* tax | pp | percent
    unit | exports / imports §+ tax | 1 | percent
    unit | tax / duty §+ tax | 1 | percent
    growth-of-percent | yoy(§tax) | yoy
    growth-of-percent | cagr(§tax, 2015, 2020) | cagr
    growth-of-percent | yoy(§gap) | yoy
    growth-of-percent | yoy(§debt) | yoy
    # index
    unit | cpi §+ ppi | index 2018=100 | index 2015=100
    unit | cpi §+ cpi | index 2018=100 | index 2018=100
    unit | cpi §- ppi | index 2018=100 | index 2015=100
    unit | cpi §/ ppi | index 2018=100 | index 2015=100
    unit | cpi §+ output | index 2018=100 | t
    unit | if(cpi §> ppi, 1, 0) | index 2018=100 | index 2015=100
    unit | place §+ place | rank | rank
    unit | place §+ mines | rank | count
    unit | place §- cpi | rank | index 2018=100
    unit | rank(exports, over:geo) §+ place | rank | rank
    unit | mines §+ jobs | count | person
    unit | mines §- output | count | t
    unit | if(mines §> tax, 1, 0) | count | percent
    unit | cpi §+ tax | index 2018=100 | percent
    unit | mines §+ cpi | count | index 2018=100
    unit | index(exports, base:2018) §+ index(exports, base:2015) | index 2018=100 | index 2015=100
    unit | index(exports, base:2018) §- ppi | index 2018=100 | index 2015=100
    unit | rank(exports, over:geo) §+ exports | rank | million USD, nominal
    unit | cpi §* ppi | index 2018=100 | index 2015=100
    unit | cpi_geo §/ ppi | index 2018=100 | index 2015=100
    add-up | sum(§place, over:geo) | rank
    add-up | sum(§cpi_geo, over:geo) | index 2018=100
    # bare
    unit | output §+ 5 | t | 1
    unit | 5 §+ output | 1 | t
    unit | if(exports §> 1000, 1, 0) | million USD, nominal | 1
    unit | exports §- 1 | million USD, nominal | 1
    unit | if(output §== 7, 1, 0) | t | 1
    unit | if(3 §< jobs, 1, 0) | 1 | person
    unit | price §+ 2.5e3 | USD/t, nominal | 1
    unit | energy §- 3 | GWh | 1
    unit | fx §+ 1 | MXN/USD | 1
    unit | area §- 4 | km^2 | 1
    unit | output §+ 5 'GWh' | t | GWh
    unit | jobs §- 3 'vehicle' | person | vehicle
    unit | output §+ 3 'kg/person' | t | kg/person
    unit | output §+ 5% | t | percent
    # kind
    kind | output §+ reserves
    kind | reserves §- output
    kind | sum(output, over:mineral) §+ sum(reserves, over:mineral)
    kind | reserves[silver] §+ output[silver]
    kind | lag(reserves, 1) §+ output
    frequency | output[MEX, silver] §+ q_output
    frequency | q_output §/ output[MEX, silver]
    frequency | jobs[MEX] §+ q_jobs
    frequency | q_output §* coef[MEX]
    frequency | exports §/ q_output
    frequency | if(q_output §> output[MEX, gold], 1, 0)
    frequency | annual(q_output, sum) §+ q_output
    frequency | default(output[MEX, gold], §q_output)
    frequency | min2(q_output, §output[MEX, gold])
    add-up | annual(§q_jobs, sum)
    add-up | cumsum(§reserves)
    add-up | sum(§jobs[MEX])
    # ratios
    adding-ratios | sum(§yld, over:geo)
    adding-ratios | mean(§yld, over:geo)
    adding-ratios | sum(§cover, over:geo)
    adding-ratios | mean(§cover, over:geo)
    add-up | annual(§q_ratio, sum)
    add-up | sum(§price, over:mineral) | USD/t, nominal
    add-up | sum(§price[mineral:{silver, gold}] @ 2020, over:mineral) | USD/t, nominal
    add-up | mean(§price, over:mineral) | USD/t, nominal
    add-up | sum(§tax, over:geo) | percent
    add-up | mean(§tax, over:geo) | percent
    add-up | mean(§debt, over:geo) | percent of GDP
    add-up | mean(§dues, over:geo) | percent
    add-up | sum(§price[silver]) | USD/t, nominal
    add-up | sum(§debt[MEX]) | percent of GDP
    add-up | cumsum(§tax) | percent
    add-up | rolling(§price, 3, sum) | USD/t, nominal
    add-up | share(§price, over:mineral) | USD/t, nominal
    add-up | hhi(§tax, over:geo) | percent
    add-up | top(§tax, 2, over:geo, rest:true) | percent
    add-up | contribution(§price, over:mineral) | USD/t, nominal
    # function
    unit | exp(§output) | t
    unit | ln(§exports) | million USD, nominal
    unit | log10(§jobs) | person
    unit | exp(§tax) | percent
    unit | ratio(§output) | t
    unit | output §^ energy | t | GWh
    unit | 2 §^ output | 1 | t
    unit | output §^ 0.5 | t | 0.5
    unit | area §^ (1 / 3) | km^2 | 0.3333333333333333
    unit | (area ^ 3) §^ 0.333 | km^6 | 0.333
    unit | (output / area) §^ 0.5 | t/km^2 | 0.5
    unit | area §^ coef | km^2 | 1
    unit | output §^ tax | t | percent
    add-up | hhi(§place, over:geo) | rank
    truth | if(§output, 1, 0)
    truth | not §output
    unit | output §and energy | t | GWh
    argument | lag(output, §exports) | exports | n | lag
    unit | sqrt(§cpi) | index 2018=100
    unit | cpi §^ 2 | index 2018=100 | 2
    add-up | cumsum(§cpi) | index 2018=100
    unit | ln(§place) | rank
    unit | output @ 2020 §+ energy[MEX] @ 2020 | t | GWh
    unit | -(exports §> 5) | million USD, nominal | 1
    """#

  private static let right = #"""
    output + sold
    sold + output
    exports + imports
    imports - exports
    exports + 5 'million USD, nominal'
    exports - 300 'thousand USD, nominal'
    exports + 0
    0 + output
    output - 0
    if(output > 0, 1, 0)
    exports / jobs
    exports / imports
    gdp_real - gdp_real[MEX]
    gdp_real + 5 'million USD, constant 2018'
    output / sum(output, over:geo)
    output[MEX] / output[WLD]
    sum((output / output[geo: WLD]) ^ 2, over: geo)
    tax + duty
    tax - duty
    100% - tax
    tax + gap
    tax - gap
    gap + gap
    gap - gap
    gap + 1
    1 + gap
    gap * 2
    tax * exports
    exports * tax
    exports * 5%
    5% * exports
    exports * 100%
    exports * (100% - tax)
    exports * (100% + tax)
    1 - ratio(tax)
    ratio(tax) * ratio(duty)
    tax * ratio(duty)
    exports * (1 - ratio(tax))
    tax / duty
    tax / 2
    2 * tax
    tax + 5%
    tax - 5%
    if(tax > 5%, 1, 0)
    if(tax > duty, tax, duty)
    if(gap > 1, 1, 0)
    if(gap > 0.5, gap, 0)
    if(place <= 3, 1, 0)
    if(place == 1, exports, 0)
    if(mines >= 10, mines, 0)
    mines + 5
    mines - mines[MEX]
    mines + mines
    mines / area
    place - lag(place, 1)
    place - place[MEX]
    place + 1
    cpi - cpi
    cpi / cpi @ 2018
    cpi / cpi
    cpi + 5
    cpi - 100
    if(cpi > 100, 1, 0)
    cpi * 2
    cpi / 100
    100 * output / output @ 2018
    index(exports, base:2018)
    index(exports, base:2018) - index(imports, base:2018)
    index(exports, base:2018) / index(imports, base:2018)
    index(cpi, base:2015) - ppi
    index(output, base:2018) - cpi
    exports / (cpi / cpi @ 2018)
    deflate(exports, by:cpi, base:2018)
    deflate(exports, by:cpi, base:2018) + gdp_real
    deflate(exports, by:cpi_geo, base:2018)
    deflate(exports, by:cpi)
    deflate(spend_mxn, by:cpi, base:2020)
    deflate(price, by:cpi, base:2018)
    deflate(exports / jobs, by:cpi, base:2018)
    convert(spend_mxn, to:"USD", using:fx)
    convert(spend_mxn, to:"USD", using:fx) + exports[MEX]
    convert(exports, to:"MXN", using:fx)
    convert(exports, to:"MXN", using:fx) + spend_mxn
    convert(exports / jobs, to:"MXN", using:fx)
    deflate(convert(spend_mxn, to:"USD", using:fx), by:cpi, base:2018) + gdp_real[MEX]
    spend_mxn / fx
    price * output
    price * output / exports
    sum(price * output, over:mineral) + exports
    output / reserves
    reserves / output
    reserves - lag(reserves, 1)
    diff(reserves) + output
    diff(reserves, 1) - output
    reserves * 5%
    jobs * (output / jobs) + output
    exports / (exports / jobs) + jobs
    output * (jobs / output) + jobs
    jobs + people
    people / jobs
    jobs / people
    sqrt(area)
    sqrt(area) * 2
    area ^ 2
    output ^ 2 / output
    (output / sold) ^ 2
    2 ^ (output / sold)
    (output / sold) ^ 0.5
    area ^ 0.5
    sqrt(area) + area ^ 0.5
    (area ^ 3) ^ (1 / 3) + area
    (area ^ 3) ^ (2 / 3) / area
    area ^ -0.5 * sqrt(area) + coef
    area ^ 1.5
    mines ^ 0.5
    sqrt(mines)
    -output
    +output
    - (tax)
    -2 ^ 2 * output
    2 ^ -1 * output
    2 ^ 3 ^ 2 * coef
    ln(exports / imports)
    exp(coef)
    log10(coef)
    ln(coef) - ln(lag(coef, 1))
    sqrt(coef)
    abs(exports - imports)
    round(tax, 1)
    min2(output, sold)
    max2(exports, imports)
    max2(exports, 0)
    min2(tax, 100%)
    clamp(tax, 0%, 100%)
    clamp(coef, 0, 1)
    clamp(output, 0, 5 'kt')
    clamp(gap, -1, 1)
    default(output, 0)
    default(output, sold)
    default(tax, 0%)
    default(tax, 0)
    default(exports, imports)
    if(known(output), output, 0)
    if(tax > 5% and duty > 5%, exports, imports)
    if(not (tax > 5%), output, sold)
    if(tax > 5% or gap > 2, 1, 0)
    if(output[MEX] > output[CAN], 1, 0)
    if(exports >= 5 'billion USD, nominal', 1, 0)
    if(exports > imports, exports, imports)
    if(exports == exports, 1, 0)
    if(output != sold, 1, 0)
    sum(output, over:geo)
    sum(output, over:mineral) / sum(reserves, over:mineral)
    mean(output, over:geo)
    median(output, over:geo)
    min(tax, over:geo)
    max(tax, over:geo)
    count(output, over:geo)
    count(output, over:geo) + 1
    count(output, over:geo) / 3
    sum(output, over:geo, missing:skip)
    mean(output, over:geo, missing:skip)
    share(output, over:geo)
    share(output, over:geo, of:WLD)
    share(output, over:mineral) - share(reserves, over:mineral)
    share(exports, over:geo) - lag(share(exports, over:geo), 1)
    rank(exports, over:geo)
    rank(exports, over:geo) - lag(rank(exports, over:geo), 1)
    rank(exports, over:geo)[MEX] - 1
    top(exports, 2, over:geo)
    top(exports, 2, over:geo, rest:true)
    sum(top(exports, 2, over:geo), over:geo) / sum(exports, over:geo)
    hhi(exports, over:geo)
    hhi(output, over:geo) * 10000
    hhi(output[silver], over:geo) - 0.25
    lag(output, 1)
    lead(output)
    output - lag(output)
    output / lag(output) - 1
    diff(exports)
    diff(tax)
    diff(tax) + gap
    diff(cpi)
    yoy(exports)
    yoy(cpi)
    yoy(jobs)
    yoy(exports) - yoy(imports)
    yoy(exports) + 1%
    100% + yoy(exports)
    cagr(exports, 2015, 2024)
    cagr(cpi, 2015, 2024)
    cagr(exports, 2015, 2024) - cagr(imports, 2015, 2024)
    cumsum(output)
    rolling(output, 3, mean)
    rolling(tax, 3, mean)
    rolling(exports, 3, sum)
    rolling(cpi, 3, mean)
    annual(q_output, sum)
    annual(q_output, sum) + output[MEX, silver]
    annual(q_jobs, mean)
    annual(q_jobs, last)
    annual(q_jobs, last) + jobs[MEX]
    annual(q_output, sum) / annual(q_jobs, mean)
    q_output / q_jobs
    q_output + lag(q_output, 4)
    yoy(q_output)
    output @ 2020
    output @ latest
    output @ first
    output @ (latest - 1)
    output[MEX] @ 2020 + output[MEX] @ 2019
    output / output @ 2018
    exports @ 2024 / exports @ 2015 - 1
    (exports / imports) @ 2024
    output[geo:{MEX, CAN}]
    output[geo:!WLD]
    output[MEX, silver]
    output[silver][MEX]
    output[geo:MEX, mineral:silver]
    output[2018..2020]
    output[..2020]
    output[2018..]
    output[MEX, 2018..2020]
    mean(output[2018..2020])
    sum(output[2018..2020])
    mean(tax)
    mean(price[silver])
    median(price, over:mineral)
    sum(price * output, over:mineral) / sum(output, over:mineral)
    sum(debt, over:geo)
    share(debt, over:geo)
    top(debt, 2, over:geo, rest:true)
    sum(share(exports, over:geo), over:geo)
    sum(gap, over:geo)
    sum(coef, over:geo)
    mean(plain, over:geo)
    sum(plain, over:geo)
    mean(cpi_geo, over:geo)
    debt + 1 'pp'
    debt + diff(debt)
    top(top(exports, 3, over:geo, rest:true), 2, over:geo, rest:true)
    max(exports) - min(exports)
    median(cpi)
    energy / output
    energy / output * sold
    energy * 1000
    energy / 5 'GWh'
    output / 1 'kt'
    output * 1e3
    output * 2.5e-3 + sold
    exports / people
    exports / people * 1000
    debt * gdp_real
    debt + debt
    debt - lag(debt)
    debt - 60%
    if(debt > 60%, 1, 0)
    100% - debt
    tax[MEX] + tax[CAN]
    (tax + duty) / 2
    mean(tax[2018..2020])
    coef + 1
    1 - coef
    coef * tax
    coef * coef
    coef - coef[MEX]
    1 / coef
    exports / 1 'million USD, nominal'
    1 'USD, nominal' * jobs / exports * 1
    exports / energy
    exports * tax / imports
    exports / tax
    exports / exports[WLD] * 100%
    min2(coef, 1)
    if(tax > 5%, tax, 5%)
    if(coef > 0.5, coef, 0)
    output @ 2020 - output @ 2019
    yld[MEX] @ 2024
    yld - lag(yld)
    yld / yld @ 2018
    sum(world, over:geo)
    max(yld, over:geo)
    yoy(yld)
    rank(yld, over:geo)
    """#

  @Test func `what does not fit is told once, at its place, with the units spelt out`() throws {
    let cases = lines(of: Self.wrong)
    #expect(cases.count > 200)
    let evaluator = try Measures.evaluator()
    for fields in cases {
      let parts = fields[1].split(separator: "§", omittingEmptySubsequences: false)
      let file = SourceFile(path: "case", text: parts.joined())
      var diagnostics = DiagnosticList()
      let excerpt = Excerpt(SourceSpan(file, 0..<parts.joined().utf8.count))
      let formula = try #require(
        parseExpression(excerpt, into: &diagnostics),
        "\(fields[1])"
      )
      #expect(evaluator.type(of: formula, into: &diagnostics) == nil, "\(fields[1])")
      let errors = diagnostics.all.filter { $0.severity == .error }
      #expect(errors.map(\.id) == ["formulas.\(fields[0])"], "\(fields[1])")
      #expect(errors.first?.span?.range.lowerBound == parts[0].utf8.count, "\(fields[1])")
      if fields[0] == "unit", errors.first?.message.contains(" and ") == true {
        #expect(errors.first?.help != nil, "\(fields[1])")
      }
      for unit in fields.dropFirst(2) {
        #expect(errors.first?.message.contains("'\(unit)'") == true, "\(fields[1])")
      }
    }
  }

  @Test func `what fits is not refused, and its values have the unit that was worked out`() throws {
    let cases = lines(of: Self.right)
    #expect(cases.count > 200)
    let evaluator = try Measures.evaluator()
    for text in cases.map({ $0[0] }) {
      var diagnostics = DiagnosticList()
      let formula = try #require(
        parseExpression(Excerpt(composed: text), into: &diagnostics),
        "\(text)"
      )
      guard case .cube(let type) = evaluator.type(of: formula, into: &diagnostics),
        case .cube(let cube) = evaluator.evaluate(formula, into: &diagnostics)
      else {
        Issue.record("\(text) is refused: \(diagnostics.all.map(\.message))")
        continue
      }
      #expect(diagnostics.all.isEmpty, "\(text)")
      #expect(cube.unit.scaled(toMultiplier: 0) == type.unit.scaled(toMultiplier: 0), "\(text)")
      #expect(cube.values.indices.allSatisfy { cube[$0]?.isFinite ?? true }, "\(text)")
      #expect(cube.values.indices.contains { cube[$0] != nil }, "\(text)")
    }
  }
}
