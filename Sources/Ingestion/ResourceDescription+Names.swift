extension ResourceDescription {
  /// The name of a resource that the descriptor does not name: its file's, without the ending.
  static func name(ofFile path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// The indicator's name where neither file nor descriptor gives one: that of the resource.
  var assumedIndicator: String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "_" })
  }
}
