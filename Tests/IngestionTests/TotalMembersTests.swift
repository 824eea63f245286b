import Diagnostics
import TestSupport
import Testing

@Suite struct TotalMembersTests {
  /// Which members of a file's dimension are told to be totals.
  private static func told(_ records: [String], settings: String = "") throws -> [String] {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - {path: a.csv, veta: {unit: t\(settings)}}
      === a.csv
      indicator,region,period,value
      \(records.joined(separator: "\n"))
      """
    )
    #expect(folder.list.all.allSatisfy { $0.id == "ingestion.total" && $0.severity == .warning })
    return folder.list.all.map {
      String($0.message.split(separator: "'")[$0.message.hasPrefix("'") ? 0 : 1])
    }
  }

  @Test(arguments: [
    "Total", "TOTAL", "total", "_T", "World", "Mundo", "Nacional", "All", "Todos", "Total general",
    "World total (rounded)", "Total minerals",
  ])
  func `a total among its parts is told by its name`(name: String) throws {
    let records = ["x,A,2020,1", "x,B,2020,2", "x,\(name),2020,3"]
    // `_T` is one already, unless others are declared.
    let others = name == "_T" ? ", aggregates: {region: [A]}" : ""
    #expect(try Self.told(records, settings: others) == [name])
    #expect(try Self.told(records, settings: ", aggregates: {region: [\(name)]}") == [])
  }

  @Test(arguments: [
    // The market at home beside exports, a currency, a company, a part of fuels.
    ["x,Nacional,2020,60", "x,Exports,2020,40"],
    ["x,ALL,2020,5", "x,MXN,2020,9", "x,USD,2020,7"],
    ["x,Total,2020,5", "x,Shell,2020,9"],
    ["x,Total liquids,2020,9", "x,Oil,2020,6", "x,Condensate,2020,3", "x,Gas,2020,8"],
    ["x,Totality,2020,9", "x,B,2020,6"],
    // Nothing stands beside it.
    ["x,A,2020,1", "x,Total,2021,1"],
    ["x,Total,2020,1", "x,Total,2021,1"],
  ])
  func `a name alone makes no total`(records: [String]) throws {
    #expect(try Self.told(records) == [])
  }

  @Test func `shares that are printed with their total are not summed`() throws {
    let records = ["x,A,2020,40", "x,B,2020,60", "x,Total,2020,100"]
    #expect(try Self.told(records, settings: ", indicators: {x: {unit: percent}}") == [])
  }

  @Test func `a total by its values needs three parts and three different sums`() throws {
    func records(_ parts: [[Int]]) -> [String] {
      parts.enumerated().flatMap { year, values in
        (values + [values.reduce(0, +)]).enumerated()
          .map { "x,\("ABCDEFGH".map(String.init)[$0]),\(2020 + year),\($1)" }
      }
    }
    #expect(try Self.told(records([[1, 2, 3], [2, 3, 4], [3, 4, 5]])) == ["D"])
    #expect(try Self.told(records([[1, 2, 3], [2, 3, 4]])) == [])
    #expect(try Self.told(records([[1, 2], [2, 3], [3, 4]])) == [])
    #expect(try Self.told(records([[1, 1, 1], [1, 1, 1], [1, 1, 1]])) == [])
    #expect(
      try Self.told(records([[1, 2, 3], [2, 3, 4], [3, 4, 5]]) + ["x,A,2023,1", "x,D,2023,1"]) == []
    )
  }

  @Test func `members that are no totals are never told to be, and a hidden total always`() throws {
    for seed in 0..<40 {
      var random = SplitMix64(seed: UInt64(seed))
      let names = (0..<random.integer(in: 1...7)).map { "m\($0)" }
      let isSigned = random.integer(in: 0...3) == 0
      let most = random.element(of: [50, 1000, 1_000_000])
      var plain: [String] = []
      var sums: [String] = []
      for year in 2001..<2001 + random.integer(in: 3...12) {
        var sum = 0
        for name in names where random.integer(in: 0...30) > 0 {
          let value = random.integer(in: (isSigned ? -most : 0)...most)
          sum += value
          plain.append("x,\(name),\(year),\(value)")
        }
        sums.append("x,hidden,\(year),\(sum)")
      }
      #expect(try Self.told(plain) == [], "seed \(seed)")
      let whole = plain.count == sums.count * names.count
      if names.count >= 3, whole {
        #expect(try Self.told(plain + sums) == ["hidden"], "seed \(seed)")
      }
    }
  }
}
