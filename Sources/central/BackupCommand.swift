import Backup
import CaseModel
import CentralStore
import Console
import Frontend
import Hub
import SQLite
import SyncProtocol
import Transport

/// `central backup`: a consistent copy of the store while it is in use, and of its documents.
///
/// The hub's keys are not in it: they have a backup of their own (`RecoverySheet`).
enum BackupCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let database = try Opening.path(desk)
        let hub = try Opening.hub(desk)
        let now = SystemClock.wallMilliseconds()
        let target = try BackupTarget(
            desk.invocation.arguments[0], program: "central", now: now)
        let copy: BackupTarget.Copied
        let manifest: BackupManifest
        do throws(BackupError) {
            let maker = try BackupMaker(of: database, to: target.path)
            // After the database, so that every document that it says to be here comes along.
            copy = try target.copyDocuments(from: Opening.documents(desk))
            manifest = try maker.finish(
                source: .central, made: now, program: "central \(CentralProgram.version)",
                epoch: hub.epoch.words, documents: copy.count)
        } catch {
            throw Failure(error)
        }
        return try BackupReport(
            path: target.path, manifest: manifest, heads: try heads(target.path, desk),
            copied: copy.copied, damaged: copy.damaged,
            isOnSameDisk: DiskFacts.device(target.path) == DiskFacts.device(database)
        ).say(desk)
    }

    /// How far each branch goes in the copy.
    private static func heads(
        _ path: String, _ desk: Desk
    ) throws(Failure) -> [JSONValue.Member] {
        do throws(StoreError) {
            return try SQLiteStore(path: path, mode: .readOnly).sites().map {
                .init(name: "\($0.number)", value: .number("\($0.head?.sequence ?? 0)"))
            }
        } catch {
            throw Failure(error, path: path)
        }
    }
}

extension HubEpoch {
    /// The life of a store, as a backup's manifest names it.
    var words: String { "\(counter)-\(String(bits, radix: 16))" }
}
