public import Diagnostics
import FoundationEssentials
import Tabular

/// Ingestion reads an input folder: what the descriptor says of its files, and the files themselves, to
/// indicators. Nothing behind it knows how a publisher lays out a table.
///
/// The folder of one report: each file is read once, and a path can't leave it.
public final class InputFolder {
  /// Where the folder lies.
  public let path: String

  /// What stands before a file's name in messages; empty for the folder one works in.
  public let shownAs: String

  /// All files read so far, in that order.
  public private(set) var filesRead: [SourceFile] = []

  private var cache: [String: SourceFile] = [:]

  /// Tables with more bytes are not kept in memory.
  private let mostKept: Int

  /// So much of them is looked at to know their header.
  private let headSize: Int

  /// The folder's own place with links resolved, ending in a slash.
  private let root: String

  /// - Parameters:
  ///   - path: Where the folder lies.
  ///   - shownAs: The name it goes by in messages; nothing: its path.
  ///   - mostKept: How many bytes a table may have to be kept in memory as a whole.
  ///   - headSize: How many bytes of a larger one are looked at to know its header.
  public init(
    path: String,
    shownAs: String? = nil,
    mostKept: Int = 4 << 20,
    headSize: Int = 4 << 20
  ) {
    self.path = path
    self.headSize = headSize
    self.mostKept = mostKept
    self.shownAs = shownAs ?? path
    root = resolved(path)
  }

  /// Whether the folder itself is there.
  public var isThere: Bool { isFolder(path) }

  /// Whether a path leads to a file inside the folder.
  public func exists(_ relative: String) -> Bool {
    guard let place = place(of: relative) else { return false }
    return FileManager.default.fileExists(atPath: place) && !isFolder(place)
  }

  /// Reads a file once; nothing, and a diagnostic at the place that asked for it, if it can't be read.
  public func file(
    _ relative: String,
    at span: SourceSpan? = nil,
    into list: inout DiagnosticList
  ) -> SourceFile? {
    open(relative, at: span, into: &list) { place in
      FileManager.default.contents(atPath: place).map {
        SourceFile(path: shown(relative), bytes: [UInt8]($0))
      }
    }
  }

  /// A table, which is kept in memory only if it is small.
  public func table(
    _ relative: String,
    at span: SourceSpan? = nil,
    into list: inout DiagnosticList
  ) -> SourceFile? {
    guard let place = place(of: relative),
      let stored = try? StoredFile(path: place, headSize: headSize),
      stored.byteCount > mostKept
    else { return file(relative, at: span, into: &list) }
    return open(relative, at: span, into: &list) { _ in
      SourceFile(path: shown(relative), stored: stored)
    }
  }

  private func open(
    _ relative: String,
    at span: SourceSpan?,
    into list: inout DiagnosticList,
    _ read: (_ place: String) -> SourceFile?
  ) -> SourceFile? {
    if let file = cache[relative] { return file }
    guard let place = place(of: relative) else {
      list.report(.pathLeaves(relative, at: span))
      return nil
    }
    guard !isFolder(place), let file = read(place) else {
      list.report(
        .missingFile(shown(relative), at: span, nearest: nearestFile(to: relative))
      )
      return nil
    }
    cache[relative] = file
    filesRead.append(file)
    return file
  }

  /// The paths of the files in a folder of this one, sorted; `""` is the folder itself.
  public func names(in folder: String, endingIn ending: String) -> [String] {
    guard let place = folder.isEmpty ? path : place(of: folder) else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }
      .map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
      .sorted()
  }

  /// The path as messages print it.
  private func shown(_ relative: String) -> String {
    if shownAs.isEmpty || shownAs == "." { return relative }
    return shownAs.hasSuffix("/") ? shownAs + relative : "\(shownAs)/\(relative)"
  }

  private func nearestFile(to relative: String) -> String? {
    let folder = relative.split(separator: "/").dropLast().joined(separator: "/")
    let known = ["", "data", folder].flatMap { names(in: $0, endingIn: "") }
    if let nearest = nearestNames(to: relative, among: Set(known)).first { return nearest }
    // The right name in the wrong folder.
    let name = relative.split(separator: "/").last
    return known.first { $0.split(separator: "/").last == name }
  }

  /// The file's place; nothing for a path that is not relative, climbs, or leaves through a link.
  private func place(of relative: String) -> String? {
    let parts = relative.split(separator: "/", omittingEmptySubsequences: false)
    guard !relative.isEmpty, !parts.contains(""), !parts.contains("..") else { return nil }
    let place = path.hasSuffix("/") ? path + relative : "\(path)/\(relative)"
    return resolved(place).hasPrefix(root) ? place : nil
  }
}

/// A path with its links followed, ending in a slash.
private func resolved(_ path: String) -> String {
  let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  return place.hasSuffix("/") ? place : place + "/"
}

private func isFolder(_ path: String) -> Bool {
  var isDirectory = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
}
