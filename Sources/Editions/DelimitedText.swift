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
