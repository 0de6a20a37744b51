import Foundation
import Glibc

/// A running process whose output goes to files, so that no pipe can fill up.
final class Child {
    /// Where the standard input comes from.
    enum Input {
        case nothing
        case text(String)
        /// A pipe that `feed` writes to and `endInput` closes.
        case pipe
    }

    private let process = Process()
    private let feeding = Pipe()
    private let output: URL
    private let errors: URL

    private static let ignoresBrokenPipes: Bool = {
        // Whoever feeds a killed process would be killed as well.
        signal(SIGPIPE, SIG_IGN)
        return true
    }()

    init(_ program: String, _ arguments: [String], in folder: URL, input: Input = .nothing) throws {
        precondition(Self.ignoresBrokenPipes, "broken pipes would end the tests")
        let name = folder.appending(path: "run-\(UUID().uuidString)")
        output = name.appendingPathExtension("out")
        errors = name.appendingPathExtension("err")
        process.executableURL = Programs.url(program)
        process.arguments = arguments
        process.standardOutput = try Self.fresh(output)
        process.standardError = try Self.fresh(errors)
        switch input {
        case .nothing:
            process.standardInput = FileHandle.nullDevice
        case .text(let text):
            let file = name.appendingPathExtension("in")
            try Data(text.utf8).write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        case .pipe:
            process.standardInput = feeding
        }
        try process.run()
    }

    private static func fresh(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    /// What the process has written by now.
    var written: String { Self.content(output) }
    /// What the process has said on standard error by now.
    var remarks: String { Self.content(errors) }

    private static func content(_ file: URL) -> String {
        // A file that is not there yet is an empty one.
        let bytes = (try? Data(contentsOf: file)) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    var isRunning: Bool { process.isRunning }

    /// Writes to the standard input; a process that is gone reads nothing.
    func feed(_ text: String) {
        // A broken pipe is what these tests are about.
        try? feeding.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }

    /// Ends the standard input.
    func endInput() throws {
        try feeding.fileHandleForWriting.close()
    }

    /// Ends the process without any warning.
    func killAtOnce() throws {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        _ = try finish()
    }

    /// Asks the process to end, as an operator does.
    func stop() throws -> Programs.Outcome {
        if process.isRunning { kill(process.processIdentifier, SIGTERM) }
        return try finish()
    }

    /// Waits for the end; one that hangs is ended and is an error.
    func finish(seconds: Double = 60) throws -> Programs.Outcome {
        do {
            try Programs.wait(for: "the end of a process", seconds: seconds) { !process.isRunning }
        } catch {
            kill(process.processIdentifier, SIGKILL)
            throw error
        }
        return Programs.Outcome(
            status: process.terminationStatus, output: written, errors: remarks)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
}
