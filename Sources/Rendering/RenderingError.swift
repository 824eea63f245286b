// Rendering turns a display list into bytes: a PDF with its structure, a PNG, an SVG. Everything has
// its final place in the list, so nothing is measured or decided here; what comes out is checked, and
// what would look otherwise than asked for is an error instead of a file.

import Cairo
public import Drawing

/// Why a drawing did not become a file.
public enum RenderingError: Error, Hashable, CustomStringConvertible {
  /// The font files are not there or cannot be read.
  case fonts(String)

  /// A run of text would be drawn in another font.
  case substituted(text: String, style: TextStyle, by: String)

  /// A run of text has a character that its font lacks.
  case missingGlyph(character: String, text: String, style: TextStyle)

  /// The list breaks a rule of ``Drawing/DisplayList/problems()``.
  case invalidDrawing([String])

  /// A picture that is too small or too large, or another refusal of the drawing library.
  case drawing(String)

  /// A PDF was drawn and could not be completed.
  case finishing(String)

  /// A PDF was completed and did not stand its check.
  case check([String])

  public var description: String {
    switch self {
    case .fonts(let reason): reason
    case .substituted(let text, let style, let used):
      "the text '\(text)' asks for \(name(of: style)) and would be set in \(used)"
    case .missingGlyph(let character, let text, let style):
      "\(name(of: style)) has no '\(character)' (\(scalars(of: character))), used in '\(text)'"
    case .invalidDrawing(let problems):
      "the drawing is not well formed: " + problems.joined(separator: "; ")
    case .drawing(let reason): reason
    case .finishing(let reason): "cannot complete the PDF: \(reason)"
    case .check(let problems):
      "the PDF did not stand its check: " + problems.joined(separator: "; ")
    }
  }

  private func name(of style: TextStyle) -> String {
    "\(style.family) \(style.weight.rawValue)\(style.isItalic ? " italic" : "")"
  }

  private func scalars(of character: String) -> String {
    character.unicodeScalars
      .map { scalar in
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
      .joined(separator: " ")
  }
}

/// Does something with cairo and passes its refusal on.
func reporting<Result: ~Copyable>(
  _ body: () throws(CairoError) -> Result
) throws(RenderingError) -> Result {
  do { return try body() } catch { throw .drawing(error.description) }
}
