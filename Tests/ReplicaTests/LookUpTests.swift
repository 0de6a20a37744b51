import SyncProtocol
import Testing

@testable import Replica

/// How often somebody may guess at a case of this point.
@Suite struct LookUpTests {
    private static let record = RecordName([UInt8](repeating: 7, count: 16))

    @Test func `five tries a day are looked at, also by another process, and not one more`() throws
    {
        let kiosk = try Kiosk()
        let record = try #require(Self.record)
        let other = try #require(RecordName([UInt8](repeating: 8, count: 16)))
        for _ in 0..<3 { #expect(try kiosk.replica.countLookUp(of: record, on: 20_780)) }
        let again = try Replica(path: kiosk.path)
        for _ in 0..<2 { #expect(try again.countLookUp(of: record, on: 20_780)) }
        for replica in [kiosk.replica, again] {
            #expect(try !replica.countLookUp(of: record, on: 20_780))
        }
        #expect(try again.countLookUp(of: other, on: 20_780))
        #expect(try again.countLookUp(of: record, on: 20_781))
    }

    @Test func `who has shown it begins afresh`() throws {
        let replica = try Kiosk().replica
        let record = try #require(Self.record)
        for _ in 0..<5 { #expect(try replica.countLookUp(of: record, on: 1)) }
        try replica.forgetLookUps(of: record)
        #expect(try replica.countLookUp(of: record, on: 1))
    }
}
