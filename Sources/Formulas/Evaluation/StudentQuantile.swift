/// The value that Student's t with whole degrees of freedom exceeds on either side with 5 % together.
///
/// The probability between -t and t is the finite sum of Abramowitz and Stegun, Handbook of Mathematical
/// Functions, 1964, 26.7.3 and 26.7.4; t is found by halving.
func studentQuantile(degreesOfFreedom freedom: Int) -> Double {
  func inside(_ angle: Double) -> Double {
    let (sine, cosine) = (sine(angle), cosine(angle))
    let isOdd = freedom % 2 == 1
    var term = isOdd ? cosine : 1.0
    var sum = freedom == 1 ? 0 : term
    // The k-th factor is (k - 1) / k in the even case, with the exponent of the cosine.
    var exponent = isOdd ? 3 : 2
    while exponent <= freedom - 2 {
      term *= Double(exponent - 1) / Double(exponent) * cosine * cosine
      sum += term
      exponent += 2
    }
    return isOdd ? (angle + sine * sum) * 2 / .pi : sine * sum
  }
  var (low, high) = (0.0, Double.pi / 2)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if inside(middle) < 0.95 { low = middle } else { high = middle }
  }
  let angle = (low + high) / 2
  return Double(freedom).squareRoot() * sine(angle) / cosine(angle)
}
