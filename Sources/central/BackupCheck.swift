import Backup
import CaseRecords
import CentralStore
import Console
import Frontend
import Hub
import SQLite
import Transport

/// `central verify --backup`: a backup is read back as a whole, as a restore would read it.
enum BackupCheck {
    static func run(_ path: String, _ desk: Desk) throws(Failure) -> ExitCode {
        guard Files.exists(path) else { throw Failure(.missing(path)) }
        let backup: BackupFile
        let isUnchanged: Bool
        do throws(BackupError) {
            backup = try BackupFile(path)
            guard backup.manifest.source == .central else { throw BackupError.noBackup(path) }
            isUnchanged = try backup.isUnchanged()
        } catch .sqlite(let error, _) where error.kind == .corrupt {
            var findings = Findings()
            findings.add(.file(error.message))
            return try Checkup.say(findings, desk)
        } catch {
            throw Failure(error)
        }
        var findings = try VerifyCommand.check(
            path, documents: backup.documents, mode: .readOnly)
        if !isUnchanged { findings.add(.changedBackup) }
        let code = try Checkup.say(findings, desk)
        if findings.isSound { try note(backup, desk) }
        return code
    }

    /// Lets a sound backup count for what points are told, if it is of this store, and would
    /// survive the loss of this store's disk.
    private static func note(_ backup: BackupFile, _ desk: Desk) throws(Failure) {
        let path = try Opening.path(desk)
        // A backup can be read back where its store is not.
        guard Files.exists(path) else { return }
        guard DiskFacts.device(backup.path) != DiskFacts.device(path) else {
            return try desk.remark(
                vi: "Bản sao lưu nằm cùng ổ đĩa với kho nên không được tính là an toàn.",
                en: "The backup lies on the store's own disk, so it does not count as safe.")
        }
        let hub = try Opening.hub(desk)
        let sites: [Site]
        do throws(StoreError) {
            sites = try SQLiteStore(path: backup.path, mode: .readOnly).sites()
        } catch {
            throw Failure(error, path: backup.path)
        }
        let isOurs = try Failure.hub(desk) { () throws(HubError) in
            guard backup.manifest.epoch == hub.epoch.words else { return false }
            return try hub.note(
                backupMade: backup.manifest.made, digest: backup.manifest.digest, sites: sites,
                now: SystemClock.wallMilliseconds())
        }
        guard !isOurs else { return }
        try desk.remark(
            vi: "Bản sao lưu không phải của kho này nên không được tính.",
            en: "The backup is not of this store, so it does not count.")
    }
}
