import Diagnostics
import Indicators
import TestSupport
import Testing

@Suite struct CubeBuilderTests {
  static let releases = """
    === datapackage.yaml
    resources:
      - {name: old, path: old.csv, veta: {unit: t, published: 2025-02-01}}
      - {name: new, path: new.csv, veta: {unit: t, published: 2026-02-01}}
      - {name: undated, path: undated.csv, veta: {unit: t}}
    === old.csv
    indicator,geo,period,value
    x,MEX,2022,1
    x,MEX,2023,2
    x,USA,2023,7
    === new.csv
    indicator,geo,period,value
    x,MEX,2023,3
    x,MEX,2024,4
    === undated.csv
    indicator,geo,period,value
    x,CAN,2023,9
    """

  @Test(
    arguments: [
      ("1,t,", "1,t,", true), ("1,t,", "1.0,t,", true), ("1,t,", "2,t,", false),
      ("1,t,", "1,kt,", false), ("1,t,", "-1,t,", false), (">1,t,", ">1,t,", true),
      (">1,t,", "1,t,", false), (">1,t,", "<1,t,", false), (",t,", ",t,", true),
      (",t,Q", ",t,Q", true), (",t,Q", ",t,L", false), ("1,t,", ",t,", false),
      (",t,Q", "0,t,", false),
    ]
  )
  func `of two records for one cell a warning is given if they say the same, else an error`(
    first: String,
    second: String,
    isSame: Bool
  ) throws {
    for (one, other) in [(first, second), (second, first)] {
      let folder = try MarkedFolder(
        """
        === datapackage.yaml
        resources: [{path: a.csv, veta: {bounds: keep, unit: t}}]
        === a.csv
        indicator,period,value,unit,obs_status
        x,2020,\(one)
        x,2020,\(other)
        """
      )
      let ids = folder.list.all.map(\.id)
      #expect(ids == [isSame ? "ingestion.duplicate" : "ingestion.contradiction"])
    }
  }

  @Test func `of several releases the newest counts for each series, the undated always`() throws {
    let folder = try MarkedFolder(Self.releases)
    #expect(folder.problems.isEmpty)
    #expect(
      try folder.cells("x") == [
        "USA 2023 7.0 actual", "USA 2024 - absent", "MEX 2023 3.0 actual", "MEX 2024 4.0 actual",
        "CAN 2023 9.0 actual", "CAN 2024 - absent",
      ]
    )
  }

  @Test func `as of an earlier day later releases have not come, and the undated are named`() throws
  {
    let day = CalendarDate(year: 2026, month: 1, day: 31)
    let folder = try MarkedFolder(Self.releases, asOf: day)
    #expect(folder.problems == ["datapackage.yaml:4:27 ingestion.undated?"])
    #expect(
      try folder.cells("x") == [
        "MEX 2022 1.0 actual", "MEX 2023 2.0 actual", "USA 2022 - absent",
        "USA 2023 7.0 actual", "CAN 2022 - absent", "CAN 2023 9.0 actual",
      ]
    )
    let later = try MarkedFolder(Self.releases, asOf: CalendarDate(year: 2026, month: 2, day: 1))
    #expect(try later.cube("x").time.periods.map(\.description) == ["2023", "2024"])
  }

  @Test func `a column of publication dates makes releases too`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,period,value,unit,published
      x,2023,1,t,2024-05-01
      x,2023,2,t,2024-08-01
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("x") == ["2023 2.0 actual"])
  }

  @Test(
    arguments: [
      ("kg", "t", "1234.5", 1.2345, 4), ("thousand t", "t", "0.29", 290, 0),
      ("kt", "t", "8.70", 8700, 0), ("million USD", "thousand USD", "1.005", 1005, 0),
      ("t", "thousand t", "7", 0.007, 3), ("lb", "kg", "1", 0.45359237, nil),
      ("percent of GDP", "percent of GDP", "2.77", 2.77, 2),
      ("\"million USD, nominal\"", "\"USD, nominal\"", "1.1", 1_100_000, 0),
      ("million USD", "\"USD, nominal\"", "1.1", 1_100_000, 0),
    ] as [(String, String, String, Double, Int?)]
  )
  func `a record's scale becomes the declared one, to the last digit`(
    own: String,
    declared: String,
    text: String,
    value: Double,
    decimals: Int?
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - name: a
          path: a.csv
          schema: {fields: [{name: indicator}, {name: period}, {name: value, type: number}, {name: unit}]}
          veta: {unit: \(declared)}
      === a.csv
      indicator,period,value,unit
      x,2024,\(text),\(own)
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").values == [value])
    #expect(try folder.cube("x").origin(of: 0)?.decimals == decimals)
  }

  @Test func `without a declared unit that of the first record counts`() throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit\nx,2023,5,thousand t\nx,2024,7,Mt\nx,2025,9,kg"
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("x").unit.description == "thousand t")
    #expect(try folder.cube("x").values == [5, 7000, 0.000009])
  }

  @Test func `a month that no record holds is a gap`() throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit\nx,2024-11,5,t\nx,2025-02,7,t"
    )
    #expect(
      try folder.cells("x") == [
        "2024-11 5.0 actual", "2024-12 - absent", "2025-01 - absent", "2025-02 7.0 actual",
      ]
    )
    #expect(folder.catalogue.indicators["x"]?.frequency == .monthly)
  }

  @Test func `one indicator may come from several files`() throws {
    let folder = try MarkedFolder(
      """
      === data/a.csv
      indicator,geo,period,value,unit
      x,MEX,2023,1,t
      === data/b.csv
      indicator,geo,period,value,unit
      x,MEX,2024,2,t
      x,MEX,2023,①3,t
      """
    )
    #expect(folder.problems == ["① ingestion.contradiction"])
    #expect(try folder.cells("x") == ["MEX 2023 1.0 actual", "MEX 2024 2.0 actual"])
  }

  @Test func `every value of a random table is found again at its cell and in its file`() throws {
    for seed in 1...40 {
      var random = SplitMix64(seed: UInt64(seed))
      var wanted: [String: String] = [:]
      var lines = ["indicator,geo,mineral,period,value,unit"]
      for _ in 0..<random.integer(in: 1...25) {
        let geo = random.element(of: ["MEX", "USA", "CAN"])
        let mineral = random.element(of: ["silver", "gold"])
        let period = "\(random.integer(in: 2015...2024))"
        let value = "\(random.integer(in: -9999...9999)).\(random.integer(in: 0...99))"
        let key = "\(geo) \(mineral) \(period)"
        guard wanted[key] == nil else { continue }
        wanted[key] = value
        lines.append("x,\(geo),\(mineral),\(period),\(value),t")
      }
      let folder = try MarkedFolder("=== a.csv\n" + lines.joined(separator: "\n"))
      #expect(folder.problems.isEmpty, "seed \(seed)")
      let cube = try folder.cube("x")
      for cell in cube.values.indices {
        let (members, step) = cube.coordinates(of: cell)
        let geo = cube.axes[0].members[members[0]].id
        let mineral = cube.axes[1].members[members[1]].id
        let text = wanted["\(geo) \(mineral) \(cube.time.periods[step])"]
        #expect(cube[cell] == text.flatMap { Double($0) }, "seed \(seed)")
        #expect(cube.origin(of: cell)?.span.text == text, "seed \(seed)")
      }
    }
  }
}
