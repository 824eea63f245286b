import Diagnostics
import Indicators
import Testing

@Suite struct FREDLayoutTests {
  @Test func `each column is an indicator and a point is a missing value`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: "1", indicators: {DEXMXUS: {unit: MXN/USD}}}}]
      === a.csv
      observation_date,DEXMXUS,RATE
      2024-01-02,17.1,5
      2024-01-03,.,5.1
      2024-01-05,17.2,
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("DEXMXUS") == [
        "2024-01-02 17.1 actual", "2024-01-03 - notAvailable", "2024-01-04 - absent",
        "2024-01-05 17.2 actual",
      ]
    )
    #expect(try folder.cells("RATE") == ["2024-01-02 5.0 actual", "2024-01-03 5.1 actual"])
    #expect(try folder.cube("DEXMXUS").unit.description == "MXN/USD")
  }

  @Test(
    arguments: [
      (["2024-01-01", "2024-02-01", "2024-03-01"], "", ["2024-01", "2024-02", "2024-03"]),
      (["2024-01-01", "2024-04-01", "2024-07-01"], "", ["2024-Q1", "2024-Q2", "2024-Q3"]),
      (["2022-01-01", "2023-01-01", "2024-01-01"], "", ["2022", "2023", "2024"]),
      (["2024-01-01", "2024-01-02"], "", ["2024-01-01", "2024-01-02"]),
      (["2024-02-01", "2024-05-01"], "", ["2024-02-01"]),
      (["2024-01-01", "2024-03-01"], ", frequency: M", ["2024-01", "2024-02", "2024-03"]),
      (["2024-03-01"], ", frequency: M", ["2024-03"]),
      (["2024-01-31", "2024-02-29"], ", frequency: M, max_age: P99Y", ["2024-01", "2024-02"]),
      (["2024-03-31", "2024-06-30"], ", frequency: Q, max_age: P99Y", ["2024-Q1", "2024-Q2"]),
      (["2023-12-31", "2024-12-31"], ", frequency: A, max_age: P99Y", ["2023", "2024"]),
      (["2024-01-31", "2024-02-29"], "", ["2024-01-31"]),
    ] as [([String], String, [String])]
  )
  func `first days of consecutive months, quarters and years are these`(
    dates: [String],
    declared: String,
    periods: [String]
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: t\(declared)}}]
      === a.csv
      DATE,X
      \(dates.map { "\($0),1" }.joined(separator: "\n"))
      """
    )
    #expect(folder.problems.isEmpty)
    let read = try folder.cube("X").time.periods.map(\.description)
    #expect(read.prefix(periods.count) == periods[...])
  }

  @Test func `one of several header records gives units in brackets`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: prices.csv
          dialect: {headerRows: [4, 5]}
          veta: {layout: fred, basis: nominal, indicator: {Copper: copper}}
      === prices.csv
      Commodity prices,,,,
      "annual, nominal US dollars",,,,
      ,,,,
      ,Copper,"Gold, fixed",Metals,①Boards
      ,($/mt),($/troy oz),(2010=100),(¢/sheet)
      2023,8490,1943,104,5
      2024,9142,…,..,6
      ,,,,
      Note: prices are averages.,,,,
      """
    )
    #expect(folder.problems == ["prices.csv:5:32 ingestion.series-left-out?"])
    #expect(try folder.cells("copper") == ["2023 8490.0 actual", "2024 9142.0 actual"])
    #expect(try folder.cube("copper").unit.description == "USD/t, nominal")
    #expect(
      try folder.cells("Gold, fixed") == ["2023 1943.0 actual", "2024 - notAvailable"]
    )
    #expect(try folder.cube("Metals").unit.description == "index 2010=100")
  }

  @Test func `units of the resource say what a publisher's word means`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          dialect: {headerRows: [1, 2]}
          veta: {layout: fred, units: {$/sheet: USD/m2}, columns: {value: [Boards]}}
      === a.csv
      ,Boards,Gas
      ,($/sheet),($/what)
      2024,6,1
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("Boards").unit.description == "USD/m2")
    #expect(folder.catalogue.indicators.count == 1)
  }

  @Test func `a statistical office's export keeps its notes for the source line`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: igae.csv, veta: {layout: fred, unit: index 2018=100, indicator: mining}}
      === igae.csv
      Indicador global de la actividad económica
      Serie original

      Periodo,Minería
      2023/11,98.2
      2023/12 r/,97.1
      2024/01 p1/,96.4

      p1/ Cifras preliminares
      Fuente: INEGI. Sistema de Cuentas Nacionales, 2024.
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("mining") == [
        "2023-11 98.2 actual", "2023-12 97.1 actual", "2024-01 96.4 provisional",
      ]
    )
    #expect(try folder.cube("mining").sources == ["igae"])
    let source = try #require(folder.catalogue.sources["igae"])
    #expect(source.title == "INEGI. Sistema de Cuentas Nacionales, 2024.")
    #expect(source.notes == ["p1/ Cifras preliminares"])
  }

  private static let preamble = """
    Instituto Nacional de Estadística
    Banco de Información

    Fecha,24/11/2026
    Unidad: toneladas
    """

  @Test(arguments: [
    "Fecha", "Periodo", "Periodos", "PERIODOS", "Período", "Mes", "Año", "Trimestre", "Date",
    "Quarter",
  ])
  func `the header is found under a publisher's lines`(name: String) throws {
    let periods = name == "Trimestre" || name == "Quarter" ? ["2020-Q1"] : ["2020-01"]
    let text = """
      \(Self.preamble)
      \(name),Oro,Plata
      2020/01,1,2
      """
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta: {layout: fred, unit: t, frequency: \(periods == ["2020-01"] ? "M" : "Q")}
      === a.csv
      \(text)
      """
    )
    #expect(folder.problems == [])
    #expect(try folder.cells("Oro") == periods.map { "\($0) 1.0 actual" })
    // Without the descriptor's word the help says it.
    let bare = try MarkedFolder("=== a.csv\n" + text)
    #expect(bare.problems == ["a.csv:6:1 ingestion.layout"])
    #expect(bare.list.all.first?.help?.contains("layout: fred") == true)
  }

  @Test(arguments: ["{path: a.csv}", "{path: a.csv, veta: {layout: fred, unit: t}}"])
  func `a header that is not found is told by its number`(resource: String) throws {
    func folder(_ resource: String) throws -> MarkedFolder {
      try MarkedFolder(
        """
        === datapackage.yaml
        resources: [\(resource)]
        === a.csv
        \(Self.preamble)
        Concepto,Oro,Plata
        2020-01,1,2
        2020-02,2,3
        """
      )
    }
    let told = try folder(resource)
    let id = resource.contains("fred") ? "ingestion.header" : "ingestion.layout"
    #expect(told.problems == ["a.csv:6:1 \(id)"])
    #expect(told.list.all.first?.help?.contains("dialect: {headerRows: [6]}") == true)
    let mended = try folder(
      "{path: a.csv, dialect: {headerRows: [6]}, veta: {layout: fred, unit: t}}"
    )
    #expect(mended.problems == [])
    #expect(try mended.cells("Plata") == ["2020-01 2.0 actual", "2020-02 3.0 actual"])
  }

  @Test func `a misspelt name is found under a publisher's lines`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      \(Self.preamble)
      indicator,period,①vlaue,unit
      x,2020-01,1,t
      """
    )
    #expect(folder.problems == ["① ingestion.missing-field"])
  }

  @Test func `a central bank's export has the day first and marks of its own`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: tc.csv
          dialect: {headerRows: [4]}
          sources: [{title: Banco de México}]
          veta: {layout: fred, unit: MXN/USD, indicator: {SF43718: fx}, missing: {N/E: not-available}}
      === tc.csv
      Banco de México
      Tipo de cambio
      Fecha de consulta: 01/02/2024
      Fecha,SF43718
      01/01/2024,N/E
      02/01/2024,16.92
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("fx") == ["2024-01-01 - notAvailable", "2024-01-02 16.92 actual"]
    )
  }

  @Test(arguments: [
    Fault(
      "one name for several columns, and none at all",
      "① ingestion.one-name",
      "② ingestion.no-series",
      folder: """
        === datapackage.yaml
        resources:
          - {name: a, path: a.csv, veta: {layout: fred, unit: t, indicator: x}}
          - {name: b, path: b.csv, veta: {layout: fred, unit: t}}
        === a.csv
        ①DATE,A,B
        2024-01-01,1,2
        === b.csv
        ②DATE
        2024-01-01
        """
    ),
    Fault(
      "periods that can be two things or begin in another year",
      "① ingestion.ambiguous-period",
      "② ingestion.ambiguous-period",
      "③ ingestion.ambiguous-period",
      "④ ingestion.fiscal-year",
      "⑤ ingestion.period",
      folder: """
        === datapackage.yaml
        resources:
          - {name: a, path: a.csv, veta: {layout: fred, unit: t}}
          - {name: b, path: b.csv, veta: {layout: fred, unit: t}}
          - {name: c, path: c.csv, veta: {layout: fred, unit: t}}
        === a.csv
        Date,A
        ①01/02/2024,1
        === b.csv
        Period,B
        ②2024/01,1
        ③2024/02,1
        === c.csv
        Year,C
        ④FY2024,1
        ⑤soon,1
        2024,1
        """
    ),
  ])
  func `mistakes of periods and series are told at their place`(fault: Fault) throws {
    #expect(try MarkedFolder(fault.folder).problems == fault.expected)
  }

  @Test func `the schema or the frequency decides what a column leaves open`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - name: a
          path: a.csv
          schema: {fields: [{name: Date, format: "%m/%d/%Y"}, {name: A}]}
          veta: {layout: fred, unit: t}
        - {name: b, path: b.csv, veta: {layout: fred, unit: t, frequency: Q}}
      === a.csv
      Date,A
      01/02/2024,1
      === b.csv
      Period,B
      2024/01,1
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("A") == ["2024-01-02 1.0 actual"])
    #expect(try folder.cells("B") == ["2024-Q1 1.0 actual"])
  }
}
