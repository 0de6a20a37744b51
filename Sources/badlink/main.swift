import Console
import Frontend
import Glibc

exit(
    Program.run(BadlinkProgram.spec, arguments: Array(CommandLine.arguments.dropFirst())) {
        (desk) throws(Failure) in try BadlinkProgram.run(desk)
    }.rawValue)
