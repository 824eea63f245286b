import Diagnostics
import Testing

/// Numbers as files print them, from the descriptor to the cells.
@Suite struct WrittenNumbersTests {
  private func cells(_ values: [String], unit: String = "t", field: String = "") throws -> [String]
  {
    let lines = values.enumerated().map { "x;\(2020 + $0);\($1)\n" }.joined()
    let schema =
      field.isEmpty
      ? "" : ", schema: {fields: [{name: indicator}, {name: period}, {name: value, \(field)}]}"
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{name: a, path: a.csv, veta: {unit: \(unit)}\(schema)}]
      === a.csv
      indicator;period;value
      \(lines)
      """
    )
    return folder.problems.isEmpty ? try folder.cells("x") : folder.problems
  }

  @Test func `a column proves its decimal comma, and the delimiter is recognised`() throws {
    #expect(try cells(["1.234,5", "12"]) == ["2020 1234.5 actual", "2021 12.0 actual"])
    #expect(try cells(["1 234", "0,5"]) == ["2020 1234.0 actual", "2021 0.5 actual"])
  }

  @Test func `a column with two readings is refused unless the schema decides`() throws {
    #expect(try cells(["1.234", "5"]) == ["a.csv:2:8 tabular.ambiguous-number"])
    #expect(
      try cells(["1.234", "5"], field: "type: number")
        == ["2020 1.234 actual", "2021 5.0 actual"]
    )
    #expect(
      try cells(["1.234", "5"], field: "decimalChar: \",\", groupChar: \".\"")
        == ["2020 1234.0 actual", "2021 5.0 actual"]
    )
  }

  @Test(arguments: [
    (["1,234.5", "2.345,6", "1 234"], ["1,234.5", "2.345,6", "1 234"]),
    (["1234,5", "12.5"], ["1234,5"]), (["1.234,5", "1,234.5"], ["1.234,5", "1,234.5"]),
    (["1'234.5", "12", "1.234,5"], ["1'234.5", "1.234,5"]),
  ])
  func `a column whose numbers are printed in several ways is told so at each that is not plain`(
    values: [String],
    told: [String]
  ) throws {
    let lines = values.enumerated().map { "x;\(2020 + $0);\($1);t\n" }.joined()
    let folder = try MarkedFolder("=== a.csv\nindicator;period;value;unit\n\(lines)")
    #expect(folder.list.all.map(\.span?.text) == told)
    for problem in folder.list.all {
      #expect(
        problem.message.hasSuffix("is printed in another way than other numbers of its column")
      )
      #expect(problem.help?.hasPrefix("print all numbers of the column in one way") == true)
    }
    // A text among numbers is none of them.
    let text = try MarkedFolder(
      "=== a.csv\nindicator;period;value;unit\nx;2020;1,5;t\nx;2021;abc;t"
    )
    #expect(text.list.all.map(\.message) == ["'abc' is not a number"])
  }

  @Test(arguments: [
    ("percent", "%", ["2020 5.5 actual", "2021 6.0 actual"]),
    ("percent", "t", ["a.csv:2:8 ingestion.number"]),
    ("t", "t", ["a.csv:2:8 ingestion.number"]),
    ("", "percent", ["a.csv:2:8 ingestion.number"]),
  ])
  func `a per cent sign is read where all records are in per cent`(
    first: String,
    second: String,
    expected: [String]
  ) throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      indicator,period,value,unit
      x,2020,5.5%,\(first)
      x,2021,6,\(second)
      """
    )
    #expect(try (folder.problems.isEmpty ? folder.cells("x") : folder.problems) == expected)
  }

  @Test func `signs beside a number are read where the descriptor allows them`() throws {
    #expect(
      try cells(["12,5 %", "3-"], unit: "percent") == [
        "2020 12.5 actual", "2021 -3.0 actual",
      ]
    )
    #expect(try cells(["(5)", "3"]) == ["a.csv:2:8 ingestion.number"])
    #expect(
      try cells(["(5)", "3"], field: "bareNumber: false")
        == ["2020 -5.0 actual", "2021 3.0 actual"]
    )
    #expect(try cells(["12.5 %", "3"]) == ["a.csv:2:8 ingestion.number"])
    #expect(
      try cells(["$ 5", "\u{2212}2 MXN"], field: "bareNumber: false")
        == ["2020 5.0 actual", "2021 -2.0 actual"]
    )
  }
}
