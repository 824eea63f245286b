/// What the functions of formulas are, for readers of a report who know no formulas.
public struct FunctionPhrases: Sendable {
  private let language: Language

  public init(_ language: Language) { self.language = language }

  /// What a function is.
  ///
  /// - Parameters:
  ///   - name: The function's name in formulas.
  ///   - english: What its documentation says.
  /// - Returns: One line; nothing for a function whose name says it all, as `sum`.
  public func meaning(of name: String, english: String) -> String? {
    guard let spanish = spanish(name) else { return nil }
    return language.pick(english, spanish)
  }

  /// What stands before a formula.
  public var lead: String { language.pick("Formula", "Fórmula") }

  /// A formula of the documentation as mathematics is set: × for *, − for -, ² for ^2.
  public func formula(_ text: String) -> String {
    let set = text.replacing(" * ", with: " × ").replacing(" - ", with: " \(minusSign) ")
      .replacing("-", with: minusSign).replacing("^2", with: "²")
    guard language == .mexicanSpanish else { return set }
    return set.replacing(" year)", with: " año)")
      .replacing("years)", with: "años)").replacing("_first", with: "_primero")
      .replacing(" with ", with: " con ").replacing(" and ", with: " y ")
  }

  private func spanish(_ name: String) -> String? {
    switch name {
    case "lag": "el valor de n periodos antes; uno si no se indica n"
    case "lead": "el valor de n periodos después; uno si no se indica n"
    case "diff": "el cambio en n periodos; uno si no se indica n"
    case "yoy": "el crecimiento en un año"
    case "cagr": "la tasa de crecimiento anual compuesta entre dos periodos"
    case "index": "la serie con un periodo igual a 100"
    case "cumsum": "la suma acumulada desde el primer periodo"
    case "rolling": "la suma, media, mínimo, máximo o mediana de los últimos n periodos"
    case "annual": "años a partir de periodos más cortos: su suma, su media o el último"
    case "interpolate": "la serie con sus huecos llenados sobre la recta entre los valores vecinos"
    case "ytd": "lo que va del año: la suma desde su primer periodo"
    case "contribution":
      "lo que cada miembro aporta al crecimiento del total en n periodos; uno si no se indica n"
    case "vintage": "un indicador como se conocía en un día"
    case "share": "la parte de cada miembro en la suma, o en el miembro que indica of"
    case "rank": "el lugar de cada miembro: 1 es el mayor, y los iguales comparten uno"
    case "top": "los n miembros con los mayores valores más recientes; rest:true suma los demás"
    case "hhi": "el índice de concentración de Herfindahl-Hirschman, entre 0 y 1"
    case "laspeyres": "el índice de precios de Laspeyres, ponderado con las cantidades de la base"
    case "paasche": "el índice de precios de Paasche, ponderado con las cantidades de cada periodo"
    case "fisher": "el índice de precios ideal de Fisher, media geométrica de Laspeyres y Paasche"
    case "elasticity":
      "en cuánto por ciento cambia y con uno por ciento de x; .low y .high lo acotan con 95 %, .r2 es el ajuste, .n los puntos"
    case "deflate": "un monto a los precios de un periodo"
    case "convert": "un monto en otra moneda u otra unidad"
    case "per_capita": "un monto por persona"
    default: nil
    }
  }
}
