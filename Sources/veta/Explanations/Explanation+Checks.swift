extension Explanation {
  /// What checks.yaml says, and what its rules find in the data.
  static let checks = [
    Explanation(
      "checks.kind",
      "Each check looks at one thing: it has one of the keys check, range, coverage, unique, jump and fresh.",
      wrong: "- {title: Output, check: output > 0, range: output, to: 9}",
      right:
        "- {title: Some output, check: output > 0}\n- {title: Plausible output, range: output, to: 9}"
    ),
    Explanation(
      "checks.key",
      "The key belongs to checks of another kind.",
      wrong: "- {title: Parts, check: \"sum(parts, over:mineral) == total\", from: 0}",
      right: "- {title: Parts, check: \"sum(parts, over:mineral) == total\", within: 0.5%}"
    ),
    Explanation(
      "checks.within",
      "How far two sides may lie apart is a share of the right side, a number in the unit that is compared, or a number with its unit; the check has to be a comparison.",
      wrong: "within: a little",
      right: "within: 0.5%     # or 3, or 5 t"
    ),
    Explanation(
      "checks.truth",
      "A check is a formula that is true or false in each cell.",
      wrong: "check: sum(parts, over:mineral) - total",
      right: "check: sum(parts, over:mineral) == total"
    ),
    Explanation(
      "checks.text",
      "The formula of a check gives a text, which has no cells.",
      wrong: "range: label(geo)",
      right: "range: output"
    ),
    Explanation(
      "checks.limit",
      "A range has 'from', 'to' or both, a jump has 'robust_z', 'percent' or both, and the limits make sense.",
      wrong: "- {title: Plausible, range: output, from: 10, to: 1}",
      right: "- {title: Plausible, range: output, from: 1, to: 10}"
    ),
    Explanation(
      "checks.unit",
      "The limits of a range are given in a unit that the values can't be written in.",
      wrong: "- {title: Plausible, range: output_tonnes, to: 10, unit: USD}",
      right: "- {title: Plausible, range: output_tonnes, to: 10, unit: kt}"
    ),
    Explanation(
      "checks.periods",
      "Periods of a check are one period or a range with two dots, in which the values can have periods.",
      wrong: "periods: since 2014",
      right: "periods: 2014..2024"
    ),
    Explanation(
      "checks.no-periods",
      "Coverage, jumps and freshness are looked at along periods; a value at one period has none.",
      wrong: "coverage: output @ 2024",
      right: "coverage: output\nperiods: 2024"
    ),
    Explanation(
      "checks.dimension",
      "The values that are looked at have no such dimension.",
      wrong: "members: {goe: [MEX]}",
      right: "members: {geo: [MEX]}"
    ),
    Explanation(
      "checks.member",
      "An exception of coverage names a member that is neither in the values nor under 'members', so that it excepts nothing.",
      wrong: "except: [{geo: MEK}]",
      right: "except: [{geo: MEX}]"
    ),
    Explanation(
      "checks.age",
      "How old the newest value may be is a length of time as ISO 8601 writes it. It stands in the check or follows from the frequency that the descriptor declares: P18M for A, P12M for S, P6M for Q, P3M for M, P1M for W and D.",
      wrong: "max_age: 18",
      right: "max_age: P18M"
    ),
    Explanation(
      "checks.waiver-day",
      "A waiver holds up to a day, which is written as year, month and day.",
      wrong: "waive: {reason: published late, by: A. Editor, until: spring}",
      right: "waive: {reason: published late, by: A. Editor, until: 2027-03-31}"
    ),
    Explanation(
      "checks.last-edition",
      "An edition keeps the values of its indicators; what a formula makes of them can't be compared with it.",
      wrong: "- {title: Slips, jump: output / colonies, robust_z: 8, against: last-edition}",
      right: "- {title: Slips, jump: output, robust_z: 8, against: last-edition}"
    ),
    Explanation(
      "checks.no-last-edition",
      "A check compares with the last edition, and there is none: the check passes. The next edition is compared with this one.",
      wrong: "veta build my-report     # for the first time",
      right: "veta build my-report --edition 2026-12     # from the second time on"
    ),
    Explanation(
      "checks.false",
      "A formula of checks.yaml is not true in every cell. The notes show both sides and how far they lie apart, the worst cells first, with a record each rests on.",
      wrong: "parts,gold,2024,10\nparts,zinc,2024,5\ntotal,,2024,16",
      right: "parts,gold,2024,10\nparts,zinc,2024,6\ntotal,,2024,16"
    ),
    Explanation(
      "checks.missing",
      "A check says 'missing: fail', and can't be told in cells where a value is missing.",
      wrong: "total,2024,",
      right: "total,2024,16"
    ),
    Explanation(
      "checks.empty",
      "A check looks at cells of which none has a value, so that it would hold whatever the data are.",
      wrong: "range: output[1890..1899]",
      right: "range: output[1990..1999]"
    ),
    Explanation(
      "checks.range",
      "Values lie outside the limits that a check gives; the furthest are shown first.",
      wrong: "output,2024,7243000",
      right: "output,2024,7243"
    ),
    Explanation(
      "checks.coverage",
      "Cells that should have a value have none. They are shown as ranges of periods. Those that nobody can fill belong under 'except'.",
      wrong: "- {title: Every year, coverage: output, periods: 2014..2024}",
      right: "- {title: Every year, coverage: output, periods: 2014..2024, except: [2019]}"
    ),
    Explanation(
      "checks.unique",
      "A value that should be there once is there more often: a rank that two places share, a column copied over another.",
      wrong: "place,MEX,2024,1\nplace,PER,2024,1",
      right: "place,MEX,2024,1\nplace,PER,2024,2"
    ),
    Explanation(
      "checks.jump",
      "A value changed more than its series usually does. The distance is counted in robust standard deviations (1.4826 times the median absolute deviation) of the series' own changes, in logarithms where all values are positive.",
      wrong: "output,2022,118\noutput,2023,121000\noutput,2024,125",
      right: "output,2022,118\noutput,2023,121\noutput,2024,125"
    ),
    Explanation(
      "checks.stale",
      "The newest value that was observed (status A, P or E) is older on the edition's day than the descriptor or a check allows. Where a frequency is declared, that is checked without a rule.",
      wrong: "gdp: {unit: USD, frequency: A}     # the last value is of 2021",
      right:
        "- {title: GDP, fresh: gdp, waive: {reason: published late, by: A. Editor, until: 2027-01-31}}"
    ),
    Explanation(
      "checks.waiver-expired",
      "The last day of a waiver is over: it waives nothing any more, and fails by itself, so that it can't be forgotten.",
      wrong: "waive: {reason: published late, by: A. Editor, until: 2024-01-31}",
      right: "waive: {reason: published late, by: A. Editor, until: 2027-01-31}"
    ),
    Explanation(
      "checks.waiver-idle",
      "A waiver stands behind a check that passes.",
      wrong:
        "- {title: GDP, fresh: gdp, waive: {reason: published late, by: A. Editor, until: 2027-01-31}}",
      right: "- {title: GDP, fresh: gdp}"
    ),
    Explanation(
      "documents.waivers",
      "Waivers are in force, and readers are not told: no block of the report prints them.",
      wrong: "# Method",
      right: "# Method\n\n```waivers\n```"
    ),
  ]
}
