// The natural logarithm is a call into the C mathematics library, which this import links.
import Glibc

func logarithm(_ value: Double) -> Double { log(value) }
