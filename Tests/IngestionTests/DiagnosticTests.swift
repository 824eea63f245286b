import Diagnostics
import Indicators
import Ingestion
import TestSupport
import Testing

/// A folder with what is wrong in it marked in its own text.
struct Fault: CustomTestStringConvertible {
  let rule: String
  let expected: [String]
  let folder: String

  init(_ rule: String, _ expected: String..., folder: String) {
    self.rule = rule
    self.expected = expected
    self.folder = folder
  }

  var testDescription: String { rule }
}

@Suite struct DiagnosticTests {
  @Test(arguments: recordFaults + headerFaults + descriptorFaults + indicatorFaults + nameFaults)
  func `each kind of mistake is told at its place`(fault: Fault) throws {
    let folder = try MarkedFolder(fault.folder)
    #expect(folder.problems == fault.expected)
  }

  @Test func `a folder that is not there is a missing input`() throws {
    var list = DiagnosticList()
    let folder = InputFolder(path: "/nowhere/at all", shownAs: "at all")
    #expect(readCatalogue(from: folder, into: &list).indicators.isEmpty)
    #expect(list.all.map(\.id) == ["ingestion.missing-folder"])
    #expect(list.all.first?.kind == .missingInput)
  }

  @Test(arguments: [
    ("labels: l.csv", "", "write 'labels' under 'veta:' of the data package"),
    ("unit: t", "", "write 'unit' under 'veta:' of a resource"),
    ("", "published: 2024-01-01", "write 'published' under 'veta:' of the resource"),
    ("", "labels: l.csv", "write 'labels' under 'veta:' of the data package"),
    ("tilte: T", "", "write 'title'"),
  ])
  func `a key in the wrong place is told its right one`(top: String, own: String, help: String)
    throws
  {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      \(top)
      resources:
        - path: a.csv
          \(own)
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      """
    )
    #expect(folder.list.all.map(\.id) == ["settings.unknown-key"])
    #expect(folder.list.all.map(\.severity) == [.warning])
    #expect(folder.list.all.map(\.help) == [help])
  }

  @Test func `what is released after the edition's day is told with its file and its day`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {published: ①2026-02-06}}
        - {path: b.csv, veta: {published: 2025-12-31}}
      === a.csv
      indicator,period,value,unit
      later,2020,1,t
      === b.csv
      indicator,period,value,unit
      known,2020,1,t
      """,
      edition: CalendarDate(year: 2025, month: 12, day: 31)
    )
    #expect(folder.problems == ["① ingestion.later-release?"])
    let message = folder.list.all.first?.message
    #expect(
      message
        == "'a.csv' is left out: the edition's day is 2025-12-31, the release is of 2026-02-06"
    )
    #expect(folder.catalogue.indicators.keys.sorted() == ["known"])
    #expect(folder.catalogue.unreleased.keys.sorted() == ["later"])
  }

  @Test func `a missing file names the nearest and is a missing input`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{name: x, path: data/prodution.csv}]
      === data/production.csv
      indicator,period,value,unit
      """
    )
    let found = try #require(folder.list.all.first)
    #expect(found.kind == .missingInput)
    #expect(found.help == "write 'data/production.csv'")
  }

  @Test(arguments: [
    ("n.d.", "missingValues"), (">5", "bounds: keep"), ("\"1,234\"", "groupChar"),
    ("\"1,5\",t\nx,2023,2.5", "decimalChar"), ("5%", "'percent'"),
    ("512 (p)", "'status: {\"(p)\": P}'"), ("512p", "'status: {\"p\": P}'"),
    ("\"1,234*\"", "'status: {\"*\": P}'"), ("512 1/", "'status: {\"1/\": P}'"),
    ("\"1,234.5\",t\nx,2023,\"2.345,6\"", "in one way"),
    ("1 234,t\nx,2023,2.5,t\nx,2022,\"2.345,6\"", "in one way"), ("none 5", "missingValues"),
  ])
  func `the help for a number fits the mistake`(text: String, help: String) throws {
    let folder = try MarkedFolder("=== a.csv\nindicator,period,value,unit\nx,2024,\(text),t")
    #expect(folder.list.all.first?.help?.contains(help) == true)
  }

  @Test(
    arguments: [
      ("2024Q1", "2024-Q1"), ("2024-1", "2024-01"), ("2024M11", "2024-11"), ("Q3 2024", "2024-Q3"),
      ("202411", "2024-11"), ("11/2024", "2024-11"), ("2024W07", "2024-W07"), ("soon", nil),
    ] as [(String, String?)]
  )
  func `a period written otherwise is shown as it should be`(text: String, iso: String?) throws {
    let folder = try MarkedFolder("=== a.csv\nindicator,period,value,unit\nx,\(text),1,t")
    #expect(folder.problems == ["a.csv:2:3 ingestion.period"])
    #expect(folder.list.all.first?.help == iso.map { "write '\($0)'" })
  }

  @Test func `a damaged folder is refused or read, and never ends the program`() throws {
    let files = [
      """
      resources:
        - path: a.csv
          dialect: {delimiter: ",", headerRows: [1]}
          schema: {fields: [{name: indicator}, {name: geo}, {name: period}, {name: value}]}
          veta: {unit: t, bounds: keep, where: {geo: [MEX, USA]}, aggregates: {geo: MEX}}
        - {path: b.csv, veta: {unit: "million USD, nominal"}}
        - {path: c.csv}
        - {path: e.csv, veta: {where: {FREQ: A}, units: {X: t}}}
        - path: f.csv
          dialect: {headerRows: [2, 3], commentRows: [5]}
          veta: {layout: fred, missing: {N/E: zero}, status: {p: P}}
        - {path: g.csv, veta: {columns: {value: [A, B], period: P, unit: U}, period: 2024}}
        - {path: h.csv}
      """,
      "indicator,geo,period,value\nx,MEX,2020,>1\nx,USA,2021..2024,\"2\"\n",
      "Country Name,Country Code,2020,2021,2022,\nMexico,MEX,1,2,\n\nnotes\n",
      "date,until,lane,text.en\n2020-01-01,2021,x,\"a\"\"b\"\n",
      "DATAFLOW,FREQ: F,GEO[;],TIME_PERIOD,OBS_VALUE,UNIT,UNIT_MULT\nA:b(1.0),A: x,MX,2024,1,X,3\n",
      "Title\n,Gold,Tin\n,($/mt),(2010=100)\n01/01/2024,1,N/E\n2024/02,2p,3\n\nNote: x\n",
      "X\nP,A,B,U,D\n2024p,1,2,t,z\n",
      "Model,Scenario,Region,Variable,Unit,2020,2030,2040\nm,s,r,v,t,1,2,3\n",
    ]
    for seed in 1...150 {
      var random = SplitMix64(seed: UInt64(seed))
      let damaged = files.map { file in
        var characters = Array(file)
        for _ in 0..<random.integer(in: 0...2) {
          let place = random.integer(in: 0...characters.count - 1)
          switch random.integer(in: 0...2) {
          case 0: characters.remove(at: place)
          case 1: characters.insert(random.element(of: Array("\"',;\n\r:.-0x")), at: place)
          default: characters.swapAt(place, random.integer(in: 0...characters.count - 1))
          }
        }
        return String(characters)
      }
      let folder = try MarkedFolder(
        "=== datapackage.yaml\n\(damaged[0])\n=== a.csv\n\(damaged[1])\n=== b.csv\n\(damaged[2])\n"
          + "=== c.csv\n\(damaged[3])\n=== e.csv\n\(damaged[4])\n=== f.csv\n\(damaged[5])\n"
          + "=== g.csv\n\(damaged[6])\n=== h.csv\n\(damaged[7])"
      )
      for diagnostic in folder.list.all { #expect(!diagnostic.formatted.isEmpty, "seed \(seed)") }
    }
  }

  @Test func `the message for a text in a number column is whole`() throws {
    let folder = try MarkedFolder(
      """
      === data/trade.csv
      geo,year,flow,value,unit,indicator
      MEX,2019,exportación,n.d.,t,trade
      """
    )
    #expect(
      folder.list.all.map(\.formatted) == [
        """
        data/trade.csv:2:22: error: 'n.d.' is not a number [ingestion.number]
          |
        2 | MEX,2019,exportación,n.d.,t,trade
          |                      ^~~~ expected a decimal number or nothing
          = note: the column 'value' holds numbers
          = help: leave the field empty to mark a missing value, or name the mark in 'missingValues'
        """
      ]
    )
  }
}

private let recordFaults = [
  Fault(
    "files of which nothing comes",
    "① ingestion.no-records",
    "② ingestion.no-records",
    "③ ingestion.no-records?",
    "④ ingestion.no-records?",
    "⑤ ingestion.no-records?",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv}
        - {path: b.csv, veta: {where: {②indicator: y}}}
        - {path: events.csv, veta: {layout: events}}
        - {path: d.csv}
        - {path: e.csv, veta: {layout: wide, unit: t}}
        - {path: [f.csv, g.csv], veta: {where: {③geo: MEX}}}
      === a.csv
      ①indicator,period,value,unit

      === b.csv
      indicator,period,value,unit
      x,2020,1,t
      === events.csv
      ④date,text.en
      === d.csv
      indicator,period,value,unit
      x,2020,,t
      === e.csv
      ⑤geo,2021,2022,2023
      A,,,
      === f.csv
      indicator,geo,period,value,unit
      y,MEX,2020,1,t
      === g.csv
      indicator,geo,period,value,unit
      y,USA,2020,1,t
      """
  ),
  Fault(
    "a text in a number column",
    "① ingestion.number",
    "② ingestion.number",
    "③ tabular.ambiguous-number",
    folder: """
      === a.csv
      indicator,period,value,unit
      x,2020,①n.d.,t
      x,2021,②>75,t
      x,2022,③"1,234",t
      x,2023,5,t
      """
  ),
  Fault(
    "a period, a status and a date that are none",
    "① ingestion.period",
    "② ingestion.period",
    "③ ingestion.status",
    "④ ingestion.status-of-value",
    "⑤ ingestion.date",
    folder: """
      === a.csv
      indicator,period,value,unit,status,published
      x,①20,1,t,,
      x,②2020-13,1,t,,
      x,2021,1,t,③Z,
      x,2022,1,t,④Q,
      x,2023,1,t,,⑤2024
      """
  ),
  Fault(
    "a record without an indicator",
    "① ingestion.indicator",
    folder: """
      === a.csv
      indicator,period,value,unit
      ①,2020,1,t
      """
  ),
  Fault(
    "a ragged record",
    "① tabular.field-count",
    folder: """
      === a.csv
      indicator,period,value,unit
      x,2020,1,t,①more
      x,2021,1,t
      """
  ),
  Fault(
    "a unit that is none, told once for each word, at the word",
    "① ingestion.unit",
    "② ingestion.unit",
    folder: """
      === a.csv
      indicator,period,value,unit
      x,2020,1,thousand ①tonz
      x,2021,1,thousand tonz
      x,2022,1,"USD, ②nominall"
      """
  ),
  Fault(
    "an empty field that the schema wants filled",
    "① ingestion.required",
    folder: """
      === datapackage.yaml
      resources:
        - name: a
          path: a.csv
          schema:
            fields:
              - {name: geo, constraints: {required: true}}
              - {name: period}
              - {name: value}
          veta: {unit: t}
      === a.csv
      geo,period,value
      MEX,2020,1
      ①,2020,1
      """
  ),
  Fault(
    "events that are none",
    "① ingestion.period",
    "② ingestion.event-until",
    "③ ingestion.word",
    "④ ingestion.event-kind",
    "⑤ ingestion.event-kind",
    folder: """
      === events.csv
      date,until,lane,text.en,kind
      ①soon,,x,A,point
      2020-07-01,②2019,x,B,span
      2020-07-01,,x,C,③pint
      2020-07-01,,x,D,④span
      2020-07-01,⑤2021,x,D,point
      2020-07-01,,x,,point
      """
  ),
]

private let headerFaults = [
  Fault(
    "a misspelt field without a schema",
    "① ingestion.missing-field",
    folder: """
      === a.csv
      indicator,period,①valeu,unit
      x,2020,1,t
      """
  ),
  Fault(
    "a misspelt field with a schema, and one it does not know",
    "① ingestion.missing-field",
    "② ingestion.extra-field?",
    folder: """
      === datapackage.yaml
      resources:
        - name: a
          path: a.csv
          schema: {fields: [{name: mineral}, {name: period}, {name: value}]}
          veta: {unit: t}
      === a.csv
      ①minral,period,value,②remark
      silver,2020,1,x
      """
  ),
  Fault(
    "a field twice",
    "① ingestion.field-twice",
    folder: """
      === a.csv
      indicator,period,value,unit,①period
      x,2020,1,t,2020
      """
  ),
  Fault(
    "a header that stands again, in each layout",
    "① ingestion.header-again",
    "② ingestion.header-again",
    "③ ingestion.header-again",
    "④ ingestion.header-again",
    "⑤ ingestion.header-again",
    "⑥ ingestion.header-again",
    "⑦ ingestion.header-again",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv}
        - {path: b.csv, veta: {layout: wide, unit: t}}
        - {path: c.csv, veta: {layout: fred, unit: t}}
        - {path: d.csv, veta: {unit: t}}
        - {path: e.csv}
        - {path: f.csv}
        - {path: wanted.csv, veta: {where: {geo: MEX}}}
      === a.csv
      indicator,period,value,unit
      a,2020,1,t
      ①indicator,period,value,unit
      a,2021,1,t
      === b.csv
      geo,2023,2024,2025
      A,1,2,3
      ②geo,2023,2024,2025
      B,1,2,3
      ③geo,2023,2024,2025
      === c.csv
      date,c
      2020,1
      ④date,c
      2021,2
      === d.csv
      DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE
      A:F(1.0),MEX,d,2021,1
      ⑤DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE
      === e.csv
      Model,Scenario,Region,Variable,Unit,2005,2010,2020
      M,S,W,Pop,person,1,2,3
      ⑥Model,Scenario,Region,Variable,Unit,2005,2010,2020
      === f.csv
      date,text
      2020,x
      ⑦date,text
      === wanted.csv
      indicator,geo,period,value,unit
      wanted,MEX,2020,1,t
      indicator,geo,period,value,unit
      """
  ),
  Fault(
    "columns without a name that hold something",
    "① ingestion.unnamed-column",
    "② ingestion.unnamed-column",
    "③ ingestion.unnamed-column",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {layout: fred, unit: t}}
        - {path: b.csv, veta: {layout: wide, unit: t}}
        - {path: c.csv, veta: {layout: wide, unit: t}}
        - {path: d.csv, veta: {layout: fred, unit: t, columns: {value: d}}}
        - {path: e.csv, veta: {layout: wide, unit: t}}
        - {path: f.csv, veta: {layout: wide, unit: t, where: {geo: A}}}
      === a.csv
      date,a,①,
      2021,1,,
      2022,1,2,
      === b.csv
      ②,2021,2022,2023
      Gold,1,2,3
      === c.csv
      geo,2021,2022,2023,③,
      A,1,2,3,5,
      === d.csv
      date,d,
      2021,1,2
      === e.csv
      ,geo,2021,2022,2023
      0,A,1,2,3
      1,B,1,2,3
      === f.csv
      geo,2021,2022,2023,
      A,1,2,3,
      B,1,2,3,4
      """
  ),
  Fault(
    "misspelt names of a table of models",
    "① ingestion.missing-field",
    "② ingestion.missing-field",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {layout: iamc}}
        - {path: b.csv, veta: {layout: iamc, dimensions: [Model, Scenrio]}}
      === a.csv
      Model,①Scenrio,Region,Variable,②Units,2005,2010,2020
      M,S,W,a,t,1,2,3
      === b.csv
      Model,Scenrio,Region,Variable,Unit,2005,2010,2020
      M,S,W,b,t,1,2,3
      """
  ),
  Fault(
    "a header of no layout",
    "① ingestion.layout",
    folder: """
      === a.csv
      ①name,number
      x,1
      """
  ),
  Fault(
    "a tidy file with a misspelt column",
    "① ingestion.misspelt-column",
    "② ingestion.misspelt-column",
    folder: """
      === a.csv
      ①indcator,geo,period,value,unit,②obs_statsu
      x,MEX,2020,1,t,P
      """
  ),
  Fault(
    "a header of two layouts",
    "① ingestion.ambiguous-layout",
    folder: """
      === a.csv
      ①indicator,date,value,text.en
      x,2020,1,y
      """
  ),
  Fault(
    "a wide file without periods",
    "① ingestion.no-periods",
    folder: """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, veta: {layout: wide, unit: t}}]
      === a.csv
      ①geo,first,second
      MEX,1,2
      """
  ),
  Fault(
    "an empty file",
    "a.csv:1:1 ingestion.empty",
    folder: """
      === a.csv

      """
  ),
  Fault(
    "a header beyond the end of the file",
    "① ingestion.header-row",
    folder: """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, dialect: {headerRows: [9]}, veta: {unit: t}}]
      === a.csv
      ①indicator,period,value
      x,2020,1
      """
  ),
]

private let descriptorFaults = [
  Fault(
    "keys that no file of the resource holds",
    "① ingestion.unknown-indicator",
    "② ingestion.unused-key?",
    "③ ingestion.unused-key?",
    "④ ingestion.unused-key?",
    "⑤ ingestion.unused-key?",
    folder: """
      === datapackage.yaml
      resources:
        - path: [a.csv, b.csv]
          veta:
            indicator: {gdp: x, pop: z, ①y: w}
            units: {②foo: t, bar: t}
            where: {geo: [MX, ③US]}
            status: {④"(q)": P, "(p)": P}
            missing: {⑤W: not-collected, ND: not-available}
      === a.csv
      indicator,geo,period,value,unit
      gdp,MX,2020,1 (p),bar
      gdp,USA,2020,1,bar
      === b.csv
      indicator,geo,period,value,unit
      pop,MX,2020,ND,t
      """
  ),
  Fault(
    "files that are not there or lie outside",
    "① ingestion.missing-file",
    "② ingestion.missing-file",
    "③ ingestion.path",
    "④ ingestion.path",
    folder: """
      === datapackage.yaml
      veta: {labels: ①names.csv}
      resources:
        - {name: a, path: ②b.csv}
        - {name: b, path: ③../a.csv}
        - {name: c, path: ④/etc/passwd}
      """
  ),
  Fault("no data at all", "ingestion.no-data", folder: "=== report.en.md\n# Hello"),
  Fault(
    "a misspelt key inside and outside of our own",
    "① settings.unknown-key?",
    "② settings.unknown-key",
    "③ settings.unknown-key",
    "④ settings.choice",
    folder: """
      === datapackage.yaml
      ①nmae: x
      veta: {②lables: labels.csv}
      resources: [{name: a, path: a.csv, veta: {③unti: t, unit: t, layout: ④tydi}}]
      === a.csv
      indicator,period,value
      x,2020,1
      """
  ),
  Fault(
    "values of keys that can't be",
    "① ingestion.unsupported",
    "② ingestion.dialect",
    "③ ingestion.unit",
    "④ ingestion.basis",
    "⑤ ingestion.status",
    "⑥ settings.choice",
    "⑦ ingestion.date",
    "⑧ ingestion.age",
    "⑨ ingestion.unsupported",
    folder: """
      === datapackage.yaml
      resources:
        - name: a
          path: a.csv
          encoding: ①latin-99
          dialect: {delimiter: ②";;"}
          veta:
            unit: million ③tonz
            basis: ④real
            status: {x: ⑤Y}
            missing: {W: ⑥withheld}
            published: ⑦2026
            max_age: ⑧14 months
            ⑨query: x
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      """
  ),
  Fault(
    "signs of a dialect that are its delimiter too",
    "① ingestion.dialect",
    "② ingestion.dialect",
    "③ ingestion.dialect",
    folder: """
      === datapackage.yaml
      resources:
        - name: a
          path: a.csv
          dialect: {delimiter: ";", quoteChar: ①";", commentChar: ②";", escapeChar: ③";"}
      === a.csv
      indicator;period;value;unit
      x;2020;1;t
      """
  ),
  Fault(
    "a dialect without the delimiter that the file has",
    "① ingestion.dialect",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv, dialect: ①{headerRows: [1]}, veta: {layout: fred, unit: t}}
        - {path: b.csv, dialect: {headerRows: [1]}, veta: {layout: fred, unit: t}}
      === a.csv
      "";a;"b"
      2024-01;1,0905;
      2024-02;1,0795;
      === b.csv
      date,c;d
      2024,1
      """
  ),
  Fault(
    "a basis for a resource without money",
    "① ingestion.basis-without-money?",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {basis: ①nominal}}
        - {path: b.csv, veta: {basis: nominal}}
      === a.csv
      indicator,period,value,unit
      a,2020,1,t
      a_share,2020,1,percent
      === b.csv
      indicator,period,value,unit
      b,2020,1,USD
      b_share,2020,1,percent
      """
  ),
  Fault(
    "days of sources that are none",
    "① ingestion.date",
    folder: """
      === sources.csv
      id,title,date
      A,A,①1.3.2025
      B,B,2025-03-01
      C,C,2025-03
      D,D,2025
      E,E,
      === a.csv
      indicator,period,value,unit
      a,2020,1,t
      """
  ),
  Fault(
    "a way to pack files that is not gzip",
    "① ingestion.unsupported",
    folder: """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, compression: ①rar, veta: {unit: t}}]
      === a.csv
      indicator,period,value
      x,2020,1
      """
  ),
  Fault(
    "two resources of one name",
    "① ingestion.resource-twice",
    folder: """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, veta: {unit: t}}
        - {name: ①a, path: b.csv}
      === a.csv
      indicator,period,value
      x,2020,1
      """
  ),
  Fault(
    "columns in roles that the layout doesn't read",
    "① ingestion.unread-column",
    "② ingestion.unread-column",
    "③ ingestion.unread-column",
    "④ ingestion.unread-column",
    folder: """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, veta: {unit: USD, layout: wide, columns: {value: ①scale}}}
        - {name: b, path: b.csv, veta: {unit: USD, layout: fred, columns: {multiplier: ②scale}}}
        - {name: c, path: c.csv, veta: {unit: USD, published: {column: ③day}}}
        - {name: d, path: d.csv, veta: {layout: iamc, columns: {value: ④scale}}}
      === a.csv
      scale,2021,2022,2023
      millions,1,2,3
      === b.csv
      DATE,scale,X
      2021,millions,1
      === c.csv
      DATAFLOW,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,day
      A:F(1.0),MEX,g,2021,1,2026-01-01
      === d.csv
      Model,Scenario,Region,Variable,Unit,scale,2005,2010,2020
      M,S,W,Pop,person,millions,1,2,3
      """
  ),
  Fault(
    "columns, dimensions, members and indicators that the file has not",
    "① ingestion.unknown-column",
    "② ingestion.unknown-column",
    "③ ingestion.unknown-column",
    "④ ingestion.unknown-dimension",
    "⑤ ingestion.unknown-member?",
    "⑥ ingestion.unknown-indicator",
    folder: """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, veta: {unit: t, where: {①FRQ: A}}}
        - {name: b, path: a.csv, veta: {unit: t, dimensions: [②goe]}}
        - {name: c, path: a.csv, veta: {unit: t, published: {column: ③day}}}
        - name: d
          path: a.csv
          veta: {aggregates: {④goe: [WLD], geo: [⑤WRD]}, indicators: {x: {unit: t}, ⑥xx: {unit: t}}}
      === a.csv
      indicator,geo,FREQ,period,value
      x,WLD,A,2020,1
      """
  ),
]

private let indicatorFaults = [
  Fault(
    "members that are totals, by their names or by their values",
    "① ingestion.total?",
    "② ingestion.total?",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv}
        - {path: b.csv}
        - {path: c.csv, veta: {aggregates: {region: [Total]}}}
      === a.csv
      indicator,region,period,value,unit
      x,A,2020,1,t
      x,B,2020,2,t
      x,①TOTAL,2020,3,t
      y,A,2020,1,t
      y,TOTAL,2020,1,t
      === b.csv
      indicator,zone,2020,2021,2022,unit
      z,A,1,2,3,t
      z,B,2,3,4,t
      z,C,0.1,0.2,0.3,t
      z,②ABC,3.1,5.2,7.3,t
      === c.csv
      indicator,region,period,value,unit
      v,A,2020,1,t
      v,Total,2020,1,t
      """
  ),
  Fault(
    "a declared unit that is not the one in the file's record of units",
    "① ingestion.unit-unread?",
    "② ingestion.unit-differs",
    folder: """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta: {layout: fred, unit: MXN/USD, units: {Millones de euros: million EUR}}
      === a.csv
      Title,Rate,Trade,Other
      Unidad,①Pesos por moneda,②Millones de euros,MXN/USD
      Fecha,a,b,c
      2020,20,300,21
      2021,20,300,21
      """
  ),
  Fault(
    "no unit anywhere, and a record without one",
    "① ingestion.unit-missing",
    "② ingestion.unit-missing",
    folder: """
      === a.csv
      indicator,period,value
      x,2020,①1
      x,2021,1
      === b.csv
      indicator,period,value,unit
      y,2020,1,t
      y,2021,②1,
      """
  ),
  Fault(
    "a record in another unit",
    "① ingestion.unit-differs",
    "② ingestion.unit-differs",
    folder: """
      === datapackage.yaml
      resources:
        - {name: a, path: a.csv, veta: {unit: t}}
        - {name: b, path: b.csv}
      === a.csv
      indicator,period,value,unit
      x,2020,1,kg
      x,2021,1,①USD
      === b.csv
      indicator,period,value,unit
      y,2020,1,"USD, nominal"
      y,2021,1,②"USD, constant 2018"
      """
  ),
  Fault(
    "a basis of what is no money",
    "a.csv:2:1 ingestion.basis-without-money",
    folder: """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, veta: {unit: t, basis: nominal}}]
      === a.csv
      indicator,period,value
      x,2020,1
      """
  ),
  Fault(
    "two frequencies, each told once",
    "① ingestion.frequency",
    "② ingestion.frequency",
    folder: """
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      x,①2020-12,1,t
      x,2021-01,1,t
      x,②2021-Q1,1,t
      """
  ),
  Fault(
    "records of another frequency than the declared one",
    "① ingestion.frequency",
    folder: """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {unit: t, frequency: M}}]
      === a.csv
      indicator,period,value
      x,①2020,1
      x,2020-12,1
      """
  ),
  Fault(
    "a dimension filled in some records only",
    "① ingestion.mixed-dimension",
    folder: """
      === a.csv
      indicator,geo,period,value,unit
      x,MEX,2020,1,t
      x,①,2020,2,t
      y,,2020,2,t
      """
  ),
  Fault(
    "one record twice, with the same value and with another",
    "① ingestion.duplicate?",
    "② ingestion.contradiction",
    "③ ingestion.contradiction",
    folder: """
      === a.csv
      indicator,geo,period,value,unit
      x,MEX,2020,1,t
      x,MEX,2020,①1.0,t
      x,MEX,2020,②2,t
      x,USA,2020,3,t
      x,MEX,2020,③,t
      """
  ),
  Fault(
    "a slip in a period that asks for too many cells",
    "① ingestion.size",
    folder: """
      === a.csv
      indicator,geo,mineral,period,value,unit
      \((0..<100).map { "\($0 == 0 ? "①" : "")x,g\($0),m\($0),2020,1,t" }.joined(separator: "\n"))
      x,g0,m0,0019,1,t
      """
  ),
]

private let nameFaults = [
  Fault(
    "columns of labels that nobody reads",
    "① ingestion.label-column?",
    "② ingestion.label-column?",
    "③ ingestion.label-column?",
    "④ ingestion.word",
    folder: """
      === labels.csv
      of;id;name;en;short.es;①fr;②es-MX;③eng;④nombre
      geo;MEX;Mexico;Mexico;México;Mexique;México;Mexico;México
      === a.csv
      indicator,geo,period,value,unit
      x,MEX,2020,1,t
      """
  ),
  Fault(
    "labels of what no data have",
    "① ingestion.label-id?",
    "② ingestion.label-id?",
    "③ ingestion.label-id?",
    "④ ingestion.label-dimension?",
    folder: """
      === data/labels.csv
      of,id,en
      geo,MEX,Mexico
      geo,①MEK,Mexico
      indicator,x,An indicator
      indicator,ratio,A ratio
      indicator,②y,Another
      scenario,stay,Stay
      scenario,③leave,Leave
      unit,loaves,Loaves
      ④goe,MEX,Mexico
      lane,law,Law
      === data/a.csv
      indicator,geo,period,value,unit
      x,MEX,2020,1,t
      === data/events.csv
      date,lane,text.en
      2020,law,A law
      """
  ),
  Fault(
    "labels where data could not be read",
    "① ingestion.number",
    folder: """
      === labels.csv
      of,id,en
      geo,USA,United States
      === a.csv
      indicator,geo,period,value,unit
      x,MEX,2020,1,t
      x,USA,2020,①n.d.,t
      """
  ),
  Fault(
    "names that no formula could write",
    "① ingestion.name",
    "② ingestion.name",
    "③ ingestion.name",
    folder: """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {indicator: {mapped-name: mapped}}}
        - {path: b.csv, veta: {indicator: ①b-name, unit: t}}
        - {path: c.csv, veta: {unit: t, indicators: {②2nd: {kind: flow}}}}
      === a.csv
      indicator,period,value,unit
      mapped-name,2020,1,t
      ③my-name,2020,1,t
      my-name,2021,1,t
      NY.GDP,2021,1,t
      === b.csv
      period,value
      2020,1
      === c.csv
      indicator,period,value
      2nd,2020,1
      """
  ),
  Fault(
    "names that stand twice or are unknown",
    "① ingestion.word",
    "labels.csv:2:1 ingestion.label-dimension?",
    "② ingestion.name-twice",
    "③ ingestion.order",
    "④ ingestion.name-twice",
    "⑤ ingestion.required",
    "⑥ ingestion.source?",
    folder: """
      === labels.csv
      of,id,en,①ordre,order
      geo,MEX,Mexico,,1
      geo,②MEX,México,,
      geo,USA,United States,,③first
      === sources.csv
      id,title
      A_2024,The A
      ④A_2024,The other
      ⑤,The nameless
      === a.csv
      indicator,period,value,unit,source
      x,2020,1,t,A_2024; a note
      x,2021,1,t,⑥A_2042
      x,2022,1,t,A_2042
      """
  ),
  Fault(
    "name tables without the columns they need",
    "① ingestion.missing-field",
    "② ingestion.missing-field",
    folder: """
      === labels.csv
      of,①ids,en
      === sources.csv
      ②name,title
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      """
  ),
]
