import Diagnostics
import Indicators
import Tabular

/// The unit of an indicator, and how the numbers of its records come to it.
struct UnitsOfRecords {
  /// The declared one, else that of the first record.
  let unit: Unit

  private var conversions: [Unit: UnitConversion] = [:]

  /// Whether records differ in their unit.
  var hasSeveral: Bool { conversions.count > 1 }

  /// Reports a unit that is missing, and units of records that measure something else.
  init(
    _ records: IndicatorRecords,
    _ observations: [Observation],
    files: [DataFile],
    into list: inout DiagnosticList
  ) {
    let settings = records.settings
    let first = observations.first { $0.unit != nil }
    guard var unit = settings.unit ?? first?.unit else {
      self.unit = .one
      guard !records.hasBadUnit, let one = observations.first else { return }
      list.report(.unitMissing(records.name, at: files[one.file].span(of: one)))
      return
    }
    // A basis of the whole resource is not that of an index or a share among its prices.
    let isForOthers = settings.hasBasisOfResource && settings.unit == nil && !unit.isMoney
    if let basis = settings.basis, unit.basis == nil, !isForOthers {
      unit = unit.with(basis: basis)
      if !unit.isMoney { list.report(.basisWithoutMoney(records.name, unit, at: records.span)) }
    }
    // Where the descriptor leaves open which prices are meant, the file's own unit says it.
    if unit.isMoney, unit.basis == nil, let basis = first?.unit?.basis {
      unit = unit.with(basis: basis)
    }
    self.unit = unit
    var reported: Set<Unit?> = []
    for observation in observations {
      guard let own = observation.unit else {
        if settings.unit == nil, !records.hasBadUnit, reported.insert(nil).inserted {
          list.report(.unitMissing(records.name, at: files[observation.file].span(of: observation)))
        }
        continue
      }
      guard conversions[own] == nil, !reported.contains(own) else { continue }
      // A record that doesn't say which prices are meant takes what the indicator says.
      let basis = own.basis == nil ? unit.basis : own.basis
      if let conversion = own.with(basis: basis).conversion(to: unit) {
        conversions[own] = conversion
      } else {
        reported.insert(own)
        let table = files[observation.file].table
        let isDeclared = settings.unit != nil
        let place = files[observation.file].unitColumn
        list.report(
          .unitDiffers(
            own,
            from: unit,
            of: records.name,
            isDeclared: isDeclared,
            at: place.map { table.span(observation.record, $0) }
              ?? files[observation.file].unitRecord.map { table.span($0, observation.column) }
              ?? files[observation.file].span(of: observation)
          )
        )
      }
    }
  }

  /// A number in the indicator's unit, with the decimals it has there; nothing for those if the factor is
  /// no power of ten.
  func convert(
    _ number: Number,
    of observation: Observation,
    in file: DataFile
  ) -> (value: Double, decimals: Int?) {
    guard let own = observation.unit, let conversion = conversions[own], !conversion.isIdentity
    else { return (number.value, number.decimals) }
    if let power = conversion.powerOfTen {
      return (number.shifted(by: power), max(0, number.decimals - power))
    }
    return (conversion(number.value), nil)
  }
}

extension Unit {
  fileprivate func with(basis: Basis?) -> Unit {
    Unit(meaning: meaning, multiplier: multiplier, atoms: atoms, of: of, basis: basis)
  }
}

extension UnitConversion {
  /// The exponent if the factor is a power of ten.
  fileprivate var powerOfTen: Int? {
    guard numerator == 1 || denominator == 1 else { return nil }
    let whole = denominator == 1 ? numerator : denominator
    var power = 0
    var value = 1.0
    while value < whole, power < 22 {
      value *= 10
      power += 1
    }
    guard value == whole else { return nil }
    return denominator == 1 ? power : -power
  }
}

extension Number {
  /// The double nearest to the printed decimal times a power of ten, which a product of doubles would
  /// miss by a last digit: `0.29` in hundreds is 29.
  func shifted(by power: Int) -> Double {
    // The shortest decimal that reads back to a double is the printed one, up to 15 digits.
    Double(shiftedText(by: power)) ?? value
  }

  private func shiftedText(by power: Int) -> String {
    let text = "\(value)"
    guard let exponent = text.firstIndex(of: "e") else { return "\(text)e\(power)" }
    let own = Int(text[text.index(after: exponent)...]) ?? 0
    return "\(text[..<exponent])e\(own + power)"
  }
}
