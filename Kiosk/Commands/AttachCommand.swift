import CaseModel
import CaseRecords
import Console
import DocumentStore
import Frontend
import Replica
import SyncProtocol

/// `kiosk attach`: copies a scan into this point's store, and names it in the case.
enum AttachCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let arguments = desk.invocation.arguments
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let seen = try Choosing.seen(desk)
        let row = try point.open(arguments[0])
        let paper = try paperKey(arguments[1], of: row, point)
        let whole = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        let clock = seen ?? whole.clock
        guard whole.clock.covers(clock) else { throw .unknownClock }
        let present = CaseDocument.all(in: whole.dictionary(hubs: try point.hubs()))
        let document = try add(arguments[2], to: paper, of: present, Scans(point))
        guard !present.contains(where: { $0.field == document.field }) else {
            try desk.remark(
                vi: "Tệp này đã được kèm vào giấy tờ này rồi; không có gì để lưu.",
                en: "This file is attached to this paper already; there is nothing to save.")
            return .done
        }
        try point.write(
            "edit", on: row.name, actor: actor, context: clock,
            fields: [.init(document.field, .text(document.value))])
        try ShowCommand.say(row.name, point, desk)
        return .done
    }

    /// The content is durable when this returns; the event that names it comes after.
    private static func add(
        _ path: String, to paper: String, of present: [CaseDocument], _ scans: Scans
    ) throws(Failure) -> CaseDocument {
        try Failure.wrap({ Failure($0, path: path) }) { () throws(Scans.Problem) in
            let length = try scans.inspect(path).lengthBytes
            try scans.checkRoom(present.map(\.lengthBytes), length)
            return try scans.add(path, to: paper)
        }
    }

    private static func paperKey(
        _ paper: String, of row: ReplicaRow, _ point: Point
    ) throws(Failure) -> String {
        let state = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        let fields = state.dictionary(hubs: try point.hubs())
        let procedure = Catalogue(point).procedure(ofCase: fields)
        let asked = CaseView(fields: fields).askedPapers(beside: procedure)
        do throws(DraftProblem) {
            let key = try CaseDocument.paperKey(paper, procedure: procedure, asked: asked)
            // A result comes from the centre alone.
            guard key != CaseDocument.resultPaper else { throw .unknownKey(suggestion: nil) }
            return key
        } catch {
            let known = ((procedure?.papers ?? []).map(\.key) + asked.map(\.key))
                .joined(separator: ", ")
            let words = DraftText.words(error)
            let paper = TerminalText.visible(paper)
            throw Failure(
                .refused,
                vi: "Giấy tờ '\(paper)': \(words.vi) Thủ tục cần: \(known). Chưa lưu gì.",
                en: "Paper '\(paper)': \(words.en) The procedure asks for: \(known). "
                    + "Nothing was saved.")
        }
    }
}

extension Failure {
    /// A file that was named could not be attached.
    init(_ problem: Scans.Problem, path: String) {
        switch problem {
        case .refused(let problem):
            self.init(DraftError(field: path, problem: .document(problem)))
        case .failed(let failure):
            self = failure
        }
    }
}
