package import Console

/// Why a command ends without having done its work: what is wrong and what to do next, in both
/// languages, and the code for scripts.
package struct Failure: Error, Equatable, Sendable {
    package let exit: ExitCode
    package let text: Localized

    package init(_ exit: ExitCode, vi: String, en: String) {
        self.exit = exit
        text = Localized(vi: vi, en: en)
    }

    /// Runs a body and turns its error into a failure.
    package static func wrap<T, Problem: Error>(
        _ convert: (Problem) -> Failure, _ body: () throws(Problem) -> T
    ) throws(Failure) -> T {
        do throws(Problem) {
            return try body()
        } catch {
            throw convert(error)
        }
    }
}
