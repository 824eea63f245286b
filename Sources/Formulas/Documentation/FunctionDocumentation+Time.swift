import Indicators

extension FunctionDocumentation {
  private static let honey = FunctionExample.Data.series(
    "honey",
    "t",
    .flow,
    from: .year(2021),
    [100, 120, 150, 180]
  )

  static let time: [FunctionDocumentation] = [
    FunctionDocumentation(
      "lag",
      .time,
      gives: "the value n periods before, one without n; days and weeks are those of the calendar",
      formula: "x_(t-n)",
      units: "any; kept",
      missing: "missing where nothing lies n periods before; a break moves along",
      FunctionExample([honey], "lag(honey)", [nil, 100, 120, 150], "t")
    ),
    FunctionDocumentation(
      "lead",
      .time,
      gives: "the value n periods later, one without n; days and weeks are those of the calendar",
      formula: "x_(t+n)",
      units: "any; kept",
      missing: "missing where nothing lies n periods later; a break moves along",
      FunctionExample([honey], "lead(honey)", [120, 150, 180, nil], "t")
    ),
    FunctionDocumentation(
      "diff",
      .time,
      gives: "the change over n periods, one without n; days and weeks are those of the calendar",
      formula: "x_t - x_(t-n)",
      units: "any but truths; kept, but the change of a percentage is in percentage points (pp)",
      missing: "missing where one of the two is; undefined across a break",
      FunctionExample([honey], "diff(honey)", [nil, 20, 30, 30], "t")
    ),
    FunctionDocumentation(
      "yoy",
      .time,
      gives: "the growth over a year, of any period that makes up a year",
      formula: "(x_t / x_(t-1 year) - 1) * 100",
      units: "amounts and indices; percent. Of a percentage it is an error: diff gives points",
      missing: "missing where one of the two is; undefined across a break and from zero or less",
      FunctionExample([honey], "yoy(honey)", [nil, 20, 25, 20], "percent")
    ),
    FunctionDocumentation(
      "cagr",
      .time,
      gives: "the compound annual growth rate between two periods",
      formula: "((x_to / x_from)^(1 / years) - 1) * 100",
      units: "amounts and indices; percent. Of a percentage it is an error",
      missing:
        "missing where one of the two is; undefined across a break and from or to zero or less",
      FunctionExample(
        [.series("honey", "t", .flow, from: .year(2022), [100, 150, 144])],
        "cagr(honey, 2022, 2024)",
        [20],
        "percent"
      )
    ),
    FunctionDocumentation(
      "index",
      .time,
      gives: "the series with one period set to 100",
      formula: "x_t / x_base * 100; of a base year of months, x_base is their mean",
      units: "any but ranks and truths; index base=100",
      missing: "missing where one of the two is; undefined behind a break and for a base of zero",
      FunctionExample([honey], "index(honey, base:2021)", [100, 120, 150, 180], "index 2021=100")
    ),
    FunctionDocumentation(
      "cumsum",
      .time,
      gives: "the running sum from the first period on",
      formula: "x_first + … + x_t",
      units: "what adds up: amounts, counts, percentages; kept",
      missing: "missing from the first missing value on",
      FunctionExample([honey], "cumsum(honey)", [100, 220, 370, 550], "t")
    ),
    FunctionDocumentation(
      "rolling",
      .time,
      gives: "the sum, mean, min, max or median of the last n periods",
      formula: "how(x_(t-n+1), …, x_t)",
      units: "any, and for sum what adds up; kept",
      missing:
        "missing where one of the n is; undefined across a break. Days are those of the calendar, so that one without trading is missing",
      FunctionExample([honey], "rolling(honey, 2, mean)", [nil, 110, 135, 165], "t")
    ),
    FunctionDocumentation(
      "annual",
      .time,
      gives: "years out of shorter periods: their sum, mean or last",
      formula: "sum: Σ x of the year's periods; mean: Σ x / n; last: x of the last one",
      units: "any, and for sum what adds up and is no stock or rate; kept",
      missing:
        "missing where one period is, or is not there; of days and weeks those without a record are passed over; last asks for the last alone",
      FunctionExample(
        [.series("honey", "t", .flow, from: .quarter(2023, 4), [9, 1, 2, 3, 4])],
        "annual(honey, sum)",
        [nil, 10],
        "t"
      )
    ),
    FunctionDocumentation(
      "interpolate",
      .time,
      gives: "the series with its gaps filled on the straight line between the values beside them",
      formula:
        "x_a + (x_b - x_a) * (t - a) / (b - a), with a and b the nearest periods with a value",
      units: "stocks and rates; kept. A flow is an error",
      missing:
        "nothing is made before the first value, behind the last, across a break, or where none applies; what is made is estimated",
      FunctionExample(
        [.series("hives", "count", .stock, from: .year(2020), [nil, 100, nil, nil, 160])],
        "interpolate(hives)",
        [nil, 100, 120, 140, 160],
        "count"
      )
    ),
    FunctionDocumentation(
      "ytd",
      .time,
      gives: "the year so far: the sum from the year's first period on",
      formula: "x_(first of the year) + … + x_t",
      units: "flows of halves, quarters or months that add up; kept",
      missing: "missing from the first missing value of the year on",
      FunctionExample(
        [.series("honey", "t", .flow, from: .quarter(2024, 1), [1, 2, 3, 4, 5])],
        "ytd(honey)",
        [1, 3, 6, 10, 5],
        "t"
      )
    ),
    FunctionDocumentation(
      "contribution",
      .time,
      gives: "what each member adds to the growth of the total over n periods, one without n",
      formula: "(x_(i,t) - x_(i,t-n)) / Σ_i x_(i,t-n) * 100",
      source: "IMF, Quarterly National Accounts Manual, 2017, chapter 8",
      units:
        "what adds up and is no percentage; pp. The contributions add up to the growth of the sum",
      missing:
        "all missing where one member is; undefined across a break and from a total of zero or less",
      FunctionExample(
        [
          .table(
            "honey",
            "t",
            .flow,
            over: "region",
            from: .year(2023),
            [("north", [40, 50]), ("south", [60, 55])]
          )
        ],
        "contribution(honey, over:region)",
        [nil, 10, nil, -5],
        "pp"
      )
    ),
    FunctionDocumentation(
      "vintage",
      .time,
      gives: "an indicator, or a ratio of indicators, as it was known on a day",
      formula: "x out of the releases up to the day",
      units: "any; kept",
      missing: "as it was then; an error if nothing had been published",
      FunctionExample(
        [
          .series(
            "honey",
            "t",
            .flow,
            from: .year(2022),
            [118, 140],
            published: CalendarDate(year: 2024, month: 3, day: 1)
          ),
          .series(
            "honey",
            "t",
            .flow,
            from: .year(2022),
            [118, 143],
            published: CalendarDate(year: 2025, month: 3, day: 1)
          ),
        ],
        "honey @ 2023 - vintage(honey, 2024-06-30) @ 2023",
        [3],
        "t"
      )
    ),
  ]
}
