import Diagnostics

/// What the columns of an SDMX-CSV file are (SDMX-CSV 1.0, 2018, and 2.0, 2021): dimensions stand
/// between the flow and `TIME_PERIOD`, attributes behind it.
struct SDMXColumns {
  /// One column's id, without the label, the list sign and the case that publishers add.
  let ids: [String]
  let time: Int
  let value: Int

  /// A column of labels beside that of the codes, by the latter's position.
  let labels: [Int: Int]

  /// The columns that are dimensions, in the file's order.
  let dimensions: [Int]

  /// Whether cells hold codes and labels: `A: Annual`.
  let hasLabelledCells: Bool

  /// Nothing if the header is of no such file.
  ///
  /// - Parameter header: The names without labels behind them.
  init?(_ header: Header) {
    let ids = header.names.map(Self.id)
    guard let time = ids.firstIndex(of: "TIME_PERIOD"), let value = ids.firstIndex(of: "OBS_VALUE")
    else { return nil }
    self.ids = ids
    self.time = time
    self.value = value
    hasLabelledCells = header.hasLabels
    labels = Self.labels(header.names, ids, behind: value)
    let labelColumns = Set(labels.values)
    let flow = ids.lastIndex { Self.structure.contains($0) } ?? -1
    // Of version 2 the columns may stand in any order; then only those that are known tell what they are.
    let isOrdered = flow + 1 < time && time < value
    dimensions = ids.indices.filter { column in
      let id = ids[column]
      guard !id.isEmpty, !labelColumns.contains(column), !Self.structure.contains(id),
        !Self.reserved.contains(id), !Self.isAttribute(id), column != time, column != value
      else { return false }
      if column > flow, column < time { return true }
      return !isOrdered && Self.knownDimensions.contains(id)
    }
  }

  func column(_ ids: String...) -> Int? {
    for id in ids { if let column = self.ids.firstIndex(of: id) { return column } }
    return nil
  }

  private static func id(_ name: String) -> String {
    name.uppercased().replacing(" ", with: "_")
  }

  /// Columns of labels: `REF_AREA_LABEL`, or words in mixed case behind a code's column where the value
  /// has such a column too.
  private static func labels(_ names: [String], _ ids: [String], behind value: Int) -> [Int: Int] {
    func isWords(_ column: Int) -> Bool {
      let name = names[column]
      return name.contains { $0.isLowercase } && name.contains { $0.isUppercase }
    }
    var labels: [Int: Int] = [:]
    let areBeside = value + 1 < names.count && isWords(value + 1)
    for column in names.indices.dropFirst() {
      if ids[column].hasSuffix("_LABEL"),
        let code = ids.firstIndex(of: String(ids[column].dropLast(6)))
      {
        labels[code] = column
      } else if areBeside, isWords(column), !isWords(column - 1) {
        labels[column - 1] = column
      }
    }
    return labels
  }

  // MARK: Ids

  /// What names the flow and the message, before the dimensions.
  static let structure: Set<String> = [
    "DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "KEY", "SERIES_KEY",
    "LAST_UPDATE", "DATAFLOW_ID", "DATASET",
  ]

  /// Columns that say something of the record wherever they stand.
  private static let reserved: Set<String> = [
    "FREQ", "FREQUENCY", "INDICATOR", "UNIT_MEASURE", "UNIT", "UNIT_MULT",
  ]

  /// Attributes of the cross-domain concepts (SDMX Content-oriented Guidelines, annex 1, 2016) and of
  /// publishers, for files whose columns stand in another order.
  private static func isAttribute(_ id: String) -> Bool {
    let known: Set<String> = [
      "OBS_STATUS", "OBS_FLAG", "CONF_STATUS", "OBS_CONF", "DECIMALS", "BASE_PER", "TIME_FORMAT",
      "OBS_PRE_BREAK", "PRE_BREAK_VALUE", "BREAKS", "COLLECTION", "COMPILING_ORG", "DISS_ORG",
      "DOM_SER_IDS", "UNIT_INDEX_BASE", "COMPILATION", "COVERAGE", "NAT_TITLE", "SOURCE_AGENCY",
      "SOURCE_PUB", "TITLE", "TITLE_COMPL", "AVAILABILITY", "CURRENCY_NOTE", "DATA_SOURCE",
      "LAST_UPDATE", "OBS_COM", "COMMENT", "COMMENTS", "NOTE", "NOTES", "SOURCE", "SOURCES",
      "TIME_PER_COLLECT", "REF_PERIOD_DETAIL", "REPYEARSTART", "EMBARGO_TIME", "VALUATION",
      "CURRENCY_OF_OBS", "REF_YEAR_PRICE", "OBS_VALUE_TYPE", "AGG_METHOD", "DATABASE_ID",
    ]
    return known.contains(id) || id.hasPrefix("COMMENT_") || id.hasPrefix("NOTE_")
      || id.hasPrefix("OBS_")
  }

  private static let knownDimensions: Set<String> = [
    "REF_AREA", "GEO", "COUNTERPART_AREA", "COUNTRY", "SEX", "AGE", "CURRENCY", "CURRENCY_DENOM",
    "EXR_TYPE", "EXR_SUFFIX", "ADJUSTMENT", "SEASONAL_ADJUST", "S_ADJ", "MEASURE", "SUBJECT",
    "TRANSFORMATION", "PRICE_BASE", "PRICES", "SECTOR", "REF_SECTOR", "COUNTERPART_SECTOR",
    "ACTIVITY", "NACE_R2", "PRODUCT", "EXPENDITURE", "ACCOUNTING_ENTRY", "INSTR_ASSET", "NA_ITEM",
    "URBANISATION", "EDUCATION_LEV", "OCCUPATION", "MATURITY", "STO", "COMP_BREAKDOWN_1",
    "COMP_BREAKDOWN_2", "COMP_BREAKDOWN_3", "COMMODITY", "SERIES",
  ]
}
