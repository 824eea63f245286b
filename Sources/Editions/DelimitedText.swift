/// Records as delimited text (RFC 4180, with a line feed at the end of a record): what a reader of a
/// figure opens in a spreadsheet.
func delimitedText(_ records: [[String]]) -> String {
  records.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
}

private func quoted(_ field: String) -> String {
  let needsQuotes = field.utf8.contains { byte in
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }
  return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
}

/// The records of what ``delimitedText(_:)`` wrote.
func delimitedRecords(_ text: String) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var field: [UInt8] = []
  var isQuoted = false
  var bytes = Array(text.utf8)[...]
  while let byte = bytes.popFirst() {
    if byte == UInt8(ascii: "\"") {
      // A doubled quote stands for one; any other opens or closes.
      if isQuoted, bytes.first == UInt8(ascii: "\"") {
        field.append(byte)
        bytes.removeFirst()
      } else {
        isQuoted.toggle()
      }
    } else if isQuoted || (byte != UInt8(ascii: ",") && byte != 0x0A) {
      field.append(byte)
    } else {
      record.append(String(decoding: field, as: UTF8.self))
      field = []
      if byte == 0x0A {
        records.append(record)
        record = []
      }
    }
  }
  return records
}
