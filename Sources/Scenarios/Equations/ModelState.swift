/// The values of all names of a run in all stored years.
///
/// A missing value is NaN in here; it becomes a missing cell where results leave the module.
struct ModelState: Sendable {
  /// How many years before the model's first one are stored, for lags.
  let history: Int
  let stride: Int

  /// By slot, then by year.
  private var values: [Double]

  init(slots: Int, history: Int, years: Int) {
    self.history = history
    stride = history + years
    values = Array(repeating: .nan, count: slots * stride)
  }

  /// A value in a year counted from the model's first one; missing outside of what is stored.
  subscript(slot: Int, year: Int) -> Double {
    get {
      let column = history + year
      return column >= 0 && column < stride ? values[slot * stride + column] : .nan
    }
    set { values[slot * stride + history + year] = newValue }
  }

  /// A name's values in the years of the model.
  func path(of slot: Int) -> ArraySlice<Double> {
    values[(slot * stride + history)..<((slot + 1) * stride)]
  }
}
