import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk conflicts` and `kiosk resolve`.
enum ConflictsCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        var rows: [ReplicaRow] = []
        if let code = desk.invocation.arguments.first {
            rows = [try point.open(code)]
        } else {
            try point.store { () throws(ReplicaError) in
                try point.replica.records(kind: RecordKind.case, onlyConflicts: true) { row in
                    rows.append(row)
                    return true
                }
            }
            rows += try paidOften(point).filter { row in !rows.contains { $0.name == row.name } }
        }
        let hubs = try point.hubs()
        var isAny = false
        for row in rows {
            let state = try point.store { () throws(ReplicaError) in
                try point.replica.state(of: row.name)
            }
            let legal = try point.legalConflicts(in: state)
            isAny = isAny || !state.conflicts.isEmpty || !legal.isEmpty
            try say(state, legal, slip: row.summary.slip, point, hubs, desk)
        }
        if !isAny, !desk.wantsJSON {
            try desk.say(vi: "Không có xung đột nào.", en: "There is no conflict.")
        }
        return .done
    }

    static func resolve(_ desk: Desk) throws(Failure) -> ExitCode {
        let choice = try Choosing.choice(desk)
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let row = try point.open(desk.invocation.arguments[0])
        let field = desk.invocation.arguments[1]
        let state = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        let clock = try Choosing.seen(desk) ?? state.clock
        guard state.clock.covers(clock) else { throw .unknownClock }
        let value = try Failure.wrap({ Failure($0) }) { () throws(ResolveError) in
            try ResolveError.value(of: field, in: state, choosing: choice)
        }
        let checked = try checked(value, field: field, choice: choice)
        try point.write(
            "resolve", on: row.name, actor: actor, context: clock, fields: [.init(field, checked)])
        try ShowCommand.say(row.name, point, desk)
        return .done
    }

    /// A value that was typed is held to the same rules as an edit.
    private static func checked(
        _ value: CBORValue, field: String, choice: Choice
    ) throws(Failure) -> CBORValue {
        guard case .value(let text) = choice else {
            // The centre would set aside what is not a point's to write, such as a decision.
            let mayWrite =
                WriteRule.verdict(
                    kind: RecordKind.case, field: field, role: .point, isCreation: false,
                    act: "resolve")
                == .allowed
                && WriteRule.isWellFormed(
                    kind: RecordKind.case, field: field, value: value.text)
            guard mayWrite else {
                throw Failure(
                    .refused,
                    vi: "Giá trị này chỉ trung tâm được ghi (central resolve); không thay đổi gì.",
                    en: "Only the centre may write this value (central resolve); nothing changed.")
            }
            return value
        }
        return .text(
            try Failure.wrap({ Failure($0) }) { () throws(DraftError) in
                try CaseEdit.normalised(field: field, value: text, procedure: nil)
            })
    }

    /// The cases with several payments, which may be too much.
    private static func paidOften(_ point: Point) throws(Failure) -> [ReplicaRow] {
        try point.store { () throws(ReplicaError) in
            var rows: [ReplicaRow] = []
            for key in try point.replica.keysHeldTwice(kind: RecordKind.payment) {
                guard let name = RecordName(hex: key) else { continue }
                if let row = try point.replica.record(name) { rows.append(row) }
            }
            return rows
        }
    }

    private static func say(
        _ state: RecordState, _ legal: [LegalConflict], slip: String?, _ point: Point,
        _ hubs: [SiteNumber], _ desk: Desk
    ) throws(Failure) {
        if desk.wantsJSON {
            let lines = CaseReport.conflicts(
                state.name, slip: slip, state: state, legal: legal, hubs: hubs,
                point: point.pointName)
            for line in lines { try desk.say(line) }
            return
        }
        for conflict in legal {
            let lines = LegalText.lines(
                conflict, slip: slip, language: desk.language, point: point.pointName)
            try desk.say(lines.joined(separator: "\n"))
        }
        let said = Set(legal.map(\.field))
        let procedure = Catalogue(point).procedure(ofCase: state.dictionary(hubs: hubs))
        for register in state.conflicts where !said.contains(register.name) {
            let lines = CaseText.conflict(
                register, slip: slip, hubs: hubs, language: desk.language, procedure: procedure,
                point: point.pointName)
            try desk.say(lines.joined(separator: "\n"))
        }
    }
}
