import Backup
import CaseRecords
import CentralStore
import Console
import DocumentStore
import Frontend
import Hub
import SQLite
import SyncProtocol
import Transport

/// `central verify` and `central doctor`: everything is read back and compared.
enum VerifyCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        if let file = desk.invocation.options.value("backup") {
            return try BackupCheck.run(file, desk)
        }
        return try Checkup.say(try findings(desk), desk)
    }

    /// The store, and what is around it; `--repair` makes again what can be made from the events.
    static func doctor(_ desk: Desk) throws(Failure) -> ExitCode {
        let folder = Opening.folder(desk)
        var findings = try findings(desk)
        var repaired = 0
        let broken = findings.flaws.compactMap(\.recordToRepair)
        if desk.invocation.options.has("repair"), !broken.isEmpty {
            let path = try Opening.path(desk)
            try repair(broken, path)
            repaired = broken.count
            findings = try self.findings(desk)
        }
        let surroundings = Checkup.surroundings(
            folder: folder, keys: KeyFile.path(folder), past: lastSeen(desk))
        for flaw in surroundings { findings.add(flaw) }
        return try Checkup.say(findings, repaired: repaired, desk)
    }

    /// What is wrong with the store and its documents.
    private static func findings(_ desk: Desk) throws(Failure) -> Findings {
        let path = try Opening.path(desk)
        guard Files.exists(path) else { throw Opening.notInitialised(Opening.folder(desk)) }
        return try check(path, documents: Opening.documents(desk), mode: .readWrite)
    }

    /// Reads a store back; what makes it unreadable is a finding too.
    static func check(
        _ path: String, documents folder: String, mode: Connection.Mode
    ) throws(Failure) -> Findings {
        let documents = DocumentStore(folder: folder)
        do throws(StoreError) {
            let store = try SQLiteStore(path: path, mode: mode)
            var findings = Findings()
            for problem in try store.problems() { findings.add(.file(problem)) }
            guard findings.isSound else { return findings }
            return try store.snapshot { () throws(StoreError) in
                // It was opened as a store: only its one row can be missing.
                guard let hub = try? Hub(store: store) else {
                    findings.add(.file("no epoch"))
                    return findings
                }
                return try hub.check(documents.isSound)
            }
        } catch {
            guard let damage = error.damage else { throw Failure(error, path: path) }
            var findings = Findings()
            findings.add(.file(damage))
            return findings
        }
    }

    private static func repair(_ records: [RecordName], _ path: String) throws(Failure) {
        do throws(StoreError) {
            let store = try SQLiteStore(path: path, mode: .readWrite)
            // The epoch was read a moment ago by the check.
            guard let hub = try? Hub(store: store) else { return }
            try store.transaction { () throws(StoreError) in try hub.repair(records) }
        } catch {
            throw Failure(error, path: path)
        }
    }

    /// A time that is past for certain: when the hub heard of a point last.
    private static func lastSeen(_ desk: Desk) -> Int64 {
        // A store that cannot be opened has been reported before; its clock is not judged.
        guard let hub = try? Opening.hub(desk), let sites = try? hub.sites() else { return 0 }
        return sites.compactMap(\.lastSeen).max() ?? 0
    }
}

extension Flaw {
    /// The record whose summary can be made again.
    var recordToRepair: RecordName? {
        if case .wrongSummary(let record) = self { record } else { nil }
    }
}
