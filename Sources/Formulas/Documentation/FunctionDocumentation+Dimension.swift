import Indicators

extension FunctionDocumentation {
  private static let honey = FunctionExample.Data.table(
    "honey",
    "t",
    .flow,
    over: "region",
    from: .year(2023),
    [("north", [20, 60]), ("south", [30, 30]), ("west", [50, 10])]
  )

  /// What five functions say alike.
  private static func aggregate(
    _ name: String,
    gives: String,
    formula: String,
    units: String = "any but truths; kept",
    _ result: [Double]
  ) -> FunctionDocumentation {
    FunctionDocumentation(
      name,
      .dimension,
      gives: "\(gives) of the members, or without over of all periods of a series, forecasts too",
      formula: formula,
      units: units,
      missing: "missing where one value is; missing:skip passes over those",
      FunctionExample([honey], "\(name)(honey, over:region)", result, "t")
    )
  }

  static let dimension: [FunctionDocumentation] = [
    aggregate(
      "sum",
      gives: "the sum",
      formula: "Σ x",
      units: "what adds up: amounts, counts, percentages; kept. A ratio says how in ratios.yaml",
      [100, 100]
    ),
    aggregate(
      "mean",
      gives: "the arithmetic mean",
      formula: "Σ x / n",
      units: "any but truths; kept. A ratio says how in ratios.yaml",
      [100.0 / 3, 100.0 / 3]
    ),
    aggregate("min", gives: "the smallest", formula: "min(x_1, …, x_n)", [20, 10]),
    aggregate("max", gives: "the largest", formula: "max(x_1, …, x_n)", [50, 60]),
    aggregate(
      "median",
      gives: "the middle one, or the mean of the two in the middle,",
      formula: "x of rank (n + 1) / 2",
      [30, 30]
    ),
    FunctionDocumentation(
      "count",
      .dimension,
      gives: "how many members have a value, or of a truth for how many it is true",
      formula: "n",
      units: "any, truths too; count",
      missing: "not counted",
      FunctionExample(
        [
          .table(
            "honey",
            "t",
            .flow,
            over: "region",
            from: .year(2023),
            [("north", [20, 60]), ("south", [nil, 30])]
          )
        ],
        "count(honey, over:region)",
        [1, 2],
        "count"
      )
    ),
    FunctionDocumentation(
      "share",
      .dimension,
      gives: "each member's part of the sum, or of the member named by of",
      formula: "x_i / Σ x * 100",
      units: "what adds up; percent",
      missing:
        "all missing where one member is; missing:skip leaves those out of the sum; undefined for parts above and below zero",
      FunctionExample(
        [honey],
        "share(honey, over:region)",
        [20, 60, 30, 30, 50, 10],
        "percent"
      )
    ),
    FunctionDocumentation(
      "rank",
      .dimension,
      gives: "each member's place: 1 is the largest, equal values share one",
      formula: "1 + how many x are larger",
      units: "any but truths; rank",
      missing: "has no place, and takes none",
      FunctionExample([honey], "rank(honey, over:region)", [3, 1, 2, 2, 1, 3], "rank")
    ),
    FunctionDocumentation(
      "top",
      .dimension,
      gives:
        "the n members with the largest newest values, forecasts too; rest:true adds the others up as rest",
      formula:
        "x of the members of rank 1 to n in the newest period with a value; top(x @ latest, …) ranks by the newest one that is no forecast",
      units: "any but truths, and for rest what adds up; kept",
      missing: "a member without a value in that period is not among them",
      FunctionExample([honey], "top(honey, 1, over:region, rest:true)", [20, 60, 80, 40], "t")
    ),
    FunctionDocumentation(
      "hhi",
      .dimension,
      gives: "the Herfindahl-Hirschman index of concentration, between 0 and 1",
      formula: "Σ (x_i / Σ x)^2",
      source:
        "A. O. Hirschman, The Paternity of an Index, American Economic Review 54, 1964, p. 761",
      units: "what adds up; 1",
      missing:
        "missing where one member is; missing:skip leaves those out; undefined for parts above and below zero",
      FunctionExample([honey], "hhi(honey, over:region)", [0.38, 0.46], "1")
    ),
  ]

  private static let prices = FunctionExample.Data.table(
    "price",
    "USD/kg",
    .rate,
    over: "product",
    from: .year(2023),
    [("honey", [4, 8]), ("wax", [8, 8])]
  )
  private static let quantities = FunctionExample.Data.table(
    "sold",
    "t",
    .flow,
    over: "product",
    from: .year(2023),
    [("honey", [3, 2]), ("wax", [1.5, 2])]
  )

  private static func index(
    _ name: String,
    gives: String,
    formula: String,
    source: String,
    _ result: Double
  ) -> FunctionDocumentation {
    FunctionDocumentation(
      name,
      .indexNumbers,
      gives: gives,
      formula: formula,
      source: source,
      units:
        "a price in money for a quantity, and that quantity, along the members of over; index base=100",
      missing:
        "missing where a price or a quantity of one member is, and a warning names members that have only one of them; missing:skip leaves these out; undefined across a break of prices",
      FunctionExample(
        [prices, quantities],
        "\(name)(price:price, quantity:sold, over:product, base:2023)",
        [100, result],
        "index 2023=100"
      )
    )
  }

  static let indexNumbers: [FunctionDocumentation] = [
    index(
      "laspeyres",
      gives: "the price index of Laspeyres, weighted with the quantities of the base",
      formula: "Σ p_t q_base / Σ p_base q_base * 100",
      source: "ILO, IMF and others, Producer Price Index Manual, 2004, chapter 15",
      150
    ),
    index(
      "paasche",
      gives: "the price index of Paasche, weighted with the quantities of each period",
      formula: "Σ p_t q_t / Σ p_base q_t * 100",
      source: "ILO, IMF and others, Producer Price Index Manual, 2004, chapter 15",
      400.0 / 3
    ),
    index(
      "fisher",
      gives: "the ideal price index of Fisher, the geometric mean of Laspeyres and Paasche",
      formula: "√(laspeyres * paasche)",
      source: "I. Fisher, The Making of Index Numbers, 1922",
      141.4213562373095
    ),
    FunctionDocumentation(
      "elasticity",
      .indexNumbers,
      gives:
        "by how many per cent y changes with one per cent of x; .low and .high bound it with 95 %, .r2 is the fit, .n the points",
      formula:
        "b of ln y = a + b ln x by least squares, with trend:true + c t; b ± t_(0.975, n-2) s_b",
      source:
        "Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4, for Student's t",
      units: "amounts, prices, indices, percentages above zero; 1, and .n count",
      missing:
        "a period without both is no point; undefined below three points (four with a trend), with a value not above zero, and across a break",
      FunctionExample(
        [
          .series("sold", "t", .flow, from: .year(2021), [400, 100, 25]),
          .series("price", "USD/kg", .rate, from: .year(2021), [1, 2, 4]),
        ],
        "elasticity(sold, price, 2021, 2023)",
        [-2],
        "1"
      )
    ),
  ]
}
