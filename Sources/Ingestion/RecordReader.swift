import Diagnostics
import Indicators
import Tabular

/// Reads what the records of one file have in common in every layout: values, statuses, units, sources,
/// conditions.
struct RecordReader {
  let table: Table
  let resource: ResourceDescription
  let header: Header
  private(set) var numberFormat: NumberFormat

  /// Whether the descriptor says how numbers are printed.
  private let isFormatDeclared: Bool

  /// Whether the columns have told how they print numbers.
  private var isFormatProven = false

  /// What each of the unit words of this file means; nothing for one that was reported.
  private var units: [String: Unit?] = [:]
  private var periods: [String: Period?] = [:]
  private var readings: [String: PeriodColumn.Reading] = [:]

  /// The descriptor's marks, a longer one before what it ends in.
  private let marks: [(sign: String, mark: StatusMark)]

  /// What the layout's publishers print for a missing value.
  private let usualMissing: Set<String>
  private var columns: [Column]

  /// The columns the schema says must be filled.
  private let required: [Int]

  /// What stands for nothing in each column, with the reason if the schema names one.
  private let missing: [[String: Status?]]

  /// A column's last text: neighbouring records often hold the same.
  private struct Column {
    var bytes: ArraySlice<UInt8> = []
    var text = ""
  }

  init(
    _ table: Table,
    header: Header,
    resource: ResourceDescription,
    value: String?,
    usualMissing: Set<String> = []
  ) {
    self.table = table
    self.resource = resource
    self.header = header
    let declared =
      resource.fields.first { $0.name.text == value }?.numberFormat
      ?? resource.fields.compactMap(\.numberFormat).first { $0 != .plain }
    let format = declared ?? .plain
    numberFormat = resource.isInPercent ? format.withPercentSigns : format
    isFormatDeclared = declared != nil
    marks = resource.statusMarks.filter { !$0.key.isEmpty }
      .sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }
      .map { ($0.key, $0.value) }
    self.usualMissing = usualMissing
    required = resource.fields.filter(\.isRequired).compactMap {
      header.column(named: $0.name.text)
    }
    missing = header.names.map { name in
      resource.fields.first { $0.name.text == name }?.missingValues ?? resource.schema.missingValues
    }
    columns = Array(repeating: Column(), count: header.names.count)
  }

  /// Takes the numbers of columns as they prove to be printed, unless the descriptor says it. If they
  /// don't prove it, that is reported once, and no number after that.
  mutating func proveNumbers(
    of columns: [Int],
    in records: [Int],
    into list: inout DiagnosticList
  ) {
    guard !isFormatDeclared else { return }
    let proven = table.provenNumberFormat(
      of: columns,
      in: records,
      allowsPercentSign: resource.isInPercent || arePercents(records, in: columns),
      into: &list
    )
    isFormatProven = proven != nil
    numberFormat = proven ?? NumberFormat(decimalSign: ".", groupSign: ",")
  }

  /// Whether numbers with a per cent sign stand in records that all name per cent as their unit.
  private mutating func arePercents(_ records: [Int], in columns: [Int]) -> Bool {
    let column =
      resource.columns[.unit]?.first.map { header.column(named: $0.text) }
      ?? header.column(called: "unit", "units")
    guard let column,
      records.contains(where: { record in
        columns.contains { table.bytes(record, $0).last == UInt8(ascii: "%") }
      })
    else { return false }
    var words: Set<String> = []
    for record in records { words.insert(text(record, column)) }
    return words.allSatisfy {
      (try? Unit.parse(resource.unitWords[$0] ?? $0))?.meaning == .percent
    }
  }

  /// A field's text without the spaces around it; empty for one of the file's words for nothing.
  mutating func text(_ record: Int, _ column: Int?) -> String {
    guard let column, column < columns.count else { return "" }
    let bytes = table.bytes(record, column)
    if bytes.elementsEqual(columns[column].bytes) { return columns[column].text }
    var text = table.text(record, column)
    if let first = text.utf8.first, first <= 0x20 || text.utf8.last == 0x20 {
      text = trimmed(text)
    }
    if missing[column][text] != nil { text = "" }
    columns[column] = Column(bytes: bytes, text: text)
    return text
  }

  /// Whether a record fulfils all of `where`.
  func isWanted(_ record: Int, _ conditions: [(column: Int, values: Set<String>)]) -> Bool {
    for condition in conditions
    where !condition.values.contains(trimmed(table.text(record, condition.column))) {
      return false
    }
    return true
  }

  /// Whether the fields are filled that the schema wants filled; the schema's check tells of those that
  /// are not.
  mutating func isFilled(_ record: Int) -> Bool {
    for column in required where text(record, column).isEmpty { return false }
    return true
  }

  /// The value of a cell and the mark behind it; nothing if it is no number, which is then reported.
  func cell(
    _ record: Int,
    _ column: Int,
    into list: inout DiagnosticList
  ) -> (value: CellValue, mark: StatusMark?)? {
    let bytes = table.bytes(record, column)
    if bytes.isEmpty { return (.missing(nil), nil) }
    if let number = Number(bytes, format: numberFormat) {
      return (.number(number, bound: nil), nil)
    }
    let text = trimmed(table.text(record, column))
    if let value = value(of: text, column) { return (value, nil) }
    for (sign, mark) in marks where text.hasSuffix(sign) {
      let rest = trimmed(String(text.dropLast(sign.count)))
      if rest.isEmpty, mark.status.isMissing { return (.missing(mark.status), mark) }
      if let value = value(of: rest, column) { return (value, mark) }
    }
    // Where bounds are read it is the number behind the sign that is wrong.
    let number = resource.bounds == nil ? text : String(text.drop { "<>≤≥".contains($0) })
    list.report(
      .number(
        text,
        being: number,
        column: header.names[column],
        provesFormat: isFormatProven,
        at: table.span(record, column)
      )
    )
    return nil
  }

  /// The value that a text without a mark is.
  private func value(of text: String, _ column: Int) -> CellValue? {
    if text.isEmpty { return .missing(nil) }
    if let reason = resource.missingMarks[text] { return .missing(reason) }
    if resource.zeroMarks.contains(text) {
      return .number(Number(value: 0, decimals: 0), bound: nil)
    }
    if let reason = missing[column][text] { return .missing(reason) }
    if usualMissing.contains(text) { return .missing(nil) }
    if let number = Number(Array(text.utf8)[...], format: numberFormat) {
      return .number(number, bound: nil)
    }
    guard let sign = text.first, "<>≤≥".contains(sign),
      let number = Number(Array(text.dropFirst().utf8)[...], format: numberFormat)
    else { return nil }
    switch resource.bounds {
    case .keep: return .number(number, bound: String(sign))
    case .missing: return .missing(.notAvailable)
    case nil: return nil
    }
  }

  /// How the periods of a column are written, told from all of them.
  mutating func periodColumn(_ columns: [Int], of records: [Int]) -> PeriodColumn {
    var texts: Set<String> = []
    for record in records { texts.insert(text(record, joining: columns)) }
    let column = columns[columns.count - 1]
    return PeriodColumn(
      texts,
      name: header.names[column],
      format: resource.fields.first { $0.name.text == header.names[column] }?.format,
      frequency: resource.defaults.frequency,
      marks: resource.statusMarks
    )
  }

  /// The texts of several columns as one: `2024/Ene` of a year and a month.
  private mutating func text(_ record: Int, joining columns: [Int]) -> String {
    if columns.count == 1 { return text(record, columns[0]) }
    return columns.map { text(record, $0) }.filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// A period as its publisher writes it, in one column or several, and the mark behind it.
  mutating func period(
    _ record: Int,
    _ columns: [Int],
    as written: PeriodColumn,
    into list: inout DiagnosticList
  ) -> (period: Period, mark: StatusMark?)? {
    let text = text(record, joining: columns)
    let reading = readings[text] ?? written.reading(text)
    readings[text] = reading
    guard let period = reading.period else {
      list.report(.period(text, reading.fault, at: table.span(record, columns[0])))
      return nil
    }
    return (period, reading.mark)
  }

  mutating func period(
    _ record: Int,
    _ column: Int,
    into list: inout DiagnosticList
  ) -> Period? {
    let text = text(record, column)
    if let known = periods[text] {
      if known == nil { list.report(.period(text, at: table.span(record, column))) }
      return known
    }
    let period = Period(text)
    periods[text] = .some(period)
    if period == nil { list.report(.period(text, at: table.span(record, column))) }
    return period
  }

  /// The status of a record, out of its mark and its value; nothing if they don't go together.
  mutating func status(
    _ record: Int,
    _ column: Int?,
    of value: CellValue,
    beside mark: StatusMark? = nil,
    into list: inout DiagnosticList
  ) -> StatusMark? {
    let letter = text(record, column)
    guard var own = resource.statusMarks[letter] ?? StatusMark(letter: letter) else {
      let span = table.span(record, column ?? 0)
      list.report(.status(letter, at: span, isInDescriptor: false))
      return nil
    }
    if let mark { own = letter.isEmpty ? mark : mark.combined(with: own) }
    return status(record, column, own, letter: letter, of: value, into: &list)
  }

  /// The status that a mark gives to a value; nothing if they don't go together.
  func status(
    _ record: Int,
    _ column: Int?,
    _ mark: StatusMark,
    letter: String,
    of value: CellValue,
    into list: inout DiagnosticList
  ) -> StatusMark? {
    switch value {
    case .missing(let reason):
      if mark.status.isMissing { return mark }
      return StatusMark(reason ?? .notAvailable, isBreak: mark.isBreak)
    case .number(_, let bound):
      if mark.status.isMissing {
        list.report(.statusOfValue(letter, at: table.span(record, column ?? 0)))
        return nil
      }
      let status = bound == nil ? mark.status : mark.status.combined(with: .estimated)
      return StatusMark(status, isBreak: mark.isBreak)
    }
  }

  /// The unit a record names, and whether it could not be read.
  mutating func unit(
    _ record: Int,
    _ column: Int?,
    into list: inout DiagnosticList
  ) -> (unit: Unit?, isBad: Bool) {
    let text = text(record, column)
    guard !text.isEmpty, let column else { return (nil, false) }
    if let known = units[text] { return (known, known == nil) }
    do throws(UnitError) {
      let unit = try Unit.parse(resource.unitWords[text] ?? text)
      units[text] = .some(unit)
      return (unit, false)
    } catch {
      units[text] = .some(nil)
      let field = table.span(record, column)
      let start = field.file.text(in: field.range).hasPrefix("\"") ? 1 : 0
      let range = error.range.lowerBound + start..<error.range.upperBound + start
      let part = SourceSpan(
        field.file,
        field.range.lowerBound + range.lowerBound..<field.range.lowerBound + range.upperBound
      )
      let fits = field.range.contains(part.range) && !part.range.isEmpty
      list.report(.unit(error, at: fits ? part : field))
      return (nil, true)
    }
  }

  /// A record's unit times the power of ten in its column of multipliers; without a unit of its own, the
  /// declared one without its scale.
  func scaled(
    _ unit: (unit: Unit?, isBad: Bool),
    by text: String,
    _ record: Int,
    _ column: Int?,
    declared: Unit?,
    into list: inout DiagnosticList
  ) -> (unit: Unit?, isBad: Bool) {
    guard !text.isEmpty, let column else { return unit }
    guard let power = powerOfTen(text) else {
      list.report(.multiplier(text, at: table.span(record, column)))
      return (nil, true)
    }
    guard let measure = unit.unit ?? declared?.scaled(to: 0) else { return unit }
    guard power == 0 || measure.canBeScaled else {
      list.report(.multiplier(text, at: table.span(record, column)))
      return (nil, true)
    }
    return (measure.scaled(to: measure.multiplier + power), false)
  }

  /// The source's id and the note behind its semicolon.
  mutating func source(_ record: Int, _ column: Int?) -> (id: String?, note: String?) {
    let text = text(record, column)
    guard let semicolon = text.firstIndex(of: ";") else { return (text.isEmpty ? nil : text, nil) }
    let id = trimmed(String(text[..<semicolon]))
    let note = trimmed(String(text[text.index(after: semicolon)...]))
    return (id.isEmpty ? nil : id, note.isEmpty ? nil : note)
  }

  mutating func date(
    _ record: Int,
    _ column: Int?,
    into list: inout DiagnosticList
  ) -> CalendarDate? {
    let text = text(record, column)
    guard !text.isEmpty, let column else { return nil }
    if let date = CalendarDate(text) { return date }
    list.report(.date(text, at: table.span(record, column), kind: .content))
    return nil
  }
}

/// The exponent of `6`, or of a word such as `Millions`; nothing for another text.
func powerOfTen(_ text: String) -> Int? {
  if let power = Int(text) { return abs(power) <= 24 ? power : nil }
  if text == "_Z" { return 0 }
  switch text.lowercased() {
  case "unit", "units", "ones": return 0
  case "thousand", "thousands": return 3
  case "million", "millions": return 6
  case "billion", "billions": return 9
  case "trillion", "trillions": return 12
  default: return nil
  }
}

extension Unit {
  /// Whether it takes a multiplier, as amounts and counts do.
  var canBeScaled: Bool {
    switch meaning {
    case .quantity, .count: true
    case .percent, .percentagePoint, .index, .rank, .truth: false
    }
  }

  func scaled(to multiplier: Int) -> Unit {
    Unit(meaning: meaning, multiplier: multiplier, atoms: atoms, of: of, basis: basis)
  }
}

/// A text without spaces at both ends.
func trimmed(_ text: String) -> String {
  let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
  guard text.utf8.first.map(isSpace) == true || text.utf8.last.map(isSpace) == true else {
    return text
  }
  var rest = Substring(text)
  while rest.utf8.first.map(isSpace) == true { rest.removeFirst() }
  while rest.utf8.last.map(isSpace) == true { rest.removeLast() }
  return String(rest)
}

extension Range where Bound: Comparable {
  fileprivate func contains(_ other: Range) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
