import Indicators

extension FunctionDocumentation {
  private static let honey = FunctionExample.Data.series(
    "honey",
    "t",
    .flow,
    from: .year(2023),
    [100, 120]
  )

  static let words: [FunctionDocumentation] = [
    FunctionDocumentation(
      "direction",
      .words,
      gives: "the word for a rise, a fall, or neither within a limit",
      formula: "up if x > within, down if x < -within, else flat",
      units:
        "one value that may lie below zero (of a level a warning), and a limit in its unit; a text",
      missing: "an error",
      FunctionExample(
        [honey],
        "direction(yoy(honey) @ 2024, \"rose\", \"fell\", \"held\", within:1%)",
        "rose"
      )
    ),
    FunctionDocumentation(
      "plural",
      .words,
      gives: "the word for one, or for any other number",
      formula: "one if |n| = 1, else many",
      units: "one value; a text",
      missing: "an error",
      FunctionExample([honey], "plural(honey @ 2024, \"tonne\", \"tonnes\")", "tonnes")
    ),
    FunctionDocumentation(
      "choose",
      .words,
      gives: "one of two texts, by a condition",
      formula: "a if c, else b",
      units: "one truth; a text",
      missing: "an error",
      FunctionExample([honey], "choose(honey @ 2024 > 110 't', \"above\", \"below\")", "above")
    ),
    FunctionDocumentation(
      "likely",
      .words,
      gives: "the word for a probability, so that a text says likely of what is likely",
      formula:
        "virtually certain from 99 %, very likely from 90, likely from 66, about as likely as not between, unlikely up to 33, very unlikely up to 10, exceptionally unlikely up to 1",
      source:
        "M. D. Mastrandrea and others, IPCC Guidance Note on Consistent Treatment of Uncertainties, 2010, table 1",
      units: "one value between 0 and 1, or in percent; a text",
      missing: "an error",
      FunctionExample([], "likely(70%)", "likely")
    ),
    FunctionDocumentation(
      "name",
      .words,
      gives:
        "the label of a parameter's member, of the one member left, or the title of an indicator",
      formula: "the label in the report's language, else the id",
      units: "any; a text",
      missing: "has a name all the same",
      FunctionExample(
        [
          .table(
            "honey",
            "t",
            .flow,
            over: "region",
            from: .year(2024),
            [("north", [20]), ("south", [30])]
          )
        ],
        "name(top(honey, 1, over:region))",
        "south"
      )
    ),
    FunctionDocumentation(
      "period",
      .words,
      gives: "the period that a value was taken at",
      formula: "t of x @ t",
      units: "a value taken with @; a text",
      missing: "has a period all the same",
      FunctionExample([honey], "period(honey @ latest)", "2024")
    ),
    FunctionDocumentation(
      "list",
      .words,
      gives: "the names of the members of one dimension, as a sentence lists them",
      formula: "a, b and c",
      units: "a value with one dimension; a text",
      missing: "is listed all the same; totals are not",
      FunctionExample(
        [
          .table(
            "honey",
            "t",
            .flow,
            over: "region",
            from: .year(2024),
            [("north", [20]), ("south", [30]), ("west", [10])]
          )
        ],
        "list(top(honey, 2, over:region))",
        "south and north"
      )
    ),
  ]
}
