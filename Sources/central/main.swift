import Console
import Frontend
import Glibc

exit(
    Program.run(CentralProgram.spec, arguments: Array(CommandLine.arguments.dropFirst())) {
        (desk) throws(Failure) in try CentralProgram.run(desk)
    }.rawValue)
