import CaseModel
import Console
import Frontend
import Transport

/// `kiosk submit`: hands cases in from one JSON object or from JSON Lines.
///
/// The input is worked on as it comes: what one read gives is checked, made durable in one
/// transaction, and answered, before more is read.
enum SubmitCommand {
    /// Bytes of one line at most.
    static let lineBytes = 256 << 10

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let actor = try point.actor(desk)
        var lines = LineSource(try input(desk))
        var clerk = SubmitClerk(
            desk: desk, actor: actor, intake: try Intake(point), scans: Scans(point),
            drafts: desk.invocation.options.has("draft") ? Drafts(point: point) : nil,
            reader: JSONReader(limitBytes: lineBytes))
        while let batch = try lines.next() {
            try clerk.take(batch)
        }
        try clerk.finish()
        if clerk.taken + clerk.refused == 0 {
            try desk.remark(
                vi: "Đầu vào không có hồ sơ nào.", en: "There was no case in the input.")
        }
        return clerk.refused > 0 ? .refused : .done
    }

    private static func input(_ desk: Desk) throws(Failure) -> LineSource.Input {
        guard let file = desk.invocation.options.value("file"), file != "-" else {
            return .standard(StandardInput())
        }
        do throws(FileFailure) {
            return .file(try FileReader(file))
        } catch {
            throw Failure(error)
        }
    }
}
