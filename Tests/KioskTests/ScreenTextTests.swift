import Foundation
import Testing

@testable import kiosk

/// Every screen as text, wide and narrow and without marks, held against what is kept beside the
/// terminal's tests.
///
/// `RECORD_SCREENS=1 swift test --filter ScreenTextTests` writes the files anew, to be read before
/// they are kept.
@Suite struct ScreenTextTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "terminal")

    @Test(arguments: [40, 80]) func `every screen reads as it is kept`(width: Int) throws {
        try Self.compare(Self.citizen(width), "citizen-screens-\(width).txt")
        try Self.compare(try Self.agent(width), "agent-screens-\(width).txt")
    }

    @Test func `without a UTF-8 locale every screen is ASCII, and no wider`() throws {
        let plain = Surroundings { ["LC_ALL": "C"][$0] }
        let screens = Self.citizen(40) + (try Self.agent(40))
        let text = screens.map { screen in
            let way = plain.fitting(screen.way)
            let lines = plain.fitting(screen.lines)
            #expect(lines.utf8.allSatisfy { $0 < 0x80 })
            for line in lines.split(separator: "\n") {
                #expect(line.utf8.count <= 40, "\(line)")
            }
            return (way: way, lines: lines)
        }
        try Self.compare(text, "screens-ascii.txt")
    }

    private static func citizen(_ width: Int) -> [(way: String, lines: String)] {
        ScreenGraphTests.ways.map { name, way in
            (
                way: "\(name): \(way.joined(separator: " ⏎ "))",
                lines: ScreenGraphTests.visit(way, width: width).last
            )
        }
    }

    private static func agent(_ width: Int) throws -> [(way: String, lines: String)] {
        try AgentGraphTests.ways.filter { $0.name != "items of many" }.map { name, way in
            var shift = try Shift(width: width)
            shift.type(way)
            return (way: "\(name): \(way.joined(separator: " ⏎ "))", lines: shift.last)
        }
    }

    private static func compare(
        _ screens: [(way: String, lines: String)], _ name: String
    ) throws {
        let texts = screens.map { "=== \($0.way)\n\($0.lines)\n" }
        let text = texts.joined(separator: "\n")
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_SCREENS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        for (screen, expected) in zip(texts, kept.components(separatedBy: "\n=== ")) {
            #expect(screen.contains(expected.trimmingCharacters(in: .newlines)))
        }
        #expect(text == kept)
    }
}
