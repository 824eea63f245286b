import Glibc

/// Pixels of eight-bit red, green and blue, row after row.
public struct RGBImage: Hashable, Sendable {
  public let width: Int
  public let height: Int
  public let samples: [UInt8]

  /// - Precondition: There are three samples a pixel.
  public init(width: Int, height: Int, samples: [UInt8]) {
    precondition(samples.count == width * height * 3, "an image has three samples a pixel")
    self.width = width
    self.height = height
    self.samples = samples
  }
}

/// How far two images differ.
public struct ImageDifference: Hashable, Sendable {
  /// The share of pixels whose colours are told apart, from zero to one.
  public let share: Double

  /// White where the images are alike, black where they differ.
  public let picture: RGBImage

  /// Whether people would call the images the same: at most one pixel in a thousand differs.
  public var isAcceptable: Bool { share <= 0.001 }
}

/// Compares two images in CIELAB; nothing when their sizes differ.
///
/// A pixel differs when its colour is more than 2.3 away, the just noticeable difference (Mahy, Van
/// Eycken, Oosterlinck: "Evaluation of uniform color spaces", 1994).
public func difference(of first: RGBImage, from second: RGBImage) -> ImageDifference? {
  guard first.width == second.width, first.height == second.height else { return nil }
  var differing = 0
  var picture = [UInt8](repeating: 255, count: first.samples.count)
  for start in stride(from: 0, to: first.samples.count, by: 3)
  where first.samples[start..<start + 3] != second.samples[start..<start + 3] {
    let one = labColor(first.samples, at: start)
    let other = labColor(second.samples, at: start)
    let squares = (one - other) * (one - other)
    if squares.sum().squareRoot() > 2.3 {
      differing += 1
      for channel in start..<start + 3 { picture[channel] = 0 }
    }
  }
  return ImageDifference(
    share: Double(differing) / Double(max(first.width * first.height, 1)),
    picture: RGBImage(width: first.width, height: first.height, samples: picture)
  )
}

/// L*, a*, b* of an sRGB pixel under D65 (IEC 61966-2-1; CIE 15).
func labColor(_ samples: [UInt8], at start: Int) -> SIMD3<Double> {
  let linear = SIMD3((0..<3).map { linearLight[Int(samples[start + $0])] })
  let x = (SIMD3(0.4124564, 0.3575761, 0.1804375) * linear).sum() / 0.95047
  let y = (SIMD3(0.2126729, 0.7151522, 0.0721750) * linear).sum()
  let z = (SIMD3(0.0193339, 0.1191920, 0.9503041) * linear).sum() / 1.08883
  let (fx, fy, fz) = (labCurve(x), labCurve(y), labCurve(z))
  return SIMD3(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))
}

private let linearLight: [Double] = (0...255).map { value in
  let level = Double(value) / 255
  return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
}

private func labCurve(_ value: Double) -> Double {
  value > 216.0 / 24389.0 ? cbrt(value) : (24389.0 / 27.0 * value + 16) / 116
}

extension SIMD3<Double> {
  fileprivate init(_ values: [Double]) { self.init(values[0], values[1], values[2]) }
}
