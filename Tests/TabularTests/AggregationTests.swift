import Tabular
import TestSupport
import Testing

private func groups(
  _ text: String,
  of value: String = "value",
  by keys: [Aggregation.Key],
  threads: Int = 1
) throws -> Groups {
  try RecordStream(MemorySource(Array(text.utf8)))
    .aggregate(Aggregation(of: value, by: keys), threads: threads)
}

private func described(_ groups: Groups) -> [String] {
  groups.groups.map { group in
    "\(group.labels.joined(separator: "/")): \(group.valueCount) \(group.sum)"
  }
}

@Suite struct AggregationTests {
  @Test func `numbers are added by whole texts and parts of texts`() throws {
    let text = """
      indicator,period,value,note
      gdp,2024-01,1.5,x
      "gdp",2024-02,"2.25",y
      jobs,"2024",-7,z
      gdp,2023-12,n.d.,
      "jobs",2024,,

      gdp,2024-Q3,1e3,
      """
    let found = try groups(text, by: [.init("indicator"), .init("period", .leading(4))])
    #expect(described(found) == ["gdp/2023: 0 0", "gdp/2024: 3 3.75", "jobs/2024: 1 -7"])
    #expect(found.groups[1].total == 1003.75)
    #expect(found.recordCount == 6)
    #expect(found.raggedCount == 0)
  }

  @Test func `the last column ends before a carriage return`() throws {
    let found = try groups("a,value\r\nx,1\r\ny,2\r\nx,3", by: [.init("a")])
    #expect(described(found) == ["x: 2 4", "y: 1 2"])
    let labels = try groups("value,a\r\n1,x\r\n2,\"x\"\r\n", by: [.init("a")])
    #expect(described(labels) == ["x: 2 3"])
  }

  @Test func `a text is one label however it is quoted and however long it is`() throws {
    let long = "a label of more than sixteen letters"
    let other = "a label of MORE than sixteen letters"
    let text =
      "k,value\n\(long),1\n\"\(long)\",2\n\(other),4\n\"a \"\"b\"\"\",8\n\"a \"\"b\"\"\",16\n"
    let found = try groups(text, by: [.init("k")])
    #expect(described(found) == ["a \"b\": 2 24", "\(other): 1 4", "\(long): 2 3"])
  }

  @Test func `a part of a text ends before a character that does not fit`() throws {
    let found = try groups(
      "k,value\nabñx,1\nabn,2\n\"\"\"x\",4\n,8\n",
      by: [.init("k", .leading(3))]
    )
    #expect(described(found) == [": 1 8", "\"x: 1 4", "ab: 1 1", "abn: 1 2"])
  }

  @Test func `records with another number of fields are counted and left out`() throws {
    let found = try groups("k,value\nx,1\nx\nx,1,2\nx,2\n", by: [.init("k")])
    #expect(described(found) == ["x: 2 3"])
    #expect(found.recordCount == 4)
    #expect(found.raggedCount == 2)
  }

  @Test func `without keys all records make one group, with three the order is kept`() throws {
    let text = "a,b,c,value\n1,2,3,4\n1,2,4,5\n"
    #expect(described(try groups(text, by: [])) == [": 2 9"])
    let keys: [Aggregation.Key] = [.init("c"), .init("b"), .init("a")]
    #expect(described(try groups(text, by: keys)) == ["3/2/1: 1 4", "4/2/1: 1 5"])
  }

  @Test func `a missing column or header is told`() {
    #expect(throws: AggregationError.noColumn("value", header: ["a", "b"])) {
      try groups("a,b\n1,2\n", by: [])
    }
    #expect(throws: AggregationError.noHeader) { try groups("\n\n", by: []) }
    #expect(throws: (any Error).self) { try FileSource(path: "/nowhere/none.csv") }
  }

  @Test func `the number of threads does not change the result`() throws {
    var random = SplitMix64(seed: 11)
    var text = "k,value,note\n"
    var sums: [String: Int] = [:]
    for _ in 0..<5000 {
      let label = "label \(Int.random(in: 0..<3000, using: &random)) of many"
      let cents = Int.random(in: -1_000_000...1_000_000, using: &random)
      sums[label, default: 0] += cents
      let sign = cents < 0 ? "-" : ""
      let decimals = String(100 + abs(cents) % 100).dropFirst()
      text += "\(label),\(sign)\(abs(cents) / 100).\(decimals),\"a, \"\"b\"\"\nc\"\n"
    }
    let one = try groups(text, by: [.init("k")])
    #expect(one.groups.count == sums.count)
    for group in one.groups {
      #expect(group.total == Double(sums[group.labels[0]] ?? 0) / 100, "\(group.labels)")
    }
    for threads in [2, 3, 8] {
      #expect(try groups(text, by: [.init("k")], threads: threads) == one)
    }
  }

  /// One record for each text, so that each sum is one number.
  @Test func `a number is read as the standard library reads it`() throws {
    var random = SplitMix64(seed: 5)
    var texts = ["0", "-0.5", ".5", "5.", "12345678", "123456789", "1234567.8", "12345678.9"]
    texts += ["1234567890123456", "123456789012345.6", "0.000000000000000001", "99999999.99999999"]
    texts += [
      "-1234567.12345678", "9223372036854775807", "1e-7", "+3", "12.5e3", "0.1234567890123",
    ]
    for _ in 0..<5000 {
      let digits = (0..<Int.random(in: 1...19, using: &random)).map { _ in
        Character(String(Int.random(in: 0...9, using: &random)))
      }
      var text = String(digits)
      if Bool.random(using: &random) {
        let place = Int.random(in: 0...min(digits.count, 18), using: &random)
        text.insert(".", at: text.index(text.endIndex, offsetBy: -place))
      }
      if text == "." { continue }
      texts.append((Bool.random(using: &random) ? "-" : "") + text)
    }
    let lines = texts.enumerated().map { "\($0),\($1)\n" }.joined()
    let found = try groups("k,value\n" + lines, by: [.init("k")])
    for group in found.groups {
      let text = texts[try #require(Int(group.labels[0]))]
      #expect(group.valueCount == 1, "\(text)")
      #expect(group.total == Double(text), "\(text)")
    }
    #expect(found.groups.count == texts.count)
  }

  @Test(arguments: [
    "-", ".", "-.", "1.2.3", "1-2", "NA", "n.d.", "1,5", "0x10", "inf", "nan", "12a",
  ])
  func `what is no number is missing`(text: String) throws {
    let found = try groups("k,value\nx,\"\(text)\"\n", by: [.init("k")])
    #expect(found.groups.map(\.valueCount) == [0])
  }

  @Test func `a sum is exact beyond what doubles and 128 bits hold`() throws {
    let large = "9999999999999999999"
    let text = "value\n" + String(repeating: "\(large)\n", count: 100) + "0.000000000000000001\n"
    let found = try groups(text, by: [])
    #expect(found.sum.description == "999999999999999999900.000000000000000001")
    let back = String(repeating: "-\(large)\n", count: 101)
    #expect(
      try groups(text + back, by: []).sum.description == "-9999999999999999998.999999999999999999"
    )
    let powers = "value\n1e300\n1\n1e-30\n-1e300\n"
    #expect(try groups(powers, by: []).groups[0].total == 1)
  }
}
