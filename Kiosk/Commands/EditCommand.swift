import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk edit`: changes fields of a case; only what differs from the screen is written.
enum EditCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let seen = try Choosing.seen(desk)
        let row = try point.open(desk.invocation.arguments[0])
        let events = try point.store { () throws(ReplicaError) in
            try point.replica.events(of: row.name)
        }
        let whole = RecordState(row.name, folding: events, tree: try point.tree())
        let known = whole.dictionary(hubs: try point.hubs())
        let procedure = Catalogue(point).procedure(ofCase: known)
        let asked = CaseView(fields: known).askedPapers(beside: procedure)
        let changes = try changes(desk, procedure, asked)
        let clock = seen ?? whole.clock
        guard whole.clock.covers(clock) else { throw .unknownClock }
        let hubs = try point.hubs()
        let shown = Edit.state(
            of: row.name, events: events, seen: clock, tree: try point.tree())
        try checkState(changes, shown.text("state", hubs: hubs))
        try checkPersons(changes, shown: shown, hubs: hubs)
        let fields = Edit.fields(changes, in: shown, hubs: hubs)
        guard !fields.isEmpty else {
            try desk.remark(
                vi: "Các giá trị vẫn như cũ; không có gì để lưu.",
                en: "The values are as they were; there is nothing to save.")
            return .done
        }
        try point.write("edit", on: row.name, actor: actor, context: clock, fields: fields)
        try ShowCommand.say(row.name, point, desk)
        return .done
    }

    private static func changes(
        _ desk: Desk, _ procedure: Procedure?, _ asked: [AskedPaper]
    ) throws(Failure) -> [(name: String, text: String?)] {
        var changes: [(name: String, text: String?)] = []
        for word in desk.invocation.arguments.dropFirst() {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                let shown = TerminalText.visible(word)
                throw Failure(
                    .usage, vi: "Cần dạng MỤC=GIÁ-TRỊ, không phải '\(shown)'.",
                    en: "Write FIELD=VALUE, not '\(shown)'.")
            }
            let field = String(word[..<equals])
            guard !changes.contains(where: { $0.name == field }) else {
                throw Failure(DraftError(field: field, problem: .givenTwice))
            }
            let value = try Failure.wrap({ Failure($0) }) { () throws(DraftError) in
                try CaseEdit.normalised(
                    field: field, value: String(word[word.index(after: equals)...]),
                    procedure: procedure, asked: asked)
            }
            changes.append((name: field, text: value.isEmpty ? nil : value))
        }
        return changes
    }

    /// Refuses here, in words, what the centre would set aside.
    private static func checkState(
        _ changes: [(name: String, text: String?)], _ text: String?
    ) throws(Failure) {
        let state = text.flatMap { CaseState(rawValue: $0) } ?? .submitted
        for (name, value) in changes
        where !WriteRule.isTimely(act: "edit", field: name, value: value, in: state) {
            let field = TerminalText.visible(name)
            throw Failure(
                .refused,
                vi: "\(field): hồ sơ đang ở trạng thái “\(state.nameVi)”, mục này không sửa được "
                    + "nữa; chưa lưu gì.",
                en: "\(field): the case stands at “\(state.nameEn)”, so this can no longer be "
                    + "changed; nothing was saved.")
        }
    }

    private static func checkPersons(
        _ changes: [(name: String, text: String?)], shown: RecordState, hubs: [SiteNumber]
    ) throws(Failure) {
        var fields = shown.dictionary(hubs: hubs)
        for (name, text) in changes { fields[name] = text }
        try Failure.wrap({ Failure($0) }) { () throws(DraftError) in
            try CaseEdit.checkPersons(fields)
        }
    }
}
