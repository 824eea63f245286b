import Diagnostics
import Indicators
import Ingestion
import TestSupport
import Testing

@Suite struct CorrectionTests {
  private func folder(_ corrections: String) throws -> MarkedFolder {
    try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta:
            bounds: keep
            unit: t
            corrections:
      \(corrections.split(separator: "\n").map { "        - " + $0 }.joined(separator: "\n"))
      === a.csv
      indicator,geo,period,value,unit
      silver,MEX,2017,5815,t
      silver,MEX,2018,7243,t
      silver,MEX,2019,5.84,thousand t
      silver,PER,2017,>75,t
      silver,PER,2018,,t
      """
    )
  }

  private static let signed = "reason: typo, by: editor, date: 2026-11-24"

  @Test(
    arguments: [
      ("\"silver[geo:MEX] @ 2018\", expect: 7243, action: missing", [1: "- rejected"]),
      ("\"silver[MEX] @ 2018\", expect: 7243.0, action: {set: 5821}", [1: "5821.0 actual"]),
      ("\"silver[!PER] @ 2018\", expect: 7243, action: 'set: 5821'", [1: "5821.0 actual"]),
      ("\"silver[geo:!PER] @ 2019\", expect: 5.84, action: {scale: 10}", [2: "58400.0 actual"]),
      ("\"silver[geo:MEX] @ 2018\", action: {status: E}", [1: "7243.0 estimated"]),
      ("\"silver[geo:MEX] @ 2018\", action: {status: Q}", [1: "- confidential"]),
      ("\"silver[geo:MEX] @ 2018\", action: break", [:]),
      ("\"silver[geo:MEX] @ 2018\", expect: 7243, action: drop", [1: "- absent"]),
      ("\"silver[geo:{PER}] @ 2017\", expect: '>75', action: missing", [3: "- rejected"]),
      ("\"silver[geo:PER] @ 2018\", expect: '', action: {set: 9}", [4: "9.0 estimated"]),
      (
        "\"silver[geo:MEX, 2018..]\", expect: [7243, 5.84], action: missing",
        [1: "- rejected", 2: "- rejected"]
      ),
      (
        "\"silver[..2017]\", expect: [5815, '>75'], action: {scale: 2}",
        [0: "11630.0 actual", 3: "150.0 estimated"]
      ),
      ("\"`silver` @ 2018\", expect: [7243, ''], action: {status: P}", [1: "7243.0 provisional"]),
    ] as [(String, [Int: String])]
  )
  func `a correction changes what it is of and nothing else`(
    text: String,
    changed: [Int: String]
  ) throws {
    let folder = try folder("{at: \(text), \(Self.signed)}")
    let ids = Set(folder.list.all.map(\.id)).subtracting(["ingestion.status-of-value"])
    #expect(ids.isEmpty)
    var cells = [
      "MEX 2017 5815.0 actual", "MEX 2018 7243.0 actual", "MEX 2019 5840.0 actual",
      "PER 2017 75.0 estimated", "PER 2018 - notAvailable", "PER 2019 - absent",
    ]
    for (index, cell) in changed {
      cells[index] =
        cells[index].split(separator: " ").prefix(2).joined(separator: " ") + " " + cell
    }
    if text.contains("status: P") { cells[4] = "PER 2018 - notAvailable" }
    #expect(try folder.cells("silver") == cells)
    #expect(try folder.cube("silver").breaks == (text.contains("break") ? [1] : []))
  }

  @Test func `a corrected value knows its correction, and the catalogue knows them all`() throws {
    let folder = try folder(
      """
      {at: "silver[geo:PER] @ 2017", action: break, reason: {en: a, es: b}, by: ana, date: 2026-01-02}
      {at: "silver[geo:MEX] @ 2018", expect: 7243, action: missing, \(Self.signed)}
      """
    )
    let cube = try folder.cube("silver")
    #expect(cube.origin(of: 1)?.corrections == [1])
    #expect(cube.origin(of: 0)?.corrections == [])
    #expect(cube.origin(of: 3)?.corrections == [0])
    let corrections = folder.catalogue.corrections
    #expect(corrections.map(\.selection) == ["silver[geo:PER] @ 2017", "silver[geo:MEX] @ 2018"])
    #expect(corrections.map(\.action) == [.breakBefore, .missing])
    #expect(corrections.map(\.by) == ["ana", "editor"])
    #expect(corrections[0].reason["es"] == "b")
    #expect(corrections[0].date == CalendarDate(year: 2026, month: 1, day: 2))
    let change = try #require(corrections[1].changes.first)
    #expect(change.members == ["geo": "MEX"])
    #expect(change.period == .year(2018))
    #expect(change.published == "7243")
    #expect(change.span.text == "7243")
  }

  @Test(
    arguments: [
      // The record's own unit, else the declared one.
      ("indicator,period,value,unit", "silver,2018,7.2,kt", "unit: t", "kt"),
      ("indicator,period,value,unit", "silver,2018,7.2,kt", "layout: tidy", "kt"),
      ("indicator,period,value", "silver,2018,7.2", "unit: thousand t", "thousand t"),
      (
        "indicator,period,value,unit", "silver,2018,7.2,million USD",
        "unit: USD, basis: nominal", "million USD"
      ),
    ]
  )
  func `a change tells the published value in the unit it was published in`(
    header: String,
    record: String,
    settings: String,
    unit: String
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta: {\(settings), corrections: [{at: silver @ 2018, expect: 7.2, action: {set: 8}, \(Self.signed)}]}
      === a.csv
      \(header)
      \(record)
      """
    )
    #expect(folder.problems == [])
    let change = try #require(folder.catalogue.corrections.first?.changes.first)
    #expect(change.published == "7.2")
    #expect(change.unit == (try Unit.parse(unit)))
  }

  @Test(
    arguments: [
      ("[5815, 7243, 5.84]", true),
      ("[5815.0, 7243, 5.840]", true),
      ("5815", false),
      ("[5815, 7243]", false),
      ("[5815, 7243, 5.84, 5.84]", false),
      ("[5815, 7243, 5.84, '']", false),
      ("[7243, 5815, 5.84]", false),
      ("[5815, 7243, 5840]", false),
      ("[5815, 7243, 5.8]", false),
      ("[5815, 7243, 6]", false),
      ("[5815, 7243.4, 5.84]", false),
      ("[-5815, 7243, 5.84]", false),
      ("['', 7243, 5.84]", false),
    ]
  )
  func `a correction is made if its file says just what it expects, else nothing is changed`(
    expected: String,
    holds: Bool
  ) throws {
    let published = try folder("").cells("silver")
    let folder = try folder(
      "{at: \"silver[geo:MEX]\", expect: \(expected), action: missing, \(Self.signed)}"
    )
    let cells = try folder.cells("silver")
    #expect(folder.list.all.isEmpty == holds)
    #expect(folder.catalogue.corrections[0].changes.count == (holds ? 3 : 0))
    #expect(cells.count { $0.hasSuffix("- rejected") } == (holds ? 3 : 0))
    if !holds { #expect(cells == published) }
  }

  @Test(arguments: [
    ("7.25", "10", 72.5, 1), ("7.25", "1000", 7250, 0), ("7.25", "0.1", 0.725, 3),
    ("7", "0.01", 0.07, 2), ("0.29", "100", 29, 0), ("7.25", "2", 14.5, 2),
  ])
  func `a scaled value is exact and has the decimals it then shows`(
    text: String,
    factor: String,
    value: Double,
    decimals: Int
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta:
            corrections:
              - {at: x @ 2018, expect: \(text), action: {scale: \(factor)}, \(Self.signed)}
      === a.csv
      indicator,period,value,unit
      x,2018,\(text),t
      """
    )
    #expect(folder.problems == [])
    let cube = try folder.cube("x")
    #expect(cube[0] == value)
    #expect(cube.origin(of: 0)?.decimals == decimals)
  }

  @Test func `a correction of what is not released yet waits`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: a.csv
          veta:
            corrections: [{at: silver @ 2018, expect: 7243, action: missing, \(Self.signed)}]
      === a.csv
      indicator,period,value,unit,published
      silver,2017,5815,t,2019-05-01
      silver,2018,7243,t,2020-05-01
      """,
      asOf: CalendarDate(year: 2019, month: 12, day: 31)
    )
    #expect(folder.problems == [])
    #expect(try folder.cells("silver") == ["2017 5815.0 actual"])
    #expect(folder.catalogue.corrections.map(\.changes.count) == [0])
  }

  @Test(
    arguments: [
      (
        "at: \"①silber @ 2018\", expect: 1, action: missing", "ingestion.unknown-indicator",
        "silver"
      ),
      (
        "at: \"silver[①goe:MEX] @ 2018\", expect: 1, action: missing",
        "ingestion.unknown-dimension", "geo"
      ),
      (
        "at: \"silver[geo:①MXE] @ 2018\", expect: 1, action: missing", "ingestion.corrects-nothing",
        "MEX"
      ),
      (
        "at: \"silver[①MXE] @ 2018\", expect: 1, action: missing", "ingestion.corrects-nothing",
        "MEX"
      ),
      (
        "at: \"silver[geo:MEX] @ ①2081\", expect: 1, action: missing", "ingestion.corrects-nothing",
        nil
      ),
      ("at: \"①silver[geo:MEX] @ 2018\", action: missing", "ingestion.no-guard", "expect: 7243"),
      ("at: \"①silver @ 2018\", action: drop", "ingestion.no-guard", "expect: [7243, \"\"]"),
      ("at: \"①silver @ 2018\", expect: 7243, action: drop", "ingestion.guard-count", nil),
      (
        "at: \"silver[geo:MEX] @ 2018\", expect: ①7244, action: drop", "ingestion.guard",
        "take the correction out"
      ),
      ("at: \"silver[geo:MEX] @ 2018\", expect: 7243, action: ①delete", "ingestion.action", nil),
      ("at: \"silver[geo:MEX] @ 2018\", expect: 7243, action: ①{set: x}", "ingestion.action", nil),
      (
        "at: \"silver[geo:MEX] @ 2018\", expect: 7243, action: ①{scale: 0}", "ingestion.action", nil
      ),
      (
        "at: \"silver[geo:MEX] @ 2018\", expect: 7243, action: ①{status: Z}", "ingestion.action",
        nil
      ),
      ("at: \"silver[geo:MEX @ ①2018\", expect: 7243, action: drop", nil, nil),
      ("at: \"silver @ ①last\", expect: 7243, action: drop", "ingestion.cells", nil),
      ("at: \"silver[①] @ 2018\", expect: 7243, action: drop", "ingestion.cells", nil),
    ] as [(String, String?, String?)]
  )
  func `a correction that can't be made is told at its place`(
    text: String,
    id: String?,
    help: String?
  ) throws {
    let folder = try folder("{\(text), \(Self.signed)}")
    if let id {
      #expect(folder.problems == ["① \(id)"])
    } else {
      #expect(folder.list.all.map(\.id) == ["ingestion.cells"])
    }
    // What is said wrong within an expression is no fault of the file's form.
    if id ?? "ingestion.cells" == "ingestion.cells" {
      #expect(folder.list.all.first?.kind == .content)
    }
    if let help {
      let texts = [folder.list.all.first?.help ?? "", folder.list.all.first?.label ?? ""]
      #expect(texts.contains { $0.contains(help) }, "\(texts)")
    }
    #expect(folder.list.hasErrors)
  }

  @Test func `one value is not corrected twice in one way`() throws {
    let folder = try folder(
      """
      {at: "silver[geo:MEX] @ 2018", expect: 7243, action: missing, \(Self.signed)}
      {at: "①silver[geo:MEX] @ 2018", expect: 7243, action: {set: 1}, \(Self.signed)}
      {at: "silver[geo:MEX] @ 2018", action: break, \(Self.signed)}
      """
    )
    #expect(folder.problems == ["① ingestion.correction-twice"])
  }

  @Test func `the message of a guard that fails shows both places`() throws {
    let folder = try folder(
      "{at: \"silver[geo:MEX] @ 2018\", expect: 7000, action: missing, \(Self.signed)}"
    )
    #expect(
      folder.list.all.map(\.formatted) == [
        """
        datapackage.yaml:7:50: error: the correction expects '7000', the file has '7243' \
        [ingestion.guard]
          |
        7 |         - {at: "silver[geo:MEX] @ 2018", expect: 7000, action: missing, reason: typo, by: \
        editor, date: 2026-11-24}
          |                                                  ^~~~ the publisher has changed the value
          = note: it stands here (a.csv:3:17)
          = help: take the correction out if the new value is right; else correct 'expect'
        """
      ]
    )
  }
}
