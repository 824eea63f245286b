import Indicators

extension FunctionDocumentation {
  private static func sample(
    _ values: [Double?],
    _ unit: String,
    _ formula: String,
    _ result: [Double?],
    _ resultUnit: String = "1"
  ) -> FunctionExample {
    FunctionExample(
      [.series("x", unit, .rate, from: .year(2022), values)],
      formula,
      result,
      resultUnit
    )
  }

  static let maths: [FunctionDocumentation] = [
    FunctionDocumentation(
      "abs",
      .maths,
      gives: "the value without its sign",
      formula: "|x|",
      units: "any but truths; kept",
      missing: "stays missing",
      sample([-3, 2, nil], "t", "abs(x)", [3, 2, nil], "t")
    ),
    FunctionDocumentation(
      "sqrt",
      .maths,
      gives: "the square root",
      formula: "√x",
      units: "plain numbers and squares of units; the root of the unit",
      missing: "stays missing; undefined of what is below zero",
      sample([9, 2.25, -1], "1", "sqrt(x)", [3, 1.5, nil])
    ),
    FunctionDocumentation(
      "exp",
      .maths,
      gives: "e to the power of x",
      formula: "e^x",
      units: "plain numbers; 1. ratio(x) makes one of a percentage",
      missing: "stays missing; undefined where it is too large",
      sample([0, 1, 1000], "1", "exp(x)", [1, 2.718281828459045, nil])
    ),
    FunctionDocumentation(
      "ln",
      .maths,
      gives: "the natural logarithm",
      formula: "ln x",
      units: "plain numbers; 1. ratio(x) makes one of a percentage",
      missing: "stays missing; undefined of zero and less",
      sample([1, 2, 0], "1", "ln(x)", [0, 0.6931471805599453, nil])
    ),
    FunctionDocumentation(
      "log10",
      .maths,
      gives: "the decimal logarithm",
      formula: "log10 x",
      units: "plain numbers; 1. ratio(x) makes one of a percentage",
      missing: "stays missing; undefined of zero and less",
      sample([1, 1000, -1], "1", "log10(x)", [0, 3, nil])
    ),
    FunctionDocumentation(
      "round",
      .maths,
      gives: "the value rounded to n decimals, none without n, half to even",
      formula: "the multiple of 10^-n nearest to x",
      source: "ISO 80000-1:2009, annex B, rule A",
      units: "any but truths; kept",
      missing: "stays missing",
      sample([2.5, 3.5, -1.2], "t", "round(x)", [2, 4, -1], "t")
    ),
    FunctionDocumentation(
      "min2",
      .maths,
      gives: "the smaller of two, cell by cell",
      formula: "min(a, b)",
      units: "two of one dimension; the first one's",
      missing: "missing where one of the two is",
      sample([3, 5, nil], "t", "min2(x, 4 't')", [3, 4, nil], "t")
    ),
    FunctionDocumentation(
      "max2",
      .maths,
      gives: "the larger of two, cell by cell",
      formula: "max(a, b)",
      units: "two of one dimension; the first one's",
      missing: "missing where one of the two is",
      sample([3, 5, nil], "t", "max2(x, 4 't')", [4, 5, nil], "t")
    ),
    FunctionDocumentation(
      "clamp",
      .maths,
      gives: "the value, kept between a and b",
      formula: "min(max(x, a), b)",
      units: "three of one dimension; the first one's",
      missing: "missing where one of the three is; undefined where a is larger than b",
      sample([-1, 0.4, 3], "1", "clamp(x, 0, 1)", [0, 0.4, 1])
    ),
    FunctionDocumentation(
      "default",
      .maths,
      gives: "x, or y where x is missing",
      formula: "x if it is known, else y",
      units: "two of one dimension, the first one's; or a single value and a text",
      missing: "missing where both are",
      sample([3, nil, 5], "t", "default(x, 0)", [3, 0, 5], "t")
    ),
    FunctionDocumentation(
      "if",
      .maths,
      gives: "a where the condition is true, else b, cell by cell",
      formula: "a if c, else b",
      units: "a truth, and two of one dimension, the first one's; or two texts",
      missing: "missing where the condition or the one taken is",
      sample([3, 5, nil], "t", "if(x > 4 't', 1, 0)", [0, 1, nil])
    ),
    FunctionDocumentation(
      "ratio",
      .maths,
      gives: "a percentage as a plain number",
      formula: "x / 100",
      units: "percent, pp, plain numbers; 1",
      missing: "stays missing",
      sample([25, 50, nil], "percent", "ratio(x)", [0.25, 0.5, nil])
    ),
    FunctionDocumentation(
      "known",
      .maths,
      gives: "whether there is a value",
      formula: "true if x is known",
      units: "any; a truth, which counts as 1 or 0",
      missing: "false",
      sample([3, nil, 5], "t", "if(known(x), 1, 0)", [1, 0, 1])
    ),
  ]

  static let units: [FunctionDocumentation] = [
    FunctionDocumentation(
      "deflate",
      .units,
      gives: "money of each period's own prices in the prices of one",
      formula: "x_t / (by_t / by_base); of a base year of months, by_base is their mean",
      source: "United Nations and others, System of National Accounts 2008, chapter 15",
      units:
        "nominal money and an index of prices; the money, constant base (a year, a quarter or a month). Without base, that of the index, which is 100 there",
      missing: "missing where the money or the index is",
      FunctionExample(
        [
          .series("sales", "million USD, nominal", .flow, from: .year(2023), [100, 121]),
          .series("prices", "index 2023=100", .rate, from: .year(2023), [100, 110]),
        ],
        "deflate(sales, by:prices, base:2023)",
        [100, 110],
        "million USD, constant 2023"
      )
    ),
    FunctionDocumentation(
      "convert",
      .units,
      gives: "money in another currency, by a rate in either direction",
      formula: "x / rate, or x * rate where the rate is the other way about",
      units: "money and an exchange rate; the other currency, with the basis kept",
      missing: "missing where the money or the rate is",
      FunctionExample(
        [
          .series("sales", "million MXN", .flow, from: .year(2023), [100, 90]),
          .series("fx", "MXN/USD", .rate, from: .year(2023), [20, 18]),
        ],
        "convert(sales, to:\"USD\", using:fx)",
        [5, 5],
        "million USD"
      )
    ),
    FunctionDocumentation(
      "per_capita",
      .units,
      gives: "an amount for each person",
      formula: "x / population",
      units: "amounts and counts, and persons (no flow); the amount per person",
      missing:
        "missing where one of the two is; a population of zero is as zero says in ratios.yaml",
      FunctionExample(
        [
          .series("honey", "t", .flow, from: .year(2023), [120, 150]),
          .series("people", "thousand person", .stock, from: .year(2023), [100, 120]),
        ],
        "per_capita(honey, people)",
        [0.0012, 0.00125],
        "t/person"
      )
    ),
  ]
}
