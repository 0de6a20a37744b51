import SyncProtocol
import Testing

@Suite struct DocumentNameTests {
    private let text = String(repeating: "0f", count: 31) + "a1"

    @Test func `a name is read as it is written`() throws {
        let name = try #require(DocumentName(hex: text))
        #expect("\(name)" == text && name.bytes.count == 32 && name.bytes.last == 0xA1)
        #expect(DocumentName(hex: name.description) == name)
    }

    @Test func `names have one form only`() {
        #expect(DocumentName(hex: text.uppercased()) == nil)
        #expect(DocumentName(hex: text.dropLast(2)) == nil)
        #expect(DocumentName(hex: text.dropLast() + "g") == nil)
        #expect(DocumentName(hex: "") == nil)
    }
}
