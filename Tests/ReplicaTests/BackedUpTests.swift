import CaseRecords
import SQLite
import SyncProtocol
import Testing

@testable import Replica

/// How far the own branch is known to be in backups.
@Suite struct BackedUpTests {
    @Test func `it only rises, and never above what is at the centre`() throws {
        let kiosk = try Kiosk()
        let events = try (0..<4).map { try kiosk.submit(["note": "\($0)"]) }
        var answer = try kiosk.answer(events[1])
        answer.backedUp = 9
        try kiosk.apply(answer)
        #expect(try kiosk.replica.progress().backedUp == 2)
        answer = try kiosk.answer(events[3])
        answer.backedUp = 1
        try kiosk.apply(answer)
        #expect(try kiosk.replica.progress().backedUp == 2)
        answer.backedUp = 3
        try kiosk.apply(answer)
        #expect(try kiosk.replica.progress().backedUp == 3)
    }

    @Test func `a damaged replica gives what can be read of its branch to a new one`() throws {
        let kiosk = try Kiosk()
        let events = try (0..<5).map { try kiosk.submit(["note": "\($0)"]) }
        try kiosk.apply(try kiosk.answer(events[1]))
        _ = try kiosk.replica.keepDraft([1, 2], now: 7)
        // The fourth event has lost a bit: the fifth cannot follow.
        try kiosk.replica.connection.run(
            "UPDATE event SET bytes = x'00' WHERE hash = ?1", [.blob(events[3].hash.bytes)])
        let fresh = try Replica(path: kiosk.path(of: "fresh.db"))
        let salvage = try #require(try fresh.salvage(from: kiosk.path))
        #expect(salvage.events == 3 && salvage.left == 2)
        let progress = try fresh.progress()
        #expect(progress.head == Head(sequence: 3, hash: events[2].hash))
        #expect(progress.acknowledged.number == 2 && progress.cases.number == 0)
        #expect(try fresh.outbox().map(\.sequence) == [3])
        #expect(try fresh.identity() == kiosk.replica.identity())
        #expect(
            try fresh.snapshot { () throws(ReplicaError) in
                try fresh.check { _ in true }
            }.flaws.isEmpty)
        let next = try fresh.transaction { () throws(ReplicaError) in
            try fresh.submit(["note": "sau"])
        }
        #expect(next.sequence == 4)
        #expect(try fresh.next("slip/261122") > 5, "slip numbers never go back")
    }

    @Test func `a file that is no replica gives nothing`() throws {
        let kiosk = try Kiosk(isEnrolled: false)
        let fresh = try Replica(path: kiosk.path(of: "fresh.db"))
        #expect(try fresh.salvage(from: kiosk.path) == nil)
        #expect(try fresh.salvage(from: kiosk.path(of: "nothing.db")) == nil)
    }
}
