/// A seeded generator of random numbers for properties: the same seed gives the same values on every
/// machine (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
///
/// Name the seed in the failure, so that a case can be run again.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from zero up to, but not including, one.
  public mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from a range, both ends possible.
  public mutating func number(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + fraction() * (range.upperBound - range.lowerBound)
  }

  /// A whole number from a range.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  /// One of some values.
  ///
  /// - Precondition: There is one.
  public mutating func element<Value>(of values: [Value]) -> Value {
    values[integer(in: 0...values.count - 1)]
  }
}
