/// What a command has to say, as a value: nothing is written until the edge writes it.
package struct Output: Hashable, Sendable {
    /// Lines for standard output, without line ends.
    package var stdout: [String]
    /// Lines for standard error, without line ends.
    package var stderr: [String]
    package var exitCode: ExitCode

    package init(stdout: [String] = [], stderr: [String] = [], exitCode: ExitCode = .done) {
        self.stdout = stdout
        self.stderr = stderr
        self.exitCode = exitCode
    }

    /// The answer to a wrong command line.
    package init(_ error: UsageError, in language: Language) {
        self.init(stderr: error.message(in: language), exitCode: .usage)
    }
}
