import Diagnostics
import Tabular

extension Table {
  /// Reports columns without a name that hold something, which would be passed over without a word.
  ///
  /// The first column may number the records, as programs do that write what they call an index.
  func checkUnnamed(
    of header: Header,
    except taken: Set<Int> = [],
    in records: [Int],
    into list: inout DiagnosticList
  ) {
    for column in header.names.indices
    where header.names[column].isEmpty && !taken.contains(column) {
      guard let filled = records.first(where: { !isEmpty($0, column) }),
        column > 0 || !isNumbering(column, records)
      else { continue }
      list.report(
        .unnamedColumn(column, at: header.spans[column], content: span(filled, column))
      )
    }
  }

  /// Whether a column has ascending whole numbers.
  private func isNumbering(_ column: Int, _ records: [Int]) -> Bool {
    let numbers = records.map { Int(trimmed(text($0, column))) }
    return zip(numbers, numbers.dropFirst()).allSatisfy { earlier, later in
      guard let earlier, let later else { return false }
      return earlier < later
    } && numbers.first.map { $0 != nil } ?? false
  }
}
