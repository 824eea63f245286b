/// What the check of a PDF wants to know of a page's content.
struct PageContentSummary: Equatable {
  /// The numbers of the marked content, in the order it begins.
  var numbers: [Int] = []

  /// Whether anything is painted.
  var hasInk = false

  /// Whether something is painted outside of marked content.
  var hasUnmarkedInk = false

  /// Whether every beginning of marked content, text and saved state has its end.
  var isBalanced = true
}

extension PageContentSummary {
  init(_ content: [UInt8]) {
    var lexer = ContentLexer(content)

    /// For each open stretch whether it is furniture or has a number.
    var marks: [Bool] = []
    var isMarking = false
    var number: Int?
    var isNumberNext = false
    var savedStates = 0
    var isInText = false
    while let token = lexer.next() {
      switch token {
      case .name(let name):
        isNumberNext = name.elementsEqual("MCID".utf8)
        if name.elementsEqual("Artifact".utf8) { isMarking = true }
      case .number(let digits):
        if isNumberNext {
          number = Int(String(decoding: digits, as: UTF8.self))
          isMarking = true
        }
        isNumberNext = false
      case .operation(let name):
        switch Operation(name) {
        case .beginMark:
          marks.append(isMarking)
          if let number { numbers.append(number) }
        case .endMark: if marks.popLast() == nil { isBalanced = false }
        case .save: savedStates += 1
        case .restore:
          savedStates -= 1
          if savedStates < 0 { isBalanced = false }
        case .beginText:
          if isInText { isBalanced = false }
          isInText = true
        case .endText:
          if !isInText { isBalanced = false }
          isInText = false
        case .ink:
          hasInk = true
          if !marks.contains(true) { hasUnmarkedInk = true }
        case .other: break
        }
        isMarking = false
        number = nil
        isNumberNext = false
      case .beginDictionary, .endDictionary, .other: isNumberNext = false
      }
    }
    if !marks.isEmpty || savedStates != 0 || isInText { isBalanced = false }
  }

  private enum Operation {
    case beginMark
    case endMark
    case save
    case restore
    case beginText
    case endText
    case ink
    case other

    init(_ name: ArraySlice<UInt8>) {
      switch String(decoding: name, as: UTF8.self) {
      case "BDC", "BMC": self = .beginMark
      case "EMC": self = .endMark
      case "q": self = .save
      case "Q": self = .restore
      case "BT": self = .beginText
      case "ET": self = .endText
      case "Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI":
        self = .ink
      default: self = .other
      }
    }
  }
}
