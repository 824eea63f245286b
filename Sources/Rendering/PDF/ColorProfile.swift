/// A profile of the sRGB space, made from its numbers (IEC 61966-2-1; ICC.1:2001-04, a matrix profile of
/// version 2). The curve is the power 2.2, which sRGB's comes close to.
let sRGBProfile: [UInt8] = {
  let copyright = Array("No copyright, use freely\0".utf8)
  let name = Array("sRGB IEC61966-2.1\0".utf8)
  let curve = Array("curv".utf8) + word(0) + word(1) + [0x02, 0x33]
  // Adapted to D50 by Bradford's method, as the profile connection space wants.
  let tags: [(signature: String, content: [UInt8])] = [
    ("cprt", Array("text".utf8) + word(0) + copyright),
    (
      "desc",
      Array("desc".utf8) + word(0) + word(UInt32(name.count)) + name
        + [UInt8](repeating: 0, count: 8 + 3 + 67)
    ),
    ("wtpt", color(0.9642, 1, 0.8249)),
    ("rXYZ", color(0.4360747, 0.2225045, 0.0139322)),
    ("gXYZ", color(0.3850649, 0.7168786, 0.0971045)),
    ("bXYZ", color(0.1430804, 0.0606169, 0.7141733)),
    ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
  ]
  var table = word(UInt32(tags.count))
  var contents: [UInt8] = []
  let start = 128 + 4 + tags.count * 12
  for tag in tags {
    table +=
      Array(tag.signature.utf8) + word(UInt32(start + contents.count))
      + word(UInt32(tag.content.count))
    contents += tag.content
    contents += [UInt8](repeating: 0, count: (4 - contents.count % 4) % 4)
  }
  var header = word(UInt32(start + contents.count)) + word(0) + word(0x0210_0000)
  header += Array("mntrRGB XYZ ".utf8)
  header += [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]
  header += Array("acsp".utf8)
  header += [UInt8](repeating: 0, count: 28)
  header += [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]
  header += [UInt8](repeating: 0, count: 128 - header.count)
  return header + table + contents
}()

private func word(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
}

/// A colour as the type XYZ: numbers of sixteen bits before and after the point.
private func color(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
  Array("XYZ ".utf8) + word(0)
    + [x, y, z].flatMap { word(UInt32(($0 * 65536).rounded())) }
}
