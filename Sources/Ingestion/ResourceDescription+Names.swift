extension ResourceDescription {
  /// The indicator's name where neither file nor descriptor gives one: that of the resource.
  var assumedIndicator: String {
    String(name.map { $0.isLetter || $0.isNumber || $0 == "." ? $0 : "_" })
  }
}
