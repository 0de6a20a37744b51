import CaseModel
import CaseRecords
import Console
import Frontend
import SyncProtocol
import Testing

/// Each conflict of law as a person reads it, the same whatever came first.
@Suite struct LegalTextTests {
    /// The text about the only conflict of a story, after every order of arrival was tried.
    private static func text(_ story: Story, _ language: Language) throws -> String {
        var texts: Set<String> = []
        for order in orders(story.events) {
            for payments in orders(story.payments) {
                let state = RecordState(story.name, folding: order)
                let money = CaseMoney(fee: 8000, payments: payments)
                let all = LegalConflict.all(in: state, money: money)
                #expect(all.count == 1)
                let lines = all.flatMap {
                    LegalText.lines(
                        $0, slip: "T-2-261130-1-AB7", language: language, point: Story.place)
                }
                texts.insert(lines.joined(separator: "\n"))
            }
        }
        #expect(texts.count == 1)
        return try #require(texts.first)
    }

    /// All orders of the last four, behind the rest.
    private static func orders<T>(_ all: [T]) -> [[T]] {
        let moving = Array(all.suffix(4))
        var orders: [[T]] = [[]]
        for count in moving.indices {
            orders = orders.flatMap { order in
                (0...order.count).map { place in
                    var longer = order
                    longer.insert(moving[count], at: place)
                    return longer
                }
            }
        }
        return orders.map { Array(all.dropLast(moving.count)) + $0 }
    }

    private static func accepted() throws -> Story {
        var story = Story()
        try story.officer(.accept, "Mai", "2026-11-30T09:00:00+07:00")
        return story
    }

    @Test func `accepted twice`() throws {
        var story = Story()
        try story.officer(.accept, "Mai", "2026-11-30T09:00:00+07:00", seen: 1)
        try story.officer(.accept, "Hà", "2026-11-30T09:05:00+07:00", seen: 1)
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: được tiếp nhận hai lần.
                  1. tiếp nhận hồ sơ — Mai, trung tâm, 09:00 30/11/2026
                  2. tiếp nhận hồ sơ — Hà, trung tâm, 09:05 30/11/2026
                  Cả hai lần đều được giữ; chỉ một lần tính ngày và người chịu trách nhiệm.
                  Có thể làm: chọn lần tiếp nhận được tính.
                    central resolve T-2-261130-1-AB7 accepted.at --keep 1
                    central resolve T-2-261130-1-AB7 accepted.at --keep 2
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: it was accepted twice.
                  1. accepted the case — Mai, trung tâm, 09:00 30/11/2026
                  2. accepted the case — Hà, trung tâm, 09:05 30/11/2026
                  Both are kept; only one of them counts for the date and who is responsible.
                  What can be done: choose the acceptance that counts.
                    central resolve T-2-261130-1-AB7 accepted.at --keep 1
                    central resolve T-2-261130-1-AB7 accepted.at --keep 2
                """)
    }

    @Test func `paid twice`() throws {
        var story = Story()
        try story.cash(8000, at: 2, "Lan", "2026-11-30T08:01:00+07:00")
        try story.cash(8000, at: 3, "Minh", "2026-11-30T10:00:00+07:00")
        let names = story.payments.map(\.name)
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: lệ phí đã được nộp hai lần.
                  1. 8.000 đ · tiền mặt · biên lai C-2-261130-1-K — Lan, Bưu cục Lộc An, \
                08:01 30/11/2026
                  2. 8.000 đ · tiền mặt · biên lai C-3-261130-1-K — Minh, Bưu cục Vỹ Dạ, \
                10:00 30/11/2026
                  Cả hai lần nộp đều được giữ; số tiền nộp thừa phải hoàn lại.
                  Có thể làm: trung tâm hoàn lại một lần nộp.
                    central refund-payment \(names[0]) --reason "…"
                    central refund-payment \(names[1]) --reason "…"
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: the fee was paid twice.
                  1. 8.000 VND · cash · receipt C-2-261130-1-K — Lan, Bưu cục Lộc An, \
                08:01 30/11/2026
                  2. 8.000 VND · cash · receipt C-3-261130-1-K — Minh, Bưu cục Vỹ Dạ, \
                10:00 30/11/2026
                  Both payments are kept; the surplus is to be given back.
                  What can be done: the centre refunds one of them.
                    central refund-payment \(names[0]) --reason "…"
                    central refund-payment \(names[1]) --reason "…"
                """)
    }

    @Test func `returned twice`() throws {
        var story = try Self.accepted()
        try story.officer(.decide(.approved, reason: nil), "Mai", "2026-12-02T09:00:00+07:00")
        try story.point(.handOver(to: nil), at: 2, "Lan", "2026-12-03T09:00:00+07:00", seen: 3)
        try story.point(.handOver(to: "Bố"), at: 3, "Minh", "2026-12-03T09:30:00+07:00", seen: 3)
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: kết quả được ghi là đã trả hai lần.
                  1. trả kết quả — Lan, Bưu cục Lộc An, 09:00 03/12/2026
                  2. trả kết quả — Minh, Bưu cục Vỹ Dạ, 09:30 03/12/2026
                  Kết quả chỉ có một bản chính: một trong hai lần ghi có thể nhầm.
                  Có thể làm: hỏi hai điểm, rồi chọn lần ghi đúng.
                    central resolve T-2-261130-1-AB7 returned.at --keep 1
                    central resolve T-2-261130-1-AB7 returned.at --keep 2
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: the result was recorded as handed over twice.
                  1. handed the result over — Lan, Bưu cục Lộc An, 09:00 03/12/2026
                  2. handed the result over — Minh, Bưu cục Vỹ Dạ, 09:30 03/12/2026
                  There is one original of the result: one of the two may be a mistake.
                  What can be done: ask both points, then keep the right one.
                    central resolve T-2-261130-1-AB7 returned.at --keep 1
                    central resolve T-2-261130-1-AB7 returned.at --keep 2
                """)
    }

    @Test func `two supplement requests`() throws {
        var story = try Self.accepted()
        try story.officer(
            .request(.init(items: ["Đơn", "Ảnh"], reason: "còn thiếu"), isConfirmed: false), "Mai",
            "2026-12-01T09:00:00+07:00", seen: 2)
        try story.officer(
            .request(.init(items: ["Đơn có chữ ký"], reason: "thiếu"), isConfirmed: false), "Hà",
            "2026-12-01T09:01:00+07:00", seen: 2)
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: hai người cùng lúc yêu cầu bổ sung.
                  1. yêu cầu bổ sung: Đơn; Ảnh; còn thiếu — Mai, trung tâm, \
                09:00 01/12/2026
                  2. yêu cầu bổ sung: Đơn có chữ ký; thiếu — Hà, trung tâm, \
                09:01 01/12/2026
                  Cả hai phiếu đều được giữ; người dân chỉ phải bổ sung một lần cho đủ.
                  Có thể làm: chọn phiếu đầy đủ hơn, báo cho người dân phần còn lại.
                    central resolve T-2-261130-1-AB7 supplement.1 --keep 1
                    central resolve T-2-261130-1-AB7 supplement.1 --keep 2
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: two people asked for more papers at once.
                  1. asked for: Đơn; Ảnh; còn thiếu — Mai, trung tâm, 09:00 01/12/2026
                  2. asked for: Đơn có chữ ký; thiếu — Hà, trung tâm, 09:01 01/12/2026
                  Both requests are kept; the person is to be asked once, for everything.
                  What can be done: keep the fuller one, tell the person of the rest.
                    central resolve T-2-261130-1-AB7 supplement.1 --keep 1
                    central resolve T-2-261130-1-AB7 supplement.1 --keep 2
                """)
    }

    @Test func `withdrawn against approved`() throws {
        var story = try Self.accepted()
        try story.officer(
            .decide(.approved, reason: nil), "Mai", "2026-12-02T09:00:00+07:00", seen: 2)
        try story.point(
            .withdraw(reason: "đổi ý"), at: 2, "Lan", "2026-12-02T09:30:00+07:00", seen: 2)
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: người dân rút hồ sơ trong khi cơ quan đã giải quyết.
                  1. Đã xử lý xong — Mai, trung tâm, 09:00 02/12/2026
                  2. Công dân yêu cầu rút hồ sơ — Lan, Bưu cục Lộc An, 09:30 02/12/2026
                  Cả hai việc đều được giữ; việc nào có hiệu lực phải do người quyết định.
                  Có thể làm: hỏi người dân và cơ quan, rồi chọn.
                    central resolve T-2-261130-1-AB7 state --keep 1
                    central resolve T-2-261130-1-AB7 state --keep 2
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: the citizen withdrew the case while the office decided it.
                  1. Decided — Mai, trung tâm, 09:00 02/12/2026
                  2. Withdrawn by the citizen — Lan, Bưu cục Lộc An, 09:30 02/12/2026
                  Both are kept; which of them has effect is for a person to decide.
                  What can be done: ask the citizen and the office, then choose.
                    central resolve T-2-261130-1-AB7 state --keep 1
                    central resolve T-2-261130-1-AB7 state --keep 2
                """)
    }

    @Test func `extended against finished`() throws {
        var story = try Self.accepted()
        let due = try Instant.milliseconds(iso: "2026-12-11T17:00:00+07:00")
        try story.officer(
            .extend(due: due, reason: "xin lỗi"), "Hà", "2026-12-02T10:00:00+07:00", seen: 2)
        try story.officer(
            .decide(.approved, reason: nil), "Mai", "2026-12-02T09:00:00+07:00", seen: 2)
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: có người hẹn lại ngày trong khi hồ sơ được kết thúc.
                  1. hẹn lại 17:00 11/12/2026 — Hà, trung tâm, 10:00 02/12/2026
                  2. Đã xử lý xong — Mai, trung tâm, 09:00 02/12/2026
                  Cả hai việc đều được giữ; ngày hẹn nào được tính phải do người quyết định.
                  Có thể làm: giữ ngày hẹn mới, hoặc ghi ngày hẹn được tính.
                    central resolve T-2-261130-1-AB7 due --keep 1
                    central resolve T-2-261130-1-AB7 due --value DATE
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: a new date was given while the case was finished.
                  1. gave a new date, 17:00 11/12/2026 — Hà, trung tâm, \
                10:00 02/12/2026
                  2. Decided — Mai, trung tâm, 09:00 02/12/2026
                  Both are kept; which date counts is for a person to decide.
                  What can be done: keep the new date, or set the one that counts.
                    central resolve T-2-261130-1-AB7 due --keep 1
                    central resolve T-2-261130-1-AB7 due --value DATE
                """)
        // It is no conflict of a field; who saw both settles it, saying what stands already.
        #expect(story.state.conflicts.isEmpty)
        try story.officer(.ready, "Mai", "2026-12-02T11:00:00+07:00")
        #expect(LegalConflict.all(in: story.state).map(\.kind) == [.extendedAgainstFinished])
        story.write(
            "resolve", 1, "Mai", "2026-12-02T12:00:00+07:00", nil,
            [("due", "2026-12-11T17:00:00+07:00")])
        #expect(LegalConflict.all(in: story.state).isEmpty)
    }

    @Test func `sent to another unit while it was accepted`() throws {
        var story = Story()
        try story.officer(.accept, "Mai", "2026-11-30T09:00:00+07:00", seen: 1)
        story.write(
            "route", 1, "Hà", "2026-11-30T09:10:00+07:00", 1, [("unit", "H57.19753")])
        #expect(
            try Self.text(story, .vi) == """
                Hồ sơ T-2-261130-1-AB7: đơn vị có thẩm quyền thay đổi trong khi hồ sơ đang được \
                xử lý.
                  1. chuyển cho đơn vị H57.19753 — Hà, trung tâm, 09:10 30/11/2026
                  2. tiếp nhận hồ sơ — Mai, trung tâm, 09:00 30/11/2026
                  Mọi việc đều được giữ; việc của đơn vị không có thẩm quyền có thể không có hiệu \
                lực.
                  Có thể làm: hỏi các đơn vị, rồi chọn đơn vị giải quyết.
                    central resolve T-2-261130-1-AB7 unit --keep 1
                    central resolve T-2-261130-1-AB7 unit --value ID
                """)
        #expect(
            try Self.text(story, .en) == """
                Case T-2-261130-1-AB7: the competent unit changed while the case was worked on.
                  1. sent to unit H57.19753 — Hà, trung tâm, 09:10 30/11/2026
                  2. accepted the case — Mai, trung tâm, 09:00 30/11/2026
                  Everything is kept; what a unit did that is not competent may have no effect.
                  What can be done: ask the units, then choose the one that decides.
                    central resolve T-2-261130-1-AB7 unit --keep 1
                    central resolve T-2-261130-1-AB7 unit --value ID
                """)
        story.write("resolve", 1, "Mai", "2026-12-01T08:00:00+07:00", nil, [("unit", "H57.19753")])
        #expect(LegalConflict.all(in: story.state).isEmpty)
    }

    @Test func `what one after the other did is no conflict`() throws {
        var story = Story()
        story.write("route", 1, "Hà", "2026-11-30T08:30:00+07:00", nil, [("unit", "H57.19753")])
        try story.officer(.accept, "Mai", "2026-11-30T09:00:00+07:00")
        let due = try Instant.milliseconds(iso: "2026-12-11T17:00:00+07:00")
        try story.officer(.extend(due: due, reason: "xin lỗi"), "Hà", "2026-12-02T10:00:00+07:00")
        try story.officer(.decide(.approved, reason: nil), "Mai", "2026-12-02T11:00:00+07:00")
        try story.point(.handOver(to: nil), at: 2, "Lan", "2026-12-03T09:00:00+07:00")
        try story.cash(8000, at: 2, "Lan", "2026-12-03T09:00:00+07:00")
        let money = CaseMoney(fee: 8000, payments: story.payments)
        #expect(LegalConflict.all(in: story.state, money: money).isEmpty)
    }
}
