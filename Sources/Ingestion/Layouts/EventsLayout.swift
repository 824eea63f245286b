import Diagnostics
import Indicators
import Tabular

/// Dated facts: `date,until,lane,row,style,text.en,text.es,source,kind`.
struct EventsLayout {
  private enum EventKind: String, CaseIterable {
    case point
    case span
  }

  static func read(
    _ table: Table,
    header: Header,
    of resource: ResourceDescription,
    findings: inout Findings,
    into list: inout DiagnosticList
  ) {
    guard header.check(resource.fields, match: resource.schema.match, into: &list),
      let conditions = header.conditions(resource.conditions, into: &list)
    else { return }
    let texts = header.names.indices.filter { isText(header.names[$0]) }
    guard let date = header.column(called: "date"), !texts.isEmpty else {
      let missing = header.column(called: "date") == nil ? "date" : "text.en"
      let nearest = nearestNames(to: missing, among: header.names).first
      let span = nearest.flatMap { header.column(named: $0) }.map { header.spans[$0] }
      list.report(.missingField(missing, at: span ?? header.span, written: nearest, schema: nil))
      return
    }
    let until = header.column(called: "until")
    let lane = header.column(called: "lane")
    let row = header.column(called: "row")
    let style = header.column(called: "style")
    let source = header.column(called: "source")
    let kind = header.column(called: "kind")

    var reader = RecordReader(table, header: header, resource: resource, value: nil)
    var events: [Event] = []
    let body = TableBody(table, behind: header, of: resource, notes: .none, into: &list)
    for record in body.records
    where reader.isWanted(record, conditions) {
      guard reader.isFilled(record) else { continue }
      let start = reader.period(record, date, into: &list)
      var end: Period?
      if let until, !reader.text(record, until).isEmpty {
        end = reader.period(record, until, into: &list)
      }
      var words: [String: String] = [:]
      for column in texts {
        let text = reader.text(record, column)
        let language = header.names[column].split(separator: ".").dropFirst().joined()
        if !text.isEmpty { words[language] = text }
      }
      let word = reader.text(record, kind)
      if let kind, !word.isEmpty {
        if let choice = EventKind(rawValue: word) {
          if choice == .span, end == nil {
            list.report(.eventKind(at: table.span(record, kind)))
          }
          if choice == .point, let until, !reader.text(record, until).isEmpty {
            list.report(.pointWithEnd(at: table.span(record, until)))
          }
        } else {
          list.report(
            .unknownWord(
              word,
              in: "kind",
              among: EventKind.allCases.map(\.rawValue),
              at: table.span(record, kind)
            )
          )
        }
      }
      // What is no span is a point, whatever stands in `until`.
      let hasEnd = until.map { !reader.text(record, $0).isEmpty } ?? false
      let isSpan =
        word == EventKind.span.rawValue || (hasEnd && word != EventKind.point.rawValue)
      let sign = reader.text(record, style)
      let signs = isSpan ? Event.spanStyles : Event.pointStyles
      if let style, !sign.isEmpty, !signs.contains(sign) {
        list.report(
          .unknownWord(
            sign,
            in: isSpan ? "style of a span" : "style of a point",
            among: signs,
            at: table.span(record, style)
          )
        )
      }
      guard let start else { continue }
      if let end, let until, end.lastDay < start.firstDay {
        list.report(.eventUntil(at: table.span(record, until), date: table.span(record, date)))
        continue
      }
      let (id, _) = reader.source(record, source)
      events.append(
        Event(
          date: start,
          until: isSpan ? end : nil,
          lane: reader.text(record, lane),
          row: reader.text(record, row),
          style: sign,
          text: LocalizedText(words),
          source: id,
          span: table.span(of: record)
        )
      )
    }
    findings.events[resource.name] = EventTable(name: resource.name, events: events)
  }

  /// `text` or `text.en`.
  static func isText(_ name: String) -> Bool { name == "text" || name.hasPrefix("text.") }
}
