import Console
import Frontend
import Glibc

exit(
    Program.run(KioskProgram.spec, arguments: Array(CommandLine.arguments.dropFirst())) {
        (desk) throws(Failure) in try KioskProgram.run(desk)
    }.rawValue)
