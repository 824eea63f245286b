import Indicators
import Testing

/// `100` is a bare number, `100%` a literal, `x:UNIT` a measured value.
private func operand(_ text: String) throws -> UnitOperand {
  if let number = Double(text) { return UnitOperand(.one, bareNumber: number) }
  if text.hasSuffix("%"), let number = Double(text.dropLast()) {
    return UnitOperand(Unit(meaning: .percent), literal: number)
  }
  return UnitOperand(try Unit.parse(text))
}

@Suite struct UnitArithmeticTests {
  @Test(arguments: [
    ("t", "t", "t"), ("kg", "t", "kg"), ("million USD", "thousand USD", "million USD"),
    ("percent", "percent", "percent"), ("percent of GDP", "5%", "percent of GDP"),
    ("percent", "pp", "percent"), ("pp", "percent", "percent"), ("pp", "pp", "pp"),
    ("count", "1", "count"), ("index 2018=100", "5", "index 2018=100"), ("rank", "1", "rank"),
    ("pp", "2", "pp"), ("t", "0", "t"), ("0", "percent", "percent"), ("1", "2", "1"),
    ("kWh", "MJ", "kWh"), ("count", "count", "count"),
  ])
  func `addition keeps the left unit`(left: String, right: String, expected: String) throws {
    let result = try UnitArithmetic.sum(operand(left), .plus, operand(right))
    #expect(result.unit.description == expected)
  }

  @Test(arguments: [
    ("percent", "percent", "pp"), ("percent of GDP", "percent of GDP", "pp of GDP"),
    ("100%", "percent of GDP", "percent of GDP"), ("99%", "percent", "pp"),
    ("percent", "pp", "percent"), ("pp", "pp", "pp"), ("rank", "rank", "1"),
    ("index 2018=100", "index 2018=100", "index 2018=100"), ("index", "100", "index"),
    ("rank", "1", "rank"), ("t", "kt", "t"),
  ])
  func `subtraction knows percentage points, ranks and indices`(
    left: String,
    right: String,
    expected: String
  ) throws {
    let result = try UnitArithmetic.sum(operand(left), .minus, operand(right))
    #expect(result.unit.description == expected)
  }

  @Test(
    arguments: [
      ("t", "+", "USD", .dimension), ("USD", "+", "MXN", .currency),
      ("USD/t", "-", "MXN/t", .currency),
      ("USD, nominal", "+", "USD, constant 2018", .basis), ("USD, nominal", "+", "USD", .basis),
      ("percent of GDP", "-", "percent of exports", .of), ("percent", "+", "percent of GDP", .of),
      ("t of ore", "+", "t of copper", .of),
      ("t", "+", "1", .bareNumber(1)), ("million", "+", "1", .bareNumber(1)),
      ("3", "<", "USD", .bareNumber(3)),
      ("percent", "+", "1", .bareBesidePercent(1)), ("1", "-", "percent", .bareBesidePercent(1)),
      ("percent", "-", "million", .oneBesidePercent), ("percent", "<", "pp", .percentBesidePoint),
      ("pp", "-", "percent", .percentBesidePoint),
      ("index", "+", "index", .indexSum), ("index 2010=100", "-", "index 2018=100", .indexBase),
      ("rank", "+", "rank", .rankSum), ("truth", "+", "1", .truth), ("truth", "<", "t", .truth),
      ("person", "+", "job", .dimension), ("count", "+", "person", .dimension),
      ("percent", "*", "percent", .percentTimesPercent),
      ("pp", "*", "percent", .percentTimesPercent),
      ("index", "*", "USD", .indexTimes), ("USD", "/", "index", .indexTimes),
      ("rank", "*", "2", .rankTimes), ("t", "/", "rank", .rankTimes),
      ("index 2010=100", "/", "index 2018=100", .indexBase), ("truth", "*", "2", .truth),
      ("USD, nominal", "/", "USD, constant 2018", .basis),
      ("percent", "^", "2", .powerOf),
      ("t", "^", "0.5", .fractionalPower(0.5, atom: "t", left: 0.5)),
      ("t", "^", "million", .exponent),
      ("2", "^", "t", .exponent), ("index", "^", "2", .powerOf), ("2", "^", "percent", .exponent),
    ] as [(String, String, String, UnitMismatch)]
  )
  func `what does not go together says why`(
    left: String,
    symbol: String,
    right: String,
    expected: UnitMismatch
  ) throws {
    let (left, right) = (try operand(left), try operand(right))
    #expect(throws: expected) {
      switch symbol {
      case "+": try UnitArithmetic.sum(left, .plus, right)
      case "-": try UnitArithmetic.sum(left, .minus, right)
      case "<": try UnitArithmetic.sum(left, .comparison, right)
      case "*": try UnitArithmetic.product(left, right)
      case "/": try UnitArithmetic.quotient(left, right)
      default: try UnitArithmetic.power(left, right)
      }
    }
  }

  @Test(
    arguments: [
      ("USD/t", "*", "t", "USD", 1), ("USD/lb", "*", "t", "USD", 1 / 0.45359237 * 1000),
      ("million USD", "/", "thousand t", "USD/t", 1000), ("t", "/", "kg", "1", 1000),
      ("percent of GDP", "*", "million USD, nominal", "USD, nominal", 1e4),
      ("million USD", "*", "percent", "USD", 1e4), ("percent", "*", "2", "percent", 1),
      ("2", "*", "percent of GDP", "percent of GDP", 1),
      ("percent of GDP", "/", "2", "percent of GDP", 1),
      ("percent", "/", "percent of GDP", "1", 1), ("index", "*", "percent", "index", 0.01),
      ("index 2018=100", "/", "index 2018=100", "1", 1), ("index", "/", "100", "index", 1),
      ("2", "*", "index", "index", 1), ("index", "*", "million", "index", 1e6),
      ("pp", "*", "2", "pp", 1), ("pp", "/", "2", "pp", 1),
      ("USD, constant 2018", "/", "person", "USD/person, constant 2018", 1),
      ("USD, constant 2018", "/", "USD, constant 2018", "1", 1),
      ("MXN/USD", "*", "million USD, nominal", "MXN, nominal", 1e6),
      ("count", "/", "count", "1", 1), ("million count", "*", "2", "count", 1e6),
      ("count", "*", "t", "t", 1), ("t", "/", "year", "t/year", 1), ("1", "/", "t", "1/t", 1),
      ("thousand t", "*", "2", "t", 1000), ("t of ore", "*", "2", "t of ore", 1),
      ("t of copper", "/", "t of ore", "1", 1), ("t of ore", "/", "year", "t/year", 1),
      ("2", "*", "t of ore", "t of ore", 1), ("kW", "*", "hour", "hour*kW", 1),
      ("t", "/", "percent", "t", 100), ("percent", "/", "t", "1/t", 0.01),
      ("t", "^", "2", "t^2", 1), ("kt", "^", "-1", "1/kt", 1), ("thousand t", "^", "2", "t^2", 1e6),
      ("million", "^", "2", "1", 1e12), ("t", "^", "0", "1", 1),
    ] as [(String, String, String, String, Double)]
  )
  func `products and quotients have a unit at base scale`(
    left: String,
    symbol: String,
    right: String,
    expected: String,
    factor: Double
  ) throws {
    let (left, right) = (try operand(left), try operand(right))
    let result =
      switch symbol {
      case "*": try UnitArithmetic.product(left, right)
      case "/": try UnitArithmetic.quotient(left, right)
      default: try UnitArithmetic.power(left, right)
      }
    #expect(result.unit.description == expected)
    let found =
      switch symbol {
      case "*": result.left(1) * result.right(1)
      case "/": result.left(1) / result.right(1)
      default:
        expected == "1/kt" || expected == "1" && factor == 1
          ? 1 : result.left(1) * result.left(1)
      }
    // Three roundings of the factors.
    #expect(abs(found - factor) <= factor * 1e-15)
  }

  @Test func `a sum converts the right side to the left scale`() throws {
    let result = try UnitArithmetic.sum(operand("million USD"), .plus, operand("thousand USD"))
    #expect(result.left == .identity)
    #expect(result.right(500) == 0.5)
  }
}
