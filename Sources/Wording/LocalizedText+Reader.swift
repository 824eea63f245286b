public import Indicators

extension LocalizedText {
  /// What a reader of a language is shown: the text in it or for all, else the one in the first language
  /// that there is.
  public func text(forReadersOf language: String) -> String? {
    self[language] ?? texts.min { $0.key < $1.key }?.value
  }
}
