import Indicators
import Testing

@Suite struct StatusTests {
  @Test(
    arguments: [
      (.actual, "A", false, true), (.provisional, "P", false, true), (.estimated, "E", false, true),
      (.forecast, "F", false, false), (.absent, nil, true, false),
      (.notCollected, nil, true, false),
      (.notApplicable, nil, true, false), (.notAvailable, nil, true, false),
      (.confidential, nil, true, false), (.holiday, nil, true, false),
      (.rejected, nil, true, false),
      (.undefined, nil, true, false),
    ] as [(Status, String?, Bool, Bool)]
  )
  func `a status has a letter or is missing, and is observed or not`(
    status: Status,
    letter: String?,
    isMissing: Bool,
    isObserved: Bool
  ) {
    #expect(status.letter == letter)
    #expect(status.isMissing == isMissing)
    #expect(status.isObserved == isObserved)
  }

  @Test(
    arguments: [
      (.actual, .actual, .actual), (.actual, .provisional, .provisional),
      (.estimated, .provisional, .estimated), (.forecast, .actual, .forecast),
      (.forecast, .confidential, .confidential), (.undefined, .actual, .undefined),
      (.confidential, .undefined, .confidential), (.absent, .rejected, .absent),
    ] as [(Status, Status, Status)]
  )
  func `the less certain status wins, of two missing ones the first`(
    left: Status,
    right: Status,
    expected: Status
  ) {
    #expect(left.combined(with: right) == expected)
  }
}
