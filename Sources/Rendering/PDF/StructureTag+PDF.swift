import Drawing

extension StructureTag {
  /// The standard structure type (ISO 32000-1, 14.8.4).
  var typeName: String {
    switch self {
    case .document: "Document"
    case .section: "Sect"
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .blockQuote: "BlockQuote"
    case .list: "L"
    case .listItem: "LI"
    case .listLabel: "Lbl"
    case .listBody: "LBody"
    case .table: "Table"
    case .tableRow: "TR"
    case .tableHeader: "TH"
    case .tableCell: "TD"
    case .caption: "Caption"
    case .note: "Note"
    case .tableOfContents: "TOC"
    case .tableOfContentsItem: "TOCI"
    case .span: "Span"
    case .figure: "Figure"
    case .link: "Link"
    }
  }
}
