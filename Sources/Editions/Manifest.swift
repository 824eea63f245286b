import Diagnostics
import Indicators
import Tabular

/// What an edition was made from and what it holds: enough to tell whether two runs should give the
/// same bytes, and whether a file is still the one that was published. It holds no time, no host and
/// no path outside the input folder.
struct Manifest: Hashable, Sendable {
  /// A file by its path within the input folder or the edition.
  struct File: Hashable, Sendable {
    let path: String
    let size: Int
    let digest: Digest

    init(path: String, bytes: [UInt8]) {
      self.path = path
      size = bytes.count
      digest = Digest(of: bytes)
    }

    init(path: String, file: SourceFile) {
      self.path = path
      size = file.byteCount
      digest = Digest(of: file)
    }

    var json: JSONValue {
      .object([
        "path": .string(path), "bytes": .integer(size), "sha256": .string(digest.description),
      ])
    }
  }

  /// Something that was found true before the edition was published.
  struct Check: Hashable, Sendable {
    let name: String
    let of: String
    let result: String
  }

  var report: String
  var edition: EditionIdentity
  var asOf: String?
  var version: String

  /// The libraries that shape the bytes, by name: `cairo`, `pango`, `qpdf`.
  var libraries: [String: String]
  var inputs: [File]
  var outputs: [File]
  var checks: [Check]

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "report": .string(report),
      "edition": .object([
        "id": .string(edition.id), "date": .string(edition.date.description),
      ]),
      "versions": .object(
        libraries.mapValues(JSONValue.string).merging(["veta": .string(version)]) { $1 }
      ),
      "inputs": .array(inputs.sorted { $0.path < $1.path }.map(\.json)),
      "outputs": .array(outputs.sorted { $0.path < $1.path }.map(\.json)),
      "checks": .array(
        checks.map {
          .object(["name": .string($0.name), "of": .string($0.of), "result": .string($0.result)])
        }
      ),
    ]
    if let asOf { members["as_of"] = .string(asOf) }
    return .object(members)
  }
}
