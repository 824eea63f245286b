extension Explanation {
  /// Tables read as indicators.
  static let ingestion = [
    Explanation(
      "ingestion.missing-folder",
      "The folder that was named is not there.",
      wrong: "veta build my-reprot",
      right: "veta build my-report"
    ),
    Explanation(
      "ingestion.missing-file",
      "A file that the descriptor names is not in the folder. Paths are relative to the folder.",
      wrong: "path: data/outputs.csv",
      right: "path: data/output.csv"
    ),
    Explanation(
      "ingestion.path",
      "A path stays inside the folder: it is relative, has no '..', and leaves through no link.",
      wrong: "path: ../shared/output.csv",
      right: "path: data/output.csv"
    ),
    Explanation(
      "ingestion.no-data",
      "The folder holds no CSV, neither beside the report nor in its folder 'data'.",
      wrong: "my-report/report.en.md",
      right: "my-report/report.en.md\nmy-report/data/output.csv"
    ),
    Explanation(
      "ingestion.empty",
      "The file has no record, not even a header.",
      wrong: "(an empty file)",
      right: "indicator,period,value,unit\noutput,2024,12,t"
    ),
    Explanation(
      "ingestion.name",
      "The name of an indicator is letters, digits and _, not beginning with a digit; single dots may "
        + "join such names. A publisher's other words are mapped to a name by 'indicator' under "
        + "'veta' of the resource.",
      wrong: "indicator,period,value,unit\nhoney-output,2024,12,t",
      right: "indicator,period,value,unit\nhoney_output,2024,12,t"
    ),
    Explanation(
      "ingestion.no-records",
      "The file has a header and nothing under it, or nothing that 'where' keeps, so that no indicator comes of it. A table of events may be empty; it is a warning then.",
      wrong: "indicator,period,value,unit",
      right: "indicator,period,value,unit\noutput,2024,12,t"
    ),
    Explanation(
      "ingestion.later-period",
      "A value belongs to a period that begins after the edition's day (or the day asked for), and nothing marks it as forecast. Either it is a projection, or the period is a slip. Tables with a dimension 'scenario' are not asked.",
      wrong: "indicator,period,value,unit,obs_status\noutput,2031,12,t,A",
      right: "indicator,period,value,unit,obs_status\noutput,2031,12,t,F"
    ),
    Explanation(
      "ingestion.header-again",
      "The header stands a second time among the records, as in files that were put one behind the other. Years in it would be read as values.",
      wrong: "geo,2023,2024,2025\nMEX,1,2,3\ngeo,2023,2024,2025\nUSA,1,2,3",
      right: "geo,2023,2024,2025\nMEX,1,2,3\nUSA,1,2,3"
    ),
    Explanation(
      "ingestion.unnamed-column",
      "A column of a table in the layout wide or fred has no name in the header, but holds something, which would be passed over. Numbers of the records in the first column of a wide table are no matter.",
      wrong: "date,output,\n2023,12,13",
      right: "date,output,jobs\n2023,12,13"
    ),
    Explanation(
      "ingestion.later-release",
      "An edition knows what was released up to its day. What came later is left out, as if it were not there.",
      wrong: "edition: 2025-12\npublished: 2026-02-06",
      right: "edition: 2026-02\npublished: 2026-02-06"
    ),
    Explanation(
      "ingestion.label-dimension",
      "Labels are of a dimension of the data, or of 'indicator', 'scenario' or 'unit'.",
      wrong: "of,id,en\nregoin,north,Northern valleys",
      right: "of,id,en\nregion,north,Northern valleys"
    ),
    Explanation(
      "ingestion.label-column",
      "A column of labels.csv is in a language that no report can be in, so that nobody sees its names.",
      wrong: "of,id,eng\nregion,north,Northern valleys",
      right: "of,id,en\nregion,north,Northern valleys"
    ),
    Explanation(
      "ingestion.label-id",
      "A label names a member, an indicator or a scenario that is nowhere in the data.",
      wrong: "of,id,en\nregion,nort,Northern valleys",
      right: "of,id,en\nregion,north,Northern valleys"
    ),
    Explanation(
      "ingestion.unsupported",
      "The descriptor asks for something that this version can't read.",
      wrong: "encoding: latin-1",
      right: "encoding: utf-8"
    ),
    Explanation(
      "ingestion.resource-twice",
      "Two resources have one name, and charts could not tell them apart.",
      wrong: "- {name: output, path: a.csv}\n- {name: output, path: b.csv}",
      right: "- {name: output-a, path: a.csv}\n- {name: output-b, path: b.csv}"
    ),
    Explanation(
      "ingestion.dialect",
      "Delimiters, quotes and decimal signs are one ASCII character.",
      wrong: "dialect: {delimiter: \"tab\"}",
      right: "dialect: {delimiter: \"\\t\"}"
    ),
    Explanation(
      "ingestion.header-row",
      "The descriptor says that the header stands further down than the file is long.",
      wrong: "dialect: {headerRows: [70]}",
      right: "dialect: {headerRows: [7]}"
    ),
    Explanation(
      "ingestion.scale",
      "One record of a series is in another multiple of the unit than all others, and its value is beyond 100,000 times theirs or below a 100,000th. It is converted as it says; most often the unit of that one record is a slip.",
      wrong:
        "exports,2023,421.2,USD\nexports,2024,430.3,million USD\nexports,2025,433.1,million USD",
      right:
        "exports,2023,421.2,million USD\nexports,2024,430.3,million USD\nexports,2025,433.1,million USD"
    ),
    Explanation(
      "ingestion.swapped-letters",
      "A member occurs in one record only, its id is that of another with two letters swapped, and the other one lacks just this record.",
      wrong: "exports,DEU,2023,5\nexports,DUE,2024,6\nexports,DEU,2025,7\nexports,DEU,2026,8",
      right: "exports,DEU,2023,5\nexports,DEU,2024,6\nexports,DEU,2025,7\nexports,DEU,2026,8"
    ),
    Explanation(
      "ingestion.basis",
      "A basis says which prices an amount of money is counted in.",
      wrong: "basis: real",
      right: "basis: constant 2018"
    ),
    Explanation(
      "ingestion.basis-without-money",
      "Only money has a basis.",
      wrong: "output: {unit: t, basis: nominal}",
      right: "output: {unit: t}"
    ),
    Explanation(
      "ingestion.age",
      "An age is a number of months or years, as ISO 8601 writes durations.",
      wrong: "max_age: 14 months",
      right: "max_age: P14M"
    ),
    Explanation(
      "ingestion.date",
      "A date of publication is a day.",
      wrong: "published: February 2026",
      right: "published: 2026-02-06"
    ),
    Explanation(
      "ingestion.unknown-indicator",
      "The descriptor declares an indicator that no record of the file has. A misspelt name would lose its unit and title without a word.",
      wrong: "indicators: {ouput: {unit: t}}",
      right: "indicators: {output: {unit: t}}"
    ),
    Explanation(
      "ingestion.unknown-column",
      "The descriptor names a column that the file does not have.",
      wrong: "where: {FRQ: A}",
      right: "where: {FREQ: A}"
    ),
    Explanation(
      "ingestion.unread-column",
      """
      The descriptor says of a column what files in this layout don't have columns for: a wide file has its \
      values under its periods, and a release is one day for the whole of it.
      """,
      wrong: "veta: {layout: wide, columns: {multiplier: Scale}}",
      right: "veta: {layout: wide, unit: billion USD}"
    ),
    Explanation(
      "ingestion.unknown-dimension",
      "The descriptor speaks of a dimension that the resource does not have.",
      wrong: "aggregates: {country: [WLD]}",
      right: "aggregates: {geo: [WLD]}"
    ),
    Explanation(
      "ingestion.unknown-member",
      "The descriptor names a member that no record has.",
      wrong: "aggregates: {geo: [WORLD]}",
      right: "aggregates: {geo: [WLD]}"
    ),
    Explanation(
      "ingestion.unused-key",
      "A key under 'units', 'status' or 'missing', or a value under 'where', stands nowhere in the file, so that it does nothing. It is mostly misspelt, or the publisher has changed the word.",
      wrong: "where: {geo: [MEX, US]}",
      right: "where: {geo: [MEX, USA]}"
    ),
    Explanation(
      "ingestion.unit-unread",
      "The descriptor declares a unit, and the file's own record of units says something that can't be read, so that nothing shows whether both are the same. Say what the publisher's word means.",
      wrong: "veta: {unit: MXN/USD}",
      right: "veta: {unit: MXN/USD, units: {\"Pesos por Dólar\": MXN/USD}}"
    ),
    Explanation(
      "ingestion.total",
      "A member is the total of the others, by its name or by all of its values, and nothing declares it as one. A sum over the dimension would count everything twice.",
      wrong: "x,Total,2020,3,t",
      right: "veta: {aggregates: {region: [Total]}}"
    ),
    Explanation(
      "ingestion.undated",
      "With --as-of the data are shown as known on a day, but this resource doesn't say when it was released, so it counts always.",
      wrong: "- {name: output, path: data/output.csv}",
      right: "- {name: output, path: data/output.csv, veta: {published: 2026-02-06}}"
    ),
    Explanation(
      "ingestion.missing-field",
      "The header lacks a field that the schema declares or the layout needs.",
      wrong: "indicator,period,val,unit",
      right: "indicator,period,value,unit"
    ),
    Explanation(
      "ingestion.extra-field",
      "The header has a field that the schema doesn't declare.",
      wrong: "fields: [{name: period}, {name: value}]   # and a column 'note'",
      right: "fields: [{name: period}, {name: value}, {name: note}]"
    ),
    Explanation(
      "ingestion.field-twice",
      "Two columns have one name.",
      wrong: "indicator,period,value,value",
      right: "indicator,period,value,note"
    ),
    Explanation(
      "ingestion.layout",
      "The header fits none of the known layouts; what each lacks is listed.",
      wrong: "name,when,how_much",
      right: "indicator,period,value"
    ),
    Explanation(
      "ingestion.misspelt-column",
      """
      A column of a tidy file that has no other meaning is a dimension. This one is named nearly as a \
      column that the file lacks, without which its records would be read as something else.
      """,
      wrong: "indcator,geo,period,value,unit",
      right: "indicator,geo,period,value,unit"
    ),
    Explanation(
      "ingestion.ambiguous-layout",
      "The header fits several layouts; the descriptor has to say which one is meant.",
      wrong: "- {name: a, path: a.csv}",
      right: "- {name: a, path: a.csv, veta: {layout: tidy}}"
    ),
    Explanation(
      "ingestion.no-periods",
      "A wide file has one column a period, and its header is the first record with at least three of them, or with the most of them if the layout is declared.",
      wrong: "Country Code,first,second,third",
      right: "Country Code,2022,2023,2024"
    ),
    Explanation(
      "ingestion.row-number",
      "Header and comment rows are numbered from 1, in ascending order.",
      wrong: "dialect: {headerRows: [8, 7]}",
      right: "dialect: {headerRows: [7, 8]}"
    ),
    Explanation(
      "ingestion.several-columns",
      "Only values and the parts of a period can stand in several columns.",
      wrong: "columns: {indicator: [Mineral, Form]}",
      right: "columns: {indicator: Mineral, period: [Year, Month], value: [Output, Stocks]}"
    ),
    Explanation(
      "ingestion.two-periods",
      "'period' is for files without a column of periods.",
      wrong: "veta: {period: 2025}\n\nyear,value\n2024,12",
      right: "veta: {unit: t}\n\nyear,value\n2024,12"
    ),
    Explanation(
      "ingestion.one-name",
      "Each column of values is an indicator, so one name can't be that of all.",
      wrong: "columns: {value: [Output, Stocks]}\nindicator: output",
      right: "columns: {value: [Output, Stocks]}\nindicator: {Output: output, Stocks: stocks}"
    ),
    Explanation(
      "ingestion.no-header",
      "Of a file without a header the schema names all columns, in order.",
      wrong: "dialect: {header: false}",
      right: "dialect: {header: false}\nschema: {fields: [{name: period}, {name: value}]}"
    ),
    Explanation(
      "ingestion.header",
      "Under a publisher's lines stands what seems to be the header, but its first column isn't named as one of periods is. The descriptor says which record is the header.",
      wrong: "veta: {layout: fred}",
      right: "dialect: {headerRows: [6]}\nveta: {layout: fred}"
    ),
    Explanation(
      "ingestion.no-series",
      "A file with periods down its first column has an indicator in each further one.",
      wrong: "observation_date\n2024-01-01",
      right: "observation_date,DEXMXUS\n2024-01-01,17.1"
    ),
    Explanation(
      "ingestion.series-left-out",
      "The header gives a series a unit that can't be read, so the series is not in the data.",
      wrong: "units: {}",
      right: "units: {\"$/mmbtu\": USD/GJ}\n\nor\n\ncolumns: {value: [Copper, Gold]}"
    ),
    Explanation(
      "ingestion.subannual",
      "Files of integrated assessment models are read with whole years only.",
      wrong:
        "model,scenario,region,variable,unit,subannual,2020,2030,2040\nm,s,World,Price,USD/t,January,1,2,3",
      right:
        "model,scenario,region,variable,unit,subannual,2020,2030,2040\nm,s,World,Price,USD/t,Year,1,2,3"
    ),
    Explanation(
      "ingestion.fiscal-year",
      "A fiscal year lies in two calendar years, so it can't stand beside them in one series.",
      wrong: "period,value\n2023/24,12",
      right: "period,value\n2023,12"
    ),
    Explanation(
      "ingestion.ambiguous-period",
      "All periods of the column can be read in two ways.",
      wrong: "Fecha de corte,x\n01/02/2024,12",
      right: "schema: {fields: [{name: Fecha de corte, format: \"%d/%m/%Y\"}, {name: x}]}"
    ),
    Explanation(
      "ingestion.period-twice",
      "Two columns of a wide file are of one period.",
      wrong: "geo,2020,2021,2022,2022 [YR2022]",
      right: "geo,2020,2021,2022"
    ),
    Explanation(
      "ingestion.sdmx-period",
      "TIME_PERIOD holds a year, half-year, quarter, month, week or day as SDMX writes them.",
      wrong: "TIME_PERIOD\n2024Q1",
      right: "TIME_PERIOD\n2024-Q1"
    ),
    Explanation(
      "ingestion.frequency-code",
      "The code of FREQ says another frequency than the period has.",
      wrong: "FREQ,TIME_PERIOD\nA,2024-Q1",
      right: "FREQ,TIME_PERIOD\nQ,2024-Q1"
    ),
    Explanation(
      "ingestion.unit-code",
      "A code for the unit is not among those that mean one thing.",
      wrong: "UNIT_MEASURE\nXDC",
      right: "units: {XDC: MXN}"
    ),
    Explanation(
      "ingestion.multiplier",
      "UNIT_MULT is the exponent of a power of ten, and only amounts and counts can be scaled.",
      wrong: "UNIT_MULT\nmillion",
      right: "UNIT_MULT\n6"
    ),
    Explanation(
      "ingestion.required",
      "The schema says that the field must be filled.",
      wrong: "output,,2024,12",
      right: "output,MEX,2024,12"
    ),
    Explanation(
      "ingestion.indicator",
      "A record of a tidy file names its indicator.",
      wrong: ",2024,12,t",
      right: "output,2024,12,t"
    ),
    Explanation(
      "ingestion.period",
      "The text is no period.",
      wrong: "output,Dec 2024,12,t",
      right: "output,2024-12,12,t"
    ),
    Explanation(
      "ingestion.number",
      "The column holds decimal numbers with a point. An empty field, or a mark that 'missingValues' lists, is a missing value.",
      wrong: "output,2024,n.d.,t",
      right: "output,2024,,t"
    ),
    Explanation(
      "ingestion.status",
      "A status is one of the letters of SDMX; a publisher's own marks are explained in the descriptor.",
      wrong: "output,2024,12,t,(p)",
      right: "veta: {status: {\"(p)\": P}}"
    ),
    Explanation(
      "ingestion.status-of-value",
      "The status says that there is no value, and there is one.",
      wrong: "output,2024,12,t,Q",
      right: "output,2024,12,t,A"
    ),
    Explanation(
      "ingestion.unit",
      "The unit can't be read. Atoms are a closed list, and words that mean several things ask which one is meant.",
      wrong: "output,2024,12,ton",
      right: "output,2024,12,t"
    ),
    Explanation(
      "ingestion.word",
      "The field takes one of a few words.",
      wrong: "2024-07,,market,Duty,decision,Ends,,points",
      right: "2024-07,,market,Duty,decision,Ends,,point"
    ),
    Explanation(
      "ingestion.event-kind",
      "A span lasts until a day.",
      wrong: "2024-07,,market,Duty,solid,In force,,span",
      right: "2024-07,2025-06,market,Duty,solid,In force,,span"
    ),
    Explanation(
      "ingestion.event-until",
      "An event ends before it begins.",
      wrong: "2024-07,2023-06,market,Duty,solid,In force,,span",
      right: "2024-07,2025-06,market,Duty,solid,In force,,span"
    ),
    Explanation(
      "ingestion.name-twice",
      "The table names one thing twice.",
      wrong: "geo,FRA,France\ngeo,FRA,French Republic",
      right: "geo,FRA,France"
    ),
    Explanation(
      "ingestion.order",
      "The order is a whole number.",
      wrong: "geo,FRA,France,first",
      right: "geo,FRA,France,1"
    ),
    Explanation(
      "ingestion.source",
      "The source column refers to an id that the sources table doesn't have.",
      wrong: "output,2024,12,t,YEARBOK",
      right: "output,2024,12,t,YEARBOOK"
    ),
    Explanation(
      "ingestion.frequency",
      "An indicator has one frequency: years and quarters can't stand in one series.",
      wrong: "output,2024,12,t\noutput,2024-Q4,3,t",
      right: "output,2024,12,t\noutput_quarterly,2024-Q4,3,t"
    ),
    Explanation(
      "ingestion.mixed-dimension",
      "An indicator has a dimension in all of its records or in none.",
      wrong: "output,MEX,2024,12\noutput,,2024,90",
      right: "output,MEX,2024,12\noutput,WLD,2024,90"
    ),
    Explanation(
      "ingestion.unit-missing",
      "Every indicator has a unit; plain numbers have the unit 1.",
      wrong: "indicator,period,value\noutput,2024,12",
      right: "indicator,period,value,unit\noutput,2024,12,t"
    ),
    Explanation(
      "ingestion.unit-differs",
      "Records of one indicator may differ in scale, not in kind.",
      wrong: "output,2023,11,t\noutput,2024,12,USD",
      right: "output,2023,11,t\noutput,2024,12000,kg"
    ),
    Explanation(
      "ingestion.size",
      "The cube of the indicator would have more cells than the program lays out; a slip in a period is the usual reason.",
      wrong: "output,2924-12-31,12,t",
      right: "output,2024-12-31,12,t"
    ),
    Explanation(
      "ingestion.duplicate",
      "One record stands twice with the same value.",
      wrong: "output,2024,12,t\noutput,2024,12,t",
      right: "output,2024,12,t"
    ),
    Explanation(
      "ingestion.contradiction",
      "One record stands twice with two values, and nothing says which one counts.",
      wrong: "output,2024,12,t\noutput,2024,13,t",
      right: "output,2024,13,t"
    ),
  ]
}
