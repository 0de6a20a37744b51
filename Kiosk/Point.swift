import CaseModel
import CaseRecords
import Console
import DocumentStore
import Frontend
import Glibc
import Replica
import SQLite
import Sealing
import SyncProtocol
import Transport

/// This kiosk: its replica, who it is, and what time it believes to be.
final class Point {
    let replica: Replica
    let folder: String
    var path: String { folder + "/replica.db" }
    /// The folder of the documents' contents.
    var documents: String { folder + "/documents" }
    let identity: Identity

    /// Opens the kiosk of `--home`; it must have been enrolled.
    convenience init(_ desk: Desk) throws(Failure) {
        let folder = Self.folder(desk)
        let path = folder + "/replica.db"
        guard Files.exists(path) else {
            if Files.exists(folder), !Files.isDirectory(folder) { throw .notAFolder(folder) }
            throw Self.notEnrolled(folder)
        }
        let replica = try Self.open(path, mode: .readWrite)
        let identity = try Failure.replica(path) { () throws(ReplicaError) in
            try replica.identity()
        }
        guard let identity else { throw Self.notEnrolled(folder) }
        self.init(replica: replica, folder: folder, identity: identity)
        wipeLoans()
    }

    /// Wipes the cases that were lent for a time which is over, and their documents.
    func wipeLoans() {
        let store = DocumentStore(folder: documents)
        // What cannot be wiped now is wiped by the next command.
        try? replica.wipeLoans(now: SystemClock.wallMilliseconds()) { document in
            // Nothing names it from now on: what cannot be removed now goes with the next tidying.
            try? store.erase(document.name, lengthBytes: document.lengthBytes)
        }
    }

    private init(replica: Replica, folder: String, identity: Identity) {
        self.replica = replica
        self.folder = folder
        self.identity = identity
    }

    static func folder(_ desk: Desk) -> String {
        desk.invocation.global.value("home") ?? environment("KIOSK_HOME")
            ?? (environment("HOME") ?? ".") + "/.local/share/motcua-kiosk"
    }

    /// The file with this kiosk's keys: whoever has it can pose as this point.
    static func keyPath(_ folder: String) -> String { folder + "/kiosk.keys" }

    /// The file with the certificates that vouch for the centre instead of the system's.
    static func certificatePath(_ folder: String) -> String { folder + "/centre.pem" }

    /// That file, when there is one.
    var certificates: String? {
        let path = Self.certificatePath(folder)
        return Files.exists(path) ? path : nil
    }

    /// This kiosk's keys.
    func keys() throws(Failure) -> KeyList { try Self.keys(folder) }

    /// The keys of the kiosk in a folder.
    static func keys(_ folder: String) throws(Failure) -> KeyList {
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try Files.read(keyPath(folder), limitBytes: 4096)
        } catch {
            throw Failure(error)
        }
        guard let keys = KeyList(text: String(decoding: bytes, as: UTF8.self)) else {
            throw Failure(
                .failed,
                vi: "Tệp khóa của điểm này không đọc được. Dữ liệu vẫn an toàn tại đây; "
                    + "xin người quản trị cấp mã ghi danh lại.",
                en: "This point's key file cannot be read. The work is safe here; "
                    + "ask the operator for a code to enrol again.")
        }
        return keys
    }

    static func open(_ path: String, mode: Connection.Mode) throws(Failure) -> Replica {
        try Failure.replica(path) { () throws(ReplicaError) in
            try Replica(path: path, mode: mode)
        }
    }

    static func notEnrolled(_ folder: String) -> Failure {
        Failure(
            .failed,
            vi: "Điểm này chưa được ghi danh ('\(folder)'). Xin chạy: kiosk enrol MÃ",
            en: "This point is not enrolled ('\(folder)'). Run: kiosk enrol CODE")
    }

    static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// Runs a call of the replica for a command.
    func store<T>(_ body: () throws(ReplicaError) -> T) throws(Failure) -> T {
        try Failure.replica(path, body)
    }

    /// Who acts, as `--actor` or the system says.
    func actor(_ desk: Desk) throws(Failure) -> String {
        let name =
            desk.invocation.options.value("actor") ?? Self.environment("USER") ?? "agent"
        let actor = VietnameseText.nfc(VietnameseText.trimmed(name))
        guard !actor.isEmpty, actor.utf8.count <= Limits.wordBytes, VietnameseText.isClean(actor)
        else {
            throw Failure(
                .usage, vi: "--actor cần một tên ngắn, không có ký tự lạ.",
                en: "--actor takes a short plain name.")
        }
        return actor
    }

    /// The hub's site numbers, whose values are shown while a conflict stands.
    func hubs() throws(Failure) -> [SiteNumber] {
        try store { () throws(ReplicaError) in try replica.hubSites() }
    }

    /// How the branches whose events are here hang together.
    func tree() throws(Failure) -> BranchTree {
        try store { () throws(ReplicaError) in try replica.tree() }
    }

    /// The one case that a code stands for, to be looked into.
    func open(_ code: String) throws(Failure) -> ReplicaRow {
        let row = try find(code)
        guard try prunedTime(of: row.name) == nil else { throw .keptAtCentre(code) }
        return row
    }

    /// The one case that a code stands for; its content may be at the centre only.
    func find(_ code: String) throws(Failure) -> ReplicaRow {
        let rows = try cases(matching: code)
        guard let first = rows.first else { throw .notFound(code) }
        guard rows.count == 1 else { throw .ambiguous(code, rows.map(\.name.description)) }
        return first
    }

    /// The cases that a typed code may stand for, by the first reading that finds any.
    func cases(matching code: String) throws(Failure) -> [ReplicaRow] {
        try store { () throws(ReplicaError) in
            for reading in TypedCode.readings(code) {
                let rows = try replica.records(kind: RecordKind.case, matching: reading)
                if !rows.isEmpty { return rows }
            }
            return []
        }
    }

    /// The cases with this slip number or official code. A caller's reference is no such code: many
    /// cases may share one, and a proof would be tried on all of them at once.
    func cases(printedAs code: String) throws(Failure) -> [ReplicaRow] {
        let readings = TypedCode.readings(code)
        return try cases(matching: code).filter { row in
            [row.summary.slip, row.summary.official].compactMap(\.self).contains {
                readings.contains($0)
            }
        }
    }

    /// Counts a try to show that somebody may see a case; false when there were too many today.
    func mayTry(_ record: RecordName) throws(Failure) -> Bool {
        let day = CivilDate(instantMilliseconds: SystemClock.wallMilliseconds()).dayNumber
        return try store { () throws(ReplicaError) in
            try replica.countLookUp(of: record, on: day)
        }
    }

    /// Where a record of this kiosk is durable; never overstated.
    func durability(of row: ReplicaRow, _ progress: Progress) -> Durability {
        guard row.ownSequence <= progress.acknowledged.number else { return .saved }
        // Of what others wrote the centre tells this point no more than that it is there.
        return row.ownSequence > 0 && row.ownSequence <= progress.backedUp ? .backup : .centre
    }

    /// How far this kiosk and the centre know each other.
    func progress() throws(Failure) -> Progress {
        try store { () throws(ReplicaError) in try replica.progress() }
    }

    /// What waits to be sent and what stands parked.
    func outbox() throws(Failure) -> [Replica.OutboxItem] {
        try store { () throws(ReplicaError) in try replica.outbox() }
    }

    /// Scans whose content is not at the centre.
    func waitingDocuments() throws(Failure) -> [Replica.WaitingDocument] {
        try store { () throws(ReplicaError) in try replica.waitingDocuments() }
    }

    /// How much of this waits, and how long it takes.
    func backlog(
        _ items: [Replica.OutboxItem], _ documents: [Replica.WaitingDocument]
    ) throws(Failure) -> Backlog {
        let rates = try store { () throws(ReplicaError) in
            Backlog.Rates(
                events: try replica.lineRate(), plain: try replica.plainLineRate())
        }
        return Backlog(items, documents, rates)
    }

    /// Writes an event about a record that was opened at this clock.
    func write(
        _ kind: String, on record: RecordName, actor: String, context: VectorClock,
        fields: [Event.Field]
    ) throws(Failure) {
        try store { () throws(ReplicaError) in
            try replica.transaction { () throws(ReplicaError) in
                let time = PointClock.now(try replica.progress())
                _ = try replica.write(
                    .init(
                        record: record, kind: kind, actor: actor, time: time, context: context,
                        fields: fields))
            }
        }
    }

    /// The name of a point, as the centre published it.
    func pointName(_ site: SiteNumber) -> String? {
        if site == identity.site { return identity.name }
        // As below.
        if (try? hubs())?.contains(site) == true { return "Trung tâm" }
        // A name that cannot be read now leaves the number to be shown, and nothing is lost.
        let rows = try? replica.records(kind: RecordKind.point, matching: "\(site)")
        return rows?.first?.summary.texts["name"]
    }
}

extension Failure {
    /// Runs a call of the replica and says in words what went wrong.
    static func replica<T>(
        _ path: String, _ body: () throws(ReplicaError) -> T
    ) throws(Failure) -> T {
        do throws(ReplicaError) {
            return try body()
        } catch {
            throw Failure(error, path: path)
        }
    }

    init(_ error: ReplicaError, path: String) {
        switch error {
        case .sqlite(let error): self.init(error, path: path)
        case .migration(let error): self.init(error, path: path)
        case .damaged(let what): self = .damaged(what, path: path)
        case .notEnrolled: self = Point.notEnrolled(path)
        case .alreadyEnrolled:
            self.init(
                .refused, vi: "Điểm này đã được ghi danh rồi; không thay đổi gì.",
                en: "This point is enrolled already; nothing changed.")
        case .keptAtCentre:
            self.init(
                .refused,
                vi:
                    "Nội dung hồ sơ này được giữ tại trung tâm; xin lấy về bằng kiosk fetch rồi "
                    + "làm lại. Chưa lưu gì.",
                en:
                    "The content of this case is kept at the centre; bring it back with kiosk "
                    + "fetch and try again. Nothing was saved.")
        case .tooLarge:
            self.init(
                .refused, vi: "Nội dung quá dài để gửi đi một lần; chưa lưu gì.",
                en: "This is too long for one change; nothing was saved.")
        case .cannotSeal:
            self.init(
                .failed,
                vi: "Khóa của trung tâm không dùng được. Xin ghi danh lại với mã mới.",
                en: "The centre's key cannot be used. Enrol again with a new code.")
        case .contradicted:
            self.init(
                .failed,
                vi: "Trung tâm có dữ liệu khác dưới số điểm này. Không mất gì; "
                    + "xin báo người quản trị.",
                en: "The centre holds other data under this point's number. Nothing is lost; "
                    + "tell the operator.")
        }
    }
}
