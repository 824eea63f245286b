import Diagnostics
import Dispatch
import Formulas
import Glibc
import Indicators

// Works formulas out over cubes of ten million cells, and says how fast the memory is beside them: each
// input is read once and the result written once, at nine bytes a cell (a value and a status).
//
//     formulas-benchmark [CELLS] [ROUNDS] [FORMULA]

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let cells = arguments.first ?? 10_000_000
let rounds = arguments.count > 1 ? arguments[1] : 7

/// Numbers of a fast generator (Steele, Lea, Flood, 2014), one in twenty missing if that is asked.
func cube(_ seed: UInt64, members: Int, periods: Int, unit: String, hasGaps: Bool) throws -> Cube {
  var state = seed
  var values = unsafe [Double](count: members * periods) { unsafe $0.initialize(repeating: 0) }
  var statuses = unsafe [Status](count: values.count) { unsafe $0.initialize(repeating: .actual) }
  for cell in values.indices {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    values[cell] = 1 + Double(mixed >> 40)
    if hasGaps, mixed % 20 == 0 { statuses[cell] = .notAvailable }
  }
  return Cube(
    axes: [
      Axis("geo", (0..<min(200, members)).map { Member("g\($0)") }),
      Axis("product", (0..<max(1, members / 200)).map { Member("p\($0)") }),
    ],
    time: .series((0..<periods).compactMap { Period("\(1975 + $0)") }),
    unit: try Unit.parse(unit),
    kind: .flow,
    values: values,
    statuses: statuses
  )
}

/// Seconds that a body takes, the least of several rounds.
func seconds(_ body: () -> Void) -> Double {
  var least = Double.infinity
  for _ in 0..<rounds {
    let start = ContinuousClock.now
    body()
    let time = ContinuousClock.now - start
    least = min(
      least,
      Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    )
  }
  return least
}

/// Bytes a second that the cores move together when they add two arrays into a third (McCalpin's
/// STREAM, "add").
func bandwidth() -> Double {
  let count = cells
  let room = UnsafeMutablePointer<Double>.allocate(capacity: 3 * count)
  unsafe room.initialize(repeating: 1, count: 3 * count)
  defer { unsafe room.deallocate() }
  nonisolated(unsafe) let (left, right, sum) = unsafe (room, room + count, room + 2 * count)
  let threads = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  let time = seconds {
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for index in count * thread / threads..<count * (thread + 1) / threads {
        unsafe sum[index] = left[index] + right[index]
      }
    }
  }
  return Double(24 * count) / time
}

keepFreedMemory()
let periods = 25
let members = cells / periods / 200 * 200
let whole = Double(members * periods)
let evaluator = Evaluator(catalogue: Catalogue(indicators: [:]), ratios: [])
evaluator.add(results: [
  "a": ResultCube(
    cube: try cube(1, members: members, periods: periods, unit: "t", hasGaps: false)
  ),
  "b": ResultCube(
    cube: try cube(2, members: members, periods: periods, unit: "t", hasGaps: false)
  ),
  "gaps": ResultCube(
    cube: try cube(3, members: members, periods: periods, unit: "t", hasGaps: true)
  ),
  "c": ResultCube(
    cube: try cube(5, members: members, periods: periods, unit: "t", hasGaps: false)
  ),
  "d": ResultCube(
    cube: try cube(6, members: members, periods: periods, unit: "t", hasGaps: false)
  ),
  "year": ResultCube(
    cube: try cube(4, members: 1, periods: periods, unit: "t", hasGaps: false)
      .only()
  ),
])

extension Cube {
  /// The one series of the cube without its dimension.
  func only() -> Cube {
    Cube(axes: [], time: time, unit: unit, kind: kind, values: values, statuses: statuses)
  }
}

let wanted = CommandLine.arguments.dropFirst(3).first
let memory = bandwidth()
print("memory: \(Int(memory / 1e6)) MB/s (two arrays added into a third)")
for (formula, inputs) in [
  ("a + b", 2), ("(a - b) / (a + b)", 2), ("(a - b) / (a + b) * 100 + 1", 2),
  ("(gaps - b) / (c + d) * 100", 4), ("(a - gaps) / (a + gaps)", 2), ("a / year", 1),
  ("a > b and a < 2 * b", 2),
] where wanted == nil || wanted == formula {
  var list = DiagnosticList()
  guard let expression = parseExpression(Excerpt(composed: formula), into: &list) else {
    print(list.all.map(\.formatted).joined())
    exit(1)
  }
  var cube: Cube?
  let time = seconds { cube = evaluator.evaluated(expression, into: &list)?.cube }
  guard let cube, !list.hasErrors else {
    print(list.all.map(\.formatted).joined())
    exit(1)
  }
  let moved = Double(9 * (inputs + 1)) * whole / time
  print(
    "\(formula): \(Int(time * 1e3)) ms, \(Int(moved / 1e6)) MB/s, "
      + "\(Int(moved / memory * 100)) % of the memory's, \(cube.unit)"
  )
}
