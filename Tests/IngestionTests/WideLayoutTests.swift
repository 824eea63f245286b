import Diagnostics
import Indicators
import TestSupport
import Testing

@Suite struct WideLayoutTests {
  /// As the World Bank publishes: a preamble, a byte-order mark, a trailing comma, empty last years.
  static let worldBank = """
    === datapackage.yaml
    resources: [{name: gdp, path: gdp.csv, veta: {layout: wide, indicator: gdp, unit: USD, basis: nominal}}]
    === gdp.csv
    \u{FEFF}"Data Source","World Development Indicators",

    "Last Updated Date","2024-06-28",

    "Country Name","Country Code","Indicator Name","Indicator Code","2020","2021","2022","2023",
    "Mexico","MEX","GDP (current US$)","NY.GDP.MKTP.CD","1090.5","","1466","",
    "World","WLD","GDP (current US$)","NY.GDP.MKTP.CD","85000","97000","101000","",
    "Aruba","ABW","GDP (current US$)","NY.GDP.MKTP.CD","","","","",

    "Data from the database, on some day"
    """

  /// Values as their publisher prints them, by place and year; nothing where there is none.
  private func values(_ random: inout SplitMix64) -> [(place: String, values: [String])] {
    (0..<Int.random(in: 1...6, using: &random)).map { place in
      let values = (2000..<2012).map { _ -> String in
        let digits = Int.random(in: 0...3, using: &random)
        guard digits < 3 else { return "" }
        let whole = "\(Int.random(in: -999...99_999, using: &random))"
        guard digits > 0 else { return whole }
        return whole + "."
          + (0..<digits).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
      }
      // A place whose first and last years are known is a row as long as the header.
      return ("P\(place)", ["1"] + values + ["2"])
    }
  }

  @Test func `across or below, years give the same cells, which print as the file did`() throws {
    for seed in 0..<20 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let rows = values(&random)
      let years = Array(1999...2012)
      let wide =
        (["geo," + years.map(String.init).joined(separator: ",")]
        + rows.map { "\($0.place)," + $0.values.joined(separator: ",") }).joined(separator: "\n")
      let tidy =
        (["geo,period,value"]
        + rows.flatMap { row in
          zip(years, row.values).map { "\(row.place),\($0),\($1)" }
        }).joined(separator: "\n")
      for text in [wide, tidy] {
        let folder = try MarkedFolder(
          """
          === datapackage.yaml
          resources:
            - {path: a.csv, veta: {indicator: x, unit: t}}
          === a.csv
          \(text)
          """
        )
        #expect(folder.problems.isEmpty, "seed \(seed)")
        let cube = try folder.cube("x")
        var printed = ["geo," + cube.time.periods.map(\.description).joined(separator: ",")]
        for (row, member) in cube.axes[0].members.enumerated() {
          let cells = cube.time.periods.indices.map { step -> String in
            let cell = row * cube.time.periods.count + step
            guard let value = cube[cell] else { return "" }
            return decimal(value, cube.origin(of: cell)?.decimals ?? 0)
          }
          printed.append("\(member.id)," + cells.joined(separator: ","))
        }
        #expect(printed.joined(separator: "\n") == wide, "seed \(seed)")
      }
    }
  }

  /// A number with so many decimals, of which it has no more.
  private func decimal(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let units = Int((abs(value) * scale).rounded())
    let digits = String(units)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value.sign == .minus ? "-" : ""
    return decimals == 0
      ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  @Test(arguments: ["geo,2023,2024", "geo,2024"])
  func `a file that is declared as wide may have one period or two`(header: String) throws {
    let count = header.split(separator: ",").count - 1
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {layout: wide, indicator: x, unit: t}}
      === a.csv
      Office of Statistics
      \(header)
      MX\(String(repeating: ",7", count: count))
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x").last == "MX 2024 7.0 actual")
    #expect(try folder.cells("x").count == count)
  }

  @Test func `the world bank's file is read as it is published`() throws {
    let folder = try MarkedFolder(Self.worldBank)
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("gdp") == [
        "MEX 2020 1090.5 actual", "MEX 2021 - absent", "MEX 2022 1466.0 actual",
        "WLD 2020 85000.0 actual", "WLD 2021 97000.0 actual", "WLD 2022 101000.0 actual",
      ]
    )
    let indicator = try #require(folder.catalogue.indicators["gdp"])
    #expect(indicator.title?["en"] == "GDP (current US$)")
    #expect(indicator.cube.unit.description == "USD, nominal")
    #expect(indicator.cube.axes[0].members.map(\.isAggregate) == [false, true])
    #expect(folder.catalogue.labels.name(of: "MEX", in: "geo", language: "es") == "Mexico")
    #expect(indicator.cube.origin(of: 0)?.span.text == "\"1090.5\"")
  }

  @Test func `text columns are dimensions and codes are names`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,mineral,unit,2024-Q1,2024-Q2,2024-Q3
      x,silver,t,1,2,3
      x,gold,kg,4,,6
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("x") == [
        "silver 2024-Q1 1.0 actual", "silver 2024-Q2 2.0 actual", "silver 2024-Q3 3.0 actual",
        "gold 2024-Q1 0.004 actual", "gold 2024-Q2 - absent", "gold 2024-Q3 0.006 actual",
      ]
    )
  }

  @Test func `the columns of the databank are years too, and its dots are missing values`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, schema: {missingValues: [".."]}, veta: {unit: "1"}}
      === a.csv
      Country Name,Country Code,Series Name,Series Code,2020 [YR2020],2021 [YR2021],2022 [YR2022]
      Mexico,MEX,Some rate,S.R,1,..,3
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("S.R") == [
        "MEX 2020 1.0 actual", "MEX 2021 - notAvailable", "MEX 2022 3.0 actual",
      ]
    )
  }

  @Test func `a ragged record before the notes is an error, a wrong number is one at its cell`()
    throws
  {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,unit,2020,2021,2022
      x,t,1,①many,3
      x,t,1②
      """
    )
    #expect(folder.problems == ["① ingestion.number", "② tabular.field-count"])
  }

  @Test func `a long table with numbers like years is still a long table`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,code,period,value,unit
      x,2001,2020,2734,t
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["2001 2020 2734.0 actual"])
  }

  @Test(arguments: [
    ("USD", "Billions", "", "1.0", "billion USD"), ("USD", "6", "", "1.0", "million USD"),
    ("USD", "", "", "1.0", "USD"), ("percent", "", "", "1.0", "percent"),
    ("", "Billions", "unit: million USD", "1000.0", "million USD"),
    ("USD", "Billions", "unit: million USD", "1000.0", "million USD"),
  ])
  func `a column of multipliers scales the unit of a record`(
    unit: String,
    multiplier: String,
    declared: String,
    value: String,
    result: String
  ) throws {
    for (layout, names, fields) in [
      ("wide", "geo", "MEX"), ("iamc", "Model,Scenario,Region,Variable", "M,S,W,x"),
    ] {
      let folder = try MarkedFolder(
        """
        === datapackage.yaml
        resources:
          - path: a.csv
            veta:
              layout: \(layout)
              indicator: x
              columns: {multiplier: Scale}
              \(declared)
        === a.csv
        \(names),Unit,Scale,2021,2022,2023
        \(fields),\(unit),\(multiplier),1,2,3
        """
      )
      #expect(folder.problems.isEmpty)
      let cube = try folder.cube("x")
      #expect(cube.unit.description == result)
      #expect(cube[0].map { "\($0)" } == value)
      #expect(!cube.axes.map(\.name).contains("Scale"))
    }
  }

  @Test func `a multiplier that is none is told at its place`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {layout: wide, indicator: x, columns: {multiplier: Scale}}}]
      === a.csv
      geo,Unit,Scale,2021,2022,2023
      MEX,USD,①lots,1,2,3
      USA,percent,②6,1,2,3
      """
    )
    #expect(folder.problems == ["① ingestion.multiplier", "② ingestion.multiplier"])
  }

  @Test(arguments: [
    ("2023M11,2023M12,2023M13", 1), ("2023-Q4,2023-Q5", 1), ("2023-12,2023M0", 1),
    ("2023-S1,2023S3", 1), ("2023-11,2023-12,2023", 0), ("2023,2024,2019b", 0),
    ("2023,2024,code 12", 0),
  ])
  func `a column that is nearly a period is no dimension`(names: String, count: Int) throws {
    let fields = names.split(separator: ",").map { _ in "1" }.joined(separator: ",")
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {layout: wide, indicator: x, unit: t}}]
      === a.csv
      geo,\(names)
      A,\(fields)
      """
    )
    #expect(folder.list.all.count { $0.id == "ingestion.period" } == count)
  }
}
