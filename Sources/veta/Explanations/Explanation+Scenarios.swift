extension Explanation {
  /// The model of scenarios.yaml.
  static let scenarios = [
    Explanation(
      "scenarios.name",
      "A name of the model is made of letters, digits and '_', and is no word of the formulas.",
      wrong: "drivers: {sum: {value: 1}}",
      right: "drivers: {total: {value: 1}}"
    ),
    Explanation(
      "scenarios.duplicate-name",
      "Two things of the model have one name.",
      wrong: "drivers: {price: {value: 1}}\nvariables: {price: {value: 2}}",
      right: "drivers: {price: {value: 1}}\nvariables: {cost: {value: 2}}"
    ),
    Explanation(
      "scenarios.data-name",
      "A name of the model is also an indicator or a ratio.",
      wrong: "variables: {output: {value: 1}}   # and an indicator output",
      right: "variables: {output_path: {value: 1}}"
    ),
    Explanation(
      "scenarios.reach",
      "A name is used before it exists: parameters know only data, drivers also parameters, variables everything.",
      wrong: "parameters: {a: {value: \"price @ 2030\"}}   # price is a driver",
      right: "variables: {a: {value: price}}"
    ),
    Explanation(
      "scenarios.unknown-scenario",
      "No scenario or overlay has this name.",
      wrong: "model: {baseline: base}",
      right: "model: {baseline: business_as_usual}"
    ),
    Explanation(
      "scenarios.unknown-output",
      "The output is nothing that the model computes; a new one needs a formula.",
      wrong: "outputs: {jobs_share: {better: up}}",
      right: "outputs: {jobs_share: {value: \"jobs / jobs @ 2024\", better: up}}"
    ),
    Explanation(
      "scenarios.set-nothing",
      "A scenario sets something that the model doesn't have.",
      wrong: "set: {prcie: {value: 2}}",
      right: "set: {price: {value: 2}}"
    ),
    Explanation(
      "scenarios.set-unused",
      "A scenario sets something that changes no output, so it would equal its baseline without a word.",
      wrong: "set: {price: {value: 1}}   # it is 1 already",
      right: "set: {price: {value: 2}}"
    ),
    Explanation(
      "scenarios.overlay-conflict",
      "Two overlays of one run replace the same key.",
      wrong: "overlays: {a: {set: {x: {value: 1}}}, b: {set: {x: {value: 2}}}}",
      right: "overlays: {a: {set: {x: {add: 1}}}, b: {set: {x: {add: 2}}}}"
    ),
    Explanation(
      "scenarios.from-loop",
      "Scenarios start from each other in a circle.",
      wrong: "a: {from: b}\nb: {from: a}",
      right: "a: {}\nb: {from: a}"
    ),
    Explanation(
      "scenarios.adjustment",
      "'from' and 'to' say when 'add' or 'times' acts.",
      wrong: "set: {price: {value: 2, from: 2027}}",
      right: "set: {price: {add: 1, from: 2027}}"
    ),
    Explanation(
      "scenarios.distribution",
      "A parameter or a driver has a value or one distribution.",
      wrong: "growth: {title: Growth}",
      right: "growth: {triangular: [1%, 2%, 3%], title: Growth}"
    ),
    Explanation(
      "scenarios.two-forms",
      "Two forms of one thing stand beside each other.",
      wrong: "growth: {value: 2%, triangular: [1%, 2%, 3%]}",
      right: "growth: {triangular: [1%, 2%, 3%]}"
    ),
    Explanation(
      "scenarios.arguments",
      "The distribution takes another number of numbers.",
      wrong: "triangular: [1%, 3%]",
      right: "triangular: [1%, 2%, 3%]"
    ),
    Explanation(
      "scenarios.order",
      "The numbers of a distribution are in order, and spreads are not negative.",
      wrong: "triangular: [3%, 2%, 1%]",
      right: "triangular: [1%, 2%, 3%]"
    ),
    Explanation(
      "scenarios.number",
      "The key holds a number.",
      wrong: "discount: {value: some}",
      right: "discount: {value: 6%}"
    ),
    Explanation(
      "scenarios.unit-text",
      "The unit can't be read.",
      wrong: "unit: tons",
      right: "unit: t"
    ),
    Explanation(
      "scenarios.years",
      "The model runs from one year to a later one.",
      wrong: "model: {from: 2042, to: 2024}",
      right: "model: {from: 2024, to: 2042}"
    ),
    Explanation(
      "scenarios.path",
      "A path has a value for the model's first year or before, and holds or continues it from its last.",
      wrong: "path: {2026: 1}   # the model begins in 2024",
      right: "path: {2024: 1, 2026: 2}"
    ),
    Explanation(
      "scenarios.process",
      "'then' names the process that continues a path.",
      wrong: "then: {trend: 1}",
      right: "then: {growth: 2%}"
    ),
    Explanation(
      "scenarios.equation",
      "A variable is computed by 'value', or by 'start' and 'next'.",
      wrong: "output: {unit: t}",
      right: "output: {start: 100, next: lag(output) * 1.02, unit: t}"
    ),
    Explanation(
      "scenarios.unsupported",
      "This version does not compute it.",
      wrong: "frequency: Q",
      right: "frequency: A"
    ),
    Explanation(
      "scenarios.declared-unit",
      "The formula gives another unit than 'unit' declares.",
      wrong: "jobs: {start: gdp @ 2024, unit: person}",
      right: "jobs: {start: employment @ 2024, unit: person}"
    ),
    Explanation(
      "scenarios.loop",
      "Variables need each other within one year.",
      wrong: "a: {value: b + 1}\nb: {value: a + 1}",
      right: "a: {value: lag(b) + 1}\nb: {value: a + 1}"
    ),
    Explanation(
      "scenarios.ahead",
      "A formula asks for a year that is not computed yet.",
      wrong: "next: output @ 2040",
      right: "next: output @ 2024"
    ),
    Explanation(
      "scenarios.event-date",
      "On that day no review is held; the first ones are listed.",
      wrong: "observed: [{date: 2026-01-01, outcome: confirmed}]",
      right: "observed: [{date: 2026-07-01, outcome: confirmed}]"
    ),
    Explanation(
      "scenarios.observed-later",
      "An observed outcome lies after the day up to which the edition knows outcomes.",
      wrong: "observed: [{date: 2027-07-01, outcome: confirmed}]",
      right: "assumed: [{date: 2027-07-01, outcome: confirmed}]"
    ),
    Explanation(
      "scenarios.counterfactual",
      "A scenario assumes against what was observed and doesn't say that it is counterfactual.",
      wrong: "early: {set: {treaty: {assumed: […]}}}",
      right: "early: {counterfactual: true, set: {treaty: {assumed: […]}}}"
    ),
    Explanation(
      "scenarios.chance",
      "A chance is a number from 0 to 1 in every year.",
      wrong: "chance: 150%",
      right: "chance: 15%"
    ),
    Explanation(
      "scenarios.tree-size",
      "The events can go in more ways than can be run.",
      wrong: "chance: {every: 1 month}",
      right: "reviews: {every: 1 year}"
    ),
    Explanation(
      "scenarios.leaves",
      "The name doesn't tell outcomes apart: it is none that an event gives.",
      wrong: "leaves: {by: output}",
      right: "leaves: {by: treaty_first}"
    ),
    Explanation(
      "scenarios.above",
      "A value breaks a bound that the model sets.",
      wrong: "investment: {above: 0}   # and it falls to -3",
      right: "adjustment: {triangular: [0.1, 0.2, 0.3]}"
    ),
    Explanation(
      "scenarios.missing",
      "A value of the model is missing, because one that it rests on is.",
      wrong: "next: lag(output, 3)",
      right: "history: output_history   # gives the years before"
    ),
    Explanation(
      "scenarios.no-value",
      "A number of a parameter or a driver has no value in the data.",
      wrong: "path: {2025: index @ 2025}   # not in the data",
      right: "path: {2024: index @ 2024}"
    ),
  ]
}
