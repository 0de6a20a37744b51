import Console
import Frontend
import Glibc

exit(
    Program.run(SimulateProgram.spec, arguments: Array(CommandLine.arguments.dropFirst())) {
        (desk) throws(Failure) in try SimulateProgram.run(desk)
    }.rawValue)
