import Diagnostics
import Indicators
import Testing

@Suite struct FreshnessTests {
  @Test(arguments: [
    // What the indicator says, what the resource says, what counts.
    ("frequency: A", "", "P18M"), ("", "frequency: A", "P18M"), ("", "", nil),
    ("frequency: A", "max_age: P2Y", "P24M"), ("", "max_age: P2Y", "P24M"),
    ("max_age: P10D", "max_age: P2Y", "P10D"), ("frequency: A, max_age: P1Y", "", "P12M"),
  ])
  func `the age a series may have is declared, or follows from a declared frequency`(
    own: String,
    resource: String,
    age: String?
  ) throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources:
        - path: data/output.csv
          veta:
            \(resource.isEmpty ? "layout: tidy" : resource)
            indicators: {output: {\(["unit: t", own].filter { !$0.isEmpty }.joined(separator: ", "))}}
      === data/output.csv
      indicator,period,value
      output,2024,1
      """
    )
    #expect(folder.problems.isEmpty)
    let indicator = try #require(folder.catalogue.indicators["output"])
    #expect(indicator.freshness?.age.description == age)
    if age != nil {
      #expect(indicator.freshness?.span.file.path.hasSuffix("datapackage.yaml") == true)
    }
  }

  @Test(arguments: ["S", "Q", "M", "W", "D"])
  func `each frequency has its usual age`(letter: String) throws {
    let frequency = try #require(Frequency(rawValue: letter))
    let ages = ["S": "P12M", "Q": "P6M", "M": "P3M", "W": "P1M", "D": "P1M"]
    #expect(Age.usual(for: frequency).description == ages[letter])
  }
}
