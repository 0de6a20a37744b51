import CaseModel
import CaseRecords
import Console
import Frontend
import Hub

/// `central calendar import`: takes a working calendar whole or not at all, and names every open
/// case whose promised date it changes.
enum CalendarCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let found = CalendarImport(try ImportCommand.json(desk))
        for problem in found.problems {
            try desk.remark(
                vi: CalendarText.vietnamese(problem), en: CalendarText.english(problem))
        }
        guard found.isUsable else {
            throw Failure(
                .refused, vi: "Lịch này không dùng được; chưa nhập gì.",
                en: "This calendar cannot be used; nothing was imported.")
        }
        let hub = try Opening.hub(desk)
        let officer = try Opening.officer(desk)
        let strange = try strangers(found.book, hub, desk)
        let outcome = try Failure.hub(desk) { () throws(HubError) in
            try hub.importCalendar(found.book, by: officer)
        }
        try say(outcome, warnings: found.problems.count + strange, desk)
        return outcome.imported.oversized.isEmpty ? .done : .refused
    }

    /// Names units with Saturday mornings that the centre does not know, and counts them: with a
    /// mistyped id the unit itself would go without its mornings.
    private static func strangers(
        _ book: CalendarBook, _ hub: Hub, _ desk: Desk
    ) throws(Failure) -> Int {
        let units = try Failure.hub(desk) { () throws(HubError) in
            try hub.reference(RecordKind.unit).keys.sorted()
        }
        let strange = units.isEmpty ? [] : book.saturdayUnits.filter { !units.contains($0) }
        for id in strange {
            let shown = TerminalText.visible(id)
            try desk.remark(
                vi: "saturday_mornings: không có đơn vị “\(shown)”; xin xem lại.",
                en: "saturday_mornings: there is no unit “\(shown)”; please check.")
        }
        return strange.count
    }

    private static func say(
        _ outcome: Hub.CalendarOutcome, warnings: Int, _ desk: Desk
    ) throws(Failure) {
        let imported = outcome.imported
        for key in imported.oversized {
            try desk.remark(
                vi: "\(TerminalText.visible(key)): quá lớn để gửi tới các điểm; không được nhập.",
                en: "\(TerminalText.visible(key)): too large for the points; not imported.")
        }
        guard !desk.wantsJSON else { return try desk.say(json(outcome, warnings: warnings)) }
        try desk.say(
            vi: "Mới \(imported.announced.count), sửa đổi \(imported.amended.count), không đổi "
                + "\(imported.unchanged.count); ngày hẹn thay đổi: \(outcome.moved.count) hồ sơ.",
            en: "New \(imported.announced.count), amended \(imported.amended.count), unchanged "
                + "\(imported.unchanged.count); cases with a new date: \(outcome.moved.count).")
        for moved in outcome.moved {
            let words = desk.language.pick(
                CalendarText.vietnamese(moved.change), CalendarText.english(moved.change))
            try desk.say("\(moved.slip ?? "\(moved.name)"): \(words)")
        }
    }

    private static func json(_ outcome: Hub.CalendarOutcome, warnings: Int) -> JSONValue {
        let imported = outcome.imported
        let counts = [
            ("announced", imported.announced.count), ("amended", imported.amended.count),
            ("unchanged", imported.unchanged.count), ("refused", imported.oversized.count),
            ("warnings", warnings),
        ]
        let moved = outcome.moved.map { moved in
            JSONValue.object([
                .init(name: "record", value: .text("\(moved.name)")),
                .init(name: "slip", value: .optional(moved.slip)),
                .init(name: "old", value: .text(Instant.iso(moved.change.old))),
                .init(name: "new", value: .text(Instant.iso(moved.change.new))),
                .init(
                    name: "why",
                    value: .array(
                        moved.change.causes.map {
                            .text("\($0.date.iso) \($0.isWorked ? "worked" : "off")")
                        })),
            ])
        }
        return .object(
            counts.map { .init(name: $0.0, value: .number("\($0.1)")) }
                + [.init(name: "moved", value: .array(moved))])
    }
}
