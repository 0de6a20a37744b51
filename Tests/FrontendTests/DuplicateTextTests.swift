import CaseModel
import CaseRecords
import Console
import Frontend
import SyncProtocol
import Testing

/// Cases that were probably handed in twice, as a person reads it.
@Suite struct DuplicateTextTests {
    /// A case of the same person that a point received on a day of December 2026.
    private static func received(
        at site: UInt32, day: Int, _ more: [String: String] = [:]
    ) -> RecordState {
        var fields = [
            "procedure": "1.004194", "slip": "T-\(site)-2612\(day)-1",
            "applicant.name": "Trần Thị Mai", "applicant.identity": "046190000123",
        ]
        fields.merge(more) { _, new in new }
        let event = Event(
            record: nil, kind: "case", actor: "Lan \(site)",
            time: EventTime(wall: 1_796_000_000_000 + Int64(day) * Instant.millisecondsPerDay),
            context: VectorClock(),
            fields: fields.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) })
        let site = SiteNumber(site)
        let head = Head(epoch: UInt64(site.value) << 8 | UInt64(day))
            .following(event.encoded, Story.chain)
        let placed = PlacedEvent(
            site: site, sequence: head.sequence, hash: head.hash, event: event,
            bytes: event.encoded)
        return RecordState(placed.record, folding: [placed])
    }

    private static func found(_ states: [RecordState]) -> [ProbableDuplicate] {
        let there = ProbableDuplicate.all(among: states, hubs: Story.hubs)
        #expect(ProbableDuplicate.all(among: states.reversed(), hubs: Story.hubs) == there)
        return there
    }

    private static func text(_ states: [RecordState], _ language: Language) throws -> String {
        let found = found(states)
        #expect(found.count == 1)
        return LegalText.lines(
            try #require(found.first).conflict, slip: nil, language: language, point: Story.place
        ).joined(separator: "\n")
    }

    @Test func `two points within the same days are flagged with both facts`() throws {
        let states = [Self.received(at: 2, day: 10), Self.received(at: 3, day: 12)]
        let slips = states.map { Projection.slip(of: $0, base: $0.text("slip", hubs: [])) ?? "" }
        #expect(
            try Self.text(states, .vi) == """
                Hồ sơ \(slips[0]): có thể đã nộp trùng: cùng người, cùng thủ tục, ở hai điểm.
                  1. nhận hồ sơ \(slips[0]) — Lan 2, Bưu cục Lộc An, 07:53 10/12/2026
                  2. nhận hồ sơ \(slips[1]) — Lan 3, Bưu cục Vỹ Dạ, 07:53 12/12/2026
                  Các hồ sơ đều được giữ và không tự gộp; có thể người dân nộp phí hai lần.
                  Có thể làm: hỏi người dân, rồi rút hồ sơ thừa.
                    kiosk withdraw \(slips[0])
                    kiosk withdraw \(slips[1])
                """)
        #expect(
            try Self.text(states, .en) == """
                Case \(slips[0]): probably handed in twice: same person, same procedure, two points.
                  1. received case \(slips[0]) — Lan 2, Bưu cục Lộc An, 07:53 10/12/2026
                  2. received case \(slips[1]) — Lan 3, Bưu cục Vỹ Dạ, 07:53 12/12/2026
                  All are kept, none is merged by itself; the person may pay the fee twice.
                  What can be done: ask the person, then withdraw the one too many.
                    kiosk withdraw \(slips[0])
                    kiosk withdraw \(slips[1])
                """)
    }

    @Test func `one point, other days, another person or a withdrawn case are no duplicates`() {
        let first = Self.received(at: 2, day: 10)
        let ended = ["state": "returned", "decided.at": "2026-12-10T09:00:00+07:00"]
        for other in [
            Self.received(at: 2, day: 12), Self.received(at: 3, day: 12, ["procedure": "1.1"]),
            Self.received(at: 3, day: 12, ["applicant.identity": "046190000124"]),
            Self.received(at: 3, day: 12, ["state": "withdrawn"]),
        ] {
            #expect(Self.found([first, other]).isEmpty)
        }
        let before = Self.received(at: 3, day: 8, ended)
        #expect(Self.found([before, Self.received(at: 2, day: 14)]).isEmpty)
        #expect(Self.found([before, first]).count == 1)
        #expect(Self.found([before, Self.received(at: 2, day: 10, ended)]).isEmpty)
    }
}
