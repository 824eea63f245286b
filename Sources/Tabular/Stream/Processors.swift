import Glibc

/// How many threads can run at once.
public let processorCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
