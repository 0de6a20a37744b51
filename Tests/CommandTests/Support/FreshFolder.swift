import Foundation

/// A folder that nobody else has, and that disappears with its files.
final class FreshFolder: Sendable {
    let url: URL

    init() {
        url = FileManager.default.temporaryDirectory
            .appending(path: "command-tests-\(UUID().uuidString)")
        let made = Result {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        }
        guard case .success = made else { preconditionFailure("no temporary folder: \(made)") }
    }

    deinit {
        remove()
    }

    func remove() {
        // What cannot be removed lies in the system's temporary folder.
        try? FileManager.default.removeItem(at: url)
    }
}
