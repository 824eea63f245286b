import Testing

@testable import Rendering

@Suite struct GlyphNameTests {
  /// From ISO 32000-1, annex D.2; the codes are octal there.
  @Test(
    arguments: [
      (0o40, "space"), (0o101, "A"), (0o172, "z"), (0o60, "zero"), (0o176, "asciitilde"),
      (0o200, "Euro"), (0o205, "ellipsis"), (0o226, "endash"), (0o227, "emdash"), (0o225, "bullet"),
      (0o237, "Ydieresis"), (0o240, "space"), (0o255, "hyphen"), (0o263, "threesuperior"),
      (0o265, "mu"), (0o277, "questiondown"), (0o321, "Ntilde"), (0o327, "multiply"),
      (0o361, "ntilde"), (0o372, "uacute"), (0o377, "ydieresis"),
    ]
  )
  func `a code has the name that PDF gives it`(code: Int, name: String) {
    #expect(glyphName(ofWinAnsi: code) == name)
  }

  @Test func `codes without a character have no name`() {
    #expect(
      [0, 0x1F, 0x7F, 0x81, 0x8D, 0x9D, 0x100].allSatisfy { glyphName(ofWinAnsi: $0) == nil }
    )
    #expect((0x20...0xFF).count { glyphName(ofWinAnsi: $0) == nil } == 6)
  }
}
