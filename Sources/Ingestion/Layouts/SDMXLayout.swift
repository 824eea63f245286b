import Diagnostics
import Indicators
import Tabular

/// SDMX-CSV: `DATAFLOW,FREQ,REF_AREA,…,TIME_PERIOD,OBS_VALUE,…`, version 1.0 and 2.0, with codes, labels
/// or both, and what the data portals of the ECB and Eurostat make of it.
struct SDMXLayout {
  let table: Table
  let header: Header
  let resource: ResourceDescription
  let sources: [String]

  init(table: Table, header: Header, resource: ResourceDescription, sources: [String]) {
    self.table = table
    self.header = Header(withoutLabels: header)
    self.resource = resource
    self.sources = sources
  }

  func read(findings: inout Findings, into list: inout DiagnosticList) {
    guard header.check(resource.fields, match: resource.schema.match, into: &list) else { return }
    guard let columns = SDMXColumns(header) else {
      for id in ["TIME_PERIOD", "OBS_VALUE"] where header.column(called: id.lowercased()) == nil {
        let nearest = nearestNames(to: id, among: header.names).first
        let span = nearest.flatMap { header.column(named: $0) }.map { header.spans[$0] }
        list.report(.missingField(id, at: span ?? header.span, written: nearest, schema: nil))
      }
      return
    }
    guard let declared = RecordColumns(header, of: resource, usual: [:], into: &list),
      let conditions = header.conditions(resource.conditions, into: &list),
      let dimensions = dimensions(columns, declared, conditions, into: &list)
    else { return }
    var reader = SDMXReader(
      RecordReader(
        table,
        header: header,
        resource: resource,
        value: header.names[columns.value],
        usualMissing: ["NaN", ":"]
      ),
      columns,
      declared,
      dimensions: dimensions
    )
    let body = TableBody(table, behind: header, of: resource, notes: .none, into: &list)
    let file = findings.add(
      DataFile(
        table: table,
        resource: resource,
        dimensions: dimensions,
        sources: sources,
        unitColumn: reader.unit,
        notes: body.notes
      )
    )
    let wanted = body.records.filter { reader.isWanted($0, conditions) }
    reader.findUnitCodes(in: wanted)
    var series = SDMXSeries(hasChanges: reader.hasChanges(wanted))
    for record in wanted where reader.records.isFilled(record) {
      reader.read(record, file: file, into: &series, &findings, &list)
    }
    series.add(to: &findings, of: resource, table)
    for (column, dimension) in zip(dimensions.map(\.column), dimensions) {
      for (code, label) in reader.labels[column] ?? [:] {
        findings.labels[dimension.name, default: [:]][code] = ["": label]
      }
    }
  }

  private func dimensions(
    _ columns: SDMXColumns,
    _ declared: RecordColumns,
    _ conditions: [(column: Int, values: Set<String>)],
    into list: inout DiagnosticList
  ) -> [(name: String, column: Int)]? {
    if resource.dimensions != nil {
      return header.dimensions(resource.dimensions, notAmong: [], into: &list)
    }
    let single = Set(conditions.filter { $0.values.count == 1 }.map(\.column)).union(declared.all)
    return columns.dimensions.filter { !single.contains($0) }
      .map { (header.names[$0], $0) }
  }
}

/// What the records of a file say once its actions are done, by indicator.
private struct SDMXSeries {
  private struct Key: Hashable {
    let name: String
    let members: [String]
    let period: Period
  }

  private var order: [String] = []

  /// By indicator; what was deleted is nothing.
  private var observations: [String: [Observation?]] = [:]

  /// Where each key stands, in a file that replaces or deletes what it said before.
  private var places: [Key: Int] = [:]
  private var titles: [String: Set<String>] = [:]
  private var spans: [String: SourceSpan] = [:]
  private var badUnits: Set<String> = []

  /// Whether the file has actions other than to add.
  let hasChanges: Bool

  init(hasChanges: Bool) { self.hasChanges = hasChanges }

  mutating func add(
    _ observation: Observation,
    to name: String,
    title: String,
    isBadUnit: Bool,
    at span: @autoclosure () -> SourceSpan
  ) {
    if observations[name] == nil {
      order.append(name)
      spans[name] = span()
    }
    if hasChanges {
      let key = Key(name: name, members: observation.members, period: observation.period)
      places[key] = observations[name]?.count ?? 0
    }
    observations[name, default: []].append(observation)
    if !title.isEmpty { titles[name, default: []].insert(title) }
    if isBadUnit { badUnits.insert(name) }
  }

  /// Takes out what a record of the same file said before of the same key; an empty dimension or period
  /// stands for all.
  mutating func remove(_ name: String, members: [String], period: Period?) {
    if let period, members.allSatisfy({ !$0.isEmpty }) {
      let key = Key(name: name, members: members, period: period)
      if let place = places.removeValue(forKey: key) { observations[name]?[place] = nil }
      return
    }
    for (place, earlier) in (observations[name] ?? []).enumerated() {
      guard let earlier, period == nil || earlier.period == period,
        zip(members, earlier.members).allSatisfy({ $0.isEmpty || $0 == $1 })
      else { continue }
      observations[name]?[place] = nil
    }
  }

  /// Hands the observations on; a dimension that is `_Z`, not applicable, throughout is left empty.
  func add(to findings: inout Findings, of resource: ResourceDescription, _ table: Table) {
    for name in order {
      var own = (observations[name] ?? []).compactMap(\.self)
      guard let first = own.first, let span = spans[name] else { continue }
      for position in first.members.indices
      where own.allSatisfy({ $0.members[position] == "_Z" }) {
        for index in own.indices { own[index].members[position] = "" }
      }
      for observation in own { findings.add(observation, to: name, in: resource, at: span) }
      if badUnits.contains(name) { findings.indicators[name]?.hasBadUnit = true }
      if let all = titles[name], all.count == 1, findings.indicators[name]?.title == nil {
        findings.indicators[name]?.title = all.first
      }
    }
  }
}

/// Reads the records of one SDMX-CSV file.
private struct SDMXReader {
  var records: RecordReader
  let columns: SDMXColumns
  let dimensions: [(name: String, column: Int)]

  /// The labels that stand beside codes, by column and code.
  private(set) var labels: [Int: [String: String]] = [:]

  let unit: Int?
  private let multiplier: Int?
  private let time: Int
  private let value: Int
  private let status: Int?
  private let indicator: Int?
  private let flow: Int?
  private let flowName: Int?
  private let frequency: Int?
  private let action: Int?
  private let confidentiality: Int?
  private let base: Int?
  private let breakValue: Int?
  private let note: Int?
  private let title: Int?
  private let currency: Int?
  private let denominator: Int?

  private var units: [[String]: (unit: Unit?, isBad: Bool)] = [:]

  /// How many different codes stand in the unit's column.
  private var unitCodes = 0

  init(
    _ records: RecordReader,
    _ columns: SDMXColumns,
    _ declared: RecordColumns,
    dimensions: [(name: String, column: Int)]
  ) {
    self.records = records
    self.columns = columns
    self.dimensions = dimensions
    unit = declared[.unit] ?? columns.column("UNIT_MEASURE", "UNIT")
    multiplier = declared[.multiplier] ?? columns.column("UNIT_MULT")
    time = declared[.period] ?? columns.time
    value = declared[.value] ?? columns.value
    status = declared[.status] ?? columns.column("OBS_STATUS", "OBS_FLAG")
    indicator = declared[.indicator] ?? columns.column("INDICATOR")
    flow = columns.column("DATAFLOW", "STRUCTURE_ID", "DATAFLOW_ID", "DATASET", "KEY")
    flowName = columns.column("STRUCTURE_NAME")
    frequency = columns.column("FREQ", "FREQUENCY")
    action = columns.column("ACTION")
    confidentiality = columns.column("CONF_STATUS", "OBS_CONF")
    base = columns.column("BASE_PER")
    breakValue = columns.column("OBS_PRE_BREAK", "PRE_BREAK_VALUE")
    note = declared[.note] ?? columns.column("OBS_COM", "COMMENT_OBS", "NOTE_OBS")
    title = columns.column("TITLE")
    currency = columns.column("CURRENCY")
    denominator = columns.column("CURRENCY_DENOM")
  }

  /// A field's code; its label is kept for the column.
  private mutating func code(_ record: Int, _ column: Int?) -> String {
    guard let column else { return "" }
    let text = records.text(record, column)
    if let beside = columns.labels[column] {
      let label = records.text(record, beside)
      if !text.isEmpty, !label.isEmpty, labels[column]?[text] == nil {
        labels[column, default: [:]][text] = label
      }
      return text
    }
    // A time of day has colons too.
    guard columns.hasLabelledCells, column != time, let colon = text.firstIndex(of: ":") else {
      return text
    }
    let code = text[..<colon]
    let label = trimmed(String(text[text.index(after: colon)...]))
    guard !code.isEmpty, !label.isEmpty, code.unicodeScalars.allSatisfy(isOfCode) else {
      return text
    }
    labels[column, default: [:]][String(code)] = label
    return String(code)
  }

  private func isOfCode(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar != " " && scalar != ":"
  }

  /// Whether a record fulfils `where`, by the code or by the whole field.
  mutating func isWanted(
    _ record: Int,
    _ conditions: [(column: Int, values: Set<String>)]
  ) -> Bool {
    for condition in conditions
    where !condition.values.contains(code(record, condition.column))
      && !condition.values.contains(records.text(record, condition.column))
    {
      return false
    }
    return true
  }

  /// Whether a record replaces or deletes.
  mutating func hasChanges(_ wanted: [Int]) -> Bool {
    guard let action else { return false }
    for record in wanted where !["", "A", "I", "M"].contains(records.text(record, action)) {
      return true
    }
    return false
  }

  mutating func findUnitCodes(in wanted: [Int]) {
    guard let unit else { return }
    var codes: Set<String> = []
    for record in wanted { codes.insert(code(record, unit)) }
    unitCodes = codes.count
  }

  mutating func read(
    _ record: Int,
    file: Int,
    into series: inout SDMXSeries,
    _ findings: inout Findings,
    _ list: inout DiagnosticList
  ) {
    let name = name(record)
    guard !name.isEmpty else {
      list.report(.indicatorMissing(at: records.table.span(record, indicator ?? 0)))
      return
    }
    let members = dimensions.map { code(record, $0.column) }
    let text = code(record, time)
    let act = action.map { records.text(record, $0) } ?? ""
    switch act {
    case "", "A", "I", "M", "Append", "Information", "Merge": break
    case "R", "Replace", "D", "Delete":
      let period = SDMXPeriod.period(text)
      // A deletion without a period takes the whole series out; a replacement always has one.
      if period != nil || text.isEmpty {
        series.remove(name, members: members, period: period)
      }
      if act.hasPrefix("D") { return }
    default:
      list.report(
        .unknownWord(
          act,
          in: "ACTION",
          among: ["I", "A", "M", "R", "D"],
          at: records.table.span(record, action ?? 0)
        )
      )
      return
    }
    // A record without period and value gives attributes of its series alone.
    if text.isEmpty, records.text(record, value).isEmpty { return }
    let when = period(record, text, into: &list)
    let content = records.cell(record, value, into: &list)
    guard let when, let content,
      let mark = mark(record, of: content.value, into: &list)
    else {
      findings.open.uncertain.insert(name)
      return
    }
    let (unit, isBadUnit) = unit(record, of: name, into: &list)
    let remark = records.text(record, note)
    series.add(
      Observation(
        file: file,
        record: record,
        column: value,
        traits: ObservationTraits(
          members: members,
          unit: unit,
          note: remark.isEmpty ? nil : remark
        ),
        period: when,
        periodColumn: time,
        value: content.value,
        status: mark
      ),
      to: name,
      title: titleText(record),
      isBadUnit: isBadUnit,
      at: records.table.span(record, indicator ?? flow ?? value)
    )
  }

  // MARK: Parts of a record

  /// The indicator: what the descriptor says, else the code of `INDICATOR`, else the flow's id.
  private mutating func name(_ record: Int) -> String {
    if let name = records.resource.indicatorName { return name }
    if indicator != nil { return records.resource.name(of: code(record, indicator)) }
    guard let flow else { return records.resource.assumedIndicator }
    return records.resource.name(of: Self.flowID(records.text(record, flow)))
  }

  /// The id in `ECB:EXR(1.0)`, `ESTAT:TIPS(1.0): Title`, `IMF.STA:CPI(4.0.0)`; of a key, what stands
  /// before its first point.
  private static func flowID(_ text: String) -> String {
    var rest = text[...]
    if let label = rest.firstRange(of: ": ") { rest = rest[..<label.lowerBound] }
    if let colon = rest.firstIndex(of: ":") { rest = rest[rest.index(after: colon)...] }
    if let bracket = rest.firstIndex(of: "(") {
      rest = rest[..<bracket]
    } else if let point = rest.firstIndex(of: "."), rest.contains(where: \.isLetter) {
      rest = rest[..<point]
    }
    return String(rest)
  }

  /// The indicator's title: an attribute, or the label of its code or of the flow.
  private mutating func titleText(_ record: Int) -> String {
    let text = records.text(record, title)
    if !text.isEmpty { return text }
    if let indicator {
      let code = code(record, indicator)
      return labels[indicator]?[code] ?? ""
    }
    if let label = flow.map({ records.text(record, $0) })?.firstRange(of: ": ") {
      return String(records.text(record, flow)[label.upperBound...])
    }
    return records.text(record, flowName)
  }

  private mutating func period(
    _ record: Int,
    _ text: String,
    into list: inout DiagnosticList
  ) -> Period? {
    let span = records.table.span(record, time)
    guard let period = SDMXPeriod.period(text) else {
      list.report(.sdmxPeriod(text, at: span))
      return nil
    }
    let code = code(record, frequency)
    guard let frequency, !code.isEmpty else { return period }
    if SDMXPeriod.frequency(code) == period.frequency { return period }
    list.report(
      .frequencyCode(code, period: period, at: records.table.span(record, frequency), period: span)
    )
    return nil
  }

  private mutating func mark(
    _ record: Int,
    of content: CellValue,
    into list: inout DiagnosticList
  ) -> StatusMark? {
    let letter = code(record, status)
    var content = content
    if case .missing(nil) = content {
      let secret = ["C", "N", "S", "D"]
      if let reason = SDMXStatus.reason(letter) {
        return StatusMark(reason)
      } else if secret.contains(code(record, confidentiality)) {
        content = .missing(.confidential)
      }
    }
    guard var mark = records.resource.statusMarks[letter] ?? SDMXStatus.mark(letter) else {
      list.report(
        .status(letter, at: records.table.span(record, status ?? value), isInDescriptor: false)
      )
      return nil
    }
    if !records.text(record, breakValue).isEmpty {
      mark = StatusMark(mark.status, isBreak: true)
    }
    return records.status(record, status, mark, letter: letter, of: content, into: &list)
  }

  /// The unit of a record with its multiplier, and whether it could not be read.
  private mutating func unit(
    _ record: Int,
    of name: String,
    into list: inout DiagnosticList
  ) -> (unit: Unit?, isBad: Bool) {
    let code = code(record, unit)
    let scale = self.code(record, multiplier)
    let denominator = self.code(record, denominator)
    let key = [
      name, code, scale, records.text(record, base), denominator, self.code(record, currency),
    ]
    if let known = units[key] { return known }
    let read = readUnit(record, of: name, key, into: &list)
    units[key] = read
    return read
  }

  private mutating func readUnit(
    _ record: Int,
    of name: String,
    _ key: [String],
    into list: inout DiagnosticList
  ) -> (unit: Unit?, isBad: Bool) {
    let (code, base, denominator, currency) = (key[1], key[3], key[4], key[5])
    let declared = records.resource.settings(of: name).unit
    let table = records.table
    var found: Unit?
    if !code.isEmpty, let column = unit {
      let isMapped = records.resource.unitWords[code] != nil
      if let words = records.resource.unitWords[code] ?? SDMXUnits.unit(code, base: base) {
        found = try? Unit.parse(words)
      } else {
        let label = labels[column]?[code] ?? code
        found = SDMXUnits.unit(label: label).flatMap { try? Unit.parse($0) }
      }
      // An exchange rate is so many units of its currency for one of the denominator.
      if !isMapped, code == currency, let per = try? Unit.parse(denominator), per.isMoney,
        denominator != code
      {
        found = try? Unit.parse("\(code)/\(denominator)")
      }
      if found == nil {
        // One unit that we have no word for is what the descriptor says.
        guard declared != nil, unitCodes == 1 else {
          list.report(
            .unitCode(code, why: SDMXUnits.refusal(of: code), at: table.span(record, column))
          )
          return (nil, true)
        }
      }
    }
    // The multiplier and the code's own scale are one factor each; a declared unit's scale is ours.
    return records.scaled(
      (found, false),
      by: key[2],
      record,
      multiplier,
      declared: declared,
      into: &list
    )
  }
}
