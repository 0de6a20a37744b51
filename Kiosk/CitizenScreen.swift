import Console
import Frontend

enum CitizenScreen {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode { .done }
}
