import Diagnostics
import Glibc
import Testing

@testable import Editions

@Suite struct ExitStatusTests {
  @Test(
    arguments: [
      (ENOSPC, 74), (EIO, 74), (EDQUOT, 74), (EACCES, 73), (ENOENT, 73), (ENOTDIR, 73), (EROFS, 73),
      (EISDIR, 73),
    ] as [(Int32, Int32)]
  )
  func `a device that fails is told from a place that can't be made`(code: Int32, status: Int32) {
    #expect(ExitStatus(of: FileError("write", "a", code: code)).rawValue == status)
  }

  @Test func `a file error says what could not be done and why`() {
    let error = FileError("write", "out/a.pdf", code: ENOSPC)
    #expect(error.description == "cannot write out/a.pdf: no space left on device")
  }

  @Test(
    arguments: [
      ([], 0), ([.content], 65), ([.missingInput], 66), ([.settings], 78),
      ([.settings, .content], 65), ([.missingInput, .content], 65),
      ([.settings, .missingInput], 66), ([.content, .settings, .missingInput], 65),
    ] as [([Diagnostic.Kind], Int32)]
  )
  func `bad data wins over a missing file, and that over settings`(
    kinds: [Diagnostic.Kind],
    status: Int32
  ) {
    let errors = kinds.map { Diagnostic(kind: $0, id: "a.b", "m", at: nil) }
    #expect(ExitStatus(of: errors).rawValue == status)
    let warnings = kinds.map { Diagnostic(.warning, kind: $0, id: "a.b", "m", at: nil) }
    #expect(ExitStatus(of: warnings) == .done)
    #expect(ExitStatus(of: warnings + errors).rawValue == status)
  }
}
