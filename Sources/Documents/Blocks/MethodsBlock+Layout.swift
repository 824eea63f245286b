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
    var told: Set<[String]> = []
    for method in setting.model.methods {
      let title = method.isTitled ? sentenceCased(method.title) : method.title
      var first = [Fragment(title, name)]
      if !method.unit.isEmpty { first.append(Fragment(", \(method.unit)", note)) }
      var paragraphs = [first]
      paragraphs += method.formula.map { [Fragment($0, formula)] }
      // How a function is worked out stands where it is first used.
      paragraphs += method.meanings.map { meaning in
        let isNew = told.insert(meaning).inserted
        return [Fragment((isNew ? meaning : Array(meaning.prefix(1))).joined(separator: " "), note)]
      }
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
        let place = example.place.isEmpty ? lead : "\(lead), \(example.place)"
        paragraphs.append([Fragment("\(place): ", note), Fragment(example.text, formula)])
        paragraphs += example.operands.map { [Fragment($0, formula)] }
      }
      addListItem(paragraphs, of: list, called: "methods")
    }
  }
}
