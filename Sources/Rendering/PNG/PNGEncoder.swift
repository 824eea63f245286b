import CPNG

/// Pixels of eight-bit red, green and blue, row after row.
package struct Raster: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let samples: [UInt8]

  package init(width: Int, height: Int, samples: [UInt8]) {
    precondition(samples.count == width * height * 3, "a raster has three samples a pixel")
    self.width = width
    self.height = height
    self.samples = samples
  }
}

/// Writes a PNG of the sRGB space with its resolution and without a time.
///
/// Rows are not filtered and the compression is libpng's fast one: charts are flat colour, where
/// filters cost five times the time and gain nothing.
package func encodePNG(
  _ raster: Raster,
  pixelsPerMeter: Int
) throws(RenderingError) -> [UInt8] {
  var image = unsafe png_image()
  unsafe image.version = UInt32(PNG_IMAGE_VERSION)
  unsafe image.width = UInt32(raster.width)
  unsafe image.height = UInt32(raster.height)
  unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
  unsafe image.flags = UInt32(PNG_IMAGE_FLAG_FAST)
  defer { unsafe png_image_free(&image) }

  // What deflate can grow the rows by (zlib, compressBound), and the chunks round them.
  let rows = raster.height * (raster.width * 3 + 1)
  let bound = rows + rows / 1000 + rows / 4096 * 12 + 1024
  var length = png_alloc_size_t(bound)
  var isWritten = false
  var bytes = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
    let result = unsafe png_image_write_to_memory(
      &image,
      buffer.baseAddress,
      &length,
      0,
      raster.samples,
      Int32(raster.width * 3),
      nil
    )
    isWritten = result != 0
    count = isWritten ? Int(length) : 0
  }
  guard isWritten else { throw .drawing("cannot write a PNG: \(unsafe image.reason)") }
  bytes.insert(contentsOf: resolutionChunk(pixelsPerMeter), at: endOfHeader)
  return bytes
}

/// Reads a PNG of any kind as opaque red, green and blue; nothing if it is not one.
package func decodePNG(_ bytes: [UInt8]) -> Raster? {
  var image = unsafe png_image()
  unsafe image.version = UInt32(PNG_IMAGE_VERSION)
  defer { unsafe png_image_free(&image) }
  return unsafe bytes.withUnsafeBytes { buffer in
    guard unsafe png_image_begin_read_from_memory(&image, buffer.baseAddress, buffer.count) != 0
    else { return nil }
    unsafe image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
    let (width, height) = unsafe (Int(image.width), Int(image.height))
    var samples = [UInt8](repeating: 0, count: width * height * 3)
    var white = png_color(red: 255, green: 255, blue: 255)
    guard unsafe png_image_finish_read(&image, &white, &samples, Int32(width * 3), nil) != 0 else {
      return nil
    }
    return Raster(width: width, height: height, samples: samples)
  }
}

/// The signature of 8 bytes and the header chunk of 25.
private let endOfHeader = 33

/// The chunk `pHYs`: pixels a metre in both directions (PNG specification, third edition, 11.3.4.3).
private func resolutionChunk(_ pixelsPerMeter: Int) -> [UInt8] {
  let resolution = bigEndian(UInt32(pixelsPerMeter))
  let content = Array("pHYs".utf8) + resolution + resolution + [1]
  return bigEndian(9) + content + bigEndian(checksum(content))
}

private func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
}

/// The cyclic redundancy check of PNG's chunks (PNG specification, third edition, annex D).
private func checksum(_ bytes: [UInt8]) -> UInt32 {
  var register: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    register ^= UInt32(byte)
    for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
  }
  return ~register
}

extension png_image {
  /// What libpng says of its last failure.
  fileprivate var reason: String {
    let characters = unsafe withUnsafeBytes(of: message) { unsafe Array($0) }
    return String(decoding: characters.prefix { $0 != 0 }, as: UTF8.self)
  }
}
