import CaseModel
import Console
import DocumentStore
import Frontend
import Replica
import SyncProtocol
import Transport

/// `kiosk prune`: removes what the centre has in a backup and nobody has touched for long.
enum PruneCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let days = try point.keptDays(desk)
        let done = try point.prune(afterDays: days)
        guard !desk.wantsJSON else {
            try desk.say(
                .object([
                    .init(name: "pruned", value: .number("\(done.cases)")),
                    .init(name: "kept", value: .number("\(done.kept)")),
                    .init(name: "documents", value: .number("\(done.documents)")),
                    .init(name: "after_days", value: .number("\(days)")),
                ]))
            return .done
        }
        guard done.cases + done.documents > 0 else {
            try desk.say(
                vi:
                    "Không có gì để xóa: chưa có nội dung nào cũ quá \(days) ngày mà trung tâm "
                    + "đã có trong bản sao lưu.",
                en: "Nothing to remove: no content here is older than \(days) days and in the "
                    + "centre's backups.")
            return try sayKept(done, desk)
        }
        try desk.say(
            vi: "Đã xóa nội dung \(done.cases) hồ sơ và \(done.documents) bản quét không ai đụng "
                + "tới trong \(days) ngày; trung tâm giữ chúng trong bản sao lưu, mã hồ sơ vẫn tra "
                + "được ở đây.",
            en:
                "Removed the content of " + English.counted(done.cases, "case", "cases") + " and "
                + English.counted(done.documents, "scan", "scans") + " that "
                + "nobody touched for \(days) days; the centre has them in a backup, and their "
                + "codes are still found here.")
        return try sayKept(done, desk)
    }

    private static func sayKept(_ done: Point.Pruned, _ desk: Desk) throws(Failure) -> ExitCode {
        if done.kept > 0 {
            try desk.say(
                vi: "\(done.kept) hồ sơ cũ khác còn ở lại vì có phần chưa an toàn ở nơi khác.",
                en: "Old cases that stay, as a part is not safe elsewhere: \(done.kept)."
            )
        }
        return .done
    }
}

extension Point {
    /// What was removed.
    struct Pruned {
        var cases = 0
        var kept = 0
        var documents = 0
    }

    /// For how many days content is kept here: at a screen for everybody not for long.
    func keptDays(_ desk: Desk) throws(Failure) -> Int {
        try DaySetting.pruning.given(desk) ?? (identity.type == "kiosk" ? 3 : 90)
    }

    /// Removes what the centre has in a backup and nobody has touched for so many days, by the
    /// centre's clock: before it was heard of, nothing is in a backup either.
    func prune(afterDays days: Int) throws(Failure) -> Pruned {
        guard let now = PointClock.centre(try progress()) else { return Pruned() }
        let limit = now - Int64(days) * Instant.millisecondsPerDay
        let (done, names) = try store { () throws(ReplicaError) in
            (try replica.prune(before: limit, now: now), Set(try replica.prunedDocuments()))
        }
        let files = DocumentStore(folder: documents)
        // What cannot be removed now is removed the next time.
        let count = try? files.removeUnnamed(before: Int(limit / 1_000) + 1) {
            !names.contains($0)
        }
        return Pruned(cases: done.cases, kept: done.kept, documents: count ?? 0)
    }

    /// Does so once a day, while nobody is in the middle of something.
    func pruneDaily(_ desk: Desk) {
        // Neither a screen nor a synchronisation fails by it; `kiosk prune` says what is wrong.
        do throws(Failure) {
            let days = try keptDays(desk)
            guard let now = PointClock.centre(try progress()),
                try store({ () throws(ReplicaError) in
                    try replica.isPruningDue(on: PointClock.day(now))
                })
            else { return }
            _ = try prune(afterDays: days)
        } catch {
            return
        }
    }

    /// When the content of a record was removed from here; nil while it is here.
    func prunedTime(of record: RecordName) throws(Failure) -> Int64? {
        try store { () throws(ReplicaError) in try replica.prunedTime(of: record) }
    }
}

extension Failure {
    /// Nobody acts on a case whose content is not here.
    static func keptAtCentre(_ code: String) -> Failure {
        let name = TerminalText.visible(code)
        return Failure(
            .refused,
            vi: "Nội dung hồ sơ \(name) được giữ tại trung tâm, ở đây chỉ còn mã. Lấy về bằng: "
                + "kiosk fetch \(name) --proof MÃ-TRA-CỨU",
            en: "The content of case \(name) is kept at the centre; only its codes are here. Bring "
                + "it back with: kiosk fetch \(name) --proof SECRET")
    }
}
