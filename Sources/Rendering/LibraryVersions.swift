import Cairo

/// The versions of the libraries that shape the bytes, by name.
public var libraryVersions: [String: String] {
  ["cairo": cairoVersion, "pango": pangoVersion, "qpdf": QPDFDocument.version]
}
