extension Explanation {
  /// Formulas: their grammar, units, dimensions and periods.
  static let formulas = [
    Explanation(
      "formulas.syntax",
      "A part of the formula is missing, or stands where it can't.",
      wrong: "a + * b",
      right: "a + b"
    ),
    Explanation(
      "formulas.character",
      "The character has no meaning in a formula.",
      wrong: "a × b",
      right: "a * b"
    ),
    Explanation(
      "formulas.number",
      "Numbers have a point as decimal sign and no group signs.",
      wrong: "1,500 * a",
      right: "1500 * a"
    ),
    Explanation(
      "formulas.unclosed",
      "A bracket, a quote or a backtick is opened and never closed.",
      wrong: "sum(a, over:geo",
      right: "sum(a, over:geo)"
    ),
    Explanation(
      "formulas.unit-text",
      "The unit between single quotes can't be read.",
      wrong: "a + 5 'ton'",
      right: "a + 5 't'"
    ),
    Explanation(
      "formulas.period",
      "What stands behind @ or in a range is no period.",
      wrong: "a @ Dec-2024",
      right: "a @ 2024-12"
    ),
    Explanation(
      "formulas.name",
      "The name of a ratio is letters, digits and _, not beginning with a digit; single dots may join such names.",
      wrong: "south-share: honey[south] / harvest",
      right: "south_share: honey[south] / harvest"
    ),
    Explanation(
      "formulas.reserved-name",
      "Names of functions and words of the formulas can't name anything else.",
      wrong: "sum: a + b",
      right: "total: a + b"
    ),
    Explanation(
      "formulas.chained-comparison",
      "A comparison gives a truth, which compares with nothing.",
      wrong: "0 < a < 1",
      right: "0 < a and a < 1"
    ),
    Explanation(
      "formulas.depth",
      "The formula is nested deeper than anyone could read.",
      wrong: "((((((…a…))))))",
      right: "half: a / 2"
    ),
    Explanation(
      "formulas.unknown-name",
      "Nothing in the folder has this name: no indicator, no ratio, no result of the model.",
      wrong: "exprots / gdp",
      right: "exports / gdp"
    ),
    Explanation(
      "formulas.events",
      "A table of events has dates and texts, no numbers.",
      wrong: "data: events",
      right: "data: {events: events}"
    ),
    Explanation(
      "formulas.parameter",
      "The front matter declares no such parameter.",
      wrong: "a[geo:$country]",
      right: "parameters: {country: {default: MEX, of: geo}}"
    ),
    Explanation(
      "formulas.duplicate-name",
      "A name means one thing in the folder.",
      wrong: "gdp: a / b   # and an indicator gdp",
      right: "gdp_share: a / b"
    ),
    Explanation(
      "formulas.cycle",
      "A ratio needs itself, by way of others.",
      wrong: "a: b + 1\nb: a + 1",
      right: "a: x + 1\nb: a + 1"
    ),
    Explanation(
      "formulas.unknown-function",
      "There is no such function.",
      wrong: "average(a)",
      right: "mean(a)"
    ),
    Explanation(
      "formulas.field",
      "A field stands behind a call of a function that gives several numbers: elasticity gives .value, .low, .high, .r2 and .n.",
      wrong: "elasticity(a, b, 2012, 2024).r",
      right: "elasticity(a, b, 2012, 2024).r2"
    ),
    Explanation(
      "formulas.points",
      "A line through logarithms needs at least three periods with a value of both, or four with a trend, for its interval to mean anything.",
      wrong: "elasticity(a, b, 2023, 2024)",
      right: "elasticity(a, b, 2012, 2024)"
    ),
    Explanation(
      "formulas.interpolation",
      "A flow is a sum over each period, and what lies in a gap can't be seen from the periods beside it. Stocks and rates can be interpolated.",
      wrong: "interpolate(mine_production)",
      right: "interpolate(population)"
    ),
    Explanation(
      "formulas.unmatched",
      "An index number needs a price and a quantity of each of its members. Those that have only one make it missing, or are left out with missing:skip.",
      wrong: "fisher(price:p, quantity:q, over:product, base:2018)",
      right: "fisher(price:p[product:{bread, wine}], quantity:q, over:product, base:2018)"
    ),
    Explanation(
      "formulas.not-published",
      "The releases of an indicator begin later than the day that is asked for.",
      wrong: "vintage(gdp, 1990-01-01)",
      right: "vintage(gdp, 2024-06-30)"
    ),
    Explanation(
      "formulas.release-dates",
      "What was known on a day is told by the dates of releases, which this indicator lacks: a column published, or the key published of its resource.",
      wrong: "veta: {layout: tidy}",
      right: "veta: {layout: tidy, published: 2026-02-06}"
    ),
    Explanation(
      "formulas.probability",
      "A probability lies between 0 and 1, which is 0% and 100%.",
      wrong: "likely(1.2)",
      right: "likely(70%)"
    ),
    Explanation(
      "formulas.argument",
      "The function has other arguments: the message shows how it is written.",
      wrong: "share(a)",
      right: "share(a, over:geo)"
    ),
    Explanation(
      "formulas.growth-of-percent",
      "The growth of a percentage would be a percentage of a percentage; people mean the change in percentage points.",
      wrong: "yoy(unemployment_rate)",
      right: "diff(unemployment_rate)"
    ),
    Explanation(
      "formulas.frequency",
      "Years, quarters and months can't be put together as they are.",
      wrong: "yearly / monthly",
      right: "yearly / annual(monthly, sum)"
    ),
    Explanation(
      "formulas.add-up",
      "The values can't be added up: prices, percentages of different wholes, ranks and indices have no sum. A plain mean of prices or percentages over members gives a small member the weight of a large one; weigh them, or make a ratio with over: mean-of-ratios.",
      wrong: "sum(price, over:geo)",
      right: "sum(price * quantity, over:geo) / sum(quantity, over:geo)"
    ),
    Explanation(
      "formulas.adding-ratios",
      "A ratio can be added up in two ways with two results, so it says which one is meant.",
      wrong: "share: {formula: a / b}",
      right: "share: {formula: a / b, over: ratio-of-sums}"
    ),
    Explanation(
      "formulas.mean-of-ratios",
      "A sum or a mean of divisions gives a small member the weight of a large one. Dividing the sums gives each its own weight; a ratio of ratios.yaml says which of the two is meant.",
      wrong: "mean(a / b, over:geo)",
      right: "sum(a, over:geo) / sum(b, over:geo)"
    ),
    Explanation(
      "formulas.repeated-ratio",
      "A formula of the report spells out what ratios.yaml has a name for. The two would part when one of them is changed.",
      wrong: "{{ (honey / colonies) @ 2024 }}",
      right: "{{ honey_per_colony @ 2024 }}"
    ),
    Explanation(
      "formulas.unit",
      "The two sides measure different things, or money of different prices. Nothing is computed before the units fit.",
      wrong: "tonnes + dollars",
      right: "tonnes * dollars_per_tonne"
    ),
    Explanation(
      "formulas.declared-unit",
      "The ratio's 'unit' is not what its formula gives.",
      wrong: "price: {formula: takings / mass, unit: USD}",
      right: "price: {formula: takings / mass, unit: USD/kg}"
    ),
    Explanation(
      "formulas.kind",
      "A stock is the state at the end of a period, a flow the sum over it; they don't add.",
      wrong: "reserves + production",
      right: "diff(reserves) + production"
    ),
    Explanation(
      "formulas.truth",
      "The place holds a truth: a comparison, or comparisons joined by 'and' and 'or'.",
      wrong: "if(a, 1, 0)",
      right: "if(a > 0, 1, 0)"
    ),
    Explanation(
      "formulas.text",
      "A text stands where a number is needed.",
      wrong: "a + \"5\"",
      right: "a + 5"
    ),
    Explanation(
      "formulas.dimension",
      "The value has no such dimension; those it has are listed.",
      wrong: "a[country:MEX]",
      right: "a[geo:MEX]"
    ),
    Explanation(
      "formulas.member",
      "No record has this member; the nearest ones are named.",
      wrong: "a[geo:MXE]",
      right: "a[geo:MEX]"
    ),
    Explanation(
      "formulas.ambiguous-member",
      "The member belongs to several dimensions of the value, so the short form doesn't say which.",
      wrong: "trade[MEX]",
      right: "trade[reporter:MEX]"
    ),
    Explanation(
      "formulas.no-series",
      "The function works along periods, and the value has none any more.",
      wrong: "yoy(a @ 2024)",
      right: "yoy(a) @ 2024"
    ),
    Explanation(
      "formulas.no-period",
      "The value has no such period; the message says which ones it has.",
      wrong: "a @ 2050",
      right: "a @ latest"
    ),
    Explanation(
      "formulas.nothing-in-common",
      "The two sides share no member or no period, so every result would be missing.",
      wrong: "a[2001..2010] / b[2011..2020]",
      right: "a / b"
    ),
    Explanation(
      "formulas.each-latest",
      "With 'each_latest' every series has a period of its own, so the values can be shown but not combined.",
      wrong: "sum(a @ each_latest, over:geo)",
      right: "sum(a @ latest, over:geo)"
    ),
    Explanation(
      "formulas.quantile",
      "A quantile of a ratio is no ratio of quantiles.",
      wrong: "a[quantile:q90] / b[quantile:q90]",
      right: "outputs: {ratio: {value: \"a / b\"}}"
    ),
    Explanation(
      "formulas.latest",
      "There is no period at which every series has a value.",
      wrong: "a @ latest",
      right: "a[geo:MEX] @ latest"
    ),
    Explanation(
      "formulas.latest-differs",
      "Two values were each taken at their own newest period, and these are not the same time. Taken of the whole formula, @ latest is the newest period that all of it has.",
      wrong: "inflation[MEX] @ latest - inflation[USA] @ latest",
      right: "(inflation[MEX] - inflation[USA]) @ latest"
    ),
    Explanation(
      "formulas.percent-twice",
      "Per cent is a unit that formulas know: 5 % of 200 t is tariff * weight, 10 t. Divided by 100 as well it is a hundredth of that.",
      wrong: "tariff / 100 * imports",
      right: "tariff * imports"
    ),
    Explanation(
      "formulas.percent-of",
      "A percentage of something is multiplied by something else, as its unit or its name tells. The formula is computed as it stands.",
      wrong: "industry_share * electricity",
      right: "industry_share * gdp"
    ),
    Explanation(
      "formulas.both-signs",
      "Shares and concentration need parts of one sign: where some parts lie above zero and others below, they are undefined.",
      wrong: "share(trade_balance, over:partner)",
      right: "share(exports, over:partner)"
    ),
    Explanation(
      "formulas.direction-of-level",
      "direction(x, …) tells a value above zero from one below. A level that never is below zero always gets the first word, whether it rose or fell.",
      wrong: "{{ direction(output @ latest, \"rose\", \"fell\", \"held\") }}",
      right: "{{ direction(yoy(output) @ latest, \"rose\", \"fell\", \"held\") }}"
    ),
    Explanation(
      "formulas.ends-early",
      "The newest period that all series share is old, because some series end early.",
      wrong: "a @ latest",
      right: "a[geo:{MEX, CAN}] @ latest"
    ),
    Explanation(
      "formulas.zero",
      "The denominator is zero somewhere, and nothing says what happens then.",
      wrong: "share: {formula: a / b}",
      right: "share: {formula: a / b, zero: missing}"
    ),
    Explanation(
      "formulas.text-traced",
      "A trace shows where a number comes from, and the formula gives words.",
      wrong: "veta trace FOLDER 'direction(yoy(x) @ latest, \"more\", \"less\", \"as much\")'",
      right: "veta trace FOLDER 'yoy(x) @ latest'"
    ),
    Explanation(
      "formulas.many-values",
      "One value is needed, and the formula gives several.",
      wrong: "{{ a }}",
      right: "{{ a[MEX] @ 2024 }}"
    ),
    Explanation(
      "formulas.missing-value",
      "The value that the function needs is missing.",
      wrong: "round(a @ 2019, 1)",
      right: "round(default(a @ 2019, 0), 1)"
    ),
    Explanation(
      "formulas.model",
      "The function can't be used on what the model computes.",
      wrong: "top(investment, 3, over:scenario)",
      right: "rank(investment, over:scenario)"
    ),
    Explanation(
      "formulas.no-value",
      "The formula gives neither numbers nor a text.",
      wrong: "{{ x @ 2024 +",
      right: "{{ x @ 2024 }}"
    ),
  ]
}
