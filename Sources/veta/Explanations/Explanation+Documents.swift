extension Explanation {
  /// Reports: Markdown, blocks, texts with numbers.
  static let documents = [
    Explanation(
      "documents.front-matter",
      "A report begins with its settings between two lines '---'.",
      wrong: "# Output grows",
      right: "---\ntitle: Output\nlanguage: en\n---\n\n# Output grows"
    ),
    Explanation(
      "documents.unclosed-expression",
      "'{{' and '}}' stand on one line.",
      wrong: "{{ a @\n2024 }}",
      right: "{{ a @ 2024 }}"
    ),
    Explanation(
      "documents.empty-expression",
      "There is no expression between the braces.",
      wrong: "{{ }}",
      right: "{{ a @ 2024 }}"
    ),
    Explanation(
      "documents.unclosed-block",
      "A block ends with a line of as many backticks as it begins with.",
      wrong: "```chart\nid: output",
      right: "```chart\nid: output\n```"
    ),
    Explanation(
      "documents.markup",
      "HTML can't be set on a page.",
      wrong: "<b>12</b> tonnes",
      right: "**12** tonnes"
    ),
    Explanation(
      "documents.identifier",
      "An id is made of small letters, digits and single hyphens.",
      wrong: "id: Output_Share",
      right: "id: output-share"
    ),
    Explanation(
      "documents.duplicate-id",
      "Figures, tables and headings share one set of ids, so that links are clear.",
      wrong: "id: output   # twice",
      right: "id: output-by-country"
    ),
    Explanation(
      "documents.heading-attribute",
      "Behind a heading can stand its id and its short form.",
      wrong: "# Output grows {output}",
      right: "# Output grows {#output short=\"Output\"}"
    ),
    Explanation(
      "documents.language",
      "The text is given in other languages than the report's.",
      wrong: "title: {es: Producción}",
      right: "title: {en: Output, es: Producción}"
    ),
    Explanation(
      "documents.unknown-language",
      "The report's language is none that numbers and words can be printed in.",
      wrong: "language: fr",
      right: "language: en"
    ),
    Explanation(
      "documents.block",
      "The word behind the backticks names no block.",
      wrong: "```grahp",
      right: "```chart"
    ),
    Explanation(
      "documents.column-widths",
      "The widths of columns are whole columns of the page's twelve.",
      wrong: "widths: [80%, 20%]",
      right: "widths: [8, 4]"
    ),
    Explanation(
      "documents.column-count",
      "There are more or fewer widths than columns.",
      wrong: "widths: [8, 4]   # and one column",
      right: "widths: [8, 4]   # and a line --- between two"
    ),
    Explanation(
      "documents.cell-count",
      "A row of a table has as many cells as its head.",
      wrong: "head: [A, B]\ncells: [[1, 2, 3]]",
      right: "head: [A, B]\ncells: [[1, 2]]"
    ),
    Explanation(
      "documents.period",
      "The text is no period or range of periods.",
      wrong: "periods: last five",
      right: "periods: 2020..2024"
    ),
    Explanation(
      "documents.format",
      "The text behind '|' is no format.",
      wrong: "{{ a @ 2024 | 2 decimals }}",
      right: "{{ a @ 2024 | 0.00 }}"
    ),
    Explanation(
      "documents.format-of-text",
      "A format of numbers can't print a text.",
      wrong: "{{ name(a) | 0.0 }}",
      right: "{{ name(a) }}"
    ),
    Explanation(
      "documents.wording",
      "The value can't be printed in this format: its unit is another one.",
      wrong: "{{ tonnes @ 2024 | 0% }}",
      right: "{{ tonnes @ 2024 | 0,0 }}"
    ),
    Explanation(
      "documents.reference",
      "A link leads to an id that the report doesn't have.",
      wrong: "[](#outptu)",
      right: "[](#output)"
    ),
    Explanation(
      "documents.one-value",
      "A text prints one value.",
      wrong: "{{ production @ 2024 }}",
      right: "{{ production[MEX] @ 2024 }}"
    ),
    Explanation(
      "documents.one-series",
      "A small drawing shows one series.",
      wrong: "spark: production",
      right: "spark: production[MEX]"
    ),
    Explanation(
      "documents.share",
      "A share bar shows a number from 0 to 1.",
      wrong: "share: production @ 2024",
      right: "share: \"(production[MEX] / production[WLD]) @ 2024\""
    ),
    Explanation(
      "documents.missing-value",
      "The value is missing, and the text doesn't say what to print then.",
      wrong: "{{ a @ 2019 }}",
      right: "{{ default(a @ 2019, \"not published\") }}"
    ),
    Explanation(
      "documents.not-numbers",
      "Numbers are needed, and the formula gives a text.",
      wrong: "data: name(a)",
      right: "data: a"
    ),
    Explanation(
      "documents.dimension",
      "The table's data have no such dimension.",
      wrong: "rows: country",
      right: "rows: geo"
    ),
    Explanation(
      "documents.open-dimension",
      "The data vary by a dimension that the table doesn't show.",
      wrong: "data: trade\nrows: geo",
      right: "data: trade[partner:USA]\nrows: geo"
    ),
    Explanation(
      "documents.no-periods",
      "The data have none of the periods asked for.",
      wrong: "periods: 1990..1995",
      right: "periods: 2020..2024"
    ),
    Explanation(
      "documents.sort",
      "There is no such column to sort by.",
      wrong: "sort: \"-2050\"",
      right: "sort: \"-2024\""
    ),
    Explanation(
      "documents.scenario",
      "The model has no such scenario.",
      wrong: "scenarios: [baseline2]",
      right: "scenarios: [annual_reviews]"
    ),
    Explanation(
      "documents.no-model",
      "The block shows what scenarios.yaml or ratios.yaml hold, and there is no such file.",
      wrong: "```assumptions",
      right: "scenarios.yaml beside the report"
    ),
    Explanation(
      "documents.no-corrections",
      "The block prints what the descriptor corrects, and it corrects nothing.",
      wrong: "```corrections\n{id: corrections, title: Corrected values}",
      right: "(no such block)"
    ),
    Explanation(
      "documents.corrections",
      "Published values are changed by 'corrections' of a resource, and readers are not told. The block lists them with their reasons.",
      wrong: "(a report without the block)",
      right: "```corrections\n{id: corrections, title: Corrected values}"
    ),
    Explanation(
      "documents.no-drawing",
      "The figure could not be drawn, and nothing else says why.",
      wrong: "id: output\ndata: output",
      right: "id: output\ntitle: Output grows\ndata: output"
    ),
    Explanation(
      "documents.glyph",
      "The report's font, Inter, has no such character: emoji, Chinese and other scripts.",
      wrong: "title: 🐝 Honey holds",
      right: "title: Honey holds"
    ),
    Explanation(
      "documents.totals",
      "Rates, ratios, percentages, indices and ranks of members have no sum that means anything.",
      wrong: "data: yoy(output)\nrows: region\ntotals: true",
      right: "data: output\nrows: region\ntotals: true"
    ),
    Explanation(
      "documents.picture",
      "A report can't hold picture files; what it shows is drawn from its data.",
      wrong: "![Hives](hives.png)",
      right: "[Hives](https://example.org/hives.png)"
    ),
    Explanation(
      "documents.file-language",
      "The name of a report's file and its front matter give two languages.",
      wrong: "report.es.md, language: en",
      right: "report.es.md, language: es"
    ),
    Explanation(
      "documents.overflow",
      "Something is wider or higher than the room it has on the page.",
      wrong: "title: a very long word",
      right: "title: a shorter one"
    ),
    Explanation(
      "documents.events",
      "No resource of that name holds events.",
      wrong: "data: {events: event}",
      right: "data: {events: events}"
    ),
    Explanation(
      "documents.claim",
      "What a figure claims is not true of its data. Change the title or the claim; nothing is published before.",
      wrong: "claim: a @ 2024 > a @ 2023",
      right: "claim: a @ 2024 < a @ 2023"
    ),
    Explanation(
      "documents.event-text",
      "A chart shows an event that has no text in the report's language.",
      wrong: "date,text.en,text.es\n2024-07,,Fin del arancel",
      right: "date,text.en,text.es\n2024-07,Duty ends,Fin del arancel"
    ),
    Explanation(
      "documents.claim-kind",
      "A claim is a comparison that can be false.",
      wrong: "claim: a @ 2024",
      right: "claim: a @ 2024 > 0 't'"
    ),
  ]
}
