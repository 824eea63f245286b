/// What a field says, given its bytes as they stand in the file.
func decoded(_ field: [UInt8], _ dialect: Dialect) -> [UInt8] {
  var bytes = field[...]
  if dialect.skipsInitialSpace, dialect.delimiter != 0x20 { bytes = bytes.drop { $0 == 0x20 } }
  guard let quote = dialect.quote, bytes.first == quote else {
    return dialect.unescaped(bytes, isQuoted: false)
  }
  bytes.removeFirst()
  if bytes.last == quote { bytes.removeLast() }
  return dialect.unescaped(bytes, isQuoted: true)
}

extension Dialect {
  /// A field's content with doubled quotes once and escapes undone.
  func unescaped(_ content: ArraySlice<UInt8>, isQuoted: Bool) -> [UInt8] {
    let doubled = isQuoted && doublesQuotes ? quote : nil
    guard content.contains(where: { $0 == doubled || $0 == escape }) else { return Array(content) }
    var result: [UInt8] = []
    var index = content.startIndex
    while index < content.endIndex {
      let byte = content[index]
      let isFollowed = index + 1 < content.endIndex
      if byte == escape, isFollowed {
        index += 1
      } else if byte == doubled, isFollowed, content[index + 1] == byte {
        index += 1
      }
      result.append(content[index])
      index += 1
    }
    return result
  }
}
