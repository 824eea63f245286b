extension Unit: CustomStringConvertible {
  /// The canonical way to write the unit; ``parse(_:)`` reads it back.
  public var description: String {
    var text =
      switch meaning {
      case .quantity: productText
      case .percent: "percent"
      case .percentagePoint: "pp"
      case .index(let base): base.map { "index \($0)" } ?? "index"
      case .rank: "rank"
      case .count: scaled("count")
      case .truth: "truth"
      }
    if !of.isEmpty { text += " of \(of)" }
    switch basis {
    case nil: break
    case .nominal: text += ", nominal"
    case .constant(let base): text += ", constant \(base)"
    case .chained(let year): text += ", chained \(year)"
    case .purchasingPower(let year): text += ", PPP \(year)"
    }
    return text
  }

  private var productText: String {
    func power(_ name: String, _ exponent: Int) -> String {
      exponent == 1 ? name : "\(name)^\(exponent)"
    }
    // Money is named first, as people do; the rest in the order of the alphabet.
    let names = atoms.keys.sorted { left, right in
      let (leftIsMoney, rightIsMoney) = (
        Currency.codes.contains(left), Currency.codes.contains(right)
      )
      return leftIsMoney == rightIsMoney ? left < right : leftIsMoney
    }
    let above = names.compactMap { name -> String? in
      guard let exponent = atoms[name], exponent > 0 else { return nil }
      return power(name, exponent)
    }
    let below = names.compactMap { name -> String? in
      guard let exponent = atoms[name], exponent < 0 else { return nil }
      return "/" + power(name, -exponent)
    }
    return scaled((above.isEmpty ? "1" : above.joined(separator: "*")) + below.joined())
  }

  private func scaled(_ product: String) -> String {
    let words = [3: "thousand", 6: "million", 9: "billion", 12: "trillion"]
    if multiplier == 0 { return product }
    // `million of x` would be read as a million of a unit x.
    let isBare = product == "1" && of.isEmpty
    if let word = words[multiplier] { return isBare ? word : "\(word) \(product)" }
    return isBare ? "10^\(multiplier)" : "10^\(multiplier)*\(product)"
  }
}
