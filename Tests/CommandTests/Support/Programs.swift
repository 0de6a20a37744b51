import Foundation
import Glibc

/// The built programs, run as real processes.
enum Programs {
    /// What a finished process left.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        /// The lines on standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }

        /// The lines on standard output as JSON objects.
        func objects() throws -> [[String: Any]] { try lines.map(Programs.object) }

        /// The lines on standard error as JSON objects.
        func problems() throws -> [[String: Any]] {
            try errors.split(separator: "\n").map { try Programs.object(String($0)) }
        }
    }

    /// A line that should be a JSON object.
    struct NoObject: Error {
        let line: String
    }

    /// A process that did not end, or something that did not happen, in time.
    struct TooSlow: Error {
        let what: String
    }

    /// The folder of the products: the test's own binary lies in it.
    static let folder: URL = {
        var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let kiosk = folder.appending(path: "kiosk").path
            if FileManager.default.isExecutableFile(atPath: kiosk) { return folder }
        }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    }()

    /// The path of a program: one of ours by its name, any other by its path.
    static func url(_ name: String) -> URL {
        name.hasPrefix("/") ? URL(filePath: name) : folder.appending(path: name)
    }

    /// Reads one line as a JSON object.
    static func object(_ line: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        guard let object = value as? [String: Any] else { throw NoObject(line: line) }
        return object
    }

    /// Asks again and again, every two milliseconds, until it is so.
    static func wait(
        for what: String, seconds: Double = 30, until isSo: () throws -> Bool
    ) throws {
        let deadline = Date.now.addingTimeInterval(seconds)
        while try !isSo() {
            guard Date.now < deadline else { throw TooSlow(what: what) }
            usleep(2000)
        }
    }
}
