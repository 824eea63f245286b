import Indicators
import Testing

@testable import Charts

@Suite struct FilterTests {
  private let row = Row(
    fields: [
      "value": .number(5), "geo": .text("MEX"), "period": .period(.year(2020)), "none": .missing,
    ],
    status: .actual
  )

  @Test(
    arguments: [
      ("datum.value >= 5", true), ("datum.value > 5", false), ("datum.value <= 5", true),
      ("datum.value < 5", false), ("datum.value == 5", true), ("datum.value != 5", false),
      ("datum.geo == 'MEX'", true), ("datum.geo != \"MEX\"", false),
      ("datum['geo'] === 'MEX'", true),
      ("datum.period >= 2020", true), ("datum.period < 2020", false),
      ("datum.value > 9 || datum.geo == 'MEX'", true),
      ("datum.value > 1 && datum.geo == 'USA'", false),
      ("datum.value > 9 || datum.value > 1 && datum.geo == 'MEX'", true),
      ("datum.none > 0", false), ("datum.none < 0", false), ("datum.none != 0", true),
      ("datum.value > -1", true),
    ] as [(String, Bool)]
  )
  func `a filter keeps the rows it holds for`(text: String, isKept: Bool) throws {
    let filter = try #require(Filter(text))
    #expect(filter.holds(row) == isKept)
  }

  @Test(arguments: [
    "", "value > 5", "datum.value", "datum.value > ", "datum.value ~ 5", "datum.value > x",
    "datum.geo == 'MEX", "datum.value > 1 &&",
  ])
  func `a text of another form is no filter`(text: String) {
    #expect(Filter(text) == nil)
  }

  @Test func `rows are sorted by a column, the missing last`() {
    let values: [Datum] = [.number(2), .missing, .number(-1), .number(7)]
    let table = Table(
      columns: [Column(name: "value", type: .quantitative)],
      rows: values.map { Row(fields: ["value": $0], status: .actual) }
    )
    let up = Transform.sort(field: "value", isDescending: false).applied(to: table)
    #expect(up.rows.map { $0["value"] } == [.number(-1), .number(2), .number(7), .missing])
    let down = Transform.sort(field: "value", isDescending: true).applied(to: table)
    #expect(down.rows.compactMap { $0["value"].number } == [7, 2, -1])
  }
}
