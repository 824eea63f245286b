import Diagnostics
import Indicators
import Testing

/// Tables in the layouts of real publishers, each read from a few lines of descriptor.
@Suite struct PublishersTableTests {
  @Test func `a geological survey's table has its own columns, marks, bounds and years`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: salient.csv
          veta:
            columns: {value: [Mine_prod, Imports, Reliance], period: Year}
            dimensions: {Mineral: mineral}
            missing: {W: confidential, NA: not-available, "—": zero, E: not-applicable}
            indicators: {Reliance: {unit: percent}}
            status: {Estimated.: E}
            bounds: keep
      === salient.csv
      Source,Year,Units,Mineral,Mine_prod,Notes,Imports,Reliance
      MCS,2025_estimated,metric tons,Antimony,W,,45000,>75
      MCS,2025_estimated,metric tons,Barite,—,Excludes some.,NA,E
      MCS,2024,thousand metric tons,Antimony,3.5,Estimated.,40,91
      MCS,2024,metric tons,Barite,<1,,12,79
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("Mine_prod") == [
        "Antimony 2024 3500.0 estimated", "Antimony 2025 - confidential",
        "Barite 2024 1.0 estimated", "Barite 2025 0.0 estimated",
      ]
    )
    #expect(
      try folder.cells("Reliance") == [
        "Antimony 2024 91.0 estimated", "Antimony 2025 75.0 estimated",
        "Barite 2024 79.0 actual", "Barite 2025 - notApplicable",
      ]
    )
    #expect(try folder.cube("Imports").unit.description == "t")
    #expect(try folder.cube("Mine_prod").sources == ["MCS"])
    #expect(try folder.cube("Mine_prod").origin(of: 2)?.bound == "<")
  }

  @Test func `a table without a column of periods has one for all`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: fig.csv
          veta:
            columns: {value: Percent}
            period: 2021..2024
            dimensions: {Commodity: mineral, Import_Source: geo}
            indicator: import_share
            unit: percent
      === fig.csv
      Source,Commodity,Import_Source,Percent,NIR
      MCS,Antimony,China,55,91
      MCS,Antimony,Belgium,12,91
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("import_share") == [
        "Antimony China 2021..2024 55.0 actual", "Antimony Belgium 2021..2024 12.0 actual",
      ]
    )
  }

  @Test func `a long table in a publisher's words says which columns are what`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: long.csv
          veta:
            columns: {value: OBS, period: PERIODO, indicator: SERIE, unit: UNIDAD, status: MARCA}
            dimensions: {ESTADO: region}
            status: {pr: P, "*": E}
      === long.csv
      Exportado el 2024-05-01

      SERIE,ESTADO,PERIODO,UNIDAD,OBS,MARCA,CLAVE
      plata,Zacatecas,1T2024,toneladas,512 *,,x1
      plata,Zacatecas,2T2024,toneladas,498,pr,x2

      Fuente: Secretaría de Economía, con datos de las empresas.
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("plata") == [
        "Zacatecas 2024-Q1 512.0 estimated", "Zacatecas 2024-Q2 498.0 provisional",
      ]
    )
    #expect(
      folder.catalogue.sources["long"]?.title
        == "Secretaría de Economía, con datos de las empresas."
    )
  }

  @Test(arguments: [
    ("2024Q1,2024Q2,2024Q3", ["2024-Q1", "2024-Q2", "2024-Q3"]),
    ("2024 Q1,2024 Q2,2024 Q3", ["2024-Q1", "2024-Q2", "2024-Q3"]),
    ("1T2024,2T2024,3T2024", ["2024-Q1", "2024-Q2", "2024-Q3"]),
    ("2024M01,2024M02,2024M03", ["2024-01", "2024-02", "2024-03"]),
    ("Jan-24,Feb-24,Mar-24", ["2024-01", "2024-02", "2024-03"]),
    ("ene-24,feb-24,mar-24", ["2024-01", "2024-02", "2024-03"]),
    ("YR2022,YR2023,YR2024", ["2022", "2023", "2024"]),
    ("2022 [YR2022],2023 [YR2023],2024 [YR2024]", ["2022", "2023", "2024"]),
    ("2022,2023,2024p", ["2022", "2023", "2024"]),
  ])
  func `a wide header is read in any usual way`(names: String, periods: [String]) throws {
    let folder = try MarkedFolder("=== a.csv\nindicator,unit,\(names),\nx,t,1,2,3,\n")
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").time.periods.map(\.description) == periods)
  }

  @Test func `two header records give years and their quarters`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, dialect: {headerRows: [2, 3]}, veta: {unit: t, indicator: x}}]
      === a.csv
      Production
      ,2023,,2024,
      geo,Q3,Q4,Q1,Q2
      MEX,1,2,3,4
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("x") == [
        "MEX 2023-Q3 1.0 actual", "MEX 2023-Q4 2.0 actual", "MEX 2024-Q1 3.0 actual",
        "MEX 2024-Q2 4.0 actual",
      ]
    )
  }

  @Test func `names of several header records are joined as the dialect says`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          dialect: {headerRows: [1, 2], headerJoin: "/", commentRows: [3]}
          veta: {columns: {value: Output/total, period: Time/year}, unit: t}
      === a.csv
      Time,Output
      year,total
      (this line is a remark),(and this)
      2024,5
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("a") == ["2024 5.0 actual"])
  }

  @Test func `of a file without a header the schema names the columns`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          dialect: {header: false}
          schema: {fields: [{name: geo}, {name: period}, {name: value}]}
          veta: {unit: t}
      === a.csv
      MEX,2023,1
      CAN,2023,2
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("a") == ["MEX 2023 1.0 actual", "CAN 2023 2.0 actual"])
  }

  @Test func `notes under a table become notes of its source, lines over it do not`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: a.csv, sources: [{title: Ministry of Mines}], veta: {indicator: x, unit: t}}
      === a.csv
      Output of mines, in tonnes
      geo,2022,2023,2024
      MEX,1,2,3
      Note: ores only
      * from 2023 with small mines
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      folder.catalogue.sources["a"]?.notes == ["Note: ores only", "* from 2023 with small mines"]
    )
    #expect(folder.catalogue.sources["a"]?.title == "Ministry of Mines")
  }

  @Test func `names beside codes are labels, in their language if the column says it`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, veta: {unit: t}}
        - {name: b, path: b.csv, veta: {unit: t, dimensions: {Country Code: geo}}}
      === labels.csv
      of,id,en
      geo,CAN,Canada of the labels
      === a.csv
      indicator,geo,geo.en,geo.es,period,value
      x,MEX,Mexico,México,2024,1
      x,CAN,Canada,Canadá,2024,1
      === b.csv
      indicator,Country Code,Country Name,period,value
      y,PER,Peru,2024,1
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").axes.map(\.name) == ["geo"])
    let labels = folder.catalogue.labels
    #expect(labels.name(of: "MEX", in: "geo", language: "es") == "México")
    #expect(labels.name(of: "MEX", in: "geo", language: "en") == "Mexico")
    #expect(labels.name(of: "CAN", in: "geo", language: "en") == "Canada of the labels")
    #expect(labels.name(of: "PER", in: "geo", language: "es") == "Peru")
  }

  @Test func `a year and its part may stand in two columns, and a multiplier in one`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta:
            columns: {value: VALOR, period: [ANIO, MES], multiplier: SCALAR, unit: UOM}
            indicator: sales
      === a.csv
      ANIO,MES,UOM,SCALAR,VALOR
      2023,Diciembre,pesos,①units,5
      2024,1,MXN,millions,7
      2024,Feb,MXN,②many,8
      """
    )
    #expect(
      folder.problems == ["a.csv:2:16 ingestion.unit", "② ingestion.multiplier"]
    )
    let whole = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta:
            columns: {value: VALOR, period: [ANIO, MES], multiplier: SCALAR}
            unit: thousand MXN
            indicator: sales
      === a.csv
      ANIO,MES,SCALAR,VALOR
      2023,Diciembre,3,5
      2024,1,millions,7
      2024,12,,8
      """
    )
    #expect(whole.problems.isEmpty)
    #expect(
      try whole.cells("sales").filter { !$0.hasSuffix("absent") } == [
        "2023-12 5.0 actual", "2024-01 7000.0 actual", "2024-12 8.0 actual",
      ]
    )
  }

  @Test func `flags beside the years of a wide file are the statuses of these`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta: {dimensions: {Area: geo}, columns: {indicator: Item}, status: {I: E}}
      === a.csv
      Area Code,Area,Item,Unit,Y2021,Y2021F,Y2022,Y2022F,Y2023,Y2023F
      138,Mexico,honey,t,62,A,64.3,I,,M
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("honey") == ["Mexico 2021 62.0 actual", "Mexico 2022 64.3 estimated"]
    )
  }

  @Test func `of years beside their quarters the declared frequency is kept`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: t, indicator: x, frequency: Q}}]
      === a.csv
      geo,2023,2023Q1,2023Q2,2023Q3,2023Q4
      MEX,10,1,2,3,4
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("x") == [
        "MEX 2023-Q1 1.0 actual", "MEX 2023-Q2 2.0 actual", "MEX 2023-Q3 3.0 actual",
        "MEX 2023-Q4 4.0 actual",
      ]
    )
  }

  @Test func `the databank's export has dots for missing values and says where it is from`() throws
  {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: "1"}}]
      === a.csv
      Country Name,Country Code,Series Name,Series Code,2022 [YR2022],2023 [YR2023],2024 [YR2024]
      Mexico,MEX,Some rate,S.R,1,..,3
      ,,,,,,
      ,,,,,,
      Data from database: World Development Indicators,,,,,,
      Last Updated: 07/25/2026,,,,,,
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("S.R") == [
        "MEX 2022 1.0 actual", "MEX 2023 - notAvailable", "MEX 2024 3.0 actual",
      ]
    )
    #expect(
      folder.catalogue.sources["a"]?.title == "World Development Indicators"
    )
  }

  @Test func `a file of two layouts asks which`() throws {
    let folder = try MarkedFolder("=== a.csv\n①DATE,VALUE\n2024-01-01,1")
    #expect(folder.problems == ["① ingestion.ambiguous-layout"])
    #expect(folder.list.all.first?.message.contains("tidy, fred") == true)
  }

  @Test func `words for a code beside its column are its label`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, veta: {unit: t, columns: {value: obs_value, period: time}}}
        - {name: b, path: b.csv, veta: {unit: t}}
      === a.csv
      indicator,sex,sex.label,time,obs_value
      x,SEX_F,Female,2024,1
      === b.csv
      indicator,Economy,Economy Label,Year,Value
      y,484,Mexico,2024,1
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["SEX_F 2024 1.0 actual"])
    #expect(folder.catalogue.labels.name(of: "SEX_F", in: "sex", language: "en") == "Female")
    #expect(folder.catalogue.labels.name(of: "484", in: "Economy", language: "en") == "Mexico")
  }

  @Test func `behind the sign of a bound the number itself may be wrong`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: t, bounds: keep}}]
      === a.csv
      indicator,period,value
      x,2023,1.5
      x,2024,①"<100,000"
      """
    )
    #expect(folder.problems == ["① ingestion.number"])
    #expect(folder.list.all.first?.help?.contains("groupChar") == true)
  }

  @Test func `of two marks that a number ends in the longer one counts`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: t, status: {p: P, ep: E, c: Q}}}]
      === a.csv
      indicator,2022,2023,2024
      x,1 p,2ep,c
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("x") == [
        "2022 1.0 provisional", "2023 2.0 estimated", "2024 - confidential",
      ]
    )
  }

  @Test func `a record without values is no note, whatever its name`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      Country Name,2022,2023,2024
      Mexico,1,2,3
      United Kingdom of Great Britain and Northern Ireland,,,
      United Kingdom of Great Britain and Northern Ireland,1①
      """
    )
    #expect(folder.problems.contains("① tabular.field-count"))
    let whole = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, sources: [{title: x}], veta: {unit: t}}]
      === a.csv
      Country Name,2022,2023,2024
      Mexico,1,2,3
      United Kingdom of Great Britain and Northern Ireland,,,
      """
    )
    #expect(whole.catalogue.sources["a"]?.notes == [])
    let note = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, sources: [{title: x}], veta: {unit: t}}]
      === a.csv
      Country Name,2022,2023,2024
      Mexico,1,2,3
      Values of the last year rest on the first nine months
      """
    )
    #expect(note.problems.isEmpty)
    #expect(
      note.catalogue.sources["a"]?.notes
        == ["Values of the last year rest on the first nine months"]
    )
  }

  @Test func `a declared unit that leaves its prices open takes those of the file`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: million EUR}}]
      === a.csv
      indicator,period,value,unit
      output,2024,2000,"thousand EUR, nominal"
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("output").unit.description == "million EUR, nominal")
    #expect(try folder.cube("output").values == [2])
  }

  @Test func `a basis of the resource is that of its prices alone`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {basis: nominal}}]
      === a.csv
      indicator,period,value,unit
      price,2024,1,USD/t
      share,2024,1,percent
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("price").unit.description == "USD/t, nominal")
    #expect(try folder.cube("share").unit.description == "percent")
  }

  @Test(arguments: [
    Fault(
      "columns that are not there, that can't be several, and roles that are none",
      "① ingestion.unknown-column",
      "② ingestion.several-columns",
      "③ settings.unknown-key",
      folder: """
        === datapackage.yaml
        resources:
          - {name: a, path: a.csv, veta: {unit: t, columns: {value: ①Valeu}}}
          - {name: b, path: a.csv, veta: {unit: t, columns: {unit: ②[Year, Value]}}}
          - {name: c, path: a.csv, veta: {unit: t, columns: {③valeu: Value}}}
        === a.csv
        Year,Value
        2024,1
        """
    ),
    Fault(
      "a period for all beside a column of periods, and one that is none",
      "① ingestion.two-periods",
      "② ingestion.period",
      "③ ingestion.two-periods",
      folder: """
        === datapackage.yaml
        resources:
          - {name: a, path: a.csv, veta: {unit: t, period: ①2024}}
          - {name: b, path: b.csv, veta: {unit: t, period: ②soon}}
          - {name: c, path: b.csv, veta: {unit: t, columns: {period: x}, period: ③2024}}
        === a.csv
        year,value
        2024,1
        === b.csv
        x,value
        2024,1
        """
    ),
    Fault(
      "one name for several columns of values",
      "① ingestion.one-name",
      folder: """
        === datapackage.yaml
        resources: [{path: a.csv, veta: {unit: t, indicator: x, columns: {value: [①A, B]}}}]
        === a.csv
        year,A,B
        2024,1,2
        """
    ),
    Fault(
      "rows out of order, and a file without a header that the schema doesn't name",
      "① ingestion.row-number",
      "② ingestion.no-header",
      folder: """
        === datapackage.yaml
        resources:
          - {name: a, path: a.csv, dialect: {headerRows: [2, ①1]}, veta: {unit: t}}
          - name: b
            path: b.csv
            dialect: {header: false}
            schema: {fields: [{name: period}]}
            veta: {unit: t}
        === a.csv
        x
        period,value
        2024,1
        === b.csv
        ②2024,1
        """
    ),
    Fault(
      "two columns of one period",
      "① ingestion.period-twice",
      folder: """
        === a.csv
        indicator,unit,2022,2023,①2023 [YR2023]
        x,t,1,2,3
        """
    ),
    Fault(
      "columns of fiscal years",
      "① ingestion.fiscal-year",
      "② ingestion.fiscal-year",
      "③ ingestion.fiscal-year",
      folder: """
        === a.csv
        indicator,unit,①2021/22,②2022/23,③FY2024
        x,t,1,2,3
        """
    ),
    Fault(
      "a last line that is cut",
      "① tabular.field-count",
      folder: """
        === a.csv
        indicator,unit,2022,2023,2024
        x,t,1,2,3
        y①
        """
    ),
  ])
  func `mistakes of descriptors and headers are told at their place`(fault: Fault) throws {
    #expect(try MarkedFolder(fault.folder).problems == fault.expected)
  }

  @Test func `a header of no layout shows what it lacks for each`() throws {
    let folder = try MarkedFolder("=== a.csv\nMODEL,Scenario,Regio,Variabel,Amount\na,b,c,d,1")
    #expect(folder.problems == ["a.csv:1:1 ingestion.layout"])
    let notes = try #require(folder.list.all.first).notes.map(\.text)
    #expect(notes.first == "for 'tidy' the header lacks 'value' and 'period'")
    #expect(
      notes.contains(
        "for 'iamc' the header lacks 'Region' (it has 'Regio'), 'Variable' (it has 'Variabel')"
          + " and 'Unit'"
      )
    )
    #expect(notes.contains("for 'sdmx-csv' the header lacks 'TIME_PERIOD' and 'OBS_VALUE'"))
  }
}
