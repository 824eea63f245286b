import Glibc
import Testing

@testable import Editions

@Suite struct FileSystemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `more files than are flushed together are all flushed`() throws {
    let paths = (0..<600).map { "\(folder.path)/\($0)" }
    for path in paths { try FileSystem.write(Array(path.utf8), to: path) }
    try FileSystem.flush(paths)
    try FileSystem.flush([])
    for path in paths { #expect(try FileSystem.read(path) == Array(path.utf8)) }
  }

  @Test func `a file that can't be flushed is named`() throws {
    try FileSystem.write([1], to: folder.path + "/a")
    let missing = folder.path + "/missing"
    #expect(throws: FileError("flush", missing, code: ENOENT)) {
      try FileSystem.flush([folder.path + "/a", missing])
    }
  }

  @Test func `a file is never written over`() throws {
    let path = folder.path + "/a"
    try FileSystem.write([1], to: path)
    #expect(throws: FileError("write", path, code: EEXIST)) { try FileSystem.write([2], to: path) }
    #expect(try FileSystem.read(path) == [1])
    try FileSystem.append([2, 3], to: path)
    #expect(try FileSystem.read(path) == [1, 2, 3])
  }

  @Test func `folders are made with those above, and removed with all they hold`() throws {
    let top = folder.path + "/a"
    try FileSystem.makeFolder(top + "/b/c")
    try FileSystem.makeFolder(top + "/b/c")
    try FileSystem.write([1], to: top + "/b/c/file")
    try folder.write("kept", to: "elsewhere/file")
    try FileSystem.replaceLink(top + "/link", to: folder.path + "/elsewhere")
    #expect(FileSystem.names(in: top) == ["b", "link"])
    try FileSystem.remove(top)
    #expect(!FileSystem.isFolder(top))
    // A link is removed, not what it leads to.
    #expect(folder.text("elsewhere/file") == "kept")
    try FileSystem.remove(top)
  }

  @Test(arguments: [
    ("a/b/c", "a/b"), ("a/b/", "a"), ("a", "."), ("/a", "/"), ("/", "/"), ("/a/b", "/a"),
  ])
  func `the folder of a path is what stands before its last name`(path: String, folder: String) {
    #expect(FileSystem.folder(of: path) == folder)
  }

  @Test func `a path's last name is found behind dots and links`() throws {
    try FileSystem.makeFolder(folder.path + "/report/data")
    try FileSystem.replaceLink(folder.path + "/link", to: "report")
    #expect(FileSystem.lastName(of: folder.path + "/report/data/..") == "report")
    #expect(FileSystem.lastName(of: folder.path + "/link/") == "report")
    #expect(FileSystem.lastName(of: folder.path + "/nowhere") == nil)
  }
}
