import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk feedback`: what somebody wants to tell the authorities; written once, never edited.
enum FeedbackCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let options = desk.invocation.options
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let row = try options.value("case").map { (code) throws(Failure) in try point.open(code) }
        let feedback = try Failure.wrap({ Failure($0) }) { () throws(FeedbackError) in
            try Feedback(
                kind: options.value("kind").flatMap(FeedbackKind.init) ?? .other,
                text: options.value("text") ?? "", contact: options.value("contact"),
                isAnonymous: options.has("anonymous"))
        }
        let record = try save(feedback, about: row, point, actor: actor)
        if desk.wantsJSON {
            let name = row.flatMap { feedback.isAnonymous ? nil : "\($0.name)" }
            try desk.say(
                .object([
                    .init(name: "record", value: .optional(record.map { "\($0)" })),
                    .init(name: "case", value: .optional(name)),
                    .init(name: "kind", value: .text(feedback.kind.rawValue)),
                    .init(name: "anonymous", value: .bool(feedback.isAnonymous)),
                ]))
        } else {
            try desk.say(
                vi: "Đã ghi nhận phản ánh. Cơ quan trả lời trong 15 ngày làm việc.",
                en: "Your feedback is saved. It is answered within 15 working days.")
        }
        return .done
    }

    /// Writes it, or lets it wait with others when it is anonymous; then it has no record yet.
    static func save(
        _ feedback: Feedback, about row: ReplicaRow?, _ point: Point, actor: String
    ) throws(Failure) -> RecordName? {
        let about = RateCommand.about(row, point)
        let fields = feedback.fields(about: about)
        guard !feedback.isAnonymous else {
            try point.pool(RecordKind.feedback, fields)
            return nil
        }
        return try point.store { () throws(ReplicaError) in
            try point.replica.transaction { () throws(ReplicaError) in
                let time = PointClock.now(try point.replica.progress())
                return try point.replica.write(
                    .init(
                        kind: RecordKind.feedback, actor: actor, time: time,
                        fields: fields.map { Event.Field($0.name, .text($0.value)) })
                ).record
            }
        }
    }
}
