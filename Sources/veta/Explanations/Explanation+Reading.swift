extension Explanation {
  /// Files read as their format: YAML, JSON, delimited text.
  static let settings = [
    Explanation(
      "settings.syntax",
      "The text is not YAML. The most frequent reason is a colon followed by a space inside a plain value, which YAML takes for a key.",
      wrong: "share: sum(x, over: geo)",
      right: "share: \"sum(x, over:geo)\""
    ),
    Explanation(
      "settings.encoding",
      "Settings files and reports are UTF-8. The byte shown belongs to no character, as when a file was saved in Latin-1.",
      wrong: "title: Producci\\xF3n",
      right: "title: Producción"
    ),
    Explanation(
      "settings.document",
      "A settings file holds one YAML document; a line '---' begins a second one.",
      wrong: "a: 1\n---\nb: 2",
      right: "a: 1\nb: 2"
    ),
    Explanation(
      "settings.duplicate-key",
      "A key stands twice in one mapping, and only one of its values could count.",
      wrong: "unit: t\nunit: kg",
      right: "unit: t"
    ),
    Explanation(
      "settings.anchor",
      "Anchors are not read, since a value that stands elsewhere can't be shown in its place. A text that begins with '&' is quoted.",
      wrong: "title: &name Output",
      right: "title: Output"
    ),
    Explanation(
      "settings.alias",
      "Aliases are not read: repeat the value. A text that begins with '*' is quoted.",
      wrong: "title: *name",
      right: "title: Output"
    ),
    Explanation(
      "settings.tag",
      "Tags are not read. A text that begins with '!' is quoted.",
      wrong: "period: !!str 2024",
      right: "period: \"2024\""
    ),
    Explanation(
      "settings.depth",
      "Lists and mappings lie deeper in each other than any format here needs; a bracket was probably never closed.",
      wrong: "a: [[[[[[[[[[…",
      right: "a: [1, 2]"
    ),
    Explanation(
      "settings.key",
      "The key of a mapping is a list or a mapping. An unquoted value that begins with '{{' reads like one.",
      wrong: "title: {{ x @ 2024 }} tonnes",
      right: "title: \"{{ x @ 2024 }} tonnes\""
    ),
    Explanation(
      "settings.unknown-key",
      "The mapping has a key that means nothing here. The keys it can have are listed, with the nearest one.",
      wrong: "price: {formula: a / b, decimal: 2}",
      right: "price: {formula: a / b, decimals: 2}"
    ),
    Explanation(
      "settings.missing-key",
      "The mapping lacks a key it can't do without.",
      wrong: "resources: [{name: output}]",
      right: "resources: [{name: output, path: data/output.csv}]"
    ),
    Explanation(
      "settings.type",
      "The value is of another kind than the key holds: a text where a number should be, a list where one value should be.",
      wrong: "decimals: two",
      right: "decimals: 2"
    ),
    Explanation(
      "settings.choice",
      "The key takes one of a few words, and this is none of them.",
      wrong: "kind: flows",
      right: "kind: flow"
    ),
    Explanation(
      "settings.folded",
      "A folded block ('>') joins its lines, so a place in it could not be shown. Expressions use '|' or one line.",
      wrong: "formula: >\n  a\n  / b",
      right: "formula: |\n  a\n  / b"
    ),
  ]

  static let tabular = [
    Explanation(
      "tabular.encoding",
      "Tables are UTF-8. The byte shown belongs to no character.",
      wrong: "geo,Espa\\xF1a",
      right: "geo,España"
    ),
    Explanation(
      "tabular.size",
      "The file is larger than the program reads into memory.",
      wrong: "a file of 3 GB",
      right: "the part of it that the report needs"
    ),
    Explanation(
      "tabular.quote",
      "A field begins with a quote that is never closed, so the rest of the file would be one field.",
      wrong: "A,\"first note,12",
      right: "A,\"first note\",12"
    ),
    Explanation(
      "tabular.behind-quote",
      "After the quote that closes a field only a delimiter or the end of the line can stand. A quote inside a field is written twice.",
      wrong: "A,\"the \"real\" price\",12",
      right: "A,\"the \"\"real\"\" price\",12"
    ),
    Explanation(
      "tabular.field-count",
      "The record has more or fewer fields than the header. A field that holds a comma is put between quotes.",
      wrong: "indicator,period,value\noutput,2024,1,234",
      right: "indicator,period,value\noutput,2024,1234"
    ),
  ]
}
