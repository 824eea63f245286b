import Indicators

/// Why an observed value is less than certain, so that it is drawn hollow or light.
enum Doubt: Hashable, Sendable, CaseIterable {
  case estimated
  case provisional

  /// Its publisher gave it in round numbers only.
  case rounded

  /// The remark beside a value in its file alone tells a rounded value from other estimates: both have
  /// one status.
  init?(_ status: Status, note: String?) {
    switch status {
    case .provisional: self = .provisional
    case .estimated: self = Doubt.saysRounded(note ?? "") ? .rounded : .estimated
    case .actual, .forecast, .absent, .notCollected, .notApplicable, .notAvailable, .confidential,
      .holiday, .rejected, .undefined:
      return nil
    }
  }

  /// Whether a remark holds the word, in the languages of reports.
  private static func saysRounded(_ note: String) -> Bool {
    note.lowercased().split { !$0.isLetter }.contains { word in
      word == "rounded" || word.hasPrefix("redondead")
    }
  }
}
