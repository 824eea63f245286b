/// Gives the marked content of a page its final names and numbers.
///
/// Cairo numbers all stretches of a page from zero and names them alike. What isn't furniture is numbered
/// anew without gaps and named after its element; furniture becomes an artifact.
///
/// - Parameters:
///   - stream: A page's content as cairo writes it.
///   - names: For each stretch the name of its element, or nothing for furniture.
/// - Returns: The new content, or nothing if the stretches are not those that were recorded.
func renumberingMarkedContent(_ stream: [UInt8], names: [String?]) -> [UInt8]? {
  var result: [UInt8] = []
  result.reserveCapacity(stream.count)
  var stretch = 0
  var number = 0
  var index = 0
  var copied = 0
  while index < stream.count {
    switch stream[index] {
    case UInt8(ascii: "("): index = endOfString(stream, from: index)
    case UInt8(ascii: "/") where stream[index...].starts(with: beginning):
      let ending = "\(stretch) >> BDC".utf8
      let end = index + beginning.count + ending.count
      guard stretch < names.count, end <= stream.count,
        stream[(index + beginning.count)..<end].elementsEqual(ending)
      else { return nil }
      result += stream[copied..<index]
      if let name = names[stretch] {
        result += "/\(name) << /MCID \(number) >> BDC".utf8
        number += 1
      } else {
        result += "/Artifact BMC".utf8
      }
      stretch += 1
      index = end
      copied = index
    default: index += 1
    }
  }
  guard stretch == names.count else { return nil }
  return result + stream[copied...]
}

private let beginning = Array("/Span << /MCID ".utf8)

/// The place after a literal string's last parenthesis (ISO 32000-1, 7.3.4.2).
private func endOfString(_ stream: [UInt8], from start: Int) -> Int {
  var depth = 0
  var index = start
  while index < stream.count {
    switch stream[index] {
    case UInt8(ascii: "\\"): index += 1
    case UInt8(ascii: "("): depth += 1
    case UInt8(ascii: ")"): depth -= 1
    default: break
    }
    index += 1
    if depth == 0 { break }
  }
  return index
}
