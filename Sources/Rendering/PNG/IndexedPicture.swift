/// A picture with a number for each pixel instead of its colour.
struct IndexedPicture {
  /// The colours as 0x00RRGGBB, at most 256.
  private(set) var colors: [UInt32]

  /// For each colour of the picture its number in ``colors``.
  private var numbers: [UInt8]

  /// The pixels as stretches of one colour, by its place in the order of first appearance.
  private let runs: [ColorTable.Run]

  /// Numbers the colours of a picture, each 0x00RRGGBB; nothing if it has too many.
  ///
  /// Where lines cross, smoothed edges make a few colours of a handful of pixels each. The rarest are
  /// replaced by their nearest, as long as that concerns one pixel in a thousand at most, which is the
  /// share by which two pictures may differ and still be called the same.
  init?(_ pixels: Span<UInt32>) {
    var table = ColorTable()
    runs = table.runs(of: pixels)
    guard !table.isFull else { return nil }
    let found = table.colors
    guard found.count > 256 else {
      colors = found
      numbers = found.indices.map { UInt8($0) }
      return
    }
    let ranked = found.indices.sorted {
      (table.counts[$0], $1) > (table.counts[$1], $0)
    }
    let kept = ranked.prefix(256).sorted()
    let replacedPixels = ranked.dropFirst(256).reduce(0) { $0 + table.counts[$1] }
    guard replacedPixels * 1000 <= pixels.count else { return nil }
    colors = kept.map { found[$0] }
    numbers = [UInt8](repeating: 0, count: found.count)
    for (number, index) in kept.enumerated() { numbers[index] = UInt8(number) }
    for index in ranked.dropFirst(256) { numbers[index] = nearest(to: found[index]) }
  }

  /// Hands out the pixels' numbers row by row.
  func forEachRow(ofWidth width: Int, _ body: (Span<UInt8>) -> Void) {
    var row = [UInt8](repeating: 0, count: width)
    var column = 0
    for run in runs {
      let number = numbers[Int(run.color)]
      var rest = Int(run.length)
      while rest > 0 {
        let count = min(rest, width - column)
        unsafe row.withUnsafeMutableBufferPointer { row in
          unsafe row[column..<column + count].update(repeating: number)
        }
        rest -= count
        column += count
        if column == width {
          body(row.span)
          column = 0
        }
      }
    }
  }

  private func nearest(to color: UInt32) -> UInt8 {
    let distances = colors.map { squaredDistance($0, color) }
    return UInt8(distances.indices.min { distances[$0] < distances[$1] } ?? 0)
  }
}

private func squaredDistance(_ first: UInt32, _ second: UInt32) -> Int {
  [16, 8, 0].reduce(0) { sum, shift in
    let difference = Int(first >> UInt32(shift) & 0xFF) - Int(second >> UInt32(shift) & 0xFF)
    return sum + difference * difference
  }
}

/// Numbers colours in the order they first appear.
private struct ColorTable {
  private(set) var colors: [UInt32] = []

  /// How many pixels have each colour.
  private(set) var counts: [Int] = []

  /// Whether a picture had more colours than are worth numbering.
  private(set) var isFull = false

  /// For each place of an open hash table a colour's number, or nothing.
  private var slots = [Int16](repeating: -1, count: 4096)

  struct Run {
    let color: UInt16
    let length: UInt32
  }

  /// A picture as stretches of one colour; meaningless once there are too many colours.
  mutating func runs(of pixels: Span<UInt32>) -> [Run] {
    var runs: [Run] = []
    var index = 0
    while index < pixels.count, !isFull {
      let color = pixels[index] & 0xFF_FFFF
      let start = index
      index = end(of: color, from: index + 1, in: pixels)
      let number = number(of: color)
      counts[Int(number)] += index - start
      runs.append(Run(color: number, length: UInt32(index - start)))
    }
    return runs
  }

  /// Where a stretch of one colour ends. Most of a chart is long stretches, so four pixels are looked at
  /// at once.
  private func end(of color: UInt32, from start: Int, in pixels: Span<UInt32>) -> Int {
    var index = start
    while index + 4 <= pixels.count {
      let differences =
        unsafe (pixels[unchecked: index] ^ color) | (pixels[unchecked: index + 1] ^ color)
        | (pixels[unchecked: index + 2] ^ color) | (pixels[unchecked: index + 3] ^ color)
      guard differences & 0xFF_FFFF == 0 else { break }
      index += 4
    }
    while index < pixels.count, (pixels[index] ^ color) & 0xFF_FFFF == 0 { index += 1 }
    return index
  }

  private mutating func number(of color: UInt32) -> UInt16 {
    var slot = Int((color &* 0x9E37_79B1) >> 20)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if colors[number] == color { return UInt16(number) }
      slot = (slot + 1) & 4095
    }
    guard colors.count < 2048 else {
      isFull = true
      return 0
    }
    slots[slot] = Int16(colors.count)
    colors.append(color)
    counts.append(0)
    return UInt16(colors.count - 1)
  }
}
