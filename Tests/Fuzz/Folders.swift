import Diagnostics
import FoundationEssentials
import Indicators
import Ingestion

/// Small input folders of all layouts, whose files are changed at random before they are read.
struct FuzzedFolder {
  private let place: String

  init() {
    place = FileManager.default.temporaryDirectory
      .appending(path: "veta-fuzz-\(UUID().uuidString)").path(percentEncoded: false)
  }

  func remove() { try? FileManager.default.removeItem(atPath: place) }

  /// The files of each folder by name.
  static let seeds: [[String: String]] = [
    [
      "datapackage.yaml": """
      name: tidy
      resources:
        - path: a.csv
          schema:
            missingValues: ["", "n.d."]
            primaryKey: [indicator, geo, period]
            fields:
              - {name: indicator, type: string}
              - {name: geo, type: string, constraints: {enum: [MX, US]}}
              - {name: period, type: any}
              - {name: value, type: number, decimalChar: ",", groupChar: "."}
              - {name: unit, type: string}
              - {name: obs_status, type: string}
          veta:
            indicators: {gdp: {unit: million USD, kind: flow, frequency: A}}
            status: {"(p)": P}
            aggregates: {geo: [US]}
            corrections:
              - {at: "gdp[MX] @ 2023", expect: 2, action: {set: 3}, reason: slip, by: somebody, date: 2026-11-24}
      """,
      "a.csv": """
      indicator,geo,period,value,unit,obs_status
      gdp,MX,2022,"1.234,5",million USD,A
      gdp,MX,2023,2,million USD,E
      gdp,US,2022,n.d.,million USD,M
      """,
      "labels.csv": "of,id,en,es\ngeo,MX,Mexico,México\nindicator,gdp,GDP,PIB\n",
    ],
    [
      "datapackage.yaml": """
      resources:
        - path: w.csv
          dialect: {delimiter: ";", headerRows: [3]}
          encoding: utf-8
          veta: {where: {code: [A, B]}, unit: percent, indicator: {A: rate, B: share_of}, missing: {"..": not-available}}
      """,
      "w.csv":
        "World Bank;;;;\n;;;;\ncode;geo;2020;2021 (p);2022\nA;MX;1,5;..;3\nB;US;2,5;2;\n;;;;\nSource: us;;;;\n",
    ],
    [
      "s.csv": """
      STRUCTURE,STRUCTURE_ID,ACTION,FREQ: Frequency,REF_AREA: Area,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE,UNIT_MULT
      dataflow,X:Y(1.0),I,A: Annual,MX: Mexico,2020,1.5,A: Normal,USD: Dollar,6
      dataflow,X:Y(1.0),I,A: Annual,MX: Mexico,2021,,M: Missing,USD: Dollar,6
      """
    ],
    [
      "datapackage.yaml":
        "resources:\n  - {path: f.csv, veta: {indicator: {X1: rate}, unit: percent, frequency: M}}\n",
      "f.csv": "DATE,X1\n2020-01-01,1.5\n2020-02-01,.\n2020-03-01,-2\n",
    ],
    [
      "i.csv":
        "Model,Scenario,Region,Variable,Unit,2020,2025\nM,S,World,Emissions|CO2,Mt CO2/yr,1,2\nM,T,World,Emissions|CO2,Mt CO2/yr,1,3\n"
    ],
    [
      "datapackage.json":
        #"{"name":"v","resources":[{"path":"v.csv","veta":{"published":{"column":"published"},"kind":"stock","revises":"cells"}},{"path":"e.csv"}]}"#,
      "v.csv":
        "indicator,period,value,unit,published\ngdp,2022-Q1,1,t,2023-01-01\ngdp,2022-Q1,2,t,2023-06-01\ngdp,2022-Q3,4,t,2023-06-01\n",
      "e.csv":
        "date,until,kind,text.en,text.es\n2026-07-01,2026-09-01,span,Review,Revisión\n2027-01-01,,point,End,Fin\n",
      "sources.csv": "id,title,address,date\ninegi,INEGI,https://example.org,2026-01-01\n",
    ],
  ]

  /// Reads each folder as it is: what is wrong from the beginning would hide what is behind it.
  func checkSeeds(_ finding: (_ what: String) -> Never) {
    for seed in Self.seeds {
      write(seed.mapValues { Array($0.utf8) })
      var list = DiagnosticList()
      _ = readCatalogue(from: InputFolder(path: place, shownAs: "."), into: &list)
      if let problem = list.all.first(where: { $0.severity == .error }) {
        finding(problem.formatted)
      }
    }
  }

  private func write(_ files: [String: [UInt8]]) {
    remove()
    try? FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for (name, text) in files {
      _ = FileManager.default.createFile(atPath: "\(place)/\(name)", contents: Data(text))
    }
  }

  /// Changes one file of a folder and reads it, as a whole and as if it were too large for memory.
  func run(_ random: inout Random, _ finding: (_ what: String, _ bytes: [UInt8]) -> Never) {
    let seed = Self.seeds[random.below(Self.seeds.count)]
    let names = seed.keys.sorted()
    let changed = names[random.below(names.count)]
    var files = seed.mapValues { Array($0.utf8) }
    var bytes = files[changed] ?? []
    change(&bytes, times: 1 + random.below(4), &random)
    files[changed] = bytes
    write(files)
    let kept = read(mostKept: 4 << 20, headSize: 4 << 20, finding, bytes)
    let stored = read(mostKept: 0, headSize: 40 + random.below(200), finding, bytes)
    // How a file is written is told from more of it when it is kept.
    let isToldByHead = changed.hasSuffix(".csv")
    if kept != stored, !isToldByHead { finding("a stored table differs", bytes) }
  }

  /// All cells of the folder, and what is wrong in it.
  private func read(
    mostKept: Int,
    headSize: Int,
    _ finding: (_ what: String, _ bytes: [UInt8]) -> Never,
    _ bytes: [UInt8]
  ) -> [String] {
    var list = DiagnosticList()
    let folder = InputFolder(path: place, shownAs: ".", mostKept: mostKept, headSize: headSize)
    let catalogue = readCatalogue(from: folder, asOf: CalendarDate("2026-11-24"), into: &list)
    for problem in list.all {
      if let span = problem.span, span.range.upperBound > span.file.bytes.count {
        finding("a place behind the file: \(problem.id)", bytes)
      }
    }
    if catalogue.indicators.isEmpty, list.all.isEmpty, catalogue.events.isEmpty {
      finding("nothing read and nothing told", bytes)
    }
    var lines = list.inFileOrder.map(\.formatted)
    for (name, indicator) in catalogue.indicators.sorted(by: { $0.key < $1.key }) {
      let cube = indicator.cube
      for cell in cube.values.indices where !cube.statuses[cell].isMissing {
        guard cube.values[cell].isFinite else { finding("\(name) has no finite value", bytes) }
        guard let origin = cube.origin(of: cell) else {
          finding("\(name) has a value from nowhere", bytes)
        }
        let place = origin.span.file.position(of: origin.span.range.lowerBound)
        lines.append("\(name) \(cube.values[cell]) \(cube.statuses[cell]) \(place)")
      }
    }
    return lines
  }
}
