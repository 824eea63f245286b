// Swift owners of what cairo and pango hand out. This is the only module that touches C drawing: here
// the word `unsafe` appears, and nothing above it sees a pointer. It knows coordinates, colours,
// strings and bytes, and nothing of charts, pages or display lists.

import CPangoCairo

/// What cairo or pango refused.
package struct CairoError: Error, Hashable, CustomStringConvertible {
  /// What was being done, as a phrase: "finish a PDF".
  package let operation: String

  /// The library's words for what went wrong.
  package let reason: String

  package var description: String { "cannot \(operation): \(reason)" }

  init(_ reason: String, during operation: String) {
    self.operation = operation
    self.reason = reason
  }

  /// The error that a status stands for; nothing for success.
  init?(_ status: cairo_status_t, during operation: String) {
    guard status != CAIRO_STATUS_SUCCESS else { return nil }
    let words = unsafe cairo_status_to_string(status)
    self.init(unsafe words.map { unsafe String(cString: $0) } ?? "unknown", during: operation)
  }
}

/// The version of the drawing library in use.
package var cairoVersion: String { unsafe String(cString: cairo_version_string()) }

/// The version of pango, `1.50.12`.
package var pangoVersion: String { unsafe String(cString: pango_version_string()) }
