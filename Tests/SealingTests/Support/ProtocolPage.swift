import Foundation
import SyncProtocol
import Testing

/// The bytes that stand in the examples of PROTOCOL.md, by their names.
struct ProtocolPage {
    private let examples: [String: [UInt8]]

    init() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../SyncProtocol/PROTOCOL.md")
        examples = Self.read(try String(contentsOf: page, encoding: .utf8))
    }

    /// The bytes of one name.
    func bytes(_ name: String) throws -> [UInt8] {
        try #require(examples[name], "the page has no \(name)")
    }

    /// Indented lines `name = bytes`; a line that begins deeper goes on with the bytes.
    private static func read(_ text: String) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        var name = ""
        for line in text.split(separator: "\n") where line.hasPrefix("    ") {
            let parts = line.split(separator: "=").map { $0.filter { !$0.isWhitespace } }
            if parts.count == 2 { name = parts[0] }
            guard let last = parts.last, let bytes = [UInt8](hex: last) else { continue }
            found[name, default: []] += bytes
        }
        return found
    }
}
