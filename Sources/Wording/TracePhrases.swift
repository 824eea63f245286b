/// What is said of the steps of a number's tree.
public struct TracePhrases: Sendable {
  /// Why a value is missing, where no status says it.
  public enum Gap: String, Hashable, Sendable, CaseIterable {
    case noCell, operand, zeroDenominator, brokenSeries, undefined
  }

  private let language: Language

  public init(_ language: Language) { self.language = language }

  // MARK: Values

  /// "missing", and why: "missing: the denominator is zero".
  public func missing(_ reason: String?) -> String {
    let word = language.pick("missing", "sin valor")
    return reason.map { "\(word): \($0)" } ?? word
  }

  public func reason(_ gap: Gap) -> String {
    switch gap {
    case .noCell: language.pick("there is no such cell", "no existe tal celda")
    case .operand:
      language.pick(
        "a value that it is made of is missing",
        "falta un valor del que se compone"
      )
    case .zeroDenominator:
      language.pick("the denominator is zero", "el denominador es cero")
    case .brokenSeries:
      language.pick(
        "the series breaks between its periods",
        "la serie se rompe entre sus periodos"
      )
    case .undefined:
      language.pick("the formula has no result here", "la fórmula no tiene resultado aquí")
    }
  }

  public var ratioOfSums: String {
    language.pick(
      "the numerators and the denominators are added up, then divided",
      "se suman los numeradores y los denominadores, y luego se dividen"
    )
  }

  /// That missing values do not count.
  public func skipped(_ count: Int) -> String {
    count == 1
      ? language.pick("one missing value is passed over", "se pasa por alto un valor que falta")
      : language.pick(
        "\(count) missing values are passed over",
        "se pasan por alto \(count) valores que faltan"
      )
  }

  /// That members of which nothing is recorded do not count.
  public func unrecorded(_ count: Int) -> String {
    count == 1
      ? language.pick("of one member there is no record", "de un miembro no hay registro")
      : language.pick(
        "of \(count) members there is no record",
        "de \(count) miembros no hay registro"
      )
  }

  public var isAfterBreak: String {
    language.pick("the series breaks before this value", "la serie se rompe antes de este valor")
  }

  // MARK: Cells

  /// "released 2025-03-01".
  public func released(_ day: String) -> String {
    language.pick("released \(day)", "publicado el \(day)")
  }

  public func note(_ text: String) -> String { language.pick("note: \(text)", "nota: \(text)") }

  /// What a correction did to what the file says.
  public func corrected(
    _ action: String,
    published: String,
    reason: String,
    by editor: String,
    on day: String
  ) -> String {
    let said = published.isEmpty ? language.pick("nothing", "nada") : published
    return language.pick(
      "corrected: \(action); the file says \(said); \(reason) (\(editor), \(day))",
      "corregido: \(action); el archivo dice \(said); \(reason) (\(editor), \(day))"
    )
  }

  // MARK: Models

  public var isModelled: String {
    language.pick(
      "computed by the model of scenarios.yaml",
      "calculado por el modelo de scenarios.yaml"
    )
  }

  /// That values of a model are means over the ways in which events can go.
  public func mean(overOutcomes count: Int) -> String {
    language.pick(
      "mean over the \(count) ways in which the events can go, as are the values below: "
        + "the equation holds in each of them, and for the means only nearly",
      "promedio de los \(count) cursos que pueden tomar los eventos, como los valores de abajo: "
        + "la ecuación vale en cada curso, y en los promedios solo aproximadamente"
    )
  }

  /// What stands before a distribution of which the mode is taken.
  public var modeOf: String { language.pick("mode of", "moda de") }

  /// How to go on where a tree ends: "traced by investment @ 2029".
  public func traced(by selection: String) -> String {
    language.pick("its own tree: \(selection)", "su propio árbol: \(selection)")
  }

  public func judged(by judge: String) -> String {
    language.pick("judged by \(judge)", "a juicio de \(judge)")
  }

  // MARK: Figures

  /// What a block of a report is called: "Figure"; its own word where there is no name for it.
  public func block(_ kind: String) -> String {
    switch kind {
    case "chart": Terms(language)[.figure]
    case "table", "comparison": Terms(language)[.table]
    case "cover": language.pick("Cover", "Portada")
    case "metrics": language.pick("Tiles", "Cifras clave")
    case "findings": language.pick("Findings", "Hallazgos")
    case "aside": language.pick("Margin note", "Nota al margen")
    default: kind
    }
  }

  public var noNumber: String {
    language.pick("no formula gives a number in it", "ninguna fórmula da un número en él")
  }

  public var numbersInWordsOnly: String {
    language.pick(
      "no formula gives what it shows; only its words hold numbers",
      "ninguna fórmula da lo que muestra; solo sus palabras llevan números"
    )
  }

  /// That only the newest value of each series stands below, and how others are asked for.
  public func newest(of count: Int, as selection: String) -> String {
    language.pick(
      "\(count) \(count == 1 ? "number" : "numbers"), of each series the newest; "
        + "another period: '\(selection)'",
      "\(count) \(count == 1 ? "número" : "números"), de cada serie el más reciente; "
        + "otro periodo: '\(selection)'"
    )
  }

  public var inItsWords: String { language.pick("In its words:", "En sus palabras:") }

  // MARK: Trees

  /// "and 12 more".
  public func more(_ count: Int) -> String {
    language.pick("and \(count) more", "y \(count) más")
  }

  /// Where all of a long list is told: "and 4 more, see veta trace total".
  public func more(_ count: Int, by command: String) -> String {
    "\(more(count)) (\(command))"
  }

  /// The same of several arguments: "and 4 more of price, 16 more of sold".
  public func more(_ parts: [(count: Int, text: String)]) -> String {
    let list = parts.map { part in
      language.pick("\(part.count) more of \(part.text)", "\(part.count) más de \(part.text)")
    }
    return language.pick("and ", "y ") + list.joined(separator: ", ")
  }

  public var asAbove: String { language.pick("as above", "como arriba") }
}
