@testable import Sealing

/// Bytes that look like events, and dictionaries trained on such bytes.
enum Samples {
    /// Some hundred bytes that repeat the words of every other event.
    static func event(_ seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let names = ["Nguyễn Thị Hoa", "Trần Văn Bình", "Lê Minh Châu", "Phạm Quốc Dũng"]
        let fields = ["applicant.name", "applicant.identity", "procedure", "delivery.point"]
        return fields.flatMap { field in
            Array("\(field): \(generator.pick(names)) \(generator.below(1_000_000)); ".utf8)
        }
    }

    /// So many bytes of events.
    static func text(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var seed: UInt64 = 0
        while bytes.count < count {
            bytes += event(seed)
            seed += 1
        }
        return Array(bytes.prefix(count))
    }

    /// Dictionary 2, trained once: that takes longer than most tests.
    static let usual = dictionary(2)

    /// A dictionary of 4 KB, from the events or from the events read backwards.
    static func dictionary(_ number: UInt8, backwards: Bool = false) -> CompressionDictionary {
        let samples = (0..<1_000).map { index in
            backwards ? event(UInt64(index)).reversed() : event(UInt64(index))
        }
        do throws(CompressionError) {
            return try .trained(on: samples, number: number, capacity: 4_096)
        } catch {
            preconditionFailure("training failed: \(error)")
        }
    }
}

extension SeededGenerator {
    /// So many bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
