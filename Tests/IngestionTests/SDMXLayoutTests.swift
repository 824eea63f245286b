import Diagnostics
import Indicators
import Testing

@Suite struct SDMXLayoutTests {
  // MARK: Publishers' files

  @Test
  func `the ecb's portal writes keys, and an exchange rate is per unit of the other currency`()
    throws
  {
    let folder = try MarkedFolder(
      """
      === a.csv
      KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,OBS_CONF,TITLE,UNIT,UNIT_MULT
      EXR.M.USD.EUR.SP00,M,USD,EUR,SP00,2024-01,1.0905,A,F,US dollar/Euro,USD,0
      EXR.M.USD.EUR.SP00,M,USD,EUR,SP00,2024-02,NaN,M,F,US dollar/Euro,USD,0
      EXR.M.USD.EUR.SP00,M,USD,EUR,SP00,2024-03,1.0872,P,F,US dollar/Euro,USD,0
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("EXR") == [
        "USD EUR SP00 2024-01 1.0905 actual", "USD EUR SP00 2024-02 - notApplicable",
        "USD EUR SP00 2024-03 1.0872 provisional",
      ]
    )
    #expect(try folder.cube("EXR").unit.description == "USD/EUR")
    #expect(folder.catalogue.indicators["EXR"]?.title?["en"] == "US dollar/Euro")
  }

  @Test func `eurostat's flags stand together and say why a value is missing`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
      ESTAT:PRC_HICP_AIND(1.0),01/02/26 11:00:00,A,I15,MX,2020,101.5,b
      ESTAT:PRC_HICP_AIND(1.0),01/02/26 11:00:00,A,I15,MX,2021,103,ep
      ESTAT:PRC_HICP_AIND(1.0),01/02/26 11:00:00,A,I15,MX,2022,,c
      ESTAT:PRC_HICP_AIND(1.0),01/02/26 11:00:00,A,I15,MX,2023,:,
      ESTAT:PRC_HICP_AIND(1.0),01/02/26 11:00:00,A,I15,MX,2024,,z
      ESTAT:PRC_HICP_AIND(1.0),01/02/26 11:00:00,A,I15,MX,2025,107.2,r
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("PRC_HICP_AIND") == [
        "MX 2020 101.5 actual", "MX 2021 103.0 estimated", "MX 2022 - confidential",
        "MX 2023 - notAvailable", "MX 2024 - notApplicable", "MX 2025 107.2 actual",
      ]
    )
    let cube = try folder.cube("PRC_HICP_AIND")
    #expect(cube.breaks == [0])
    #expect(cube.unit.description == "index 2015=100")
  }

  @Test func `of two flags the less certain counts, and a break wherever it stands`() throws {
    // Letters with how certain they leave a value, and whether the series breaks before it.
    let flags: [(letter: String, rank: Int, breaks: Bool)] = [
      ("r", 0, false), ("b", 0, true), ("d", 0, true), ("p", 1, false), ("e", 2, false),
      ("s", 2, false), ("u", 2, false), ("i", 2, false), ("f", 3, false),
    ]
    let pairs = flags.flatMap { one in flags.map { (one, $0) } }
    let lines = pairs.enumerated().map { "X,A,KG,\(1900 + $0),1,\($1.0.letter)\($1.1.letter)" }
    let folder = try MarkedFolder(
      """
      === a.csv
      DATAFLOW,freq,unit,TIME_PERIOD,OBS_VALUE,OBS_FLAG
      \(lines.joined(separator: "\n"))
      """
    )
    #expect(folder.problems == [])
    let cube = try folder.cube("X")
    for (cell, (one, other)) in pairs.enumerated() {
      let text = "\(one.letter)\(other.letter)"
      #expect(Int(cube.statuses[cell].rawValue) == max(one.rank, other.rank), "\(text)")
      #expect(cube.breaks.contains(cell) == (one.breaks || other.breaks), "\(text)")
    }
  }

  @Test
  func `the oecd's labels beside codes are labels, and what is not applicable is no dimension`()
    throws
  {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency,SECTOR,Institutional sector,ADJUSTMENT,Adjustment,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier,UNIT_MEASURE,Unit of measure,DECIMALS,Decimals
      DATAFLOW,OECD.SDD.NAD:DF_INV(1.1),Investment,I,MEX,Mexico,A,Annual,S1,Total economy,_Z,Not applicable,2023,,250.5,,A,Normal value,9,Billions,USD,US dollars,1,One
      DATAFLOW,OECD.SDD.NAD:DF_INV(1.1),Investment,I,CAN,Canada,A,Annual,S1,Total economy,_Z,Not applicable,2023,,400,,E,Estimated value,9,Billions,USD,US dollars,1,One
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("DF_INV") == ["MEX S1 2023 250.5 actual", "CAN S1 2023 400.0 estimated"]
    )
    #expect(try folder.cube("DF_INV").axes.map(\.name) == ["REF_AREA", "SECTOR"])
    #expect(try folder.cube("DF_INV").unit.description == "billion USD")
    #expect(folder.catalogue.labels.name(of: "MEX", in: "REF_AREA", language: "en") == "Mexico")
    #expect(folder.catalogue.indicators["DF_INV"]?.title?["en"] == "Investment")
  }

  @Test func `codes with labels in one field count by their codes`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {where: {FREQ: Q}, dimensions: {L_REP_CTY: geo}}}]
      === a.csv
      STRUCTURE,STRUCTURE_ID,ACTION,FREQ:Frequency,L_REP_CTY:Reporting country,TIME_PERIOD:Period,OBS_VALUE:Value,OBS_STATUS:Status,UNIT_MEASURE:Unit,UNIT_MULT:Multiplier
      dataflow,BIS:WS_LBS(1.0): Banking statistics,I,Q: Quarterly,MX: Mexico,2024-Q1,12.5,A: Normal,USD: US dollar,6: Millions
      dataflow,BIS:WS_LBS(1.0): Banking statistics,I,A: Annual,MX: Mexico,2024,50,A: Normal,USD: US dollar,6: Millions
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("WS_LBS") == ["MX 2024-Q1 12.5 actual"])
    #expect(try folder.cube("WS_LBS").unit.description == "million USD")
    #expect(folder.catalogue.labels.name(of: "MX", in: "geo", language: "es") == "Mexico")
    #expect(folder.catalogue.indicators["WS_LBS"]?.title?["en"] == "Banking statistics")
  }

  @Test func `the world bank's indicators are indicators, each with its unit`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE,STRUCTURE_ID,ACTION,FREQ,FREQ_LABEL,REF_AREA,REF_AREA_LABEL,INDICATOR,INDICATOR_LABEL,SEX,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MULT,OBS_STATUS
      datastructure,WB.DATA360:DS_DATA360(1.3),I,A,Annual,MEX,Mexico,WB_GDP,GDP,_T,USD,2023,1789,9,A
      datastructure,WB.DATA360:DS_DATA360(1.3),I,A,Annual,MEX,Mexico,WB_SHARE,Share of mining,_T,PT,2023,2.8,0,P
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("WB_GDP") == ["MEX _T 2023 1789.0 actual"])
    #expect(try folder.cube("WB_SHARE").unit.description == "percent")
    #expect(folder.catalogue.indicators["WB_SHARE"]?.title?["en"] == "Share of mining")
    #expect(try folder.cube("WB_GDP").axes[1].members.map(\.isAggregate) == [true])
  }

  @Test func `the imf prints whole numbers whatever their scale, and replaces throughout`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,UNIT,COUNTRY_UPDATE_DATE
      dataflow,IMF.RES:WEO(9.0.0),R,GBR,NGDPD,A,2024,3644636000000,9,USD,9/13/2025
      dataflow,IMF.RES:WEO(9.0.0),R,GBR,NGDP_RPCH,A,2024,1.1,0,PT,9/13/2025
      dataflow,IMF.RES:WEO(9.0.0),R,GBR,NGDP_RPCH,A,2024,1.2,0,PT,9/13/2025
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("NGDPD") == ["GBR 2024 3644636000000.0 actual"])
    #expect(try folder.cube("NGDPD").unit.description == "USD")
    #expect(try folder.cells("NGDP_RPCH") == ["GBR 2024 1.2 actual"])
  }

  @Test
  func `a unit's label says what its code doesn't, and a record of attributes is passed over`()
    throws
  {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE,STRUCTURE_ID,ACTION,FREQ:Frequency,REF_AREA:Reference area,TIME_PERIOD:Time period or range,OBS_VALUE:Observation Value,UNIT_MEASURE:Unit of measure,UNIT_MULT:Unit Multiplier,OBS_STATUS:Observation Status
      dataflow,BIS:WS_CBPOL(1.0): Central bank policy rates,I,D: Daily,US: United States,,,999: Per cent per year,0: Units,
      dataflow,BIS:WS_CBPOL(1.0): Central bank policy rates,I,D:Daily,US:United States,2025-01-02,4.375,999: Per cent per year,0: Units,A: Normal value
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("WS_CBPOL") == ["US 2025-01-02 4.375 actual"])
    #expect(try folder.cube("WS_CBPOL").unit.description == "percent")
    #expect(
      folder.catalogue.labels.name(of: "US", in: "REF_AREA", language: "en") == "United States"
    )
  }

  @Test func `names alone, without codes, are read as far as they say enough`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, dialect: {delimiter: ";"}}]
      === a.csv
      DATAFLOW;LAST UPDATE;freq;unit;geo;TIME_PERIOD;OBS_VALUE;OBS_FLAG;CONF_STATUS
      ESTAT:PRC_HPI_A;2025-07-04;Annual;Annual average index, 2010=100;Austria;2015;128.63;;
      ESTAT:PRC_HPI_A;2025-07-04;Annual;Annual average index, 2010=100;Austria;2016;136.27;bd;
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("PRC_HPI_A") == ["Austria 2015 128.63 actual", "Austria 2016 136.27 actual"]
    )
    #expect(try folder.cube("PRC_HPI_A").unit.description == "index 2010=100")
  }

  @Test
  func `columns behind the value of an ordered file are attributes, whatever they are called`()
    throws
  {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,SCALE,UNIT_MEASURE,TIME_PERIOD,OBS_VALUE,COUNTRY
      dataflow,X:y(1.0),I,AU1,HMH,PS,2024,8,AUS
      dataflow,X:y(1.0),I,AU2,HMH,PS,2024,6,AUS
      """
    )
    #expect(try folder.cells("y") == ["AU1 HMH 2024 8.0 actual", "AU2 HMH 2024 6.0 actual"])
  }

  // MARK: Rules

  @Test func `columns of version 2 may stand in any order`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      OBS_VALUE,OBS_STATUS,TIME_PERIOD,UNIT_MEASURE,REF_AREA,INDICATOR,STRUCTURE,STRUCTURE_ID,ACTION,FREQ
      3,A,2024,T,MEX,output,dataflow,X:Y(1.0),I,A
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("output") == ["MEX 2024 3.0 actual"])
  }

  @Test func `a record replaces or deletes what the file said before`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE
      dataflow,X:flow(1.0),I,MEX,2022,1,T
      dataflow,X:flow(1.0),I,MEX,2023,2,T
      dataflow,X:flow(1.0),A,CAN,2023,5,T
      dataflow,X:flow(1.0),R,MEX,2023,3,T
      dataflow,X:flow(1.0),D,CAN,,,
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("flow") == ["MEX 2022 1.0 actual", "MEX 2023 3.0 actual"])
  }

  @Test(
    arguments: [
      ("2024", "2024"), ("2024-A1", "2024"), ("2024-S1", "2024-S1"), ("2024-Q3", "2024-Q3"),
      ("2024-03", "2024-03"), ("2024-M03", "2024-03"), ("2024-W05", "2024-W05"),
      ("2024-03-31", "2024-03-31"), ("2024-03-31T00:00:00", "2024-03-31"), ("2024Q1", nil),
      ("2024-T1", nil), ("2024-01-01/P1Y", nil), ("2024-03-31T12:00:00", nil), ("", nil),
    ] as [(String, String?)]
  )
  func `periods are those of the standard`(text: String, period: String?) throws {
    let folder = try MarkedFolder(
      "=== a.csv\nDATAFLOW,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nX:y(1.0),\(text),1,T"
    )
    if let period {
      #expect(try folder.cells("y") == ["\(period) 1.0 actual"])
    } else {
      #expect(folder.problems == ["a.csv:2:10 ingestion.sdmx-period"])
    }
  }

  @Test(
    arguments: [
      ("USD", "6", "million USD"), ("MIO_EUR", "", "million EUR"), ("THS_T", "", "thousand t"),
      ("PC_GDP", "0", "percent of GDP"), ("PT_B1GQ", "", "percent of GDP"),
      ("PS", "3", "thousand person"),
      ("I21", "", "index 2021=100"), ("PC", "", "percent"), ("TNE", "", "t"), ("GWH", "", "GWh"),
      ("PURE_NUMB", "0", "1"), ("THS_PER", "", "thousand person"),
      ("MXN", "6", "million MXN"), ("CLV10_MEUR", "", "million EUR, chained 2010"),
      ("PCH_M12", "_Z", "percent"),
      ("CLV_I15", "", "index 2015=100"), ("CP_MEUR", "", "million EUR, nominal"),
      ("I95", "", "index 1995=100"), ("I05", "", "index 2005=100"),
      ("CLV95_MEUR", "", "million EUR, chained 1995"), ("CLV_I05", "", "index 2005=100"),
      ("BIO_EUR", "", "billion EUR"), ("THS_PER", "", "thousand person"),
      ("MIO_EUR", "3", "billion EUR"),
      ("EUR_HAB", "0", "EUR/person"), ("IX", "0", "index"), ("NR", "3", "thousand count"),
    ]
  )
  func `codes of units are our units, and the multiplier is a scale`(
    code: String,
    multiplier: String,
    unit: String
  ) throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT
      X:y(1.0),MEX,2024,1,\(code),\(multiplier)
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("y").unit.description == unit)
  }

  @Test func `a multiplier is taken to the declared unit`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {unit: million USD, indicator: {y: investment}, units: {CUR: USD}}}
      === a.csv
      DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT
      X:y(1.0),MEX,2024,1.5,CUR,9
      X:y(1.0),MEX,2025,1600,CUR,6
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("investment") == ["MEX 2024 1500.0 actual", "MEX 2025 1600.0 actual"]
    )
  }

  @Test func `a single code that isn't known is what the descriptor declares`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: "million EUR, chained 2010"}}]
      === a.csv
      DATAFLOW,unit,geo,TIME_PERIOD,OBS_VALUE
      X:y(1.0),CP_MPPS,MX,2024,1.5
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("y") == ["MX 2024 1.5 actual"])
  }

  @Test func `a cell is confidential where the file says so beside it`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,CONF_STATUS,UNIT
      X:y(1.0),MEX,2023,,C,T
      X:y(1.0),MEX,2024,,F,T
      X:y(1.0),MEX,2025,1,C,T
      """
    )
    #expect(
      try folder.cells("y") == [
        "MEX 2023 - confidential", "MEX 2024 - notAvailable", "MEX 2025 1.0 actual",
      ]
    )
  }

  @Test func `a deletion takes out what it names and nothing else`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      STRUCTURE,STRUCTURE_ID,ACTION,GEO,SEX,TIME_PERIOD,OBS_VALUE,UNIT
      dataflow,X:y(1.0),I,MEX,F,2023,1,T
      dataflow,X:y(1.0),I,MEX,M,2023,2,T
      dataflow,X:y(1.0),I,MEX,F,2024,3,T
      dataflow,X:y(1.0),I,CAN,F,2024,4,T
      dataflow,X:z(1.0),I,MEX,F,2023,9,T
      dataflow,X:y(1.0),D,MEX,,2023,,
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("y") == ["MEX F 2024 3.0 actual", "CAN F 2024 4.0 actual"])
    #expect(try folder.cells("z") == ["MEX F 2023 9.0 actual"])
  }

  @Test func `a mark of the descriptor counts before the standard's`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {status: {N: E, A: P}}}]
      === a.csv
      DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT
      X:y(1.0),MEX,2023,1,N,T
      X:y(1.0),MEX,2024,1,A,T
      """
    )
    #expect(
      try folder.cells("y") == ["MEX 2023 1.0 estimated", "MEX 2024 1.0 provisional"]
    )
  }

  @Test func `a value before a break breaks the series`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,OBS_PRE_BREAK,UNIT
      X:y(1.0),MEX,2023,1,,T
      X:y(1.0),MEX,2024,2,1.8,T
      """
    )
    #expect(try folder.cube("y").breaks == [1])
  }

  // MARK: Mistakes

  @Test(arguments: [
    Fault(
      "several frequencies without a choice",
      "① ingestion.frequency",
      folder: """
        === a.csv
        DATAFLOW,FREQ,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE
        X:y(1.0),A,MEX,2024,1,T
        X:y(1.0),Q,MEX,①2024-Q1,1,T
        """
    ),
    Fault(
      "a code of frequency that is not the period's, and one for hours",
      "① ingestion.frequency-code",
      "② ingestion.frequency-code",
      folder: """
        === a.csv
        DATAFLOW,FREQ,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE
        X:y(1.0),①A,MEX,2024-Q1,1,T
        X:y(1.0),②N,MEX,2024,1,T
        X:y(1.0),A,MEX,2023,1,T
        """
    ),
    Fault(
      "units that mean several things or nothing, and multipliers that are none",
      "① ingestion.unit-code",
      "② ingestion.unit-code",
      "③ ingestion.multiplier",
      "④ ingestion.multiplier",
      folder: """
        === a.csv
        DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT
        X:a(1.0),MEX,2024,1,①XDC,6
        X:b(1.0),MEX,2024,1,②WHAT,6
        X:c(1.0),MEX,2024,1,T,③many
        X:d(1.0),MEX,2024,1,PC,④3
        """
    ),
    Fault(
      "codes that aren't known, of which a declared unit can be one alone",
      "① ingestion.unit-code",
      "② ingestion.unit-code",
      folder: """
        === datapackage.yaml
        resources: [{path: a.csv, veta: {unit: t}}]
        === a.csv
        DATAFLOW,GEO,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE
        X:y(1.0),MEX,2023,1,①WHAT
        X:y(1.0),MEX,2024,1,②WHICH
        """
    ),
    Fault(
      "an action, a status and a value that are none",
      "① ingestion.word",
      "② ingestion.status",
      "③ ingestion.number",
      "④ ingestion.status-of-value",
      folder: """
        === a.csv
        STRUCTURE,STRUCTURE_ID,ACTION,GEO,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE
        dataflow,X:y(1.0),①X,MEX,2021,1,A,T
        dataflow,X:y(1.0),I,MEX,2022,1,②Y,T
        dataflow,X:y(1.0),I,MEX,2023,③many,A,T
        dataflow,X:y(1.0),I,MEX,2024,1,④Q,T
        dataflow,X:y(1.0),I,MEX,2025,1,A,T
        """
    ),
    Fault(
      "a misspelt column of a declared layout",
      "① ingestion.missing-field",
      folder: """
        === datapackage.yaml
        resources: [{path: a.csv, veta: {layout: sdmx-csv}}]
        === a.csv
        DATAFLOW,GEO,①TIME_PERIODE,OBS_VALUE,UNIT_MEASURE
        X:y(1.0),MEX,2021,1,T
        """
    ),
  ])
  func `mistakes of sdmx files are told at their place`(fault: Fault) throws {
    #expect(try MarkedFolder(fault.folder).problems == fault.expected)
  }
}
