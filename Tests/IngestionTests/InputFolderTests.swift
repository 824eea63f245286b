import Diagnostics
import FoundationEssentials
import Indicators
import Ingestion
import Testing

@Suite struct InputFolderTests {
  /// Runs with a fresh folder that holds `inside/data/a.csv`, `outside.csv` and links between them.
  private func withFolder(_ body: (_ inside: String) throws -> Void) throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "veta-\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    let inside = root.appending(path: "inside")
    let data = inside.appending(path: "data")
    try manager.createDirectory(at: data, withIntermediateDirectories: true)
    try Data("a".utf8).write(to: data.appending(path: "a.csv"))
    try Data("b".utf8).write(to: root.appending(path: "outside.csv"))
    for (link, target) in [("out.csv", "../outside.csv"), ("in.csv", "data/a.csv")] {
      try manager.createSymbolicLink(
        atPath: inside.appending(path: link).path(percentEncoded: false),
        withDestinationPath: target
      )
    }
    try body(inside.path(percentEncoded: false))
  }

  @Test(
    arguments: [
      ("data/a.csv", nil), ("in.csv", nil), ("out.csv", "ingestion.path"),
      ("../outside.csv", "ingestion.path"), ("data/../data/a.csv", "ingestion.path"),
      ("/etc/hostname", "ingestion.path"), ("", "ingestion.path"),
      ("data", "ingestion.missing-file"), ("b.csv", "ingestion.missing-file"),
    ] as [(String, String?)]
  )
  func `a path stays within the folder, also through a link`(path: String, id: String?) throws {
    try withFolder { inside in
      var list = DiagnosticList()
      let folder = InputFolder(path: inside, shownAs: "Inputs/x")
      let file = folder.file(path, into: &list)
      #expect(list.all.map(\.id) == (id.map { [$0] } ?? []))
      #expect((file == nil) == (id != nil))
      #expect(folder.exists(path) == (id == nil))
      #expect(folder.filesRead.map(\.path) == (id == nil ? ["Inputs/x/\(path)"] : []))
    }
  }

  @Test func `a file is read once and shown under the folder's name`() throws {
    try withFolder { inside in
      var list = DiagnosticList()
      for (shown, name) in [("Inputs/x/", "Inputs/x/data/a.csv"), (".", "data/a.csv")] {
        let folder = InputFolder(path: inside, shownAs: shown)
        let file = try #require(folder.file("data/a.csv", into: &list))
        #expect(file.path == name)
        #expect(file.bytes == Array("a".utf8))
        #expect(folder.file("data/a.csv", into: &list) === file)
        #expect(folder.filesRead.count == 1)
      }
      #expect(InputFolder(path: inside).names(in: "data", endingIn: ".csv") == ["data/a.csv"])
      #expect(InputFolder(path: inside).names(in: "", endingIn: ".csv") == ["in.csv", "out.csv"])
      #expect(InputFolder(path: inside).isThere)
      #expect(!InputFolder(path: inside + "/no").isThere)
    }
  }

  @Test(
    arguments: [
      ("data/b.csv", "write 'data/a.csv'"), ("a.csv", "write 'data/a.csv'"),
      ("daat/a.csv", "write 'data/a.csv'"), ("zzzzzz", nil),
    ] as [(String, String?)]
  )
  func `a missing file shows the one that may be meant`(path: String, help: String?) throws {
    try withFolder { inside in
      var list = DiagnosticList()
      _ = InputFolder(path: inside, shownAs: ".").file(path, into: &list)
      #expect(list.all.first?.kind == .missingInput)
      #expect(list.all.first?.help == help)
    }
  }

  @Test func `json describes a folder as well as yaml does`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.json
      {"name": "j", "resources": [{"path": "data/x-y.csv",
        "veta": {"unit": "t", "indicators": {"x_y": {"decimals": 2}}}}]}
      === data/x-y.csv
      year,value
      2024,1
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(folder.catalogue.package.name == "j")
    #expect(folder.catalogue.package.resources.map(\.name) == ["x-y"])
    #expect(folder.catalogue.indicators["x_y"]?.decimals == 2)
    #expect(folder.filesRead == ["datapackage.json", "data/x-y.csv"])
  }

  @Test func `packed files without a descriptor are read, and damaged ones are told`() throws {
    // `indicator,period,value,unit` and `x,2020,1,t`.
    let packed: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 204, 75, 201, 76, 78, 44, 201, 47, 210, 41, 72, 45, 202,
      204, 79, 209, 41, 75, 204, 41, 77, 213, 41, 205, 203, 44, 225, 170, 208, 49, 50, 48, 50, 208,
      49, 212, 41, 225, 2, 0, 225, 160, 40, 248, 39, 0, 0, 0,
    ]
    try withFolder { inside in
      let places = ["data/a.csv", "in.csv", "out.csv"].map { "\(inside)/\($0)" }
      for place in places { try FileManager.default.removeItem(atPath: place) }
      for (name, bytes) in [("b", packed[...]), ("data/x", packed[...]), ("data/c", packed[..<40])]
      {
        try Data(bytes).write(to: URL(filePath: "\(inside)/\(name).csv.gz"))
      }
      var list = DiagnosticList()
      let folder = InputFolder(path: inside, shownAs: ".")
      let catalogue = readCatalogue(from: folder, into: &list)
      #expect(folder.filesRead.map(\.path) == ["data/c.csv.gz", "data/x.csv.gz", "b.csv.gz"])
      #expect(catalogue.package.resources.map(\.name) == ["c", "x", "b"])
      #expect(list.all.map(\.id) == ["tabular.gzip", "ingestion.duplicate"])
    }
  }
}
