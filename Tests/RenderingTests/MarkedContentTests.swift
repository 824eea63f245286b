import Testing

@testable import Rendering

@Suite struct MarkedContentTests {
  private func renumbered(_ content: String, _ names: [String?]) -> String? {
    renumberingMarkedContent(Array(content.utf8), names: names).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test func `stretches get the names of their elements and numbers without gaps`() {
    let content = """
      q /Span << /MCID 0 >> BDC 1 EMC
      /Span << /MCID 1 >> BDC 2 EMC
      /Span << /MCID 2 >> BDC 3 EMC Q
      """
    #expect(
      renumbered(content, ["H1", nil, "P"]) == """
        q /H1 << /MCID 0 >> BDC 1 EMC
        /Artifact BMC 2 EMC
        /P << /MCID 1 >> BDC 3 EMC Q
        """
    )
  }

  @Test func `what looks like a stretch inside a text is left alone`() {
    let content = #"/Span << /MCID 0 >> BDC (\)/Span << /MCID 1 >> BDC (x)) Tj EMC"#
    #expect(
      renumbered(content, ["P"])
        == content.replacing("/Span << /MCID 0", with: "/P << /MCID 0", maxReplacements: 1)
    )
  }

  @Test func `other marks stay as they are`() {
    let content = "/Span << /ActualText <FEFF> >> BDC 1 EMC"
    #expect(renumbered(content, []) == content)
  }

  @Test(
    arguments: [
      ("/Span << /MCID 0 >> BDC EMC", 0), ("/Span << /MCID 0 >> BDC EMC", 2), ("", 1),
      ("/Span << /MCID 1 >> BDC EMC", 1), ("/Span << /MCID 0", 1),
    ]
  )
  func `stretches that were not recorded are refused`(content: String, count: Int) {
    #expect(renumbered(content, Array(repeating: "P", count: count)) == nil)
  }

  @Test(
    arguments: [
      ("BT (a) Tj ET", true, true, []), ("/P << /MCID 3 >> BDC BT (a) Tj ET EMC", true, false, [3]),
      ("/Artifact BMC 0 0 1 1 re f EMC", true, false, []),
      ("/Artifact << /Type /Layout >> BDC S EMC", true, false, []),
      ("/Span << /ActualText <FEFF> >> BDC S EMC", true, true, []),
      ("/P << /MCID 1 >> BDC /Span << /ActualText (x) >> BDC S EMC EMC", true, false, [1]),
      ("(S f) 0 w [1 2] 0 d n", false, false, []), ("", false, false, []),
    ] as [(String, Bool, Bool, [Int])]
  )
  func `a page's content is read for ink and marks`(
    content: String,
    hasInk: Bool,
    isUnmarked: Bool,
    numbers: [Int]
  ) {
    let summary = PageContentSummary(Array(content.utf8))
    #expect(summary.hasInk == hasInk)
    #expect(summary.hasUnmarkedInk == isUnmarked)
    #expect(summary.numbers == numbers)
    #expect(summary.isBalanced)
  }

  @Test(arguments: [
    "q", "Q q", "BT", "ET", "BT BT ET ET", "EMC", "/Artifact BMC", "EMC /Artifact BMC",
  ])
  func `content that does not end what it begins is not balanced`(content: String) {
    #expect(!PageContentSummary(Array(content.utf8)).isBalanced)
  }
}
