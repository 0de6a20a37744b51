import CaseRecords
import SQLite
import SyncProtocol
import Testing

@testable import Replica

/// What the lists of a desk ask for.
@Suite struct DeskListTests {
    private static func found(
        _ replica: Replica, limit: Int? = nil, _ change: (inout Replica.CaseQuery) -> Void
    ) throws -> [String] {
        var query = Replica.CaseQuery()
        change(&query)
        var names: [String] = []
        try replica.cases(query, limit: limit) { row in
            names.append(row.summary.texts["applicant.name"] ?? "?")
            return true
        }
        if limit == nil { #expect(try replica.count(query) == names.count) }
        return names
    }

    /// Four cases of a day, two of which run, and one of the day before.
    private static func filled() throws -> Kiosk {
        let kiosk = try Kiosk()
        let cases = [
            ("Lê Văn Ân", "submitted", "2026-11-30T17:00:00+07:00", "261122"),
            ("Đặng Thị Ấm", "processing", "2026-11-29T17:00:00+07:00", "261122"),
            ("Trần An", "done", "2026-11-28T17:00:00+07:00", "261122"),
            ("Nguyễn Thị Bình", "supplement", "not a time", "261122"),
            ("Hồ Văn Lợi", "submitted", "2026-11-27T17:00:00+07:00", "261121"),
        ]
        for (index, entry) in cases.enumerated() {
            try kiosk.submit([
                "applicant.name": entry.0, "state": entry.1, "due": entry.2,
                "slip": "T-2-\(entry.3)-\(index + 1)",
            ])
        }
        return kiosk
    }

    @Test func `work is found by its states and when it is due, the soonest first`() throws {
        let replica = try Self.filled().replica
        let running = ["submitted", "processing"]
        #expect(
            try Self.found(replica) {
                $0.states = running
                $0.order = .due
            } == ["Hồ Văn Lợi", "Đặng Thị Ấm", "Lê Văn Ân"])
        // 2026-11-29 and 30, 17:00 at UTC+7.
        let (first, last): (Int64, Int64) = (1_795_946_400_000, 1_796_032_800_000)
        #expect(
            try Self.found(replica) {
                $0.states = running
                $0.due = first...last
            } == ["Lê Văn Ân", "Đặng Thị Ấm"])
        #expect(
            try Self.found(replica) {
                $0.states = running
                $0.due = first...(last - 1)
            } == ["Đặng Thị Ấm"])
        #expect(
            try Self.found(replica, limit: 1) {
                $0.states = running
                $0.order = .due
            } == ["Hồ Văn Lợi"])
        // A time that cannot be read is none.
        #expect(
            try Self.found(replica) {
                $0.states = ["supplement"]
                $0.order = .due
            } == ["Nguyễn Thị Bình"])
    }

    @Test func `people are found by beginnings of their names, the given name first`() throws {
        let replica = try Self.filled().replica
        let byName: (String) throws -> [String] = { words in
            try Self.found(replica) {
                $0.name = words.split(separator: " ").map(String.init)
                $0.order = .person
            }
        }
        #expect(try byName("thi") == ["Đặng Thị Ấm", "Nguyễn Thị Bình"])
        #expect(try byName("an") == ["Lê Văn Ân", "Trần An"])
        #expect(try byName("th bin") == ["Nguyễn Thị Bình"])
        #expect(try byName("inh").isEmpty && byName("thi loi").isEmpty)
        #expect(try byName("").count == 5)
    }

    @Test func `a day is that of the slip, and what the centre has is told apart`() throws {
        let kiosk = try Self.filled()
        #expect(try Self.found(kiosk.replica) { $0.day = "261121" } == ["Hồ Văn Lợi"])
        let sent = try Self.found(kiosk.replica) {
            $0.day = "261122"
            $0.sentUpTo = 3
        }
        #expect(sent == ["Lê Văn Ân", "Đặng Thị Ấm", "Trần An"])
        let site = try #require(try kiosk.replica.identity()).site
        let authors = try kiosk.replica.authors(day: "261122", site: site)
        #expect(authors.map(\.cases) == [4])
        #expect(try kiosk.replica.authors(day: "261122", site: SiteNumber(99)).isEmpty)
    }

    @Test func `an edit moves a case from one list to the other`() throws {
        let kiosk = try Kiosk()
        let event = try kiosk.submit(["applicant.name": "Trần An", "state": "submitted"])
        try kiosk.edit(event.record, ["state": "done", "applicant.name": "Trần Ba"])
        #expect(try Self.found(kiosk.replica) { $0.states = ["submitted"] }.isEmpty)
        #expect(try Self.found(kiosk.replica) { $0.states = ["done"] } == ["Trần Ba"])
        #expect(try Self.found(kiosk.replica) { $0.name = ["an"] }.isEmpty)
    }

    @Test func `the first of the outbox, and what is parked, are parts of the whole`() throws {
        let kiosk = try Kiosk()
        let events = try (0..<5).map { try kiosk.submit(["note": "\($0)"]) }
        var answer = try kiosk.answer(events[2])
        answer.parked = [.init(sequence: 2, reason: .notEntitled)]
        try kiosk.apply(answer)
        let all = try kiosk.replica.outbox().map(\.sequence)
        #expect(all == [2, 4, 5])
        for limit in 0...4 {
            #expect(
                try kiosk.replica.outbox(limit: limit).map(\.sequence) == Array(all.prefix(limit)))
        }
        #expect(try kiosk.replica.parked().map(\.sequence) == [2])
        #expect(try kiosk.replica.parked().map(\.parked) == [.notEntitled])
        #expect(try kiosk.replica.parkedCount() == 1)
    }

    @Test func `rows that an older version has written are written again when it is opened`() throws
    {
        let kiosk = try Self.filled()
        let replica = kiosk.replica
        try replica.connection.run(
            """
            UPDATE record SET state = NULL, due = NULL, day = NULL, author = NULL, person = NULL
            """)
        try replica.connection.run("DELETE FROM mention")
        let event = try kiosk.submit(["applicant.identity": "046090000123"])
        try replica.connection.run("DELETE FROM mention")
        try replica.connection.run("UPDATE record SET author = NULL")
        #expect(try Self.found(replica) { $0.states = ["done"] }.isEmpty)
        try replica.fillColumns()
        #expect(try Self.found(replica) { $0.states = ["done"] } == ["Trần An"])
        #expect(try Self.found(replica) { $0.name = ["binh"] } == ["Nguyễn Thị Bình"])
        #expect(
            try replica.records(mentioning: "046090000123", limit: 2) == [event.record])
        #expect(try replica.check { _ in true }.flaws.isEmpty)
    }
}
