public import Indicators

/// A word or phrase that the program itself adds to a report.
public enum Term: String, Hashable, Sendable, CaseIterable {
  case figure, table, page, section, note, notes, source, sources, ownCalculations, ownModel
  case contents, figures, tables, glossary, methods, assumptions, revisions, edition, reportOf
  case continued, continues, next, previous, total, other, others, average, median, mean, world
  case actual, provisional, estimate, forecast, projection, today
  case absent, notCollected, notApplicable, notAvailable, confidential, holiday, rejected, undefined
  case notAvailableMark, breakInSeries
  case scenario, scenarios, baseline, counterfactual, difference, level, percentChange
  case weightedMean, weightedMeanIsNoOutcome, probability, leaf, never, median50
  case parameter, driver, variable, indicator, unit, low, mode, high, value, reason, judge
  case period, year, change, from, to, until, and, or, yes, no
  case fewData, scaleNotFromZero, barsFromZero, missingPeriods, medianIsShown, observed, assumed
  case asOf, consulted, published, licence, licences, waiver, waivers, corrections, correction,
    stale
  case sharesDoNotAdd, partsDoNotAdd, notSignificant
  case inputs, example, zeroIsMissing, zeroIsError, ratioOfSums, meanOfRatios
}

/// The program's own words in one language.
public struct Terms: Sendable {
  public let language: Language

  public init(_ language: Language) { self.language = language }

  public subscript(_ term: Term) -> String {
    let (english, spanish) = phrases(of: term)
    return language.pick(english, spanish)
  }

  /// "Figure 3", which no line break may part.
  public func figure(_ number: Int) -> String { self[.figure] + noBreakSpace + String(number) }

  /// "Table 2".
  public func table(_ number: Int) -> String { self[.table] + noBreakSpace + String(number) }

  /// "page 7", as a reference in a sentence.
  public func page(_ number: Int) -> String { self[.page] + noBreakSpace + String(number) }

  /// "Source: A; B." or "Sources: …", with own calculations last where there are any.
  public func sourceLine(_ titles: [String], isCalculated: Bool, isModelled: Bool = false) -> String
  {
    var parts = titles
    if isCalculated { parts.append(self[.ownCalculations]) }
    if isModelled { parts.append(self[.ownModel]) }
    guard !parts.isEmpty else { return "" }
    let head = self[titles.count > 1 ? .sources : .source]
    let line = "\(head): \(parts.joined(separator: "; "))"
    return line.hasSuffix(".") ? line : line + "."
  }

  /// What a cell's status is called; nothing for an actual value.
  public func name(of status: Status) -> String? {
    switch status {
    case .actual: nil
    case .provisional: self[.provisional]
    case .estimated: self[.estimate]
    case .forecast: self[.forecast]
    case .absent: self[.absent]
    case .notCollected: self[.notCollected]
    case .notApplicable: self[.notApplicable]
    case .notAvailable: self[.notAvailable]
    case .confidential: self[.confidential]
    case .holiday: self[.holiday]
    case .rejected: self[.rejected]
    case .undefined: self[.undefined]
    }
  }

  /// What a table's cell prints in place of a missing value, or beside an uncertain one; nothing for
  /// an actual value.
  public func mark(of status: Status) -> String? {
    switch status {
    case .actual: nil
    case .provisional: "p"
    case .estimated: "e"
    case .forecast: "f"
    case .absent, .notApplicable, .holiday: "–"
    case .notCollected, .notAvailable: self[.notAvailableMark]
    case .confidential: "c"
    case .rejected: "r"
    case .undefined: "·"
    }
  }
}

private func phrases(of term: Term) -> (english: String, spanish: String) {
  switch term {
  case .figure: ("Figure", "Figura")
  case .table: ("Table", "Cuadro")
  case .page: ("page", "página")
  case .section: ("Section", "Sección")
  case .note: ("Note", "Nota")
  case .notes: ("Notes", "Notas")
  case .source: ("Source", "Fuente")
  case .sources: ("Sources", "Fuentes")
  case .ownCalculations: ("own calculations", "cálculos propios")
  case .ownModel: ("own model", "modelo propio")
  case .contents: ("Contents", "Contenido")
  case .figures: ("Figures", "Figuras")
  case .tables: ("Tables", "Cuadros")
  case .glossary: ("Glossary", "Glosario")
  case .methods: ("Methods", "Métodos")
  case .assumptions: ("Assumptions", "Supuestos")
  case .revisions: ("Revisions", "Revisiones")
  case .edition: ("Edition", "Edición")
  case .reportOf: ("Report of", "Informe de")
  case .continued: ("continued", "continuación")
  case .continues: ("continues", "continúa")
  case .next: ("next", "siguiente")
  case .previous: ("previous", "anterior")
  case .total: ("Total", "Total")
  case .other: ("Other", "Otro")
  case .others: ("Others", "Otros")
  case .average: ("average", "promedio")
  case .median: ("median", "mediana")
  case .mean: ("mean", "media")
  case .world: ("World", "Mundo")
  case .actual: ("actual", "observado")
  case .provisional: ("provisional", "preliminar")
  case .estimate: ("estimate", "estimación")
  case .forecast: ("forecast", "pronóstico")
  case .projection: ("Projection", "Proyección")
  case .today: ("today", "hoy")
  case .absent: ("no record", "sin registro")
  case .notCollected: ("not collected", "no se recopiló")
  case .notApplicable: ("not applicable", "no aplica")
  case .notAvailable: ("not available", "no disponible")
  case .confidential: ("withheld as confidential", "reservado por confidencialidad")
  case .holiday: ("no trading", "día inhábil")
  case .rejected: ("rejected in editing", "descartado en la revisión")
  case .undefined: ("not defined", "no definido")
  case .notAvailableMark: ("n/a", "n. d.")
  case .breakInSeries: ("break in series", "ruptura de la serie")
  case .scenario: ("Scenario", "Escenario")
  case .scenarios: ("Scenarios", "Escenarios")
  case .baseline: ("baseline", "escenario base")
  case .counterfactual: ("counterfactual", "contrafactual")
  case .difference: ("difference", "diferencia")
  case .level: ("level", "nivel")
  case .percentChange: ("difference in %", "diferencia en %")
  case .weightedMean: ("probability-weighted mean", "promedio ponderado por probabilidad")
  case .weightedMeanIsNoOutcome:
    (
      "this average is not itself a possible outcome",
      "este promedio no es en sí un desenlace posible"
    )
  case .probability: ("probability", "probabilidad")
  case .leaf: ("outcome", "desenlace")
  case .never: ("never", "nunca")
  case .median50: ("median of the draws", "mediana de las simulaciones")
  case .parameter: ("Parameter", "Parámetro")
  case .driver: ("Driver", "Factor")
  case .variable: ("Variable", "Variable")
  case .indicator: ("Indicator", "Indicador")
  case .unit: ("Unit", "Unidad")
  case .low: ("Low", "Bajo")
  case .mode: ("Mode", "Moda")
  case .high: ("High", "Alto")
  case .value: ("Value", "Valor")
  case .reason: ("Reason", "Razón")
  case .judge: ("Judged by", "A juicio de")
  case .period: ("Period", "Periodo")
  case .year: ("Year", "Año")
  case .change: ("Change", "Cambio")
  case .from: ("from", "desde")
  case .to: ("to", "hasta")
  case .until: ("until", "hasta el")
  case .and: ("and", "y")
  case .or: ("or", "o")
  case .yes: ("yes", "sí")
  case .no: ("no", "no")
  case .fewData: ("few data", "pocos datos")
  case .scaleNotFromZero: ("The scale does not start at zero.", "La escala no empieza en cero.")
  case .barsFromZero: ("Bars start at zero.", "Las barras empiezan en cero.")
  case .missingPeriods: ("No value for", "Sin dato para")
  case .medianIsShown: ("The median is shown.", "Se muestra la mediana.")
  case .observed: ("observed", "observado")
  case .assumed: ("assumed", "supuesto")
  case .asOf: ("as of", "al")
  case .consulted: ("consulted", "consultado")
  case .published: ("published", "publicado")
  case .licence: ("Licence", "Licencia")
  case .licences: ("Licences", "Licencias")
  case .waiver: ("Waiver", "Excepción")
  case .waivers: ("Waivers in force", "Excepciones vigentes")
  case .corrections: ("Corrections", "Correcciones")
  case .correction: ("Correction", "Corrección")
  case .stale: ("not updated", "sin actualizar")
  case .sharesDoNotAdd:
    ("Shares may not add to 100 because of rounding.", "La suma puede no dar 100 por el redondeo.")
  case .partsDoNotAdd:
    (
      "The parts do not add up to the total because of rounding.",
      "Las partes no suman el total por el redondeo."
    )
  case .notSignificant: ("n. s.", "n. s.")
  case .inputs: ("from", "a partir de")
  case .example: ("example", "ejemplo")
  case .zeroIsMissing:
    ("no value where the denominator is zero", "sin valor donde el denominador es cero")
  case .zeroIsError: ("the denominator may not be zero", "el denominador no puede ser cero")
  case .ratioOfSums:
    ("added up as the ratio of the sums", "se agrega como razón de las sumas")
  case .meanOfRatios:
    ("added up as the mean of the ratios", "se agrega como promedio de las razones")
  }
}
