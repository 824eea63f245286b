import Diagnostics
import FoundationEssentials
import Indicators
import Testing

@testable import Ingestion

@Suite struct EditionReleasesTests {
  private let table = """
    indicator,period,value,unit,published
    output,2023,10,t,2024-02-01
    output,2023,12,t,2025-02-01
    output,2024,14,t,2025-02-01
    undated,2024,1,t,
    """

  @Test(
    arguments: [
      (nil, nil, [12, 14]), (nil, "2025-02-01", [12, 14]), (nil, "2025-01-31", [10]),
      ("2025-01-31", nil, [10]), ("2025-03-01", "2025-01-31", [10]),
      ("2025-01-31", "2025-03-01", [10]),
    ] as [(String?, String?, [Double])]
  )
  func `a release after the edition's day or the day asked for is not known yet`(
    asOf: String?,
    edition: String?,
    values: [Double]
  ) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(table.utf8).write(to: path.appendingPathComponent("a.csv"))
    var list = DiagnosticList()
    let catalogue = readCatalogue(
      from: InputFolder(path: path.path(percentEncoded: false)),
      asOf: asOf.flatMap { CalendarDate($0) },
      edition: edition.flatMap { CalendarDate($0) },
      into: &list
    )
    let cube = try #require(catalogue.indicators["output"]?.cube)
    #expect(cube.values.filter { !$0.isNaN } == values)
    // Only who asks for a day is told what has no date; who doesn't, what the edition's day leaves out.
    let undated = asOf == nil ? [] : ["ingestion.undated"]
    let cut = edition == "2025-01-31"
    #expect(list.all.map(\.id).filter { $0 != "ingestion.later-release" } == undated)
    let later = list.all.filter { $0.id == "ingestion.later-release" }
    #expect(later.count == (cut ? 1 : 0))
    if let later = later.first {
      #expect(later.span?.text == "2025-02-01")
      #expect(later.message.contains("2 records of '"))
      #expect(later.message.contains("day is 2025-01-31, the release is of 2025-02-01"))
    }
  }
}
