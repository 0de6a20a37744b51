import Foundation
import SyncProtocol
import Testing

/// Our bytes against an independent implementation: the Debian package python3-cbor2.
@Suite struct CBORCrossCheckTests {
    /// Reads hexadecimal lines, decodes each, encodes it canonically and writes it back.
    private static let script = """
        import sys
        try:
            import cbor2
        except ImportError:
            sys.exit(77)
        for line in sys.stdin:
            value = cbor2.loads(bytes.fromhex(line))
            print(cbor2.dumps(value, canonical=True).hex())
        """

    @Test func `an independent decoder reads our bytes and writes the same`() throws {
        let messages = Self.messages()
        let answers = try echo(messages.map(\.hex))
        #expect(answers.count == messages.count)
        for (index, (message, answer)) in zip(messages, answers).enumerated()
        where message.hex != answer {
            Issue.record("item \(index): \(message.hex) came back as \(answer)")
        }
    }

    @Test func `an independent decoder finds the values that we wrote`() throws {
        let pairs = "{1: -18446744073709551616, 2: ['ộ', b'\\x00'], 300: None}"
        let value = CBORValue.map([
            .init(.unsigned(1), .negative(.max)),
            .init(.unsigned(2), .array([.text("ộ"), .bytes([0])])),
            .init(.unsigned(300), .null),
        ])
        let output = try run(
            Self.script.replacing(
                "cbor2.dumps(value, canonical=True).hex()", with: "value == \(pairs)"),
            input: [value.encoded.hex])
        #expect(output == ["True"])
    }

    private static func messages() -> [[UInt8]] {
        var generator = SeededGenerator(seed: 2026)
        var messages = (0..<2_000).map { _ in generator.value(depth: 3).encoded }
        for _ in 0..<50 {
            messages.append(generator.event().encoded)
            messages.append(generator.request().encoded)
            messages.append(generator.answer().encoded)
        }
        return messages
    }

    private func echo(_ lines: [String]) throws -> [String] {
        try run(Self.script, input: lines)
    }

    /// Runs Python with files for its ends, so that no full pipe can hold it up.
    private func run(_ script: String, input: [String]) throws -> [String] {
        let python = "/usr/bin/python3"
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "\(python) is missing: install the Debian packages python3 and python3-cbor2")
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("cbor-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // A folder that cannot be removed is the system's to clean, no reason to fail.
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appendingPathComponent("input")
        let target = folder.appendingPathComponent("output")
        try Data((input.joined(separator: "\n") + "\n").utf8).write(to: source)
        try Data().write(to: target)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", script]
        process.environment = ["PYTHONUTF8": "1"]
        process.standardInput = try FileHandle(forReadingFrom: source)
        process.standardOutput = try FileHandle(forWritingTo: target)
        try process.run()
        process.waitUntilExit()
        try #require(
            process.terminationStatus != 77,
            "Python cannot import cbor2: install the Debian package python3-cbor2")
        try #require(process.terminationStatus == 0, "Python's decoder refused our bytes")
        let output = String(decoding: try Data(contentsOf: target), as: UTF8.self)
        return output.split(separator: "\n").map(String.init)
    }
}
