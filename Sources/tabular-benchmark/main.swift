import Glibc
import Tabular

// Adds up the column `value` by indicator and year: what a benchmark asks of every reader of tables.

/// Says why on standard error, and ends.
func fail(_ message: String, status: CInt) -> Never {
  let line = Array((message + "\n").utf8)
  _ = unsafe write(STDERR_FILENO, line, line.count)
  exit(status)
}

guard CommandLine.arguments.count == 2 else {
  fail("usage: tabular-benchmark FILE", status: EX_USAGE)
}
do {
  let stream = RecordStream(try FileSource.unpacked(path: CommandLine.arguments[1]))
  let groups = try stream.aggregate(
    Aggregation(of: "value", by: [.init("indicator"), .init("period", .leading(4))])
  )
  print("rows=\(groups.recordCount) groups=\(groups.groups.count) sum=\(groups.sum)")
} catch {
  fail("error: \(error)", status: EX_DATAERR)
}
