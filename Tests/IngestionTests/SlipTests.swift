import Diagnostics
import Testing

@Suite struct SlipTests {
  private static func problems(_ records: String) throws -> [String] {
    try MarkedFolder("=== a.csv\nindicator,geo,period,value,unit\n" + records).problems
  }

  @Test(
    arguments: [
      // The record that is another's scale begins, ends or stands between.
      (["USD", "million USD", "million USD", "million USD"], 0),
      (["million USD", "million USD", "USD", "million USD"], 2),
      (["million USD", "million USD", "million USD", "trillion USD"], 3),
      // No further than a thousand, or in all records alike.
      (["million USD", "thousand USD", "million USD", "million USD"], nil),
      (["USD", "USD", "USD", "USD"], nil), (["USD", "million USD", "USD", "million USD"], nil),
    ] as [([String], Int?)]
  )
  func `a record of another scale that is far from its neighbours is told`(
    units: [String],
    place: Int?
  ) throws {
    let records = units.enumerated().map { step, unit in
      "x,DEU,\(2020 + step),\(421 + step),\(step == place ? "①" : "")\(unit)"
    }
    let expected = place == nil ? [] : ["① ingestion.scale?"]
    #expect(try Self.problems(records.joined(separator: "\n")) == expected)
  }

  @Test(
    arguments: [
      ["421000000,USD", "422,million USD", "423,million USD"],
      // Far from one of the others alone.
      ["1,USD", "0.0002,million USD", "423,million USD"],
    ]
  )
  func `a value that is what its unit says is not told`(values: [String]) throws {
    let records = values.enumerated().map { "x,DEU,\(2020 + $0),\($1)" }
    #expect(try Self.problems(records.joined(separator: "\n")) == [])
  }

  @Test func `the message says by how much the value is off`() throws {
    let folder = try MarkedFolder(
      "=== a.csv\nindicator,period,value,unit\nx,2020,42,USD\nx,2021,43,million USD\nx,2022,44,million USD"
    )
    #expect(
      folder.list.all.map(\.message) == [
        "a value in 'USD' is 1,000,000 times less than those beside it, which are in 'million USD'"
      ]
    )
  }

  @Test(arguments: [
    (["DEU,2020", "DEU,2021", "DEU,2022", "①DUE,2023", "USA,2020"], true),
    // The other one has that record too, or hardly more, or is another word.
    (["DEU,2020", "DEU,2021", "DEU,2022", "DEU,2023", "DUE,2023"], false),
    (["DEU,2021", "DEU,2022", "DUE,2023"], false),
    (["DEU,2020", "DEU,2021", "DEU,2022", "DUE,2023", "DUE,2024"], false),
    (["DEU,2020", "DEU,2021", "DEU,2022", "UDS,2023"], false),
    (["112,2020", "112,2021", "112,2022", "121,2023"], false),
  ])
  func `a member of one record with two letters swapped is told`(
    records: [String],
    isTold: Bool
  ) throws {
    let text = records.map { "x,\($0),1,t" }.joined(separator: "\n")
    #expect(try Self.problems(text) == (isTold ? ["① ingestion.swapped-letters?"] : []))
  }
}
