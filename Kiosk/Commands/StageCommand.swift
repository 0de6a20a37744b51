import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk stage`: notes what was done for a person that no other command shows, with who and when.
enum StageCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let row = try point.open(desk.invocation.arguments[0])
        guard let stage = Stage(rawValue: desk.invocation.arguments[1]) else {
            let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, vi: "Cần một công đoạn trong: \(known).", en: "Give one of: \(known).")
        }
        let clock = row.summary.clock
        let now = PointClock.now(
            try point.store { () throws(ReplicaError) in try point.replica.progress() })
        try point.write(
            Stage.act, on: row.name, actor: actor, context: clock,
            fields: [Event.Field(stage.field(at: now.wall), .text(actor))])
        try ShowCommand.say(row.name, point, desk)
        return .done
    }
}
