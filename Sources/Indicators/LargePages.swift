import CMalloc
import Glibc

extension Array where Element: BitwiseCopyable {
  /// An array whose memory comes in large pages where there is much of it and the system can: small ones
  /// cost most of the time in which a large array is filled, and much of that in which it is read.
  ///
  /// - Parameters:
  ///   - count: How many elements there are.
  ///   - fill: Gives every element its value; it gets the memory as it is.
  public init(count: Int, filledBy fill: (UnsafeMutableBufferPointer<Element>) -> Void) {
    unsafe self.init(unsafeUninitializedCapacity: count) { elements, filled in
      unsafe askForLargePages(UnsafeMutableRawBufferPointer(elements))
      unsafe fill(UnsafeMutableBufferPointer(rebasing: elements[..<count]))
      filled = count
    }
  }
}

/// Asks for large pages for memory that nobody has touched yet.
private func askForLargePages(_ memory: UnsafeMutableRawBufferPointer) {
  let (page, large) = (4096, 4 << 20)
  guard memory.count >= large, let start = memory.baseAddress else { return }
  let offset = (page - Int(bitPattern: start) % page) % page
  // A system that can't may ignore it.
  _ = unsafe madvise(start + offset, memory.count - offset, MADV_HUGEPAGE)
}

/// Keeps large memory that is given back for what asks next: else the system clears the pages of every
/// large array anew. For a program's start; the memory goes when the program ends.
public func keepFreedMemory() {
  // Nothing gets pages of its own, and the heap never shrinks.
  mallopt(M_MMAP_MAX, 0)
  mallopt(M_TRIM_THRESHOLD, .max)
}
