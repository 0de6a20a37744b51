import Sealing
import Testing

/// Keys with numbers, as they stand in a key file.
@Suite struct KeyListTests {
    private var generator = SeededGenerator(seed: 3)

    @Test mutating func `a key file gives the same keys back`() throws {
        var keys = KeyList(using: &generator)
        for _ in 0..<3 {
            let read = try #require(KeyList(text: keys.text))
            #expect(read.text == keys.text)
            #expect(read.newest.number == keys.newest.number)
            #expect(read.newest.pair.publicKey == keys.newest.pair.publicKey)
            keys.renew(using: &generator)
        }
    }

    @Test mutating func `two keys are valid at once, the newest and the one before`() {
        var keys = KeyList(using: &generator)
        for number: UInt8 in 1...5 {
            #expect(keys.newest.number == number)
            keys.renew(using: &generator)
            #expect(keys.entries.map(\.number) == [number, number + 1])
        }
        #expect(keys.pair(3) == nil)
    }

    @Test mutating func `the key in use is kept when new ones were never taken up`() {
        var keys = KeyList(using: &generator)
        let used = keys.newest.pair.publicKey
        for _ in 0..<300 { keys.renew(keeping: [1], using: &generator) }
        #expect(keys.entries.count == 2)
        #expect(keys.pair(1)?.publicKey == used)
        #expect(keys.newest.number != 1)
    }

    @Test mutating func `a key keeps the day on which it was made`() throws {
        var keys = KeyList(using: &generator)
        keys.renew(day: 20_000, using: &generator)
        let read = try #require(KeyList(text: keys.text))
        #expect(read.entries.map(\.day) == [nil, 20_000])
    }

    @Test mutating func `a key is due once it is old, or nobody knows how old it is`() {
        let (unknown, known) = (
            KeyList(using: &generator).newest, KeyList(day: 100, using: &generator).newest
        )
        #expect(unknown.isDue(afterDays: 90, on: 100))
        #expect(
            [99, 100, 189, 190].map { known.isDue(afterDays: 90, on: $0) }
                == [false, false, false, true])
        #expect(known.isDue(afterDays: 90, on: 98), "made on a day that has not come")
    }

    @Test(arguments: [
        "", "motcua keys 1", "motcua keys 2\n1 00", "motcua keys 1\n1 00",
        "motcua keys 1\n1 " + String(repeating: "00", count: 32) + " soon",
        "motcua keys 1\n256 " + String(repeating: "00", count: 32),
        "motcua keys 1\n1 " + String(repeating: "0g", count: 32),
    ])
    func `what is no key file is refused`(text: String) {
        #expect(KeyList(text: text) == nil)
    }

    @Test mutating func `a number twice, or three keys, are refused`() {
        let keys = KeyList(using: &generator)
        let line = keys.text.split(separator: "\n")[1]
        #expect(KeyList(text: keys.text + line + "\n") == nil)
        let other = line.dropFirst()
        #expect(KeyList(text: keys.text + "2" + other + "\n") != nil)
        let three = keys.text + "2" + other + "\n3" + other + "\n"
        #expect(KeyList(text: three) != nil)
        #expect(KeyList(text: three + "4" + other + "\n") == nil)
    }
}
