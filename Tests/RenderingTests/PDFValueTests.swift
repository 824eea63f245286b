import Testing

@testable import Rendering

@Suite struct PDFValueTests {
  @Test(
    arguments: [
      (.name("P"), #""/P""#), (.integer(-3), "-3"), (.boolean(true), "true"), (.real(1), "1.000"),
      (.real(-0.5), "-0.500"), (.real(-12.3456), "-12.346"), (.real(0.0004), "0.000"),
      (.real(1.9996), "2.000"), (.text(#"a "b" \c"#), #""u:a \"b\" \\c""#),
      (.text("ñ\n−"), #""u:ñ −""#),
      (.reference(12), #""12 0 R""#), (.array([]), "[]"),
      (.array([.integer(1), .name("X")]), #"[1,"/X"]"#),
      (.dictionary(["A": .integer(1), "B": nil, "C": .array([])]), #"{"/A":1,"/C":[]}"#),
    ] as [(PDFValue, String)]
  )
  func `a value is written as qpdf reads it`(value: PDFValue, json: String) {
    var written = ""
    value.append(to: &written)
    #expect(written == json)
  }

  @Test func `new objects have numbers of their own`() {
    var objects = PDFObjects(numberedFrom: 7)
    #expect(objects.reserve(2) == [7, 8])
    #expect(objects.add(.integer(1)) == 9)
    objects.set(7, to: .integer(2))
    #expect(objects.update.hasSuffix(#"{"obj:9 0 R":{"value":1},"obj:7 0 R":{"value":2}}]}"#))
  }
}
