import FoundationEssentials
import Testing

@testable import Editions

@Suite struct PublicationTests {
  private let folder: TemporaryFolder
  private let publication: Publication

  init() throws {
    folder = try TemporaryFolder()
    publication = Publication(root: folder.path + "/out", patience: 0.1)
  }

  private func files(_ text: String) -> [String: [UInt8]] {
    [
      "manifest.json": Array("manifest of \(text)".utf8), "report.pdf": Array(text.utf8),
      "charts/a/one.svg": Array("<\(text)>".utf8),
    ]
  }

  private var stored: [String] {
    (FileSystem.names(in: publication.root + "/.editions") ?? []).filter { $0 != ".lock" }
  }

  @Test func `the edition and latest are links to the files of the newest run`() throws {
    let path = try publication.publish(files("first"), as: "2026-11")
    #expect(path == publication.root + "/2026-11")
    #expect(folder.text("out/latest/report.pdf") == "first")
    #expect(folder.text("out/2026-11/charts/a/one.svg") == "<first>")
    _ = try publication.publish(files("second"), as: "2026-11")
    #expect(folder.text("out/latest/report.pdf") == "second")
    #expect(FileSystem.linkTarget(publication.root + "/latest") == "2026-11")
  }

  @Test func `the folder is named after the manifest's digest`() throws {
    _ = try publication.publish(files("x"), as: "2026-11")
    let digest = Digest(of: Array("manifest of x".utf8)).description
    #expect(
      FileSystem.linkTarget(publication.root + "/2026-11")
        == ".editions/2026-11.\(digest.prefix(16))"
    )
  }

  @Test func `another edition leaves the first one whole`() throws {
    _ = try publication.publish(files("october"), as: "2026-10")
    _ = try publication.publish(files("november"), as: "2026-11")
    #expect(folder.text("out/2026-10/report.pdf") == "october")
    #expect(folder.text("out/latest/report.pdf") == "november")
    #expect(stored.count == 2)
  }

  @Test func `what no link names is removed by the next run, and only that`() throws {
    _ = try publication.publish(files("october"), as: "2026-10")
    _ = try publication.publish(files("first"), as: "2026-11")
    _ = try publication.publish(files("second"), as: "2026-11")
    #expect(stored.count == 3)
    try folder.write("half", to: "out/.editions/2026-11.0123456789abcdef/report.pdf")
    _ = try publication.publish(files("third"), as: "2026-11")
    // Two that links lead to, and the second, which the third replaced after the cleaning.
    #expect(stored.count == 3)
    _ = try publication.publish(files("third"), as: "2026-11")
    #expect(stored.count == 2)
    #expect(folder.text("out/2026-10/report.pdf") == "october")
  }

  @Test func `the same edition again writes nothing`() throws {
    _ = try publication.publish(files("same"), as: "2026-11")
    let path = publication.root + "/2026-11/report.pdf"
    let before = try FileManager.default.attributesOfItem(atPath: path)
    _ = try publication.publish(files("same"), as: "2026-11")
    let after = try FileManager.default.attributesOfItem(atPath: path)
    let key = FileAttributeKey.systemFileNumber
    #expect(before[key] as? UInt64 == after[key] as? UInt64)
    #expect(stored.count == 1)
  }

  @Test func `an edition whose files were changed is replaced by a fresh copy`() throws {
    _ = try publication.publish(files("good"), as: "2026-11")
    try folder.write("evil", to: "out/2026-11/report.pdf")
    _ = try publication.publish(files("good"), as: "2026-11")
    #expect(folder.text("out/latest/report.pdf") == "good")
  }

  @Test func `a half-written edition of the same digest is written anew`() throws {
    let digest = Digest(of: Array("manifest of x".utf8)).description.prefix(16)
    try folder.write("ha", to: "out/.editions/2026-11.\(digest)/report.pdf")
    _ = try publication.publish(files("x"), as: "2026-11")
    #expect(folder.text("out/latest/report.pdf") == "x")
    #expect(stored.count == 1)
  }

  @Test func `a run that finds the lock taken gives up and changes nothing`() throws {
    _ = try publication.publish(files("first"), as: "2026-11")
    guard let lock = try FolderLock(publication.root + "/.editions/.lock", waitingAtMost: 0) else {
      Issue.record("nobody else holds the lock")
      return
    }
    #expect(throws: PublicationError.locked(publication.root)) {
      try publication.publish(files("second"), as: "2026-11")
    }
    #expect(PublicationError.locked("").status == .tryAgain)
    #expect(folder.text("out/latest/report.pdf") == "first")
    lock.release()
    _ = try publication.publish(files("second"), as: "2026-11")
    #expect(folder.text("out/latest/report.pdf") == "second")
  }

  @Test func `a file in the way of the folder can't be created over`() throws {
    try folder.write("in the way", to: "out")
    let error = #expect(throws: PublicationError.self) {
      try publication.publish(files("x"), as: "2026-11")
    }
    #expect(error?.status == .cannotCreate)
    #expect(error?.description.hasPrefix("cannot make the folder") == true)
    #expect(folder.text("out") == "in the way")
  }

  @Test func `latest leads to no edition that could not be put in its place`() throws {
    _ = try publication.publish(files("october"), as: "2026-10")
    try folder.write("mine", to: "out/2026-11/notes.txt")
    #expect(throws: PublicationError.self) {
      try publication.publish(files("november"), as: "2026-11")
    }
    #expect(FileSystem.linkTarget(publication.root + "/latest") == "2026-10")
    #expect(folder.text("out/latest/report.pdf") == "october")
  }

  @Test func `what is read back otherwise than it was written is not published`() throws {
    _ = try publication.publish(files("first"), as: "2026-11")
    var other = publication
    other.readBack = { path in
      let bytes = try? FileSystem.read(path)
      // A disk that loses the last byte of one file.
      return path.hasSuffix(".svg") ? bytes?.dropLast() : bytes
    }
    let error = #expect(throws: PublicationError.self) {
      try other.publish(files("second"), as: "2026-11")
    }
    #expect(error?.description.hasPrefix("what was read back from ") == true)
    #expect(error?.description.contains("/charts/a/one.svg ") == true)
    #expect(error?.status == .inputOutput)
    #expect(folder.text("out/latest/report.pdf") == "first")
    #expect(stored.count == 1)
  }

  @Test func `a folder in the place of the link is left alone`() throws {
    try folder.write("mine", to: "out/2026-11/notes.txt")
    let error = #expect(throws: PublicationError.self) {
      try publication.publish(files("x"), as: "2026-11")
    }
    #expect(error?.status == .cannotCreate)
    #expect(folder.text("out/2026-11/notes.txt") == "mine")
  }

  @Test func `a log line is added to a report that was published, else nowhere`() throws {
    try publication.log("{}")
    #expect(FileSystem.names(in: publication.root) == nil)
    _ = try publication.publish(files("x"), as: "2026-11")
    try publication.log("{\"a\":1}")
    try publication.log("{\"a\":2}")
    #expect(folder.text("out/log.jsonl") == "{\"a\":1}\n{\"a\":2}\n")
  }

  @Test func `what could not be written leaves nothing behind`() throws {
    _ = try publication.publish(files("first"), as: "2026-11")
    var broken = files("second")
    // No file system takes a name this long.
    broken[String(repeating: "x", count: 300)] = [1]
    let error = #expect(throws: PublicationError.self) {
      try publication.publish(broken, as: "2026-11")
    }
    #expect(error?.status == .cannotCreate)
    #expect(folder.text("out/latest/report.pdf") == "first")
    #expect(stored.count == 1)
  }
}
