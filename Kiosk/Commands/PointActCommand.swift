import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk return` and `kiosk withdraw`: what a point does with a case of its own.
enum PointActCommand {
    static func handOver(_ desk: Desk) throws(Failure) -> ExitCode {
        try run(.handOver(to: desk.invocation.options.value("to")), desk)
    }

    static func withdraw(_ desk: Desk) throws(Failure) -> ExitCode {
        try run(.withdraw(reason: desk.invocation.options.value("reason")), desk)
    }

    /// An electronic result may be handed over as well.
    private static func offerResult(
        of fields: [String: String], _ desk: Desk
    ) throws(Failure) {
        guard CaseDocument.all(in: fields).contains(where: \.isResult) else { return }
        let code = TerminalText.visible(desk.invocation.arguments[0])
        try desk.remark(
            vi: "Kết quả có bản điện tử: kiosk document \(code) result --out TỆP",
            en: "The result is electronic too: kiosk document \(code) result --out FILE")
    }

    /// While states stand against each other nothing is handed over: the act would be written in
    /// sight of both and so settle in silence what an officer has to decide.
    private static func checkStands(_ shown: RecordState) throws(Failure) {
        guard let contest = shown.conflicts.first(where: { $0.name == "state" }) else { return }
        let states = contest.values.compactMap { $0.text.flatMap(CaseState.init(rawValue:)) }
        throw Failure(
            .refused,
            vi: "Hồ sơ này có các trạng thái trái nhau ("
                + states.map { "“\($0.nameVi)”" }.joined(separator: ", ")
                + "): cán bộ phải chọn trước; chưa lưu gì. Xem: kiosk conflicts",
            en: "States of this case stand against each other ("
                + states.map { "“\($0.nameEn)”" }.joined(separator: ", ")
                + "): an officer has to choose first; nothing was saved. See: kiosk conflicts")
    }

    private static func run(_ act: PointAct, _ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        guard point.identity.type != "kiosk" else {
            throw Failure(
                .refused, vi: "Việc này cần nhân viên tại điểm có người trực; chưa lưu gì.",
                en: "This needs the staff of a point; nothing was saved.")
        }
        let actor = try point.actor(desk)
        let seen = try Choosing.seen(desk)
        let row = try point.open(desk.invocation.arguments[0])
        let events = try point.store { () throws(ReplicaError) in
            try point.replica.events(of: row.name)
        }
        let whole = RecordState(row.name, folding: events, tree: try point.tree())
        let clock = seen ?? whole.clock
        guard whole.clock.covers(clock) else { throw .unknownClock }
        let hubs = try point.hubs()
        let shown = Edit.state(
            of: row.name, events: events, seen: clock, tree: try point.tree())
        try Failure.wrap({ Failure($0) }) { () throws(ActError) in
            try act.check(state: CaseView(fields: shown.dictionary(hubs: hubs)).state)
        }
        if case .handOver = act { try checkStands(shown) }
        let fields = Edit.fields(
            act.fields(at: PointClock.milliseconds(point)).map {
                (name: $0.name, text: Optional($0.value))
            }, in: shown, hubs: hubs)
        try point.write(act.name, on: row.name, actor: actor, context: clock, fields: fields)
        try ShowCommand.say(row.name, point, desk)
        if case .handOver = act { try offerResult(of: shown.dictionary(hubs: hubs), desk) }
        return .done
    }
}
