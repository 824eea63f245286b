/// The bytes of a dialect that make structure, found 64 at a time.
///
/// Bit `i` of a mask stands for the block's byte `i`. Sixteen bytes are compared at once; each row of
/// eight results keeps one bit of its own, and an 8 × 8 transposition (Warren, Hacker's Delight, 2nd
/// ed., section 7-3) brings the bits into the bytes' order, since no operation of the standard library
/// gathers the lanes of a comparison.
struct ByteClasses {
  let delimiters: UInt64
  let quotes: UInt64
  let lineFeeds: UInt64
  let returns: UInt64

  struct Signs {
    let delimiter: SIMD16<UInt8>
    let quote: SIMD16<UInt8>
    let quoteFilter: UInt64

    init(_ dialect: Dialect) {
      delimiter = SIMD16(repeating: dialect.delimiter)
      quote = SIMD16(repeating: dialect.quote ?? 0)
      quoteFilter = dialect.quote == nil ? 0 : ~0
    }
  }

  @inline(__always)
  init(_ block: UnsafeRawPointer, _ signs: Signs) {
    let first = unsafe block.loadUnaligned(as: SIMD16<UInt8>.self)
    let second = unsafe block.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
    let third = unsafe block.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self)
    let fourth = unsafe block.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)

    @inline(__always) func rows(_ sign: SIMD16<UInt8>) -> SIMD2<UInt64> {
      let low = (equal(first, sign) & rowBits) | (equal(second, sign) & (rowBits &<< 2))
      let high = (equal(third, sign) & (rowBits &<< 4)) | (equal(fourth, sign) & (rowBits &<< 6))
      return unsafe unsafeBitCast(low | high, to: SIMD2<UInt64>.self)
    }
    let delimiterRows = rows(signs.delimiter)
    let quoteRows = rows(signs.quote)
    let pair = transposed(
      SIMD2(delimiterRows[0], quoteRows[0]) | SIMD2(delimiterRows[1], quoteRows[1])
    )
    delimiters = pair[0]
    quotes = pair[1] & signs.quoteFilter
    let lineFeed = SIMD16<UInt8>(repeating: 0x0A)
    let carriageReturn = SIMD16<UInt8>(repeating: 0x0D)
    let lineFeedRows = rows(lineFeed)
    let returnRows = rows(carriageReturn)
    let ends = transposed(
      SIMD2(lineFeedRows[0], returnRows[0]) | SIMD2(lineFeedRows[1], returnRows[1])
    )
    lineFeeds = ends[0]
    returns = ends[1]
  }
}

/// One bit for each of two rows of eight bytes.
private let rowBits = SIMD16<UInt8>(1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2)

/// All bits of a lane where the bytes are equal, else none.
@inline(__always)
private func equal(_ left: SIMD16<UInt8>, _ right: SIMD16<UInt8>) -> SIMD16<UInt8> {
  unsafe unsafeBitCast(left .== right, to: SIMD16<UInt8>.self)
}

/// Two 8 × 8 bit matrices, each with rows and columns exchanged.
@inline(__always)
private func transposed(_ matrices: SIMD2<UInt64>) -> SIMD2<UInt64> {
  var bits = matrices
  var swapped = (bits ^ (bits &>> 7)) & SIMD2(repeating: 0x00AA_00AA_00AA_00AA)
  bits = bits ^ swapped ^ (swapped &<< 7)
  swapped = (bits ^ (bits &>> 14)) & SIMD2(repeating: 0x0000_CCCC_0000_CCCC)
  bits = bits ^ swapped ^ (swapped &<< 14)
  swapped = (bits ^ (bits &>> 28)) & SIMD2(repeating: 0x0000_0000_F0F0_F0F0)
  return bits ^ swapped ^ (swapped &<< 28)
}
