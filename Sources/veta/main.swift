// The command line of Veta. It reads the arguments, starts the work and says how it ended; what the
// work is stands in the modules below.

import Glibc
import Indicators

keepFreedMemory()
exit(await Program(arguments: Array(CommandLine.arguments.dropFirst())).run())
