extension Explanation {
  /// What a descriptor says of files, fields and single values, held against them.
  static let schemas = [
    Explanation(
      "ingestion.declared-twice",
      "The schema declares two fields of one name, so that it can't be told which counts.",
      wrong: "fields: [{name: value}, {name: value}]",
      right: "fields: [{name: value}, {name: unit}]"
    ),
    Explanation(
      "ingestion.undeclared-field",
      "A key names a field that is not among the fields of the schema.",
      wrong: "fields: [{name: geo}, {name: period}]\nprimaryKey: [geo, year]",
      right: "fields: [{name: geo}, {name: period}]\nprimaryKey: [geo, period]"
    ),
    Explanation(
      "ingestion.reference",
      "A foreign key has one field in the other table for each of its own.",
      wrong: "{fields: geo, reference: {resource: regions, fields: [id, name]}}",
      right: "{fields: geo, reference: {resource: regions, fields: id}}"
    ),
    Explanation(
      "ingestion.unknown-resource",
      "A foreign key names a resource that the descriptor lacks, or whose table could not be read.",
      wrong: "reference: {resource: regoins, fields: id}",
      right: "reference: {resource: regions, fields: id}"
    ),
    Explanation(
      "ingestion.format",
      "The field's format is none that is read. Dates and times are ISO 8601 ('default') or follow a pattern of directives that stand for numbers; words for months differ by language and are not read.",
      wrong: "{name: day, type: date, format: \"%d %B %Y\"}",
      right: "{name: day, type: date, format: \"%d/%m/%Y\"}"
    ),
    Explanation(
      "ingestion.constraint",
      "The constraint means nothing for values of this type: a minimum needs numbers or dates, a length or a pattern texts. A field without a type is 'any'.",
      wrong: "{name: value, constraints: {minimum: 0}}",
      right: "{name: value, type: number, constraints: {minimum: 0}}"
    ),
    Explanation(
      "ingestion.limit",
      "The value in the constraint is none of the field's type.",
      wrong: "{name: value, type: number, constraints: {minimum: none}}",
      right: "{name: value, type: number, constraints: {minimum: 0}}"
    ),
    Explanation(
      "ingestion.pattern-syntax",
      "The pattern is no regular expression, most often because a bracket is not closed.",
      wrong: "{name: geo, type: string, constraints: {pattern: \"[A-Z{3}\"}}",
      right: "{name: geo, type: string, constraints: {pattern: \"[A-Z]{3}\"}}"
    ),
    Explanation(
      "ingestion.field-order",
      "The schema says 'fieldsMatch: exact', and the file has its fields in another order.",
      wrong: "fieldsMatch: exact\nfields: [{name: geo}, {name: period}]\n\nperiod,geo",
      right: "fieldsMatch: equal\nfields: [{name: geo}, {name: period}]\n\nperiod,geo"
    ),
    Explanation(
      "ingestion.no-declared-field",
      "The schema says 'fieldsMatch: partial', and the file has none of its fields: it is probably another file.",
      wrong: "fieldsMatch: partial\nfields: [{name: geo}]\n\nindicator,period,value,unit",
      right: "fieldsMatch: partial\nfields: [{name: period}]\n\nindicator,period,value,unit"
    ),
    Explanation(
      "ingestion.field-type",
      "The value is none of the type that the schema declares for its column.",
      wrong: "{name: year, type: year}\n\nyear,value\n24,12",
      right: "{name: year, type: year}\n\nyear,value\n2024,12"
    ),
    Explanation(
      "ingestion.minimum",
      "The value lies below the 'minimum' that the schema declares, or not above its 'exclusiveMinimum'.",
      wrong: "{name: value, type: number, constraints: {minimum: 0}}\n\nvalue\n-5",
      right: "{name: value, type: number, constraints: {minimum: 0}}\n\nvalue\n5"
    ),
    Explanation(
      "ingestion.maximum",
      "The value lies above the 'maximum' that the schema declares, or not below its 'exclusiveMaximum'.",
      wrong: "{name: share, type: number, constraints: {maximum: 100}}\n\nshare\n1050",
      right: "{name: share, type: number, constraints: {maximum: 100}}\n\nshare\n10.50"
    ),
    Explanation(
      "ingestion.length",
      "The text has fewer or more characters than the schema allows.",
      wrong: "{name: geo, type: string, constraints: {maxLength: 3}}\n\ngeo\nMexico",
      right: "{name: geo, type: string, constraints: {maxLength: 3}}\n\ngeo\nMEX"
    ),
    Explanation(
      "ingestion.pattern",
      "The text doesn't follow the regular expression that the schema declares. The pattern is of the whole text, not of a part of it.",
      wrong: "{name: geo, type: string, constraints: {pattern: \"[A-Z]{3}\"}}\n\ngeo\nMx",
      right: "{name: geo, type: string, constraints: {pattern: \"[A-Z]{3}\"}}\n\ngeo\nMEX"
    ),
    Explanation(
      "ingestion.enum",
      "The value is none of those that the schema lists under 'enum' or 'categories'.",
      wrong: "{name: status, type: string, constraints: {enum: [A, P]}}\n\nstatus\nB",
      right: "{name: status, type: string, constraints: {enum: [A, P, B]}}\n\nstatus\nB"
    ),
    Explanation(
      "ingestion.unique",
      "The value, or the values of a key together, stand in two records, and the schema allows them once ('unique', 'primaryKey', 'uniqueKeys').",
      wrong: "primaryKey: [geo, period]\n\ngeo,period,value\nMEX,2024,1\nMEX,2024,2",
      right: "primaryKey: [geo, period]\n\ngeo,period,value\nMEX,2024,1\nMEX,2025,2"
    ),
    Explanation(
      "ingestion.foreign-key",
      "The value stands in no record of the table that the foreign key refers to.",
      wrong: "{fields: geo, reference: {resource: regions, fields: id}}\n\ngeo\nnroth",
      right: "{fields: geo, reference: {resource: regions, fields: id}}\n\ngeo\nnorth"
    ),
    Explanation(
      "ingestion.inline-data",
      "Data that stand within the descriptor are not read: a number has to have a place in a file that can be shown.",
      wrong: "- {name: output, data: [{period: 2024, value: 12}]}",
      right: "- {name: output, path: data/output.csv}"
    ),
    Explanation(
      "ingestion.remote",
      "Nothing is fetched from the network, so that an edition can be made again. Put a copy into the folder; where it came from stands under 'sources'.",
      wrong: "path: https://example.org/output.csv",
      right:
        "path: data/output.csv\nsources: [{title: Example, path: \"https://example.org/output.csv\"}]"
    ),
    Explanation(
      "ingestion.not-delimited",
      "The resource's format or its file's ending says that it is no delimited text. It is left out; the others are read.",
      wrong: "- {name: output, path: output.xlsx}",
      right: "- {name: output, path: output.csv}"
    ),
    Explanation(
      "ingestion.bytes",
      "The file has another size than the descriptor says: it was cut off, changed, or is another one.",
      wrong: "{path: data/output.csv, bytes: 1200}",
      right: "{path: data/output.csv, bytes: 1236}"
    ),
    Explanation(
      "ingestion.hash",
      "The file's fingerprint is another than the descriptor says: its content has changed.",
      wrong: "{path: data/output.csv, hash: \"sha256:9f86d0…\"}",
      right: "{path: data/output.csv, hash: \"sha256:60303a…\"}"
    ),
    Explanation(
      "ingestion.hash-form",
      "A hash is 32 hexadecimal digits of MD5, or digits with the name of their algorithm before them.",
      wrong: "hash: \"crc32:9f86d081\"",
      right: "hash: \"sha1:a94a8fe5ccb19ba61c4c0873d391e987982fbbd3\""
    ),
    Explanation(
      "ingestion.cells",
      "A correction names its values as a formula would: an indicator, members in brackets, a period behind '@'.",
      wrong: "{at: \"output MEX 2018\", …}",
      right: "{at: \"output[geo:MEX] @ 2018\", …}"
    ),
    Explanation(
      "ingestion.action",
      "A correction takes values out (missing), gives others (set, scale), gives another status, tells of a break before them (break), or leaves their records out (drop).",
      wrong: "action: delete",
      right: "action: missing"
    ),
    Explanation(
      "ingestion.no-guard",
      "A correction that changes a value says what the file has there. When the publisher corrects it, the build fails and tells that the correction is no longer needed.",
      wrong: "{at: \"output[geo:MEX] @ 2018\", action: missing, …}",
      right: "{at: \"output[geo:MEX] @ 2018\", expect: 7243, action: missing, …}"
    ),
    Explanation(
      "ingestion.guard-count",
      "The correction is of several values and 'expect' doesn't have one for each.",
      wrong: "{at: \"output[geo:MEX, 2018..2019]\", expect: 7243, …}",
      right: "{at: \"output[geo:MEX, 2018..2019]\", expect: [7243, 5840], …}"
    ),
    Explanation(
      "ingestion.guard",
      "The file no longer has the value that the correction was made for: the publisher has changed it. If the new value is right, the correction has done its work and is taken out.",
      wrong:
        "{at: \"output[geo:MEX] @ 2018\", expect: 7243, action: missing, …}\n\noutput,MEX,2018,5821",
      right: "output,MEX,2018,5821"
    ),
    Explanation(
      "ingestion.correction-twice",
      "Two corrections change one value, and it would depend on their order what comes of it.",
      wrong:
        "- {at: \"output @ 2018\", expect: 7243, action: missing, …}\n- {at: \"output @ 2018\", expect: 7243, action: {set: 5821}, …}",
      right: "- {at: \"output @ 2018\", expect: 7243, action: {set: 5821}, …}"
    ),
    Explanation(
      "ingestion.corrects-nothing",
      "No record of the file is what the correction names: a member or a period is misspelt, or the publisher has taken the record out.",
      wrong: "{at: \"output[geo:MEX] @ 2081\", …}",
      right: "{at: \"output[geo:MEX] @ 2018\", …}"
    ),
  ]
}
