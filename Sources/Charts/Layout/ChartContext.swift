import Drawing
import Indicators

/// What every part of a chart's layout needs: how it looks, how it speaks, who is the subject.
struct ChartContext {
  let theme: Theme
  let words: Words
  let measurer: any TextMeasurer
  let labels: Labels
  let scenarios: [ChartScenario]
  let today: CalendarDate?
  let focus: [String]

  func width(of text: String, _ role: TextRole) -> Double {
    measurer.extent(of: text, style: role.style).width
  }

  /// What readers call a member.
  func name(of id: String, in dimension: String) -> String {
    if dimension == "scenario", let scenario = scenarios.first(where: { $0.id == id }) {
      return scenario.title
    }
    if dimension == "period", let period = Period(id) { return words.period(period) }
    return labels.name(of: id, in: dimension, language: words.code)
  }

  /// The same where there is little room.
  func shortName(of id: String, in dimension: String) -> String {
    if dimension == "scenario" || dimension == "period" { return name(of: id, in: dimension) }
    return labels.shortName(of: id, in: dimension, language: words.code)
  }

  /// The text broken into lines of at most a width, at spaces; a longer word has a line of its own.
  func wrapped(_ text: String, to width: Double, _ role: TextRole) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, self.width(of: "\(last) \(word)", role) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// The text in as many lines as a width asks for, made as even as they come.
  func balanced(_ text: String, to width: Double, _ role: TextRole) -> [String] {
    let lines = wrapped(text, to: width, role)
    guard lines.count > 1 else { return lines }
    var best = lines
    var room = width - 2
    while room > 20 {
      let narrower = wrapped(text, to: room, role)
      guard narrower.count == lines.count else { break }
      best = narrower
      room -= 2
    }
    return best
  }

  /// Members in the order in which legends and stacks name them: the focus first, then by labels.csv,
  /// then as they come.
  func ordered(_ members: [String], in dimension: String) -> [String] {
    let scenarioOrder = scenarios.map(\.id)
    func key(_ id: String, _ offset: Int) -> (Int, Int, Int) {
      let rank = focus.firstIndex(of: id) ?? focus.count
      let order =
        dimension == "scenario"
        ? scenarioOrder.firstIndex(of: id) ?? .max : labels.order(of: id, in: dimension)
      return (rank, order, offset)
    }
    return members.enumerated().sorted { key($0.element, $0.offset) < key($1.element, $1.offset) }
      .map(\.element)
  }
}
