import Diagnostics
import Indicators
import Settings
import Tabular

/// A correction as the descriptor writes it.
struct CorrectionDescription {
  let cells: CorrectedCells
  let correction: Correction

  /// What the file has to say in each of the cells, in the order of the file; nothing if not said.
  let expected: [Named]?

  /// Its position among all corrections of the folder.
  var number = 0

  /// What the new number is printed with.
  let decimals: Int?
}

extension DescriptorReader {
  /// Reads one of a resource's corrections (formats.md section 2.4).
  mutating func correction(_ node: Node) -> CorrectionDescription? {
    let before = list.all.count
    guard var reader = MappingReader(node, of: "a correction", into: &list) else { return nil }
    let cells = reader.excerpt("at", .required, into: &list)
      .flatMap { CorrectedCells($0, into: &list) }
    let expected = reader.scalars("expect", into: &list)
    let action = reader.node("action", .required, into: &list).flatMap { self.action($0) }
    let reason = reader.localizedText("reason", .filled, into: &list)
    let by = reader.string("by", .filled, into: &list)
    var date: CalendarDate?
    if let scalar = reader.scalar("date", .required, into: &list) {
      date = CalendarDate(scalar.text)
      if date == nil { list.report(.date(scalar.text, at: scalar.excerpt.span, kind: .settings)) }
    }
    reader.finish(into: &list)
    guard let cells, let action, let reason, let by, let date, list.all.count == before else {
      return nil
    }
    return CorrectionDescription(
      cells: cells,
      correction: Correction(
        indicator: cells.indicator.text,
        selection: cells.text,
        action: action.action,
        reason: LocalizedText(reason),
        by: by,
        date: date,
        span: cells.span
      ),
      expected: expected?.map { Named($0.text, at: $0.excerpt.span) },
      decimals: action.decimals
    )
  }

  /// `missing`, `break`, `drop`, `{set: 5}` or `"set: 5"`.
  private mutating func action(
    _ node: Node
  ) -> (action: Correction.Action, decimals: Int?)? {
    if let entry = node.entries?.first, node.entries?.count == 1,
      let scalar = entry.value.scalar
    {
      return action(entry.key.text, scalar.text, at: node.span)
    }
    guard let scalar = node.scalar(for: "'action'", into: &list) else { return nil }
    guard let colon = scalar.text.firstIndex(of: ":") else {
      return action(scalar.text, "", at: node.span)
    }
    let value = trimmed(String(scalar.text[scalar.text.index(after: colon)...]))
    return action(trimmed(String(scalar.text[..<colon])), value, at: node.span)
  }

  private mutating func action(
    _ word: String,
    _ value: String,
    at span: SourceSpan
  ) -> (action: Correction.Action, decimals: Int?)? {
    let number = Number(Array(value.utf8)[...])
    switch word {
    case "missing" where value.isEmpty: return (.missing, nil)
    case "break" where value.isEmpty: return (.breakBefore, nil)
    case "drop" where value.isEmpty: return (.drop, nil)
    case "set":
      if let number { return (.set(number.value), number.decimals) }
    case "scale":
      if let number, number.value != 0 { return (.scale(number.value), nil) }
    case "status":
      if let mark = StatusMark(letter: value), !value.isEmpty, !mark.isBreak {
        return (.status(mark.status), nil)
      }
    default: break
    }
    list.report(.action(value.isEmpty ? word : "\(word): \(value)", at: span))
    return nil
  }
}
