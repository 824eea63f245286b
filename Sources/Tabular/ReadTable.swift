public import Diagnostics

/// Reads a delimited file (RFC 4180, with LF, CRLF or CR, and with or without a byte-order mark) in
/// stretches, on the cores there are.
///
/// A quote inside a field that does not begin with one stands for itself. Of a file whose bytes are not
/// kept in memory (``StoredFile``) the table holds the records that the filter keeps, so that memory
/// depends on these and not on the file.
///
/// - Parameters:
///   - file: May be packed with gzip.
///   - dialect: How the file is written; nothing to recognise the delimiter, which a first line
///     `sep=;` also tells.
///   - encoding: What the descriptor says of the encoding.
///   - filter: Is given the first records of a file that is not kept, and says which of the others are
///     wanted; without a filter all are.
///   - list: Takes what is wrong.
/// - Returns: Nothing if the file is no text or its delimiter can't be told, which the list then says.
public func readTable(
  _ file: SourceFile,
  dialect: Dialect? = nil,
  encoding: TextEncoding? = nil,
  keeping filter: (_ head: Table) -> (any RecordFilter)? = { _ in nil },
  into list: inout DiagnosticList
) -> Table? {
  guard let text = OpenText(file, declared: encoding, into: &list) else { return nil }
  let told = toldDelimiter(text.head)
  guard
    let dialect = dialect ?? told.map({ Dialect.csv.delimited(by: $0.delimiter) })
      ?? recognizedDialect(of: text, into: &list)
  else { return nil }
  var reader = TableReader(text: text, dialect: dialect, start: told?.end ?? 0)
  if !text.isWhole, let head = reader.head() { reader.plan.filter = filter(head) }
  return reader.table(into: &list)
}
