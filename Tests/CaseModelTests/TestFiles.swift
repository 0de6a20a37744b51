import CaseModel
import Foundation
import Testing

/// Files that tests read: the sample data beside the kiosk, and the trial data outside.
enum TestFiles {
    static let sample = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Kiosk/sample")

    /// The folder with the real catalogues, when the machine has them.
    static let trialFolder = ProcessInfo.processInfo.environment["MOTCUA_TRIAL_DATA"]

    static func sample(_ name: String) throws -> String {
        try String(contentsOf: sample.appending(path: name), encoding: .utf8)
    }

    static func trial(_ name: String) throws -> JSONValue {
        let folder = try #require(trialFolder)
        let file = URL(filePath: folder).appending(path: name)
        return try json(String(contentsOf: file, encoding: .utf8))
    }

    static func json(_ text: String) throws -> JSONValue {
        try JSONReader(limitBytes: 64 << 20).parse(Array(text.utf8))
    }
}
