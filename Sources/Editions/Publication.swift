/// Why an edition could not be put in its place. The last one stands untouched in every case.
public enum PublicationError: Error, Hashable, Sendable, CustomStringConvertible {
  case file(FileError)

  /// Another run was publishing the same report all the while.
  case locked(String)

  /// What was read back is not what was written.
  case damaged(String)

  public var description: String {
    switch self {
    case .file(let error): error.description
    case .locked(let path): "another run is publishing to \(path)"
    case .damaged(let path): "what was read back from \(path) is not what was written"
    }
  }

  public var status: ExitStatus {
    switch self {
    case .file(let error): ExitStatus(of: error)
    case .locked: .tryAgain
    case .damaged: .inputOutput
    }
  }
}

/// The folder of one report's editions, and the way a new one gets into it:
///
///     Reports/NAME/2026-11 -> .editions/2026-11.<digest>
///     Reports/NAME/latest -> 2026-11
///
/// An edition is written under its digest's name, flushed and read back; then the links are replaced
/// by renaming new ones over them. Whenever the program or the machine stops, the links lead to a whole
/// edition. What no link names is removed by the next run, under the lock.
struct Publication: Sendable {
  /// The folder as the user gave it.
  let root: String

  /// Seconds to wait for another run.
  var patience = 30.0

  /// What a file holds when it is read back; nothing if it can't be read.
  var readBack: @Sendable (String) -> [UInt8]? = { try? FileSystem.read($0) }

  private var store: String { root + "/.editions" }

  /// Publishes an edition.
  ///
  /// - Parameters:
  ///   - files: The content by path within the edition, the manifest among them.
  ///   - edition: What the edition is called, which is the link's name.
  ///   - manifest: The path of the file whose digest names the folder.
  /// - Returns: The path of the edition's link.
  /// - Throws: ``PublicationError``; then the links lead where they led before.
  func publish(
    _ files: [String: [UInt8]],
    as edition: String,
    manifest: String = "manifest.json"
  ) throws(PublicationError) -> String {
    guard let content = files[manifest] else { preconditionFailure("an edition has a manifest") }
    let name = "\(edition).\(Digest(of: content).description.prefix(16))"
    do throws(FileError) {
      try FileSystem.makeFolder(store)
      if let lock = try FolderLock(store + "/.lock", waitingAtMost: patience) {
        let written = try place(files, named: name)
        try FileSystem.replaceLink("\(root)/\(edition)", to: ".editions/\(written)")
        try FileSystem.replaceLink("\(root)/latest", to: edition)
        try FileSystem.flushFolder(root)
        lock.release()
        return "\(root)/\(edition)"
      }
    } catch {
      // A damaged copy is told apart from a device that says no by its number.
      throw error.code == 0 ? .damaged(error.path) : .file(error)
    }
    throw .locked(root)
  }

  /// Adds a line to the report's log; a report that was never published has none.
  func log(_ line: String) throws(FileError) {
    guard FileSystem.isFolder(root) else { return }
    try FileSystem.append(Array((line + "\n").utf8), to: root + "/log.jsonl")
  }

  /// Writes the files into a folder of the store, unless they stand there already.
  ///
  /// - Returns: The folder's name: the one asked for, with a number behind it if a link leads to a
  ///   folder of that name whose files were changed after they were published.
  private func place(_ files: [String: [UInt8]], named name: String) throws(FileError) -> String {
    let linked = linkedFolders
    for other in FileSystem.names(in: store) ?? []
    where other != ".lock" && !linked.contains(other) {
      try FileSystem.remove("\(store)/\(other)")
    }
    var free = name
    var number = 2
    while linked.contains(free) {
      if damage(to: files, in: "\(store)/\(free)") == nil { return free }
      free = "\(name)-\(number)"
      number += 1
    }
    let folder = "\(store)/\(free)"
    do throws(FileError) {
      try write(files, into: folder)
      if let path = damage(to: files, in: folder) { throw FileError("read back", path, code: 0) }
    } catch {
      // A disk that is full gets its room back at once.
      try? FileSystem.remove(folder)
      throw error
    }
    return free
  }

  private func write(_ files: [String: [UInt8]], into folder: String) throws(FileError) {
    var folders: Set = [folder]
    for path in files.keys {
      var above = FileSystem.folder(of: path)
      while above != "." {
        folders.insert("\(folder)/\(above)")
        above = FileSystem.folder(of: above)
      }
    }
    for path in folders.sorted() { try FileSystem.makeFolder(path) }
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      try FileSystem.write(bytes, to: "\(folder)/\(path)")
    }
    try FileSystem.flush(files.keys.sorted().map { "\(folder)/\($0)" })
    for path in folders.sorted().reversed() { try FileSystem.flushFolder(path) }
    try FileSystem.flushFolder(store)
  }

  /// The first file that is not there with the content it should have.
  private func damage(to files: [String: [UInt8]], in folder: String) -> String? {
    files.keys.sorted().lazy.map { "\(folder)/\($0)" }.first { path in
      readBack(path) != files[String(path.dropFirst(folder.count + 1))]
    }
  }

  /// The names of the store's folders that a link of the report leads to.
  private var linkedFolders: Set<String> {
    let targets = (FileSystem.names(in: root) ?? []).compactMap { name in
      FileSystem.linkTarget("\(root)/\(name)")
    }
    let prefix = ".editions/"
    return Set(targets.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }
}
