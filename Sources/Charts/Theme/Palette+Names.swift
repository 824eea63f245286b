import Drawing

extension Palette {
  /// The names that a specification may use for a colour.
  static let names = [
    "focus", "second", "third", "warm", "context", "axis", "text", "secondary", "other", "rest",
    "blue1", "blue2", "blue3", "blue4", "blue5", "warm1", "warm2", "warm3", "warm4", "warm5",
  ]

  /// The colour of a name or of `#RRGGBB`.
  func color(named name: String) -> Color? {
    if let color = Color(hex: name) { return color }
    if let step = Palette.step(name, "blue"), step < focusSteps.count { return focusSteps[step] }
    if name != "warm", let step = Palette.step(name, "warm"), step < warmSteps.count {
      return warmSteps[step]
    }
    switch name {
    case "focus": return focus
    case "second": return focusSecond
    case "third": return focusThird
    case "warm": return warm
    case "context": return context
    case "axis": return axis
    case "text": return text
    case "secondary": return secondary
    case "other": return otherFill
    case "rest": return remainderFill
    default: return nil
    }
  }

  private static func step(_ name: String, _ prefix: String) -> Int? {
    name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)).map { $0 - 1 } : nil
  }
}
