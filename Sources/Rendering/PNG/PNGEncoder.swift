import CPNG

/// Writes a PNG of the sRGB space with its resolution and without a time.
///
/// - Parameters:
///   - pixels: Row after row from the top, each 0x00RRGGBB.
///   - width: In pixels.
///   - height: In pixels.
///   - pixelsPerMeter: The resolution in both directions.
/// - Returns: The bytes of the file. Where 256 colours are enough they are numbered, which makes a
///   third of the data.
func encodePNG(
  _ pixels: Span<UInt32>,
  width: Int,
  height: Int,
  pixelsPerMeter: Int
) -> [UInt8] {
  let indexed = IndexedPicture(pixels)
  let encoder = PNGEncoder(
    width: width,
    height: height,
    pixelsPerMeter: pixelsPerMeter,
    colors: indexed?.colors
  )
  if let indexed {
    indexed.forEachRow(ofWidth: width) { encoder.append($0) }
  } else {
    var samples = [UInt8](repeating: 0, count: width * 3)
    for row in 0..<height {
      var place = 0
      for column in 0..<width {
        let pixel = pixels[row * width + column]
        samples[place] = UInt8(truncatingIfNeeded: pixel >> 16)
        samples[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
        samples[place + 2] = UInt8(truncatingIfNeeded: pixel)
        place += 3
      }
      encoder.append(samples.span)
    }
  }
  return encoder.finish()
}

/// libpng's writer.
///
/// Rows are not filtered and the compression is a fast one: charts are flat colour, where filters and
/// higher levels cost several times the time and gain little.
@safe
private struct PNGEncoder: ~Copyable {
  private let writer: OpaquePointer?
  private let information: OpaquePointer?
  private let output = Output()

  private final class Output { var bytes: [UInt8] = [] }

  /// Writes everything before the rows.
  ///
  /// The bytes of a row number the colours, or are red, green and blue where there are none.
  init(width: Int, height: Int, pixelsPerMeter: Int, colors: [UInt32]?) {
    unsafe writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, nil, PNGEncoder.fail, nil)
    unsafe information = png_create_info_struct(writer)
    unsafe png_set_write_fn(
      writer,
      Unmanaged.passUnretained(output).toOpaque(),
      PNGEncoder.write,
      nil
    )
    unsafe png_set_compression_level(writer, 3)
    // Numbered colours come in runs of one byte: zlib's Z_RLE is the fastest for them, at no cost in size.
    if colors != nil { unsafe png_set_compression_strategy(writer, 3) }
    unsafe png_set_compression_mem_level(writer, 9)
    unsafe png_set_compression_buffer_size(writer, 1 << 18)
    unsafe png_set_filter(writer, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE)
    unsafe png_set_IHDR(
      writer,
      information,
      UInt32(width),
      UInt32(height),
      8,
      colors == nil ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB | PNG_COLOR_MASK_PALETTE,
      PNG_INTERLACE_NONE,
      PNG_COMPRESSION_TYPE_BASE,
      PNG_FILTER_TYPE_BASE
    )
    unsafe png_set_sRGB(writer, information, PNG_sRGB_INTENT_PERCEPTUAL)
    let resolution = UInt32(pixelsPerMeter)
    unsafe png_set_pHYs(writer, information, resolution, resolution, PNG_RESOLUTION_METER)
    if let colors {
      // Every number of a row has a colour; libpng would look at each again.
      unsafe png_set_check_for_invalid_index(writer, 0)
      let palette = colors.map { color in
        png_color(
          red: UInt8(truncatingIfNeeded: color >> 16),
          green: UInt8(truncatingIfNeeded: color >> 8),
          blue: UInt8(truncatingIfNeeded: color)
        )
      }
      unsafe png_set_PLTE(writer, information, palette, Int32(palette.count))
    }
    unsafe png_write_info(writer, information)
  }

  deinit {
    var writer = unsafe writer
    var information = unsafe information
    unsafe png_destroy_write_struct(&writer, &information)
  }

  /// Adds the next row.
  borrowing func append(_ row: Span<UInt8>) {
    unsafe row.withUnsafeBufferPointer { unsafe png_write_row(writer, $0.baseAddress) }
  }

  /// The bytes of the file, once all rows are there.
  consuming func finish() -> [UInt8] {
    unsafe png_write_end(writer, information)
    return output.bytes
  }

  private static let write: png_rw_ptr = { writer, data, length in
    guard let closure = unsafe png_get_io_ptr(writer) else { return }
    let output = unsafe Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
    unsafe output.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: length))
  }

  /// What libpng calls when it was misused or has no memory; it must not return.
  private static let fail: png_error_ptr = { _, message in
    preconditionFailure(unsafe message.map { unsafe String(cString: $0) } ?? "libpng failed")
  }
}
