import CaseModel
import Console
import Frontend
import Hub

/// `central status`: how much there is of everything.
enum StatusCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let hub = try Opening.hub(desk)
        let counts = try Failure.hub(desk) { () throws(HubError) in try hub.counts() }
        let rows = [
            ("cases", desk.language.pick("Hồ sơ", "Cases"), counts.cases),
            ("conflicts", desk.language.pick("Xung đột", "Conflicts"), counts.conflicts),
            ("ratings", desk.language.pick("Lượt đánh giá", "Ratings"), counts.ratings),
            ("parked", desk.language.pick("Bị giữ lại", "Parked"), counts.parked),
            ("points", desk.language.pick("Điểm tiếp nhận", "Points"), counts.points),
            ("procedures", desk.language.pick("Thủ tục", "Procedures"), counts.procedures),
            ("units", desk.language.pick("Đơn vị", "Units"), counts.units),
        ]
        guard !desk.wantsJSON else {
            try desk.say(
                .object(rows.map { .init(name: $0.0, value: .number("\($0.2)")) }))
            return .done
        }
        for (_, label, count) in rows {
            try desk.say("\(label): \(count)")
        }
        return .done
    }
}
