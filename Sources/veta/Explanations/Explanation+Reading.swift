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
      "Tables are UTF-8 unless the descriptor declares another encoding. The byte shown belongs to no character of UTF-8; the notes show how its word would read in the usual encodings. The one in which the word is right is the one to declare.",
      wrong: "{name: output, path: output.csv}   # saved in windows-1252",
      right: "{name: output, path: output.csv, encoding: windows-1252}"
    ),
    Explanation(
      "tabular.declared-encoding",
      "The descriptor declares an encoding, and the bytes of the file contradict it at the offset named, which is counted from zero: a byte-order mark of another one, text that is UTF-8 already, or a byte that is no character of the declared alphabet.",
      wrong: "encoding: iso-8859-1      # the file holds the quotes “ ” of windows-1252",
      right: "encoding: windows-1252"
    ),
    Explanation(
      "tabular.byte-order",
      "Every second byte is zero, as in UTF-16, but the file has no byte-order mark and nothing declares it.",
      wrong: "{name: output, path: output.csv}",
      right: "{name: output, path: output.csv, encoding: utf-16le}"
    ),
    Explanation(
      "tabular.zero-byte",
      "A byte of the file is zero. No text holds one, so the file is damaged or is something else.",
      wrong: "output,2024,12\\0",
      right: "output,2024,12"
    ),
    Explanation(
      "tabular.mojibake",
      "UTF-8 was once read as another encoding and saved so: 'Ã³' stands where 'ó' was meant, or a sign says that a letter was lost. The letters can't be given back with certainty, so the file is needed anew.",
      wrong: "producciÃ³n,2024,12",
      right: "producción,2024,12"
    ),
    Explanation(
      "tabular.gzip",
      "The file is packed with gzip, and its data are damaged or end too early, as after a broken download.",
      wrong: "output.csv.gz, half of it",
      right: "output.csv.gz, all of it"
    ),
    Explanation(
      "tabular.kind",
      "The first bytes show that the file is no delimited text, whatever its name says: a workbook, a web page, an archive.",
      wrong: "output.csv, which is a workbook",
      right: "output.csv, which a spreadsheet program saved as CSV UTF-8"
    ),
    Explanation(
      "tabular.ambiguous-number",
      "All numbers of the column can be read in two ways: '1.234' is a little more than one, or more than a thousand. One number that can be read in one way only, such as '12,5', would decide for the column; here the schema has to.",
      wrong: "period,value\\n2023,1.234\\n2024,2.345",
      right: "schema: {fields: [{name: value, type: number, decimalChar: \".\"}]}"
    ),
    Explanation(
      "tabular.delimiter",
      "No dialect is declared, and two signs divide all records into equally many fields, so either could be the delimiter.",
      wrong: "a,b;c,d\n1,2;3,4",
      right: "dialect: {delimiter: \";\"}"
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
      "tabular.record-size",
      "One record of a large file is longer than any record should be. Most often a field begins with a quote that is never closed.",
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
