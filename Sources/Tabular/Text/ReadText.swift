public import Diagnostics

/// Makes UTF-8 of a file: unpacks it if it is packed with gzip, and decodes it.
///
/// Nothing is guessed. A byte-order mark or the descriptor says what the encoding is; without either it
/// is UTF-8. Where what was said does not fit what is found, an error says so.
///
/// - Parameters:
///   - file: The bytes as they were read.
///   - declared: What the descriptor says; nothing if it says nothing.
///   - list: Takes what is wrong.
/// - Returns: The file itself where it is UTF-8 already; nothing if it can't be read as text.
public func readText(
  _ file: SourceFile,
  declared: TextEncoding?,
  into list: inout DiagnosticList
) -> SourceFile? {
  var file = file
  if GzipSource.recognizes(file.bytes) {
    do throws(ReadingError) {
      let source = GzipSource(MemorySource(file.bytes), path: file.path)
      file = SourceFile(path: file.path, bytes: try source.rest())
    } catch {
      list.report(.damagedGzip(file, reason: error.reason))
      return nil
    }
  }
  guard let encoding = provenEncoding(of: file, declared: declared, into: &list) else { return nil }
  if encoding == .utf8 {
    let faults = TextFaults(file.bytes, at: 0)
    let isFine = faults.report(in: file, isDeclared: declared != nil, into: &list)
    return isFine ? file : nil
  }
  return decoded(file, encoding, into: &list)
}

/// The encoding that a byte-order mark or the descriptor tells, if nothing in the bytes speaks against
/// it; well-formed UTF-8 they need not be.
func provenEncoding(
  of file: SourceFile,
  declared: TextEncoding?,
  into list: inout DiagnosticList
) -> TextEncoding? {
  if let kind = FileKind(file.bytes) {
    list.report(.noTable(file, kind))
    return nil
  }
  let marked = encodingOfMark(file.bytes)
  if let declared, let marked, !agree(declared, marked.encoding) {
    list.report(.otherEncoding(declared, found: marked.encoding.name, byte: 0, in: file))
    return nil
  }
  let encoding = marked?.encoding ?? declared ?? .utf8
  if encoding == .utf8 {
    guard let found = looksLikeUTF16(file.bytes) else { return encoding }
    list.report(
      declared != nil
        ? .otherEncoding(.utf8, found: found.name, byte: 0, in: file)
        : .utf16WithoutMark(found, in: file)
    )
    return nil
  }
  if let found = contradiction(file, encoding, hasMark: marked != nil) {
    list.report(.otherEncoding(encoding, found: found.name, byte: found.byte, in: file))
    return nil
  }
  if let found = DOSText(file.bytes, declared: encoding) {
    list.report(.otherLetters(found, declared: encoding, in: file))
    return nil
  }
  return encoding
}

func encodingOfMark(_ bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
  if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
  if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
  return nil
}

private func agree(_ declared: TextEncoding, _ marked: TextEncoding) -> Bool {
  declared == marked || (declared == .utf16 && marked.isUTF16)
}

/// UTF-16 has a zero byte in every second place where the text is ASCII.
func looksLikeUTF16(_ bytes: [UInt8]) -> TextEncoding? {
  let head = bytes.prefix(4096)
  var zeros = [0, 0]
  for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 2] += 1 }
  let half = head.count / 2
  guard half > 0 else { return nil }
  if zeros[1] * 2 > half, zeros[0] * 10 < half { return .utf16LittleEndian }
  if zeros[0] * 2 > half, zeros[1] * 10 < half { return .utf16BigEndian }
  return nil
}

private func decoded(
  _ file: SourceFile,
  _ encoding: TextEncoding,
  into list: inout DiagnosticList
) -> SourceFile? {
  let markLength = encodingOfMark(file.bytes)?.length ?? 0
  let reading = encoding.reading(of: file.bytes[markLength...])
  let text = SourceFile(path: file.path, bytes: reading.text)
  if let stop = reading.stop {
    let end = reading.text.count
    list.report(.noCharacter(encoding, byte: stop, at: SourceSpan(text, end..<end)))
    return nil
  }
  if let zero = text.bytes.firstIndex(of: 0) {
    list.report(.zeroByte(at: SourceSpan(text, zero..<zero + 1)))
    return nil
  }
  return checked(text, into: &list)
}

/// What in the bytes speaks against the encoding that was declared.
private func contradiction(
  _ file: SourceFile,
  _ encoding: TextEncoding,
  hasMark: Bool
) -> (name: String, byte: Int)? {
  let bytes = file.bytes
  if encoding.isUTF16 {
    if hasMark { return nil }
    let found = looksLikeUTF16(bytes)
    if let found, !agree(encoding, found), encoding != .utf16 { return (found.name, 0) }
    // Text in bytes has no zeros; UTF-16 of a table has them in its digits and delimiters.
    if found == nil, !bytes.isEmpty, !bytes.contains(0) {
      return (file.firstIllFormedByte() == nil ? "utf-8" : "text in single bytes", 0)
    }
    return nil
  }
  if let found = looksLikeUTF16(bytes) { return (found.name, 0) }
  guard encoding.isSingleByte, let first = bytes.firstIndex(where: { $0 >= 0x80 }) else {
    return nil
  }
  // Letters in single bytes are well-formed UTF-8 only by a rare accident.
  if file.firstIllFormedByte() == nil { return ("utf-8", first) }
  // The bytes from 80 to 9F are control characters there, which no table holds.
  if encoding == .latin1 || encoding == .latin9, DOSText(bytes, declared: encoding) == nil,
    let control = bytes.firstIndex(where: { (0x80...0x9F).contains($0) && $0 != 0x85 })
  {
    return ("windows-1252", control)
  }
  return nil
}

private func checked(_ file: SourceFile, into list: inout DiagnosticList) -> SourceFile? {
  guard let mojibake = Mojibake(file.bytes) else { return file }
  list.report(.mojibake(mojibake, in: file))
  return nil
}
