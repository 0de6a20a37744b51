import SyncProtocol
import Testing

@Suite struct RecordNameTests {
    @Test func `a name is read from its bytes and from its text`() throws {
        let name = recordName(seed: 3)
        #expect(RecordName(name.bytes) == name)
        #expect(RecordName(hex: name.description) == name)
        #expect(RecordName(hex: name.description.uppercased()) == name)
        #expect(name.description.utf8.count == 32)
    }

    @Test(arguments: [
        "", "00", String(repeating: "0", count: 31), "g" + String(repeating: "0", count: 31),
    ])
    func `any other text is no name`(text: String) {
        #expect(RecordName(hex: text) == nil)
    }

    @Test func `names are ordered as their bytes are`() {
        for seed in 0..<200 as Range<UInt64> {
            let left = recordName(seed: seed)
            let right = recordName(seed: seed + 1)
            #expect((left < right) == left.bytes.lexicographicallyPrecedes(right.bytes))
        }
    }
}
