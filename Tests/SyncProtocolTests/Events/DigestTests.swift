import SyncProtocol
import Testing

@Suite struct DigestTests {
    private let bytes = (0..<32).map { UInt8($0 * 8) }

    @Test func `a digest takes 32 bytes and gives them back`() throws {
        let digest = try #require(Digest(bytes))
        #expect(digest.bytes == bytes)
        #expect(digest.description == bytes.hex)
        #expect(digest.prefix == 0x0008_1018_2028_3038)
        #expect(digest.recordName.bytes == Array(bytes[..<16]))
    }

    @Test(arguments: [0, 16, 31, 33])
    func `another length is no digest`(count: Int) {
        #expect(Digest(Array(repeating: 1, count: count)) == nil)
    }

    @Test func `digests differ in any bit and are ordered by their bytes`() throws {
        let digest = try #require(Digest(bytes))
        for flipped in bytes.bitFlips {
            let other = try #require(Digest(flipped))
            guard other == digest || (other < digest) != flipped.lexicographicallyPrecedes(bytes)
            else { continue }
            Issue.record("\(other) against \(digest)")
        }
    }

    @Test func `a branch starts from its epoch`() {
        let head = Head(epoch: 0xABCD)
        #expect(head.sequence == 0)
        #expect(head.mark == Mark(number: 0, prefix: 0xABCD))
        #expect(head.hash == Digest(epoch: 0xABCD))
    }

    @Test func `a hash covers everything before it on the branch`() {
        let first = Head(epoch: 1).following([1], mixing).following([2], mixing)
        let second = Head(epoch: 1).following([9], mixing).following([2], mixing)
        let third = Head(epoch: 2).following([1], mixing).following([2], mixing)
        #expect(Set([first.hash, second.hash, third.hash]).count == 3)
        #expect(first.sequence == 2)
    }
}
