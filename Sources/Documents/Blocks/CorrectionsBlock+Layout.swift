import Charts
import Diagnostics
import Drawing
import Indicators
import Wording

extension FlowBuilder {
  /// All corrections as a numbered table: the value, what was published, what it became, why, and who
  /// decided when.
  mutating func addCorrections(_ block: CorrectionsBlock) { addTable(of: .corrections(block)) }

  func correctionsContent(_ block: CorrectionsBlock) -> TableContent? {
    let corrections = setting.catalogue.corrections
    guard !corrections.isEmpty else {
      setting.diagnostics.report(.noCorrections(at: block.head.span))
      return nil
    }
    let terms = setting.terms
    var model = TableModel(columns: [], rows: [])
    model.columns = [
      TableModel.Column(sentenceCased(terms[.value]), isNumeric: false),
      TableModel.Column(sentenceCased(terms[.published]), isNumeric: false),
      TableModel.Column(sentenceCased(terms[.correction]), isNumeric: false),
      TableModel.Column(sentenceCased(terms[.reason]), isNumeric: false),
      TableModel.Column(sentenceCased(terms[.judge]), isNumeric: false),
    ]
    model.columns[1].isRightAligned = true
    model.columns[3].isWide = true
    var secondary = cellRole
    secondary.color = theme.palette.secondary
    for correction in corrections {
      let day = dateName(correction.date, in: setting.language)
      let reason = correction.reason[setting.language.code] ?? ""
      let changes = correction.changes.isEmpty ? [nil] : correction.changes.map(Optional.some)
      for (index, change) in changes.enumerated() {
        let published = change?.published ?? ""
        let action = correctionName(
          correction.action,
          published: published,
          in: setting.language
        )
        let texts = [
          (valueName(correction, change), cellRole),
          (withUnit(printed(published), change?.unit), cellRole),
          (action, cellRole),
          // The same words stand once for all values of a correction.
          (index == 0 ? reason : "", secondary),
          (index == 0 ? "\(correction.by), \(day)" : "", secondary),
        ]
        let cells = texts.map { text, role in
          TableModel.Cell(text.isEmpty ? .empty : .text([Fragment(text, role)]))
        }
        model.rows.append(.cells(cells, isTotal: false, endsGroup: false))
      }
    }
    return TableContent(
      model: model,
      subtitle: "",
      notes: [],
      sources: [],
      isCalculated: false,
      isModelled: false
    )
  }

  /// A plain number as the report prints numbers, with the decimals of the file; anything else as the file
  /// has it.
  private func printed(_ published: String) -> String {
    guard let value = Double(published), value.isFinite, !published.contains(where: \.isLetter)
    else { return published }
    let decimals = published.split(separator: ".").dropFirst().last?.count ?? 0
    return number(value, decimals: decimals, in: setting.language)
  }

  /// A number of tonnes or of money needs its unit; of a count or a share the value's name says enough.
  private func withUnit(_ published: String, _ unit: Unit?) -> String {
    guard let unit, case .quantity = unit.meaning, published.contains(where: \.isNumber) else {
      return published
    }
    let name = unitName(
      unit,
      in: setting.language,
      style: .axis,
      labels: setting.catalogue.labels
    )
    return name.isEmpty ? published : "\(published)\u{A0}\(name)"
  }

  /// "Output, north, 2018"; what the descriptor selects where nothing is changed yet.
  private func valueName(_ correction: Correction, _ change: Correction.Change?) -> String {
    let (catalogue, language) = (setting.catalogue, setting.language)
    guard let change else { return correction.selection }
    let indicator = catalogue.indicators[correction.indicator]
    let title =
      indicator?.title?[language.code]
      ?? catalogue.labels.name(of: correction.indicator, in: "indicator", language: language.code)
    let dimensions = indicator?.cube.axes.map(\.name) ?? change.members.keys.sorted()
    let members = dimensions.compactMap { dimension in
      change.members[dimension].map {
        catalogue.labels.name(of: $0, in: dimension, language: language.code)
      }
    }
    let period = periodName(change.period, in: language)
    return ([sentenceCased(title)] + members + [period]).joined(separator: ", ")
  }
}
