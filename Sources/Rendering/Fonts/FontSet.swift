import Cairo
import FoundationEssentials

/// The font files a report is set in. No other font of the machine can take their place.
///
/// The files are read once; a set is shared by the typesetters of all tasks.
public struct FontSet: Sendable {
  /// The files, in the order they are read. Their bytes decide how every text looks.
  public let files: [String]
  let configuration: FontConfiguration

  /// Reads font files by path.
  ///
  /// - Throws: ``RenderingError/fonts(_:)`` that names the first file that cannot be read.
  public init(files: [String]) throws(RenderingError) {
    self.files = files
    do { configuration = try FontConfiguration(files: files) } catch {
      throw .fonts(error.description)
    }
  }

  /// The Inter of the distribution's package fonts-inter, upright and italic in four weights.
  public static func installed() throws(RenderingError) -> FontSet {
    for folder in folders where FileManager.default.fileExists(atPath: "\(folder)/\(faces[0])") {
      return try FontSet(files: faces.map { "\(folder)/\($0)" })
    }
    throw .fonts("the font Inter is not installed (package fonts-inter)")
  }

  private static let folders = ["/usr/share/fonts/opentype/inter", "/usr/share/fonts/inter"]

  private static let faces = [
    "Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
    "Inter-Italic.otf", "Inter-MediumItalic.otf", "Inter-SemiBoldItalic.otf",
    "Inter-BoldItalic.otf",
  ]
}
