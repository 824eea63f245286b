extension ResourceDescription {
  /// The name of a resource that the descriptor does not name: its file's, without the ending.
  static func name(ofFile path: String) -> String {
    var file = path.split(separator: "/").last.map(String.init) ?? path
    // What packs a file is no part of its name.
    if file.hasSuffix(".gz"), file.dropLast(3).contains(".") { file.removeLast(3) }
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// The indicator's name where neither file nor descriptor gives one: that of the resource.
  var assumedIndicator: String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "_" })
  }
}
