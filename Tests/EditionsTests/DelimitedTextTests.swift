import Testing

@testable import Editions

@Suite struct DelimitedTextTests {
  @Test(
    arguments: [
      ([["a", "b"], ["1", "2"]], "a,b\n1,2\n"),
      ([["1,234", "x"]], "\"1,234\",x\n"),
      ([["the \"real\" price", ""]], "\"the \"\"real\"\" price\",\n"),
      ([["two\nlines", "cr\rhere"]], "\"two\nlines\",\"cr\rhere\"\n"),
      ([["ñ", " kept "]], "ñ, kept \n"),
      ([], ""),
    ] as [([[String]], String)]
  )
  func `a field that could be misread is put between quotes`(
    records: [[String]],
    text: String
  ) {
    #expect(delimitedText(records) == text)
  }
}
