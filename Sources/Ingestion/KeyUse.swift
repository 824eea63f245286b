import Diagnostics
import Indicators
import Settings
import Tabular

/// A key by which the descriptor looks up what a file holds: a publisher's name, word or mark.
struct LookupKey {
  enum Map: String {
    case indicator
    case units
    case status
    case missing
    case condition = "where"
  }

  let map: Map
  let name: Named

  /// The column it is looked up in, where the descriptor names one.
  var column: String?

  /// Whether a field's bytes are the key, perhaps in brackets or between spaces.
  func isHeld(by bytes: ArraySlice<UInt8>, holdsParts: Bool) -> Bool {
    let wanted = Array(name.text.utf8)
    if bytes.elementsEqual(wanted) { return true }
    var rest = bytes
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    // Marks stand behind values and periods.
    if map == .status {
      while let last = rest.last, ")]/".utf8.contains(last),
        !rest.reversed().starts(with: wanted.reversed())
      {
        rest.removeLast()
      }
      return rest.reversed().starts(with: wanted.reversed())
    }
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")"), rest.count > 2,
      rest.dropFirst().dropLast().elementsEqual(wanted)
    {
      return true
    }
    if rest.elementsEqual(wanted) { return true }
    guard holdsParts else { return false }
    return String(decoding: rest, as: UTF8.self).contains(String(decoding: wanted, as: UTF8.self))
  }
}

/// Whether a file holds what a key of the descriptor looks up.
struct KeyUse {
  let key: LookupKey
  var isUsed = false

  /// What the file holds in its place.
  var found: Set<String> = []

  /// Looks for each key in all records of a table. With `holdsParts` a field may hold a key within a
  /// longer text, as in SDMX.
  static func find(
    _ keys: [LookupKey],
    in table: Table,
    _ header: Header,
    holdsParts: Bool
  ) -> [KeyUse] {
    let names = Header(withoutLabels: header).names
    return keys.map { key in
      var use = KeyUse(key: key)
      let column = key.column.flatMap { header.column(named: $0) ?? names.firstIndex(of: $0) }
      // A column that the file lacks is told of itself.
      use.isUsed =
        (key.column != nil && column == nil) || header.names.contains(key.name.text)
        || names.contains(key.name.text)
      use.look(in: table, column, holdsParts: holdsParts)
      return use
    }
  }

  private mutating func look(in table: Table, _ column: Int?, holdsParts: Bool) {
    let text = key.name.text
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty else { isUsed = true; return }
    for record in 0..<table.recordCount where !isUsed {
      let count = table.fieldCount(of: record)
      for field in column.map({ $0..<min($0 + 1, count) }) ?? 0..<count {
        let bytes = table.bytes(record, field)
        guard bytes.count >= wanted.count, key.isHeld(by: bytes, holdsParts: holdsParts) else {
          continue
        }
        isUsed = true
        return
      }
    }
    guard !isUsed, key.map != .status else { return }
    for record in 0..<min(table.recordCount, 10_000) where found.count < 500 {
      let count = table.fieldCount(of: record)
      for field in column.map({ $0..<min($0 + 1, count) }) ?? 0..<count
      where 1...60 ~= table.bytes(record, field).count {
        let other = trimmed(table.text(record, field))
        if Number(Array(other.utf8)[...]) == nil { found.insert(other) }
      }
    }
  }

  /// Tells of the keys that no file of their resource holds.
  static func report(_ uses: [KeyUse], into list: inout DiagnosticList) {
    var byPlace: [SourceSpan: KeyUse] = [:]
    var order: [SourceSpan] = []
    for use in uses {
      let place = use.key.name.span
      if byPlace[place] == nil { order.append(place) }
      var all = byPlace[place] ?? use
      all.isUsed = all.isUsed || use.isUsed
      all.found.formUnion(use.found)
      byPlace[place] = all
    }
    for use in order.compactMap({ byPlace[$0] }) where !use.isUsed {
      list.report(.unusedKey(use.key, among: use.found))
    }
  }
}

extension ResourceDescription {
  /// Notes a key of one of the maps by which the file is read.
  mutating func addKey(_ entry: Entry, of map: LookupKey.Map) {
    lookupKeys.append(LookupKey(map: map, name: Named(entry.key.text, at: entry.keySpan)))
  }
}
