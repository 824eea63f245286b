import Diagnostics
import Testing

@testable import Editions

@Suite struct ManifestTests {
  /// FIPS 180-4's examples, as NIST publishes them: one block, two blocks, nothing.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ])
  func `a digest is SHA-256`(text: String, digest: String) {
    #expect(Digest(of: Array(text.utf8)).description == digest)
  }

  /// The examples of RFC 1321 and FIPS 180-4.
  @Test(
    arguments: [
      ("md5", "900150983cd24fb0d6963f7d28e17f72"),
      ("sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      ("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "sha512",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
      ),
      ("crc32", nil),
    ] as [(String, String?)]
  )
  func `a file's fingerprint is that of the algorithm named`(algorithm: String, digest: String?) {
    #expect(hexadecimalDigest(algorithm, SourceFile(path: "abc", text: "abc")) == digest)
  }

  @Test func `a manifest is sorted, and holds nothing of the run`() throws {
    let edition = try #require(EditionIdentity(id: "2026-11", origin: .option))
    let manifest = Manifest(
      report: "sample",
      edition: edition,
      asOf: nil,
      version: "1.0",
      libraries: ["qpdf": "11.3", "cairo": "1.16"],
      inputs: [.init(path: "b.csv", bytes: [0x61]), .init(path: "a.csv", bytes: [])],
      outputs: [.init(path: "z.pdf", bytes: Array("abc".utf8))],
      checks: [.init(name: "structure", of: "z.pdf", result: "passed")]
    )
    #expect(
      manifest.json.pretty == """
        {
          "checks": [
            {
              "name": "structure",
              "of": "z.pdf",
              "result": "passed"
            }
          ],
          "edition": {
            "date": "2026-11-30",
            "id": "2026-11"
          },
          "inputs": [
            {
              "bytes": 0,
              "path": "a.csv",
              "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            },
            {
              "bytes": 1,
              "path": "b.csv",
              "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
            }
          ],
          "outputs": [
            {
              "bytes": 3,
              "path": "z.pdf",
              "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            }
          ],
          "report": "sample",
          "versions": {
            "cairo": "1.16",
            "qpdf": "11.3",
            "veta": "1.0"
          }
        }

        """
    )
  }

  @Test func `JSON on one line is the same tree`() {
    let value = JSONValue.object([
      "b": .array([.integer(-1), .boolean(true), .array([]), .object([:])]), "a": .string("\"ñ\n"),
    ])
    #expect(value.line == #"{"a":"\"ñ\n","b":[-1,true,[],{}]}"#)
    #expect(
      value.pretty
        == "{\n  \"a\": \"\\\"ñ\\n\",\n  \"b\": [\n    -1,\n    true,\n    [],\n    {}\n  ]\n}\n"
    )
  }
}

@Suite struct EditionIdentityTests {
  @Test(arguments: [
    ("2026", "2026-12-31"), ("2026-11", "2026-11-30"), ("2026-02", "2026-02-28"),
    ("2024-02", "2024-02-29"), ("2026-Q3", "2026-09-30"), ("2026-S1", "2026-06-30"),
    ("2026-11-24", "2026-11-24"), ("2026-11.draft-2", "2026-11-30"),
  ])
  func `an edition stands for the last day of its period`(id: String, date: String) throws {
    let edition = try #require(EditionIdentity(id: id, origin: .option))
    #expect(edition.id == id)
    #expect("\(edition.date)" == date)
  }

  @Test(arguments: [
    "", "latest", "november", "2026-13", "2026-11/..", "..", "2026-11.", "2026-11.a b",
    "2020..2024", "2026-11.a/b",
  ])
  func `what begins with no period, or is no folder's name, is no edition`(id: String) {
    #expect(EditionIdentity(id: id, origin: .option) == nil)
  }

  @Test(
    arguments: [
      (nil, 1_795_504_980, "2026-11", "2026-11-24", EditionIdentity.Origin.clock),
      (0, 1_795_504_980, "1970-01", "1970-01-01", .sourceDateEpoch),
      (-1, 0, "1969-12", "1969-12-31", .sourceDateEpoch),
      (951_782_399, 0, "2000-02", "2000-02-28", .sourceDateEpoch),
      (951_782_400, 0, "2000-02", "2000-02-29", .sourceDateEpoch),
    ] as [(Int?, Int, String, String, EditionIdentity.Origin)]
  )
  func `SOURCE_DATE_EPOCH counts before the clock, in UTC`(
    epoch: Int?,
    now: Int,
    id: String,
    date: String,
    origin: EditionIdentity.Origin
  ) {
    let edition = EditionClock(sourceDateEpoch: epoch, now: now).edition
    #expect(edition.id == id)
    #expect("\(edition.date)" == date)
    #expect(edition.origin == origin)
  }

  @Test func `the log's time is ISO 8601 in UTC`() {
    let clock = EditionClock(sourceDateEpoch: 0, now: 1_795_504_980)
    #expect(clock.timestamp == "2026-11-24T07:23:00Z")
  }
}
