import Diagnostics
import Indicators
import Testing

@Suite struct TidyLayoutTests {
  @Test func `a file alone becomes cubes with dimensions, periods and gaps`() throws {
    let folder = try MarkedFolder(
      """
      === data/mines.csv
      indicator,mineral,geo,period,value,unit,obs_status
      output,silver,PER,2021,10,t,
      output,silver,MEX,2021,12.50,t,P
      output,silver,MEX,2023,13,t,E
      output,gold,MEX,2023,,t,Q
      jobs,,,2023,400,person,F
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("output") == [
        "silver PER 2021 10.0 actual", "silver PER 2022 - absent", "silver PER 2023 - absent",
        "silver MEX 2021 12.5 provisional", "silver MEX 2022 - absent",
        "silver MEX 2023 13.0 estimated",
        "gold PER 2021 - absent", "gold PER 2022 - absent", "gold PER 2023 - absent",
        "gold MEX 2021 - absent", "gold MEX 2022 - absent", "gold MEX 2023 - confidential",
      ]
    )
    #expect(try folder.cube("output").axes.map(\.name) == ["mineral", "geo"])
    #expect(try folder.cells("jobs") == ["2023 400.0 forecast"])
    #expect(folder.catalogue.indicators["output"]?.frequency == .annual)
    #expect(folder.filesRead == ["data/mines.csv"])
  }

  @Test func `a cell remembers where it stands, its decimals, its source and its note`() throws {
    let folder = try MarkedFolder(
      """
      === sources.csv
      id,title,address,date,licence
      USGS,Mineral Commodity Summaries,https://usgs.gov,2026-02-06,public domain
      === a.csv
      indicator,period,value,unit,source,note
      x,2023,8.70,t,USGS; raw=8.70,revised
      x,2024,9,t,,
      """
    )
    let cube = try folder.cube("x")
    let origin = try #require(cube.origin(of: 0))
    #expect(origin.span.text == "8.70")
    #expect(origin.span.file.position(of: origin.span.range.lowerBound) == (line: 2, column: 8))
    #expect(origin.decimals == 2)
    #expect(origin.source == "USGS")
    #expect(origin.note == "raw=8.70; revised")
    #expect(cube.origin(of: 1)?.source == nil)
    #expect(cube.sources == ["USGS"])
    let source = try #require(folder.catalogue.sources["USGS"])
    #expect(source.title == "Mineral Commodity Summaries")
    #expect(source.licence == "public domain")
  }

  @Test func `values that name no source rest on the resource's own`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      name: small
      title: {en: A small one}
      resources:
        - name: a
          path: a.csv
          title: The numbers
          licenses: [{name: CC-BY-4.0}]
          sources: [{title: The office, path: "https://office.example"}]
          veta: {unit: t, published: 2026-02-06}
      === a.csv
      indicator,period,value
      x,2023,8
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").sources == ["a"])
    #expect(try folder.cube("x").origin(of: 0)?.source == "a")
    let source = try #require(folder.catalogue.sources["a"])
    #expect(source.title == "The office" && source.address == "https://office.example")
    #expect(source.date == "2026-02-06" && source.licence == "CC-BY-4.0")
    #expect(folder.catalogue.package.name == "small")
    #expect(folder.catalogue.package.title?["en"] == "A small one")
    #expect(folder.catalogue.package.resources.map(\.title) == ["The numbers"])
    #expect(folder.catalogue.package.resources.map(\.licences) == [["CC-BY-4.0"]])
  }

  @Test func `a free text for a source is its own title where no table of sources exists`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,period,value,unit,source
      x,2023,8,t,The yearbook
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(folder.catalogue.sources["The yearbook"]?.title == "The yearbook")
  }

  @Test(arguments: [
    ("year", "2024", "2024"), ("date", "2024-12-31", "2024-12-31"),
    ("Period", "2024-Q4", "2024-Q4"),
    ("period", "2024-S1", "2024-S1"), ("period", "2024-W05", "2024-W05"),
    ("period", "2021..2024", "2021..2024"),
  ])
  func `a period is written in any of the usual ways`(
    column: String,
    text: String,
    period: String
  ) throws {
    let folder = try MarkedFolder("=== a.csv\nindicator,\(column),value,unit\nx,\(text),1,t")
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").time.periods.map(\.description) == [period])
  }

  @Test func `an average stands beside years and fills no gap`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,period,value,unit
      x,2021..2024,5,t
      x,2021,1,t
      x,2023,2,t
      y,2021..2024,3,t
      """
    )
    #expect(
      try folder.cells("x") == [
        "2021 1.0 actual", "2022 - absent", "2023 2.0 actual", "2021..2024 5.0 actual",
      ]
    )
    #expect(try folder.cells("y") == ["2021..2024 3.0 actual"])
  }

  @Test(arguments: [
    ("", "1", "actual"), ("A", "1", "actual"), ("P", "1", "provisional"), ("E", "1", "estimated"),
    ("I", "1", "estimated"), ("U", "1", "estimated"), ("F", "1", "forecast"), ("B", "1", "actual"),
    ("D", "1", "actual"), ("L", "", "notCollected"), ("M", "", "notApplicable"),
    ("O", "", "notAvailable"), ("Q", "", "confidential"), ("H", "", "holiday"),
    ("A", "", "notAvailable"), ("", "", "notAvailable"),
  ])
  func `a letter says how certain a value is, or why there is none`(
    letter: String,
    value: String,
    status: String
  ) throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit,obs_status\nx,2024,\(value),t,\(letter)"
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["2024 \(value.isEmpty ? "-" : "1.0") \(status)"])
    #expect(try folder.cube("x").breaks == (letter == "B" || letter == "D" ? [0] : []))
  }

  @Test func `a descriptor translates codes, marks, columns and units, and chooses records`() throws
  {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      veta: {units: {"thousand tonnes": kt}}
      resources:
        - name: a
          path: a.csv
          dialect: {delimiter: ";", commentChar: "#"}
          schema:
            fields: [{name: code}, {name: REF_AREA}, {name: FREQ}, {name: period},
              {name: value, decimalChar: ",", groupChar: "."}, {name: unit}, {name: status}, {name: indicator}]
            missingValues: ["", "n.d."]
          veta:
            layout: tidy
            indicator: {PROD.X: output}
            dimensions: {REF_AREA: geo}
            where: {FREQ: [A]}
            aggregates: {geo: [EU27]}
            status: {"(p)": P}
            missing: {W: confidential}
            indicators:
              output: {title: {en: Output}, unit: t, kind: flow, frequency: A, decimals: 1, direction: up}
      === a.csv
      # a comment
      code;REF_AREA;FREQ;period;value;unit;status;indicator
      1;MEX;A;2023;1.234,5;thousand tonnes;(p);PROD.X
      1;MEX;M;2023-01;7;thousand tonnes;;PROD.X
      1;EU27;A;2023;n.d.;thousand tonnes;;PROD.X
      1;WLD;A;2023;W;thousand tonnes;;PROD.X
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("output") == [
        "MEX 2023 1234500.0 provisional", "EU27 2023 - notAvailable", "WLD 2023 - confidential",
      ]
    )
    let indicator = try #require(folder.catalogue.indicators["output"])
    #expect(indicator.title?["en"] == "Output")
    #expect(indicator.cube.unit.description == "t")
    #expect(indicator.cube.kind == .flow)
    #expect(indicator.decimals == 1 && indicator.direction == .up)
    #expect(indicator.cube.axes.first?.members.map(\.isAggregate) == [false, true, false])
    #expect(indicator.resource == "a")
  }

  @Test func `a column held to one value is no dimension, one held to two is`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: t, where: {FREQ: A, geo: [MEX, USA]}}}]
      === a.csv
      indicator,geo,FREQ,period,value
      x,MEX,A,2024,1
      x,USA,A,2024,2
      x,CAN,A,2024,3
      x,MEX,Q,2024,4
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["MEX 2024 1.0 actual", "USA 2024 2.0 actual"])
    #expect(try folder.cube("x").axes.map(\.name) == ["geo"])
  }

  @Test func `what is said of one indicator counts before what is said of all`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta:
            {unit: t, kind: flow, decimals: 1, frequency: A, direction: up, indicators: {
              x: {unit: person, kind: stock, decimals: 0, direction: down}, y: {title: Why}}}
      === a.csv
      indicator,period,value
      x,2024,1
      y,2024,1
      """
    )
    #expect(folder.problems.isEmpty)
    let x = try #require(folder.catalogue.indicators["x"])
    let y = try #require(folder.catalogue.indicators["y"])
    #expect(x.cube.unit.description == "person" && y.cube.unit.description == "t")
    #expect(x.cube.kind == .stock && y.cube.kind == .flow)
    #expect(x.decimals == 0 && y.decimals == 1)
    #expect(x.direction == .down && y.direction == .up)
    #expect(x.title == nil && y.title?["en"] == "Why")
    #expect(x.span.text == "x" && x.span.file.path == "datapackage.yaml")
  }

  @Test func `a file for one indicator needs no column for its name`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {name: a-b, path: a.csv, veta: {unit: t}}
        - {name: c, path: a.csv, veta: {unit: t, indicator: named}}
      === a.csv
      period,value
      2024,1
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(folder.catalogue.indicators.keys.sorted() == ["a_b", "named"])
  }

  @Test func `WLD and _T are totals unless the descriptor says what is`() throws {
    let text = "indicator,geo,period,value,unit\nx,WLD,2024,1,t\nx,MEX,2024,1,t\nx,_T,2024,1,t"
    let plain = try MarkedFolder("=== a.csv\n\(text)")
    #expect(try plain.cube("x").axes[0].members.map(\.isAggregate) == [true, false, true])
    let said = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, veta: {aggregates: {geo: MEX}}}]
      === a.csv
      \(text)
      """
    )
    #expect(try said.cube("x").axes[0].members.map(\.isAggregate) == [false, true, false])
  }

  @Test(
    arguments: [("keep", "5.0 estimated", ">"), ("missing", "- notAvailable", nil)]
      as [(
        String, String, String?
      )]
  )
  func `a published bound is kept with its sign, or missing`(
    rule: String,
    cell: String,
    sign: String?
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, veta: {bounds: \(rule)}}]
      === a.csv
      indicator,period,value,unit
      x,2024,>5,t
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["2024 \(cell)"])
    #expect(try folder.cube("x").origin(of: 0)?.bound == sign)
  }

  @Test func `members stand in the order of their labels, the others as they appear`() throws {
    let folder = try MarkedFolder(
      """
      === labels.csv
      of,id,en,es,short.en,order,group
      geo,USA,United States,Estados Unidos,US,2,north
      geo,CAN,Canada,Canadá,,1,north
      geo,PER,Peru,Perú,,,
      indicator,x,Output,Producción,,,
      === a.csv
      indicator,geo,period,value,unit
      x,PER,2024,1,t
      x,USA,2024,1,t
      x,ARG,2024,1,t
      x,CAN,2024,1,t
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").axes[0].members.map(\.id) == ["CAN", "USA", "PER", "ARG"])
    let labels = folder.catalogue.labels
    #expect(labels.name(of: "USA", in: "geo", language: "es") == "Estados Unidos")
    #expect(labels.shortName(of: "USA", in: "geo", language: "en") == "US")
    #expect(labels.members(ofGroup: "north", in: "geo") == ["CAN", "USA"])
    #expect(folder.catalogue.indicators["x"]?.title?["es"] == "Producción")
  }

  @Test(
    arguments: [
      ("Source: The office", [], "The office"),
      ("\nSource: The office\nNote: Rounded.", ["Note: Rounded."], "The office"),
      ("Source: The office, Lima", [], "The office, Lima"),
      (",,,\n\"Source: The office, 2024\",,,", [], "The office, 2024"),
      ("\nFigures are rounded", ["Figures are rounded"], nil),
      ("\nFuente: INEGI, y otros, 2024", [], "INEGI, y otros, 2024"), ("\n\n", [], nil),
    ] as [(String, [String], String?)]
  )
  func `notes stand under the records of a tidy file`(
    lines: String,
    remarks: [String],
    source: String?
  ) throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit\nx,2020,1,t\n" + lines
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["2020 1.0 actual"])
    let found = folder.catalogue.sources["a"]
    #expect(found?.title == source)
    if source != nil { #expect(found?.notes == remarks) }
  }

  @Test(arguments: [
    "x,2021①", "\nx,2021①", "\nx①", "x①", "notes_issued,2021①", "\nx,2021,1,t,②5",
    "x,2021,1①\n\nSource: Us",
    "\nx,2021①\nx,2022,1,t", "source_of_income,2021,1①",
  ])
  func `a record of a tidy file that doesn't fit the header is no note`(lines: String) throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit\nx,2020,1,t\n" + lines
    )
    #expect(folder.list.all.map(\.id) == ["tabular.field-count"])
    #expect(folder.problems.allSatisfy { "①②".contains($0.prefix(1)) })
  }

  @Test(
    arguments: [
      ("groupChar: ','", [1_234_567.5, 100_000], []),
      ("title: Amount", [], ["ingestion.number", "ingestion.number"]),
    ] as [(String, [Double], [String])]
  )
  func `groups of two digits are read where a sign for groups is declared`(
    field: String,
    values: [Double],
    ids: [String]
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema: {fieldsMatch: subset, fields: [{name: value, \(field)}]}
      === a.csv
      indicator,period,value,unit
      x,2020,"12,34,567.5",t
      x,2021,"1,00,000.0",t
      """
    )
    #expect(folder.list.all.map(\.id) == ids)
    #expect(folder.catalogue.indicators["x"]?.cube.values ?? [] == values)
  }

  @Test(arguments: [
    "indicator: share", "indicator: {x: share}", "indicators: {share: {unit: t}}, indicator: share",
  ])
  func `a name that the descriptor gives is told at the descriptor`(keys: String) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {\(keys)}}]
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      """
    )
    let span = try #require(folder.catalogue.indicators["share"]?.span)
    #expect(span.file.path == "datapackage.yaml" && span.text == "share")
  }
}
