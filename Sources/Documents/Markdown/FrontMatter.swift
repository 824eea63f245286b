import Diagnostics
import Settings
import Wording

/// What stands between the dashes at a report's top.
struct FrontMatter {
  let title: RichText
  let subtitle: RichText?

  /// The cover's one sentence.
  let finding: RichText?

  /// What the cover prints on the right of the edition.
  let kicker: RichText?

  /// A code such as `en`.
  let language: String
  let languageSpan: SourceSpan
  let paper: Paper

  /// The edition's month as the report gives it: `2026-11`.
  let edition: String?
  let editionSpan: SourceSpan?

  /// The day up to which the edition knows things, as written; nothing: the last of its period.
  let date: String?
  let dateSpan: SourceSpan?
  let author: String?

  /// The values of parameters by their names, as they are by default.
  let parameters: [String: String]

  /// How deep the contents go; zero for none.
  let contents: Int
  let toplines: [String]

  enum Paper: String, CaseIterable {
    case a4 = "A4"
    case letter = "Letter"
  }
}

extension FrontMatter {
  /// What stands for a front matter that can't be read.
  init(of file: SourceFile, language: String) {
    let place = SourceSpan(file, 0..<0)
    title = RichText([], at: place)
    subtitle = nil
    finding = nil
    kicker = nil
    self.language = Language(code: language) == nil ? "en" : language
    languageSpan = place
    paper = .a4
    edition = nil
    editionSpan = nil
    date = nil
    dateSpan = nil
    author = nil
    parameters = [:]
    contents = 2
    toplines = []
  }
}

/// Where the front matter stands and where the text after it begins, in bytes.
func frontMatterRange(of file: SourceFile) -> (settings: Range<Int>, rest: Int)? {
  let bytes = file.bytes
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  func lineEnd(_ from: Int) -> Int { bytes[from...].firstIndex(of: 0x0A) ?? bytes.count }
  func isDashes(_ range: Range<Int>) -> Bool {
    var text = bytes[range]
    while let last = text.last, last == 0x20 || last == 0x0D { text.removeLast() }
    return text.elementsEqual([0x2D, 0x2D, 0x2D])
  }
  guard start < bytes.count, isDashes(start..<lineEnd(start)) else { return nil }
  let first = min(lineEnd(start) + 1, bytes.count)
  var line = first
  while line < bytes.count {
    let end = lineEnd(line)
    if isDashes(line..<end) { return (first..<line, min(end + 1, bytes.count)) }
    line = end + 1
  }
  return nil
}

/// Reads the settings at a report's top.
func readFrontMatter(
  _ file: SourceFile,
  range: Range<Int>,
  into diagnostics: inout DiagnosticList
) -> FrontMatter? {
  guard let node = parseSettings(file, range: range, into: &diagnostics) else { return nil }
  guard !node.isNull else {
    diagnostics.report(.emptyFrontMatter(at: SourceSpan(file, 0..<min(3, file.bytes.count))))
    return nil
  }
  guard var reader = MappingReader(node, of: "a report", into: &diagnostics) else { return nil }
  let language = reader.string("language", into: &diagnostics) ?? "en"
  let primary = String(language.prefix { $0 != "-" })
  let title = reader.richText("title", .required, in: primary, into: &diagnostics)
  let front = FrontMatter(
    title: title ?? RichText([], at: reader.span),
    subtitle: reader.richText("subtitle", in: primary, into: &diagnostics),
    finding: reader.richText("finding", in: primary, into: &diagnostics),
    kicker: reader.richText("kicker", in: primary, into: &diagnostics),
    language: language,
    languageSpan: reader.span(of: "language"),
    paper: reader.enumerated("paper", as: FrontMatter.Paper.self, into: &diagnostics) ?? .a4,
    edition: reader.string("edition", into: &diagnostics),
    editionSpan: reader.has("edition") ? reader.span(of: "edition") : nil,
    date: reader.string("date", into: &diagnostics),
    dateSpan: reader.has("date") ? reader.span(of: "date") : nil,
    author: reader.string("author", into: &diagnostics),
    parameters: readParameters(&reader, into: &diagnostics),
    contents: reader.integer("contents", into: &diagnostics) ?? 2,
    toplines: reader.scalars("toplines", into: &diagnostics)?.map(\.text) ?? []
  )
  reader.finish(into: &diagnostics)
  return front
}

private func readParameters(
  _ reader: inout MappingReader,
  into diagnostics: inout DiagnosticList
) -> [String: String] {
  var parameters: [String: String] = [:]
  for entry in reader.mapping("parameters", into: &diagnostics) ?? [] {
    if entry.value.scalar != nil {
      parameters[entry.key.text] = entry.value.string(for: "a parameter", into: &diagnostics)
      continue
    }
    guard var parameter = MappingReader(entry.value, of: "a parameter", into: &diagnostics) else {
      continue
    }
    parameters[entry.key.text] = parameter.string("default", .required, into: &diagnostics)
    parameter.accept(["of"])
    parameter.finish(into: &diagnostics)
  }
  return parameters
}
