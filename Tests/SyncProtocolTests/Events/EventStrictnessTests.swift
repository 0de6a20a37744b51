import SyncProtocol
import Testing

/// What `Event(decoding:)` refuses: a hash stands for one meaning only when bytes have one form.
@Suite struct EventStrictnessTests {
    /// Kind "k", actor "a" and the time 0, with what a test puts before and after.
    private static func event(_ keys: Int, before: String = "", after: String) -> String {
        let head = String(UInt8(0xA0 + keys), radix: 16)
        return head + before + "02616b" + "036161" + "048200f5" + after
    }

    static let refused: [(why: String, hex: String, error: WireError)] = [
        ("no map", "80", .unexpected(expected: .map, at: 0)),
        ("nothing", "", .truncated(at: 0, needed: 1)),
        ("no kind", "a3036161048200f506a0", .missingKey(2)),
        ("no actor", "a302616b048200f506a0", .missingKey(3)),
        ("no time", "a302616b03616106a0", .missingKey(4)),
        ("no fields", event(3, after: ""), .missingKey(6)),
        ("keys out of order", "a403616102616b048200f506a0", .notDeterministic(at: 4)),
        ("a double key", "a402616b02616b048200f506a0", .notDeterministic(at: 4)),
        ("a text as key", "a1616101", .unexpected(expected: .unsigned, at: 1)),
        ("an empty context", event(5, after: "05a006a0"), .notDeterministic(at: 12)),
        ("a context entry of zero", event(5, after: "05a1010006a0"), .outOfRange(at: 13)),
        (
            "context sites out of order", event(5, after: "05a20201010106a0"),
            .notDeterministic(at: 15)
        ),
        ("a double context site", event(5, after: "05a20101010206a0"), .notDeterministic(at: 15)),
        (
            "a site beyond 32 bits", event(5, after: "05a11b00000001000000000106a0"),
            .outOfRange(at: 13)
        ),
        (
            "a sequence beyond 63 bits", event(5, after: "05a1011b800000000000000006a0"),
            .outOfRange(at: 14)
        ),
        ("a double field", event(4, after: "06a2616101616102"), .notDeterministic(at: 16)),
        ("fields out of order", event(4, after: "06a2616201616102"), .notDeterministic(at: 16)),
        (
            "a longer field first", event(4, after: "06a262616101616202"),
            .notDeterministic(at: 17)
        ),
        (
            "a float in a field", event(4, after: "06a16161f90000"),
            .unsupported(initialByte: 0xF9, at: 15)
        ),
        (
            "a number as field name", event(4, after: "06a10101"),
            .unexpected(expected: .text, at: 13)
        ),
        (
            "a short record name", event(5, before: "014f" + zeros(15), after: "06a0"),
            .outOfRange(at: 2)
        ),
        (
            "a long record name", event(5, before: "0151" + zeros(17), after: "06a0"),
            .tooLarge(limit: 16, at: 2)
        ),
        ("a time of one item", "a402616b036161048100" + "06a0", .outOfRange(at: 8)),
        ("a time of three items", "a402616b036161048300f500" + "06a0", .outOfRange(at: 8)),
        (
            "a time of six items", "a402616b036161048600f500000000" + "06a0",
            .tooLarge(limit: 5, at: 8)
        ),
        (
            "a number as trust", "a402616b03616104820000" + "06a0",
            .unexpected(expected: .boolean, at: 10)
        ),
    ]

    private static func zeros(_ count: Int) -> String {
        String(repeating: "00", count: count)
    }

    @Test(arguments: refused)
    func `another way to write an event is refused`(
        why: String, hex: String, error: WireError
    ) throws {
        let bytes = try #require([UInt8](hex: hex))
        #expect(throws: error, "\(why)") { try Event(decoding: bytes) }
    }

    @Test func `the frame of these cases is itself an event`() throws {
        for hex in [Self.event(4, after: "06a0"), Self.event(5, after: "05a1010106a0")] {
            let bytes = try #require([UInt8](hex: hex))
            #expect(try Event(decoding: bytes).encoded == bytes)
        }
    }

    @Test func `each limit holds exactly`() throws {
        func word(_ count: Int) -> String { String(repeating: "x", count: count) }
        let fields = (0...Limits.fieldsPerEvent).map { Event.Field("f\($0)", .null) }
        let sites = (1...UInt32(Limits.clockEntries) + 1).map {
            VectorClock.Entry(site: SiteNumber($0), sequence: 1)
        }
        let name = recordName(seed: 1)
        let full: [Event] = [
            .sample(kind: word(Limits.wordBytes)),
            .sample(fields: [.init(word(Limits.fieldNameBytes), .null)]),
            .sample(fields: fields.dropLast()),
            .sample(name, context: VectorClock(sites.dropLast())),
            .sample(fields: [.init("a", nested(Limits.depth))]),
            sized(Limits.eventBytes),
        ]
        let over: [Event] = [
            .sample(kind: word(Limits.wordBytes + 1)),
            .sample(fields: [.init(word(Limits.fieldNameBytes + 1), .null)]),
            .sample(fields: fields),
            .sample(name, context: VectorClock(sites)),
            .sample(fields: [.init("a", nested(Limits.depth + 1))]),
            sized(Limits.eventBytes + 1),
        ]
        for event in full {
            #expect(try Event(decoding: event.encoded) == event)
        }
        for event in over {
            #expect(throws: WireError.self) { try Event(decoding: event.encoded) }
        }
        #expect(throws: WireError.tooLarge(limit: Limits.eventBytes, at: 0)) {
            try Event(decoding: sized(Limits.eventBytes + 1).encoded)
        }
    }

    /// A value that is `levels` deep.
    private func nested(_ levels: Int) -> CBORValue {
        (1..<levels).reduce(.null) { value, _ in .array([value]) }
    }

    /// An event of exactly so many bytes.
    private func sized(_ count: Int) -> Event {
        func padded(_ bytes: Int) -> Event {
            .sample(fields: [.init("note", .bytes(Array(repeating: 0, count: bytes)))])
        }
        let frame = padded(count / 2).encoded.count - count / 2
        return padded(count - frame)
    }
}
