package import Drawing
import Glibc

extension Color {
  /// The relative luminance, 0 for black to 1 for white (WCAG 2.2, "relative luminance").
  package var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
  package func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The colour that a share of this one and the rest of white gives on paper, as an opaque tint.
  package func tint(_ share: Double) -> Color {
    func mixed(_ channel: UInt8) -> UInt8 {
      UInt8((255 - (255 - Double(channel)) * share).rounded())
    }
    return Color(red: mixed(red), green: mixed(green), blue: mixed(blue))
  }
}
