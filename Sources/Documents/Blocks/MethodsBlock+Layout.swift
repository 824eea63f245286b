import Charts
import Diagnostics
import Drawing
import Wording

extension FlowBuilder {
  /// The ratios in a list: what each is called, how it is written, what it is made of and how it is
  /// worked out for its newest value.
  mutating func addMethods(_ block: MethodsBlock) {
    guard !setting.model.methods.isEmpty else {
      setting.diagnostics.report(.noModel("methods", at: block.head.span))
      return
    }
    let title = block.head.title.map { setting.string($0) } ?? setting.terms[.methods]
    addListHead(title)
    let name = TextRole(8, 10, .semibold, theme.palette.text)
    let formula = TextRole(8, 10, .regular, theme.palette.text, hasTabularFigures: true)
    let note = TextRole(8, 10, .regular, theme.palette.secondary, hasTabularFigures: true)
    let list = setting.tag(.list)
    for method in setting.model.methods {
      var first = [Fragment(sentenceCased(method.title), name)]
      if !method.unit.isEmpty { first.append(Fragment(" (\(method.unit))", note)) }
      first.append(Fragment(" = \(method.text)", formula))
      var paragraphs = [first]
      if !method.inputs.isEmpty {
        let inputs = method.inputs.joined(separator: "; ")
        let lead = sentenceCased(setting.terms[.inputs])
        paragraphs.append([Fragment("\(lead) \(inputs).", note)])
      }
      if !method.policies.isEmpty {
        let policies = sentenceCased(method.policies.joined(separator: "; "))
        paragraphs.append([Fragment(policies + ".", note)])
      }
      if let example = method.example {
        let lead = sentenceCased(setting.terms[.example])
        paragraphs.append([Fragment("\(lead): ", note), Fragment(example, formula)])
      }
      addListItem(paragraphs, of: list, called: "methods")
    }
  }
}
