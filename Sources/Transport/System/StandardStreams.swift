internal import Glibc

/// The standard input, read as it comes.
package struct StandardInput: Sendable {
    /// What one call reads at most when nothing else is said.
    package static let chunkBytes = 256 << 10
    private let descriptor: Int32

    package init() {
        descriptor = STDIN_FILENO
    }

    /// Whether somebody sits there who can be asked on the standard error and can answer.
    package static var isTerminal: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Gives what is there now, waiting when nothing is; `nil` at the end. A slow pipe is thus
    /// worked on while it is still written.
    package func nextChunk(
        maximum: Int = StandardInput.chunkBytes
    ) throws(FileFailure) -> [UInt8]? {
        guard let bytes = Descriptor.readOnce(descriptor, maximum: maximum) else {
            throw FileFailure(.read, "standard input", errno)
        }
        return bytes.isEmpty ? nil : bytes
    }
}

/// The standard output and the standard error, written completely or failing with the reason.
///
/// Ignore SIGPIPE before (`StopSignals` does): then a reader that has gone is `readerIsGone`.
package struct Output: Sendable {
    package static let standard = Output(descriptor: STDOUT_FILENO, name: "standard output")
    package static let error = Output(descriptor: STDERR_FILENO, name: "standard error")
    private let descriptor: Int32
    private let name: String

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Writes all bytes; nothing is buffered here.
    package func write(_ bytes: [UInt8]) throws(FileFailure) {
        let failure = Descriptor.writeAll(descriptor, bytes)
        if failure != 0 { throw FileFailure(.write, name, failure) }
    }

    /// Writes a text as UTF-8.
    package func write(_ text: String) throws(FileFailure) {
        try write(Array(text.utf8))
    }
}
