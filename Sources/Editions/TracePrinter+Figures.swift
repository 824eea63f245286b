import Documents
import Formulas
import Wording

extension TracePrinter {
  /// How many characters a formula has that is written out where a figure's numbers are listed.
  private static let shortFormula = 60

  /// What is said of a figure before its numbers.
  func head(of figure: ReportFigure, _ groups: [TraceGroup]) -> [String] {
    var lines = ["\(phrases.block(figure.kind.rawValue)) \(figure.id) · \(place(of: figure.span))"]
    let count = groups.reduce(0) { $0 + $1.traces.count + $1.omitted }
    if count == 0, figure.parts.isEmpty {
      lines.append(figure.inWords.isEmpty ? phrases.noNumber : phrases.numbersInWordsOnly)
    } else if groups.contains(where: \.isNewest) {
      lines.append(phrases.newest(of: count, as: "\(figure.id) @ …"))
    }
    return lines
  }

  /// The trees of a formula under what the figure calls it.
  func trees(of group: TraceGroup) -> [String] {
    var lines = group.label.isEmpty ? [] : ["\(group.label):"]
    for (index, item) in group.traces.enumerated() {
      if index > 0 { lines.append("") }
      lines += self.lines(of: item.trace)
    }
    if group.omitted > 0 { lines += ["", phrases.more(group.omitted)] }
    return lines
  }

  /// The values of all formulas, those of one value each together.
  func lists(_ groups: [TraceGroup], of figure: ReportFigure) -> [[String]] {
    var lists: [[String]] = []
    var wasSingle = false
    for list in groups.map({ self.list($0, of: figure) }) where !list.isEmpty {
      if list.count == 1, wasSingle {
        lists[lists.count - 1] += list
      } else {
        lists.append(list)
      }
      wasSingle = list.count == 1
    }
    return lists
  }

  /// The values of a formula, a line for each, with how its tree is asked for.
  private func list(_ group: TraceGroup, of figure: ReportFigure) -> [String] {
    let formula = oneLine(group.formula)
    // A long formula is asked for by the figure's id, though that gives all of its formulas.
    let isShort = figure.parts.count > 1 && formula.count <= Self.shortFormula
    let names = group.traces.map { item in
      isShort || item.selectors.isEmpty ? item.selection : figure.id + item.selectors
    }
    let label = group.label.isEmpty ? "" : "\(group.label): "
    if let item = group.traces.first, group.traces.count == 1, group.omitted == 0 {
      return [label + headline(of: item.trace, named: names[0], under: nil)]
    }
    var lines = [label + formula]
    lines += zip(group.traces, names).map { item, name in
      "  \(headline(of: item.trace, named: name, under: nil))"
    }
    if group.omitted > 0 { lines.append("  \(phrases.more(group.omitted))") }
    return lines
  }

  /// The numbers in a figure's words.
  func words(_ groups: [TraceGroup]) -> [String] {
    [phrases.inItsWords]
      + groups.flatMap { group in
        group.traces.map { item in
          "  " + (group.label.isEmpty ? "" : "\(group.label): ")
            + headline(of: item.trace, named: item.trace.text, under: nil)
        }
      }
  }
}
