import Drawing

/// A table before it is measured: heads, rows and cells.
struct TableModel {
  struct Column {
    var head: String

    /// Whether numbers stand on a decimal axis; texts stand left.
    var isNumeric: Bool

    /// Text that is set at the right edge.
    var isRightAligned = false

    /// Whether cells may be filled by their value.
    var isHeat = false

    /// The width asked for, in points; nothing: what the cells need.
    var width: Double?

    /// Whether the column takes what the others leave.
    var isWide = false

    init(_ head: String, isNumeric: Bool) {
      self.head = head
      self.isNumeric = isNumeric
    }
  }

  enum Row {
    case cells([Cell], isTotal: Bool, endsGroup: Bool)

    /// A head over the rows that follow.
    case group(String, isWarm: Bool)
  }

  struct Cell {
    enum Content {
      case text([Fragment])

      /// A number with its mark (e, p) and how much it counts for.
      case number(String, mark: String?, isStrong: Bool)

      /// What stands where there is no value: n/a, –.
      case missing(String)

      /// A part of the column's width as a bar, before a number.
      case bar(share: Double, isDark: Bool)
      case empty
    }

    var content: Content
    var fill: Fill?
    var textColor: Color?

    init(_ content: Content, fill: Fill? = nil, textColor: Color? = nil) {
      self.content = content
      self.fill = fill
      self.textColor = textColor
    }
  }

  var columns: [Column]
  var rows: [Row]

  /// Whether cells are coloured: no rules between rows then.
  var isHeat = false

  /// The key under the table: a colour for each step, with its words.
  var key: [KeyEntry] = []

  struct KeyEntry: Hashable {
    let colors: [Color]
    let hatch: Color?
    let text: String
  }

  /// What its cells say, for the data file.
  func plainRows() -> [[String]] {
    var result = [columns.map(\.head)]
    for row in rows {
      switch row {
      case .group(let title, _): result.append([title])
      case .cells(let cells, _, _): result.append(cells.map(\.plainText))
      }
    }
    return result
  }
}

extension TableModel.Cell {
  var plainText: String {
    switch content {
    case .text(let fragments): fragments.map(\.text).joined()
    case .number(let text, _, _): text
    case .missing(let mark): mark
    case .bar, .empty: ""
    }
  }
}
