extension StructureTag {
  /// Whether the element is made of other elements only: text directly in it belongs to none.
  public var holdsElementsOnly: Bool {
    switch self {
    case .document, .section, .list, .listItem, .table, .tableRow, .tableOfContents: true
    case .heading, .paragraph, .blockQuote, .listLabel, .listBody, .tableHeader, .tableCell,
      .caption, .note, .tableOfContentsItem, .span, .figure, .link:
      false
    }
  }

  /// Whether the element may stand directly in another, or outermost where that is nothing (ISO
  /// 32000-1, 14.8.4.3).
  public func mayStand(in parent: StructureTag?) -> Bool {
    switch self {
    case .document: return parent == nil
    case .listItem: return parent == .list
    case .listLabel: return parent == .listItem || parent?.isNote == true
    case .listBody: return parent == .listItem
    case .tableRow: return parent == .table
    case .tableHeader, .tableCell: return parent == .tableRow
    case .tableOfContentsItem: return parent == .tableOfContents
    case .list, .tableOfContents:
      return parent == self || parent?.isStrict != true
    case .caption:
      return parent == .table || parent == .list || parent == .tableOfContents
        || parent?.isStrict != true
    case .section, .heading, .paragraph, .blockQuote, .table, .note, .span, .figure, .link:
      return parent?.isStrict != true
    }
  }

  /// Whether the element takes only the kinds that belong to it.
  private var isStrict: Bool {
    switch self {
    case .list, .listItem, .table, .tableRow, .tableOfContents: true
    case .document, .section, .heading, .paragraph, .blockQuote, .listLabel, .listBody,
      .tableHeader, .tableCell, .caption, .note, .tableOfContentsItem, .span, .figure, .link:
      false
    }
  }

  private var isNote: Bool { if case .note = self { true } else { false } }
}
