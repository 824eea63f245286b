import CPNG

/// Pixels of eight-bit red, green and blue, row after row.
package struct Raster: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package let samples: [UInt8]
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
