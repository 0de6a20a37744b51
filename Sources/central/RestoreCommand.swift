import Backup
import CaseModel
import CaseRecords
import CentralStore
import Console
import DocumentStore
import Frontend
import Hub
import SQLite
import Sealing
import SyncProtocol
import Transport

/// `central restore`: a store from a backup, in its next life.
///
/// The backup is read back first, as `verify` does. A store that is there is set aside and never
/// deleted; the new one gets its name when it is whole.
enum RestoreCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let folder = Opening.folder(desk)
        let path = try Opening.path(desk)
        var keys = try keys(folder)
        let backup = try readBack(desk.invocation.arguments[0])
        let isReplacing = try isReplacing(path, desk)
        let pending = try begin(path)
        let epoch: HubEpoch
        do throws(Failure) {
            epoch = try make(pending.part, from: backup.path, knownLife: keys.life)
        } catch {
            pending.discard()
            throw error
        }
        // Beside the store, so that not even another restore of the same backup begins it again.
        keys.note(life: epoch.counter)
        try KeyFile.write(keys, to: folder)
        let documents = try copyDocuments(from: backup, to: Opening.documents(desk))
        if isReplacing { try setAside(path, desk) }
        do throws(FileFailure) {
            try pending.publish()
        } catch {
            throw Failure(error)
        }
        return try report(backup, epoch, documents: documents, path, desk)
    }

    private static func keys(_ folder: String) throws(Failure) -> KeyList {
        do throws(FileFailure) {
            try Files.createPrivateDirectory(folder)
        } catch {
            throw Failure(error)
        }
        guard Files.exists(KeyFile.path(folder)) else {
            let name = TerminalText.visible(KeyFile.path(folder))
            throw Failure(
                .failed,
                vi: "Chưa có khóa của trung tâm tại '\(name)'; không thay đổi gì. Xin chép tệp "
                    + "khóa từ bản sao của nó, hoặc chép các dòng giữa hai vạch trên phiếu phục "
                    + "hồi vào tệp đó, đặt quyền 600, rồi chạy lại.",
                en: "The centre's keys are not at '\(name)'; nothing changed. Copy the key file "
                    + "from its own backup, or copy the lines between the two rules of the "
                    + "recovery sheet into it, set its mode to 600, and run this again.")
        }
        return try KeyFile.read(folder)
    }

    /// The backup, when everything in it is as it was put there.
    private static func readBack(_ path: String) throws(Failure) -> BackupFile {
        guard Files.exists(path) else { throw Failure(.missing(path)) }
        let backup: BackupFile
        let isUnchanged: Bool
        do throws(BackupError) {
            backup = try BackupFile(path)
            guard backup.manifest.source == .central else { throw BackupError.noBackup(path) }
            isUnchanged = try backup.isUnchanged()
        } catch {
            throw Failure(error)
        }
        let findings = try VerifyCommand.check(
            path, documents: backup.documents, mode: .readOnly)
        guard isUnchanged, findings.isSound else {
            let name = TerminalText.visible(path)
            throw Failure(
                .failed,
                vi: "Bản sao lưu '\(name)' bị hỏng; không thay đổi gì. Xem chi tiết: central "
                    + "verify --backup FILE. Xin dùng một bản khác.",
                en: "The backup '\(name)' is damaged; nothing changed. For details: central "
                    + "verify --backup FILE. Use another one.")
        }
        return backup
    }

    /// Whether a store is there that somebody has used; only `--replace` sets it aside.
    private static func isReplacing(
        _ path: String, _ desk: Desk
    ) throws(Failure) -> Bool {
        guard Files.exists(path) else { return false }
        guard desk.invocation.options.has("replace") else {
            let name = TerminalText.visible(path)
            throw Failure(
                .refused,
                vi: "Đã có kho tại '\(name)'; không thay đổi gì. Với --replace, kho đó được đổi "
                    + "tên và giữ lại. Phải dừng 'central serve' trước.",
                en: "There is a store at '\(name)'; nothing changed. With --replace it is renamed "
                    + "and kept. Stop 'central serve' first.")
        }
        try settle(path)
        return true
    }

    /// Refused while a server has the store open: it would go on acknowledging into the file that
    /// is set aside. A store that is damaged goes with its log as it is.
    private static func settle(_ path: String) throws(Failure) {
        do throws(SQLiteError) {
            try Connection.settle(path)
        } catch {
            guard error.kind == .busy || error.kind == .locked else { return }
            let name = TerminalText.visible(path)
            throw Failure(
                .refused,
                vi: "Một chương trình khác đang mở kho '\(name)'; không thay đổi gì. Xin dừng "
                    + "'central serve' rồi chạy lại.",
                en: "Another program has the store '\(name)' open; nothing changed. Stop "
                    + "'central serve', then run this again.")
        }
    }

    private static func begin(_ path: String) throws(Failure) -> PendingFile {
        let pending: PendingFile?
        do throws(FileFailure) {
            pending = try PendingFile.begin(path)
        } catch {
            throw Failure(error)
        }
        guard let pending else { throw Failure(BackupError.beingMade(path)) }
        return pending
    }

    /// The copy with its next life begun, closed when this returns, so that it is one file.
    private static func make(
        _ part: String, from backup: String, knownLife: UInt64
    ) throws(Failure) -> HubEpoch {
        do throws(SQLiteError) {
            try Connection(path: backup, mode: .readOnly).copy(to: part)
        } catch {
            throw Failure(error, path: backup)
        }
        let store = try Opening.open(part, mode: .readWrite)
        var random = SecureRandom()
        do throws(HubError) {
            return try Hub.beginLife(
                store,
                .init(
                    knownCounter: knownLife, epochBits: random.next(), branchEpoch: random.next(),
                    now: SystemClock.wallMilliseconds()))
        } catch {
            throw Failure(error, path: part)
        }
    }

    private static func copyDocuments(
        from backup: BackupFile, to folder: String
    ) throws(Failure) -> Int {
        do throws(DocumentStoreError) {
            let copy = DocumentStore(folder: folder)
            _ = try copy.copyMissing(from: DocumentStore(folder: backup.documents))
            return try copy.names().count
        } catch .file(let failure) {
            throw Failure(failure)
        } catch {
            // What can be read is copied; the check before has named the rest.
            throw Failure(.missing(backup.documents))
        }
    }

    private static func setAside(_ path: String, _ desk: Desk) throws(Failure) {
        let stamp = Instant.iso(SystemClock.wallMilliseconds()).prefix(23)
            .filter { $0.isNumber || $0 == "T" }
        let aside = path + ".before-restore-" + stamp
        try settle(path)
        do throws(FileFailure) {
            for end in ["-wal", "-shm", ""] where Files.exists(path + end) {
                try Files.move(path + end, to: aside + end)
            }
        } catch {
            throw Failure(error)
        }
        let name = TerminalText.visible(aside)
        try desk.remark(
            vi: "Kho trước được giữ tại \(name).", en: "The store before is kept as \(name).")
    }

    private static func report(
        _ backup: BackupFile, _ epoch: HubEpoch, documents: Int, _ path: String, _ desk: Desk
    ) throws(Failure) -> ExitCode {
        let made = Instant.iso(backup.manifest.made)
        guard !desk.wantsJSON else {
            try desk.say(
                .object([
                    .init(name: "store", value: .text(Opening.folder(desk))),
                    .init(name: "made", value: .text(made)),
                    .init(name: "epoch", value: .number("\(epoch.counter)")),
                    .init(name: "site", value: .text("\(epoch.site)")),
                    .init(name: "documents", value: .number("\(documents)")),
                ]))
            return .done
        }
        try desk.say(
            vi: "Đã phục hồi kho như lúc \(made), đời thứ \(epoch.counter); \(documents) bản quét. "
                + "Những gì mất từ lúc đó, các điểm sẽ gửi lại khi đồng bộ. Điểm nào đã bị "
                + "thu hồi, hồ sơ nào đã giao cho điểm khác (reassign) từ lúc đó, xin làm lại. "
                + "Không chạy lại kho cũ: các điểm sẽ từ chối nó.",
            en: "Restored the store as of \(made), life \(epoch.counter); \(documents) scans. What "
                + "was lost since then comes back from the points as they synchronise. Revoke "
                + "again which points were revoked since then, and reassign again what was "
                + "reassigned. Do not run the old store again: points will refuse it.")
        return .done
    }
}
