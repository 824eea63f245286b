/// A place, in points, y downwards.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  public func offset(by vector: Point) -> Point { Point(x + vector.x, y + vector.y) }
}

/// A width and a height, in points.
public struct Size: Hashable, Sendable {
  public var width: Double
  public var height: Double

  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle, in points, y downwards.
public struct Box: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var left: Double { x }
  public var right: Double { x + width }
  public var top: Double { y }
  public var bottom: Double { y + height }

  public func offset(by vector: Point) -> Box {
    Box(x: x + vector.x, y: y + vector.y, width: width, height: height)
  }

  /// Larger by a margin on each side; smaller where it is negative.
  public func inset(by margin: Double) -> Box {
    Box(x: x + margin, y: y + margin, width: width - 2 * margin, height: height - 2 * margin)
  }

  /// The area that two boxes share, in square points.
  public func overlap(with other: Box) -> Double {
    let width = min(right, other.right) - max(left, other.left)
    let height = min(bottom, other.bottom) - max(top, other.top)
    return width > 0 && height > 0 ? width * height : 0
  }

  /// The smallest box that holds both.
  public func union(_ other: Box) -> Box {
    let left = min(left, other.left)
    let top = min(top, other.top)
    return Box(
      x: left,
      y: top,
      width: max(right, other.right) - left,
      height: max(bottom, other.bottom) - top
    )
  }
}

/// An opaque colour of the sRGB space, eight bits a channel.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour from its 24-bit number: `Color(0x0B3C6F)`.
  public init(_ rgb: UInt32) {
    self.init(
      red: UInt8(rgb >> 16 & 0xFF),
      green: UInt8(rgb >> 8 & 0xFF),
      blue: UInt8(rgb & 0xFF)
    )
  }

  /// A colour written `#0B3C6F`; nothing for another form.
  public init?(hex: some StringProtocol) {
    let digits = hex.dropFirst()
    guard hex.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let rgb = UInt32(digits, radix: 16)
    else { return nil }
    self.init(rgb)
  }

  public static let white = Color(0xFFFFFF)

  public var description: String {
    let digits = String(
      UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue),
      radix: 16,
      uppercase: true
    )
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

/// An outline of straight and curved pieces.
public struct Path: Hashable, Sendable {
  public enum Element: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  public var elements: [Element]

  public init(_ elements: [Element] = []) { self.elements = elements }

  public static func rectangle(_ box: Box) -> Path {
    Path([
      .move(Point(box.left, box.top)), .line(Point(box.right, box.top)),
      .line(Point(box.right, box.bottom)), .line(Point(box.left, box.bottom)), .close,
    ])
  }

  public static func line(from start: Point, to end: Point) -> Path {
    Path([.move(start), .line(end)])
  }

  /// A line through points in order; nothing of fewer than two.
  public static func polyline(_ points: [Point]) -> Path {
    guard points.count > 1 else { return Path() }
    return Path([.move(points[0])] + points.dropFirst().map { .line($0) })
  }

  public static func polygon(_ points: [Point]) -> Path {
    Path(polyline(points).elements + [.close])
  }

  /// A circle of four cubic pieces, each within 0.02 % of the arc (Riškus, 2006).
  public static func circle(center: Point, radius: Double) -> Path {
    let bend = 0.551_915_024_494 * radius
    let (x, y, r) = (center.x, center.y, radius)
    return Path([
      .move(Point(x + r, y)),
      .curve(Point(x + r, y + bend), Point(x + bend, y + r), Point(x, y + r)),
      .curve(Point(x - bend, y + r), Point(x - r, y + bend), Point(x - r, y)),
      .curve(Point(x - r, y - bend), Point(x - bend, y - r), Point(x, y - r)),
      .curve(Point(x + bend, y - r), Point(x + r, y - bend), Point(x + r, y)), .close,
    ])
  }

  public func offset(by vector: Point) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(point.offset(by: vector))
        case .line(let point): .line(point.offset(by: vector))
        case .curve(let first, let second, let end):
          .curve(
            first.offset(by: vector),
            second.offset(by: vector),
            end.offset(by: vector)
          )
        case .close: .close
        }
      }
    )
  }
}
