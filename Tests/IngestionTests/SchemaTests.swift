import Diagnostics
import Indicators
import Ingestion
import TestSupport
import Testing

@Suite struct SchemaTests {
  @Test(arguments: schemaFaults)
  func `what breaks a schema is told at its place`(fault: Fault) throws {
    let folder = try MarkedFolder(fault.folder)
    #expect(folder.problems == fault.expected)
  }

  /// One value in a column `c` of a field written in YAML's flow form.
  private func ids(_ field: String, _ text: String) throws -> [String] {
    try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields:
              - {name: indicator}
              - {name: period}
              - {name: value, type: number}
              - {name: unit}
              - {name: c, \(field)}
            missingValues: ["", "n.d."]
      === a.csv
      indicator,period,value,unit,c
      x,2020,1,t,"\(text.replacing("\"", with: "\"\""))"
      """
    ).list.all.map(\.id)
  }

  @Test(
    arguments: [
      ("type: string", ["anything", "1", "á"], []),
      ("type: any", ["anything"], []),
      ("type: string, format: email", ["a@b.org"], ["ab.org", "a@", "a@b@c"]),
      ("type: string, format: uri", ["https://a.b/c", "urn:isbn:1"], ["a.b", ":x", "http: x"]),
      (
        "type: string, format: uuid", ["6fa459ea-ee8a-3ca4-894e-db77e160355e"],
        ["6fa459ea", "6fa459eaee8a3ca4894edb77e160355e"]
      ),
      ("type: string, format: binary", ["YWJj"], ["a?"]),
      ("type: number", ["1", "-1.5", "1e3", "+2", "NaN", "INF", "-INF"], ["1,5", "x", "1.2.3"]),
      ("type: number, decimalChar: ','", ["1,5", "2"], ["1.5"]),
      (
        "type: number, decimalChar: ',', groupChar: '.'", ["1.234,5", "1.234", "7"],
        ["12.34", "1,2,3"]
      ),
      ("type: integer", ["1", "-7", "+3"], ["1.0", "1.5", "x", "1e3"]),
      ("type: integer, groupChar: ','", ["1,234"], ["1,23"]),
      ("type: boolean", ["true", "True", "TRUE", "1", "false", "0"], ["yes", "tRue", "2"]),
      ("type: boolean, trueValues: ['sí'], falseValues: ['no']", ["sí", "no"], ["true", "0"]),
      ("type: date", ["2024-02-29"], ["2023-02-29", "2024-2-9", "29/02/2024", "2024"]),
      (
        "type: date, format: '%d/%m/%Y'", ["29/02/2024", "1/3/2024"],
        ["2024-02-29", "29/02/2023", "29/02/24", "29/02/2024x"]
      ),
      ("type: date, format: '%Y%j'", ["2024366"], ["2023366"]),
      ("type: date, format: '%d.%m.%y'", ["01.12.68", "01.12.69"], ["01.13.69"]),
      ("type: time", ["14:30:00", "14:30:00.5Z"], ["14:30", "24:00:00", "14:60:00"]),
      (
        "type: datetime", ["2024-02-06T14:30:00Z", "2024-02-06T14:30:00.25-06:00"],
        ["2024-02-06", "2024-02-06 14:30:00", "2024-02-30T00:00:00Z"]
      ),
      ("type: datetime, format: '%Y-%m-%d %H:%M'", ["2024-02-06 14:30"], ["2024-02-06"]),
      ("type: year", ["2024", "-0044", "12024"], ["24", "2024-01", "MMXXIV"]),
      ("type: yearmonth", ["2024-12"], ["2024-13", "2024", "12-2024"]),
      (
        "type: duration", ["P1Y", "P1Y2M3DT4H5M6.7S", "PT30M", "-P3D"],
        ["1Y", "P", "P1", "PT", "P1H", "P1D2M"]
      ),
      ("type: list", ["a,b"], []),
      ("type: array", ["[1, {\"a\": 2}]"], ["{\"a\": 1}", "[1"]),
      ("type: object", ["{\"a\": [1]}"], ["[1]", "a"]),
      ("type: geopoint", ["-102.5, 23.9"], ["23.9", "200,5", "1,2,3"]),
    ] as [(String, [String], [String])]
  )
  func `a type holds its values and no others`(
    field: String,
    good: [String],
    bad: [String]
  ) throws {
    for text in good { #expect(try ids(field, text) == [], "\(text)") }
    for text in bad { #expect(try ids(field, text) == ["ingestion.field-type"], "\(text)") }
    #expect(try ids(field, "n.d.") == [])
    #expect(try ids(field, "") == [])
  }

  @Test(
    arguments: [
      ("type: number, constraints: {minimum: 2}", ["2", "3"], ["1.9"], "minimum"),
      ("type: number, constraints: {maximum: 2}", ["2", "-3"], ["2.1"], "maximum"),
      ("type: number, constraints: {exclusiveMinimum: 2}", ["2.1"], ["2", "1"], "minimum"),
      ("type: number, constraints: {exclusiveMaximum: 2}", ["1.9"], ["2", "3"], "maximum"),
      (
        "type: date, constraints: {minimum: 2020-01-31}", ["2020-01-31", "2021-01-01"],
        ["2020-01-30"], "minimum"
      ),
      ("type: year, constraints: {maximum: 2030}", ["2030"], ["2031"], "maximum"),
      ("type: yearmonth, constraints: {minimum: 2020-11}", ["2021-01"], ["2020-10"], "minimum"),
      ("type: string, constraints: {minLength: 2}", ["ab", "ñá"], ["a"], "length"),
      ("type: string, constraints: {maxLength: 2}", ["ñá"], ["abc"], "length"),
      (
        "type: string, constraints: {pattern: '[A-Z]{3}'}", ["MEX"], ["MEXI", "mex", "xMEX"],
        "pattern"
      ),
      ("type: string, constraints: {enum: [A, P]}", ["A"], ["B", "a"], "enum"),
      ("type: number, constraints: {enum: [1, 2]}", ["1.0", "2"], ["3"], "enum"),
      ("type: string, categories: [low, high]", ["low"], ["Low"], "enum"),
      (
        "type: integer, categories: [{value: 1, label: low}, {value: 2, label: high}]", ["1"],
        ["3"], "enum"
      ),
    ] as [(String, [String], [String], String)]
  )
  func `a constraint holds what it says`(
    field: String,
    good: [String],
    bad: [String],
    id: String
  ) throws {
    for text in good { #expect(try ids(field, text) == [], "\(text)") }
    for text in bad { #expect(try ids(field, text) == ["ingestion.\(id)"], "\(text)") }
    #expect(try ids(field, "n.d.") == [])
  }

  @Test func `the message for a broken constraint is whole`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields:
              - {name: indicator}
              - {name: period}
              - {name: value, type: number, constraints: {minimum: 0}}
              - {name: unit}
      === a.csv
      indicator,period,value,unit
      x,2020,-5,t
      """
    )
    #expect(
      folder.list.all.map(\.formatted) == [
        """
        a.csv:2:8: error: '-5' is below 0 [ingestion.minimum]
          |
        2 | x,2020,-5,t
          |        ^~ expected at least 0
          = note: 'minimum' of 'value' (datapackage.yaml:7:62)
          = help: correct the value, or 'minimum' in the schema
        """
      ]
    )
  }

  @Test func `of one kind in one column twenty are shown and the rest is counted`() throws {
    let records = (0..<50).map { "x,\(2000 + $0),\($0 % 2 == 0 ? -1 : 1),t" }
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields:
              - {name: indicator}
              - {name: period, type: year, constraints: {maximum: 2030}}
              - {name: value, type: number, constraints: {minimum: 0}}
              - {name: unit}
      === a.csv
      indicator,period,value,unit
      \(records.joined(separator: "\n"))
      """
    )
    #expect(folder.list.all.count { $0.id == "ingestion.minimum" } == 20)
    #expect(folder.list.all.count { $0.id == "ingestion.maximum" } == 19)
    let notes = folder.list.all.flatMap(\.notes).map(\.text).filter { $0.hasPrefix("and ") }
    #expect(notes == ["and 5 more like this in 'value'"])
  }

  @Test func `a missing value's label may be its reason, in all columns or in one`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields:
              - {name: indicator}
              - {name: period}
              - {name: value, type: number, missingValues: [{value: W, label: Confidential}, "-"]}
              - {name: unit}
              - {name: geo}
            missingValues: [W]
      === a.csv
      indicator,period,value,unit,geo
      x,2020,W,t,MEX
      x,2021,-,t,MEX
      x,2022,1,t,MEX
      y,2022,1,t,W
      """
    )
    #expect(folder.problems == [])
    #expect(
      try folder.cells("x") == [
        "MEX 2020 - confidential", "MEX 2021 - notAvailable", "MEX 2022 1.0 actual",
      ]
    )
    // In the other column W stands for nothing.
    #expect(try folder.cells("y") == ["2022 1.0 actual"])
  }

  @Test func `several files are one resource, each with its header, and its keys go across`() throws
  {
    let folder = try MarkedFolder(
      """
      === datapackage.json
      {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "profile": "data-package",
       "name": "p", "created": "2024-01-01T00:00:00Z", "contributors": [{"title": "A", "roles": ["x"]}],
       "resources": [{"name": "r", "path": ["a.csv", "b.csv"], "profile": "tabular-data-resource",
        "type": "table", "encoding": "utf-8", "mediatype": "text/csv", "format": "csv",
        "schema": {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
         "primaryKey": ["period"], "fields": [{"name": "period", "type": "year"},
         {"name": "value", "type": "number"}, {"name": "unit", "type": "string"}]}}]}
      === a.csv
      period,value,unit
      2020,1,t
      2021,2,t
      === b.csv
      period,value,unit
      ①2021,2,t
      2022,3,t
      """
    )
    #expect(folder.problems == ["① ingestion.unique", "b.csv:2:6 ingestion.duplicate?"])
    #expect(try folder.cells("r") == ["2020 1.0 actual", "2021 2.0 actual", "2022 3.0 actual"])
    #expect(folder.filesRead == ["datapackage.json", "a.csv", "b.csv"])
  }

  /// Such a folder is also read as if its tables did not fit into memory, of which then only some records
  /// are kept.
  @Test func `a schema holds for the records too that 'where' leaves out`() throws {
    func records(_ geo: String, _ years: ClosedRange<Int>) -> String {
      years.map { "x,\(geo),\($0),5,t" }.joined(separator: "\n")
    }
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            primaryKey: [indicator, geo, period]
            fields: [{name: indicator}, {name: geo}, {name: period}, {name: value}, {name: unit}]
          veta: {where: {geo: [MEX]}, indicator: a}
        - path: b.csv
          schema:
            fields:
              - {name: indicator}
              - {name: geo, constraints: {required: true}}
              - {name: period}
              - {name: value, type: number, constraints: {minimum: 2}}
              - {name: unit, constraints: {enum: [t]}}
          veta: {where: {geo: [MEX]}, indicator: b}
        - path: c.csv
          schema:
            fields: [{name: indicator}, {name: geo}, {name: period}, {name: value}, {name: unit}]
            foreignKeys: [{fields: [geo], reference: {resource: d, fields: [geo]}}]
          veta: {where: {geo: [MEX]}, indicator: c}
        - path: d.csv
          veta: {where: {geo: [MEX]}, indicator: d}
      === a.csv
      indicator,geo,period,value,unit
      \(records("MEX", 2001...2012))
      \(records("USA", 2001...2012))
      ①x,USA,2005,6,t
      === b.csv
      indicator,geo,period,value,unit
      \(records("MEX", 2001...2012))
      \(records("USA", 2001...2012))
      x,USA,2013,②1,t
      x,USA,2014,5,③kg
      x,④,2015,5,t
      === c.csv
      indicator,geo,period,value,unit
      \(records("MEX", 2001...2012))
      \(records("USA", 2001...2012))
      x,BRA,2001,5,t
      x,⑤CAN,2001,5,t
      === d.csv
      indicator,geo,period,value,unit
      \(records("MEX", 2001...2012))
      \(records("USA", 2001...2012))
      x,BRA,2001,5,t
      """
    )
    #expect(
      folder.problems == [
        "② ingestion.minimum", "③ ingestion.enum", "④ ingestion.required", "① ingestion.unique",
        "⑤ ingestion.foreign-key",
      ]
    )
  }

  @Test func `a schema and a dialect may stand in files of the folder`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, schema: s.json, dialect: d.json}]
      === s.json
      {"fields": [{"name": "indicator"}, {"name": "period"}, {"name": "value", "type": "number",
       "constraints": {"minimum": 2}}, {"name": "unit"}]}
      === d.json
      {"delimiter": ";"}
      === a.csv
      indicator;period;value;unit
      x;2020;①1;t
      """
    )
    #expect(folder.problems == ["① ingestion.minimum"])
  }

  @Test(
    arguments: [
      ("equal", "value,unit,period,indicator", []),
      ("equal", "indicator,period,value,unit,more", ["ingestion.extra-field"]),
      ("subset", "indicator,period,value,unit,more", []),
      ("[subset]", "indicator,period,value,unit,more", []),
      ("subset", "indicator,period,value,more", ["ingestion.missing-field"]),
      ("superset", "period,value,unit", []),
      ("superset", "period,value,unit,more", ["ingestion.extra-field"]),
      ("partial", "period,value,more,unit", []),
      ("exact", "indicator,period,value,unit", []),
      ("exact", "period,indicator,value,unit", ["ingestion.field-order"]),
    ] as [(String, String, [String])]
  )
  func `the fields of file and schema go together as it says`(
    match: String,
    header: String,
    ids: [String]
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fieldsMatch: \(match)
            fields: [{name: indicator}, {name: period}, {name: value}, {name: unit}]
          veta: {unit: t}
      === a.csv
      \(header)
      """
    )
    let errors = folder.list.all.filter { $0.severity == .error && $0.id != "ingestion.no-records" }
    #expect(errors.map(\.id) == ids)
  }

  @Test func `a file is held against the size and the hash that are declared`() throws {
    let text = """
      === datapackage.yaml
      resources:
        - {path: a.csv, bytes: 39, hash: "md5:0123456789abcdef0123456789abcdef"}
        - {path: b.csv, bytes: ①40, hash: "②sha256:\(String(repeating: "0", count: 64))"}
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      === b.csv
      indicator,period,value,unit
      y,2020,1,t
      """
    let folder = try MarkedFolder(text) { algorithm, bytes in
      algorithm == "md5" && bytes.bytes.count == 39
        ? "0123456789abcdef0123456789abcdef" : String(repeating: "f", count: 64)
    }
    #expect(folder.problems == ["① ingestion.bytes", "② ingestion.hash"])
  }
}

private let schemaFaults = [
  Fault(
    "keys that stand twice or nowhere",
    "① ingestion.unique",
    "② ingestion.unique",
    "③ ingestion.required",
    "③ ingestion.mixed-dimension",
    "④ ingestion.unique",
    "a.csv:5:13 ingestion.duplicate?",
    "⑤ ingestion.foreign-key",
    folder: """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields:
              - {name: indicator}
              - {name: geo}
              - {name: period}
              - {name: value}
              - {name: unit}
              - {name: code, constraints: {unique: true}}
            primaryKey: [indicator, geo, period]
            uniqueKeys: [[geo, code]]
            foreignKeys: [{fields: geo, reference: {resource: b, fields: period}}]
          veta: {dimensions: [geo]}
        - {name: b, path: b.csv}
      === a.csv
      indicator,geo,period,value,unit,code
      x,2020,2020,1,t,a
      x,①2020,2021,1,t,②a
      x,③,2022,1,t,c
      ④x,2020,2020,1,t,
      y,⑤2022,2020,1,t,d
      === b.csv
      indicator,period,value,unit
      z,2020,1,t
      z,2021,1,t
      """
  ),
  Fault(
    "schemas that can't be read",
    "① ingestion.declared-twice",
    "② settings.choice",
    "③ ingestion.format",
    "④ ingestion.format",
    "⑤ ingestion.constraint",
    "⑥ ingestion.limit",
    "⑦ ingestion.pattern-syntax",
    "⑧ ingestion.undeclared-field",
    "⑨ ingestion.reference",
    "a.csv:1:1 ingestion.no-records",
    folder: """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields:
              - {name: indicator}
              - {name: ①indicator}
              - {name: a, type: ②text}
              - {name: period, type: date, format: ③"%B"}
              - {name: value, type: string, format: ④iban}
              - {name: b, type: boolean, constraints: {⑤minimum: 1}}
              - {name: c, type: number, constraints: {maximum: ⑥much}}
              - {name: unit, type: string, constraints: {pattern: ⑦"("}}
            primaryKey: [⑧indicater]
            foreignKeys: [{fields: a, reference: {resource: "", fields: ⑨[a, b]}}]
      === a.csv
      indicator,a,period,value,b,c,unit
      """
  ),
  Fault(
    "resources that are not read",
    "① ingestion.inline-data",
    "② ingestion.remote",
    "③ ingestion.not-delimited?",
    "④ ingestion.not-delimited?",
    "⑤ ingestion.hash-form",
    "⑥ ingestion.remote",
    folder: """
      === datapackage.yaml
      resources:
        - {name: i, ①data: [{a: 1}]}
        - {name: r, path: "②https://example.org/a.csv"}
        - {name: g, path: ③shapes.geojson}
        - {name: e, path: ④book.xlsx, format: xlsx}
        - {path: a.csv, hash: ⑤crc32-12}
        - {path: b.csv, schema: ⑥"https://example.org/s.json"}
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      === b.csv
      indicator,period,value,unit
      y,2020,1,t
      """
  ),
  Fault(
    "a foreign key to no table",
    "① ingestion.unknown-resource",
    "② ingestion.unknown-column",
    folder: """
      === datapackage.yaml
      resources:
        - path: a.csv
          schema:
            fields: [{name: indicator}, {name: period}, {name: value}, {name: unit}]
            foreignKeys:
              - {fields: unit, reference: {resource: ①b, fields: unit}}
              - {fields: unit, reference: {resource: a, fields: ②units}}
      === a.csv
      indicator,period,value,unit
      x,2020,1,t
      """
  ),
  Fault(
    "a header without any declared field",
    "① ingestion.no-declared-field",
    "a.csv:2:1 ingestion.required",
    "② ingestion.required",
    folder: """
      === datapackage.yaml
      resources:
        - {path: b.csv, schema: {fieldsMatch: partial, fields: [{name: z}]}}
        - path: a.csv
          schema:
            fields:
              - {name: indicator, constraints: {required: true}}
              - {name: period}
              - {name: value, constraints: {required: true}}
              - {name: unit}
      === b.csv
      ①indicator,period,value,unit
      x,2020,1,t
      === a.csv
      indicator,period,value,unit
      ,2020,②,t
      """
  ),
]
