import Diagnostics
import Indicators
import Testing

@Suite struct CubeTests {
  private static let file = SourceFile(path: "data.csv", text: "5,6")

  private static let cube = Cube(
    axes: [
      Axis("geo", [Member("MEX"), Member("WLD", isAggregate: true)]),
      Axis("mineral", [Member("gold"), Member("silver"), Member("zinc")]),
    ],
    time: .series([.year(2023), .year(2024)]),
    unit: Unit(atoms: ["t": 1]),
    kind: .flow,
    values: (0..<12).map(Double.init),
    statuses: (0..<12).map { $0 == 7 ? .confidential : .actual },
    origins: (0..<12).map { $0 == 3 ? 0 : Origin.none },
    breaks: [5],
    table: OriginTable([
      Origin(
        span: SourceSpan(file, 0..<1),
        source: "USGS",
        decimals: 1,
        bound: ">",
        note: "rounded"
      )
    ]),
    sources: ["USGS"]
  )

  @Test(arguments: [
    ([0, 0], 0, 0), ([0, 0], 1, 1), ([0, 1], 0, 2), ([0, 2], 1, 5), ([1, 0], 0, 6),
    ([1, 2], 1, 11),
  ])
  func `time runs fastest, then the last axis`(members: [Int], step: Int, cell: Int) {
    #expect(Self.cube.cell(at: members, time: step) == cell)
    let found = Self.cube.coordinates(of: cell)
    #expect(found.members == members)
    #expect(found.time == step)
  }

  @Test func `a missing cell has no value`() {
    #expect(Self.cube[7] == nil)
    #expect(Self.cube[8] == 8)
  }

  @Test func `an axis is found by its name and a member by its code`() {
    #expect(Self.cube.axis(named: "mineral")?.position(of: "zinc") == 2)
    #expect(Self.cube.axis(named: "mineral")?.position(of: "tin") == nil)
    #expect(Self.cube.axis(named: "partner") == nil)
  }

  @Test func `a cell knows where it was read`() {
    #expect(Self.cube.origin(of: 3)?.span.text == "5")
    #expect(Self.cube.origin(of: 3)?.source == "USGS")
    #expect(Self.cube.origin(of: 4) == nil)
  }

  @Test func `a cube without origins has none for any cell`() {
    let scalar = Cube(scalar: 5, unit: .one)
    #expect(scalar[0] == 5)
    #expect(scalar.time == .none)
    #expect(scalar.isCalculated)
    #expect(scalar.axes.isEmpty)
    #expect(scalar.origin(of: 0) == nil)
    #expect(scalar.coordinates(of: 0).members == [])
  }

  @Test(
    arguments: [
      (.none, 1, []), (.instant(.year(2024)), 1, [.year(2024)]),
      (.series([.year(2023), .year(2024)]), 2, [.year(2023), .year(2024)]), (.series([]), 0, []),
    ] as [(TimeAxis, Int, [Period])]
  )
  func `an axis of time counts its cells`(time: TimeAxis, count: Int, periods: [Period]) {
    #expect(time.count == count)
    #expect(time.periods == periods)
  }
}

@Suite struct LabelNameTests {
  private static let labels = Labels([
    "geo": [
      "MEX": Labels.Entry(
        name: LocalizedText(["en": "Mexico", "es": "México"]),
        short: LocalizedText("MX"),
        order: 2,
        group: "north"
      ),
      "CAN": Labels.Entry(name: LocalizedText("Canada"), short: nil, order: 1, group: "north"),
      "USA": Labels.Entry(name: LocalizedText("US"), short: nil, order: nil, group: "north"),
      "ARG": Labels.Entry(name: LocalizedText("Argentina"), short: nil, order: nil, group: "south"),
    ]
  ])

  @Test(arguments: [
    ("MEX", "es", "México", "MX", 2), ("MEX", "en", "Mexico", "MX", 2),
    ("MEX", "fr", "MEX", "MX", 2),
    ("CAN", "es", "Canada", "Canada", 1), ("BRA", "es", "BRA", "BRA", Int.max),
    ("USA", "en", "US", "US", Int.max),
  ])
  func `a member is named in a language, else by its code`(
    id: String,
    language: String,
    name: String,
    short: String,
    order: Int
  ) {
    #expect(Self.labels.name(of: id, in: "geo", language: language) == name)
    #expect(Self.labels.shortName(of: id, in: "geo", language: language) == short)
    #expect(Self.labels.order(of: id, in: "geo") == order)
  }

  @Test func `a group lists its members by order, then code`() {
    #expect(Self.labels.members(ofGroup: "north", in: "geo") == ["CAN", "MEX", "USA"])
    #expect(Self.labels.members(ofGroup: "east", in: "geo") == [])
    #expect(Self.labels.members(ofGroup: "north", in: "mineral") == [])
  }
}
