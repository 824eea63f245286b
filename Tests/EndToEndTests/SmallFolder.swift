/// A folder of one indicator, `output` by country and year, whose numbers are traced.
enum SmallFolder {
  static let descriptor = """
    name: small
    veta: {sources: data/sources.csv}
    resources:
      - name: output
        path: data/output.csv
        veta:
          layout: tidy
          published: 2025-03-01
          indicators: {output: {unit: t, kind: flow, frequency: A, decimals: 0}}

    """

  static let sources = "id,title,address,date\nAGENCY,The Agency,,2025\n"

  /// Writes the folder as `small` into a new one: the records in the layout tidy, what the descriptor
  /// says of `output` behind its indicators, and further files by their paths within the folder.
  static func written(
    data: String,
    corrections: String = "",
    files: [String: String] = [:]
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var all = files
    all["data/output.csv"] = data
    all["data/sources.csv"] = sources
    all["datapackage.yaml"] = descriptor + corrections
    for (path, text) in all { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  /// What `veta trace` says in such a folder.
  static func trace(_ arguments: [String], in folder: TemporaryFolder) throws -> VetaRun {
    try withExtendedLifetime(folder) {
      try veta(["trace", "small"] + arguments, in: folder.path)
    }
  }
}
