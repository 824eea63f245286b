import Diagnostics
import Indicators
import TestSupport
import Testing
import Wording

@testable import Charts

@Suite struct TableTests {
  private let labels = Labels([
    "geo": ["USA": .init(name: .init("United States"), short: nil, order: 1, group: nil)]
  ])

  @Test func `a cube's cells are rows of its dimensions, period and value`() {
    let cube = SampleData.members("geo", from: 2020, [("MEX", [1, nil]), ("USA", [3, 4])])
    let table = Table(cube, title: "Output", decimals: 1, labels: labels)
    #expect(table.columns.map(\.name) == ["period", "geo", "value"])
    #expect(table.columns.map(\.type) == [.temporal, .ordinal, .quantitative])
    #expect(table.rows.map { $0["geo"].text } == ["MEX", "MEX", "USA", "USA"])
    #expect(table.rows.map { $0["value"].number } == [1, nil, 3, 4])
    #expect(table.rows.map { $0["period"].period?.year } == [2020, 2021, 2020, 2021])
    #expect(table.column("value")?.title == "Output")
    #expect(table.column("value")?.decimals == 1)
    #expect(table.varyingDimensions == ["geo"])
    #expect(table.periods == [.year(2020), .year(2021)])
  }

  @Test func `members that no record holds give no row, single ones are constants`() {
    let cube = Cube(
      axes: [Axis("geo", [Member("MEX"), Member("USA"), Member("WLD", isAggregate: true)])],
      time: .instant(.year(2024)),
      unit: SampleData.tonnes,
      values: [1, 0, 9],
      statuses: [.actual, .absent, .actual]
    )
    let table = Table(cube, title: nil, decimals: nil, labels: labels)
    #expect(table.members(of: "geo") == ["MEX", "WLD"])
    #expect(table.rows.map(\.totals) == [[], ["geo"]])
    let one = SampleData.members("geo", from: 2020, [("USA", [3, 4])])
    let constant = Table(one, title: nil, decimals: nil, labels: labels)
    #expect(constant.constants == ["geo": "USA"])
    #expect(constant.varyingDimensions.isEmpty)
  }

  @Test func `columns are joined on period and members`() {
    let price = Table(
      SampleData.series(from: 2020, [10, 11, 12]),
      value: "price",
      title: nil,
      decimals: nil,
      labels: labels
    )
    let output = Table(
      SampleData.series(from: 2021, [5, 6, 7], statuses: [1: .estimated]),
      value: "output",
      title: nil,
      decimals: nil,
      labels: labels
    )
    let both = joined([("price", price), ("output", output)])
    #expect(both.rows.map { $0["price"].number } == [10, 11, 12])
    #expect(both.rows.map { $0["output"].number } == [nil, 5, 6])
    #expect(both.rows.map(\.status) == [.actual, .actual, .estimated])
    #expect(both.columns.map(\.name) == ["period", "price", "output"])
  }

  @Test func `stacked tables say which is which, and keep a name they share`() {
    func table(_ title: String) -> Table {
      Table(
        SampleData.series(from: 2020, [1]),
        title: title,
        decimals: nil,
        labels: labels
      )
    }
    let same = stacked([("a", table("Output")), ("b", table("Output"))], as: "series")
    #expect(same.members(of: "series") == ["a", "b"])
    #expect(same.column("value")?.title == "Output")
    #expect(same.sources == ["chamber"])
    let different = stacked([("a", table("Output")), ("b", table("Price"))], as: "series")
    #expect(different.column("value")?.title == nil)
  }

  @Test func `values are converted to another unit of the same kind only`() {
    let table = Table(
      SampleData.series(from: 2020, [2], unit: Unit(multiplier: 3, atoms: ["t": 1])),
      title: nil,
      decimals: nil,
      labels: labels
    )
    let tonnes = table.converted(to: SampleData.tonnes)
    #expect(tonnes?.rows[0]["value"].number == 2000)
    #expect(tonnes?.column("value")?.unit == SampleData.tonnes)
    #expect(table.converted(to: SampleData.dollars) == nil)
    #expect(table.sameAtoms(as: SampleData.dollars) == nil)
  }

  @Test func `amounts in other prices stand beside each other only as a scenario's past`() {
    let nominal = Unit(multiplier: 6, atoms: ["USD": 1], basis: .nominal)
    let constant = Unit(multiplier: 6, atoms: ["USD": 1], basis: .constant(.year(2024)))
    let table = Table(
      SampleData.series(from: 2020, [2], unit: nominal),
      title: nil,
      decimals: nil,
      labels: labels
    )
    #expect(table.converted(to: constant) == nil)
    #expect(table.sameAtoms(as: constant)?.rows[0]["value"].number == 2)
  }
}
