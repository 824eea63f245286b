import Diagnostics
import Glibc

/// Where the program speaks: results and steps on standard output, trouble on standard error.
struct Console: Sendable {
  /// How steps and diagnostics are written.
  enum Style: String, CaseIterable, Sendable {
    case text
    case json
  }

  var style = Style.text

  func say(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  func complain(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  func report(_ diagnostic: Diagnostic) {
    switch style {
    case .text: complain(isTerminal(STDERR_FILENO) ? coloured(diagnostic) : diagnostic.formatted)
    case .json: complain(diagnostic.json)
    }
  }

  /// The severity in red, yellow or blue, the place in bold.
  private func coloured(_ diagnostic: Diagnostic) -> String {
    let word = diagnostic.severity.rawValue
    let colour =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    let headline = diagnostic.headline
    let painted = headline.replacing(
      "\(word): ",
      with: "\u{1B}[1;\(colour)m\(word):\u{1B}[0m ",
      maxReplacements: 1
    )
    return painted + diagnostic.formatted.dropFirst(headline.count)
  }

  func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  private func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      // Nobody listens any more; the run goes on, since its edition is what counts.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
