import Diagnostics
import FoundationEssentials
import Indicators
import Ingestion
import Testing

@Suite struct InputsTests {
  private static let inputs = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Inputs").path(percentEncoded: false)

  @Test func `every folder of Inputs is read without an error`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.inputs).sorted()
    for name in names where !name.hasPrefix(".") {
      var list = DiagnosticList()
      let folder = InputFolder(path: "\(Self.inputs)/\(name)", shownAs: "Inputs/\(name)")
      let catalogue = readCatalogue(from: folder, into: &list)
      let text = list.inFileOrder.map(\.formatted).joined(separator: "\n")
      #expect(list.all.isEmpty, "\(text)")
      #expect(!catalogue.indicators.isEmpty)
    }
  }
}
