import Foundation
import Testing

/// Every screen as text, wide and narrow, held against what is kept beside the terminal's tests.
///
/// `RECORD_SCREENS=1 swift test --filter ScreenTextTests` writes the files anew, to be read before
/// they are kept.
@Suite struct ScreenTextTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "terminal")

    @Test(arguments: [40, 80]) func `every screen reads as it is kept`(width: Int) throws {
        let screens = ScreenGraphTests.ways.map { name, way in
            let lines = ScreenGraphTests.visit(way, width: width).last
            return "=== \(name): \(way.joined(separator: " ⏎ "))\n\(lines)\n"
        }
        let text = screens.joined(separator: "\n")
        let file = Self.folder.appending(path: "citizen-screens-\(width).txt")
        if ProcessInfo.processInfo.environment["RECORD_SCREENS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        for (screen, expected) in zip(screens, kept.components(separatedBy: "\n=== ")) {
            #expect(screen.contains(expected.trimmingCharacters(in: .newlines)))
        }
        #expect(text == kept)
    }
}
