import SyncProtocol
import Testing

@testable import Replica

/// Drafts stay at the point: kept, changed, forgotten, and never an event.
@Suite struct DraftTests {
    @Test func `a draft is kept, changed and forgotten, and nothing waits to be sent`() throws {
        let kiosk = try Kiosk()
        let replica = kiosk.replica
        let first = try replica.keepDraft([1], now: 5)
        let second = try #require(try replica.keepDraft([2], now: 6))
        #expect(try replica.drafts().map(\.content) == [[1], [2]])
        try replica.changeDraft(second, to: [3])
        #expect(try replica.draft(second) == .init(number: second, kept: 6, content: [3]))
        #expect(try replica.dropDraft(second))
        #expect(try !replica.dropDraft(second))
        #expect(try replica.outbox().isEmpty)
        // A number stands in the reference of the case that a draft becomes: never twice.
        #expect(try replica.keepDraft([4], now: 7) == second + 1)
        #expect(first == 1)
    }

    @Test func `there is an end to how many are kept`() throws {
        let kiosk = try Kiosk()
        let replica = kiosk.replica
        for _ in 0..<Replica.draftLimit { _ = try replica.keepDraft([], now: 0) }
        #expect(try replica.keepDraft([], now: 0) == nil)
        #expect(try replica.drafts().count == Replica.draftLimit)
    }

    @Test func `records are found by what their events mention`() throws {
        let kiosk = try Kiosk()
        let replica = kiosk.replica
        var names: [RecordName] = []
        for identity in ["046090000123", "046190000124", "046090000123"] {
            names.append(try kiosk.submit(["applicant.identity": identity]).record)
        }
        let found = try replica.records(mentioning: "046090000123", limit: 10)
        #expect(found == [names[2], names[0]])
        #expect(try replica.records(mentioning: "046090000123", limit: 1) == [names[2]])
        #expect(try replica.records(mentioning: "nobody", limit: 1).isEmpty)
    }
}
