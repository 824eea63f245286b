import Indicators

// Loops over the values of a block. They take eight at once by hand: where the result lies on one of its
// operands the compiler would take one after the other.

typealias Lanes = SIMD8<Double>

/// The values of one side of an operation: one for each cell of a block, or one for all.
@safe
enum BlockValues {
  case each(UnsafePointer<Double>)
  case all(Double)
}

@inline(__always)
private func lanes(_ values: UnsafePointer<Double>, _ start: Int) -> Lanes {
  unsafe UnsafeRawPointer(values + start).loadUnaligned(as: Lanes.self)
}

@inline(__always)
private func store(_ lanes: Lanes, _ values: UnsafeMutablePointer<Double>, _ start: Int) {
  unsafe UnsafeMutableRawPointer(values + start).storeBytes(of: lanes, as: Lanes.self)
}

/// Puts an operation of two sides into a place, which may be that of a side.
@inline(__always)
func combine(
  _ left: BlockValues,
  _ right: BlockValues,
  into target: UnsafeMutablePointer<Double>,
  _ count: Int,
  _ many: (Lanes, Lanes) -> Lanes,
  _ one: (Double, Double) -> Double
) {
  let whole = count & ~7
  switch (left, right) {
  case (.each(let left), .each(let right)):
    for start in stride(from: 0, to: whole, by: 8) {
      unsafe store(many(lanes(left, start), lanes(right, start)), target, start)
    }
    for index in whole..<count { unsafe target[index] = one(left[index], right[index]) }
  case (.each(let left), .all(let right)):
    let all = Lanes(repeating: right)
    for start in stride(from: 0, to: whole, by: 8) {
      unsafe store(many(lanes(left, start), all), target, start)
    }
    for index in whole..<count { unsafe target[index] = one(left[index], right) }
  case (.all(let left), .each(let right)):
    let all = Lanes(repeating: left)
    for start in stride(from: 0, to: whole, by: 8) {
      unsafe store(many(all, lanes(right, start)), target, start)
    }
    for index in whole..<count { unsafe target[index] = one(left, right[index]) }
  case (.all(let left), .all(let right)):
    unsafe target.update(repeating: one(left, right), count: count)
  }
}

/// The four operations of plain arithmetic.
enum Arithmetic {
  case plus
  case minus
  case times
  case divided

  init?(_ symbol: Expression.BinaryOperator) {
    switch symbol {
    case .plus: self = .plus
    case .minus: self = .minus
    case .times: self = .times
    case .divided: self = .divided
    case .power, .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return nil
    }
  }

  /// Puts the results of two sides into a place, which may be that of a side.
  func apply(
    _ left: BlockValues,
    _ right: BlockValues,
    into place: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    switch self {
    case .plus: unsafe combine(left, right, into: place, count, { $0 + $1 }, { $0 + $1 })
    case .minus: unsafe combine(left, right, into: place, count, { $0 - $1 }, { $0 - $1 })
    case .times: unsafe combine(left, right, into: place, count, { $0 * $1 }, { $0 * $1 })
    case .divided: unsafe combine(left, right, into: place, count, { $0 / $1 }, { $0 / $1 })
    }
  }
}

/// Whether all of some values are numbers: zero times a number is zero, and times infinity or no number
/// it is no number.
func areFinite(_ values: UnsafePointer<Double>, _ count: Int) -> Bool {
  var (checks, others) = (Lanes.zero, Lanes.zero)
  let whole = count & ~15
  for start in stride(from: 0, to: whole, by: 16) {
    checks += unsafe lanes(values, start) * 0
    others += unsafe lanes(values, start + 8) * 0
  }
  var check = (checks + others).sum()
  for index in whole..<count { unsafe check += values[index] * 0 }
  return check == 0
}

/// Puts zero in the place of missing values.
func clearMissing(
  _ values: UnsafeMutablePointer<Double>,
  _ statuses: UnsafePointer<UInt8>,
  _ count: Int
) {
  let whole = count & ~7
  for start in stride(from: 0, to: whole, by: 8) {
    let states = unsafe UnsafeRawPointer(statuses + start).loadUnaligned(as: UInt64.self)
    // The statuses from `absent` on have one of two bits, which fall together into the lower.
    var missing = (states | states >> 1) & 0x0404_0404_0404_0404
    while missing != 0 {
      unsafe values[start + missing.trailingZeroBitCount >> 3] = 0
      missing &= missing - 1
    }
  }
  for index in whole..<count where unsafe statuses[index] >= Status.absent.rawValue {
    unsafe values[index] = 0
  }
}

/// Whether one of some values is zero.
func hasZero(_ values: UnsafePointer<Double>, _ count: Int) -> Bool {
  let whole = count & ~7
  for start in stride(from: 0, to: whole, by: 8) where unsafe any(lanes(values, start) .== 0) {
    return true
  }
  for index in whole..<count where unsafe values[index] == 0 { return true }
  return false
}
