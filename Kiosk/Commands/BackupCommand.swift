import Backup
import CaseModel
import Console
import DocumentStore
import Frontend
import Replica
import SyncProtocol
import Transport

/// `kiosk backup`: a consistent copy of this point's work while it goes on, and of its scans.
///
/// The point's key is not in it: whoever finds the copy cannot pose as this point.
enum BackupCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let now = SystemClock.wallMilliseconds()
        let target = try BackupTarget(desk.invocation.arguments[0], program: "kiosk", now: now)
        let progress = try point.store { () throws(ReplicaError) in try point.replica.progress() }
        let copy: Copied
        let manifest: BackupManifest
        do throws(BackupError) {
            let maker = try BackupMaker(of: point.path, to: target.path)
            // After the database, so that every document that it names comes along.
            copy = try documents(point.documents, to: target)
            manifest = try maker.finish(
                source: .kiosk, made: now, program: "kiosk \(KioskProgram.version)",
                epoch: "\(point.identity.site)-\(String(progress.epoch, radix: 16))",
                documents: copy.count)
        } catch {
            throw Failure(error)
        }
        let head = JSONValue.Member(
            name: "\(point.identity.site)", value: .number("\(progress.head.sequence)"))
        return try BackupReport(
            path: target.path, manifest: manifest, heads: [head], copied: copy.copied,
            damaged: copy.damaged,
            isOnSameDisk: DiskFacts.device(target.path) == DiskFacts.device(point.path)
        ).say(desk)
    }

    /// What became of the documents.
    private struct Copied {
        let copied: Int
        let damaged: Int
        let count: Int
    }

    private static func documents(
        _ folder: String, to target: BackupTarget
    ) throws(BackupError) -> Copied {
        let copy = DocumentStore(folder: target.documents)
        do throws(DocumentStoreError) {
            let (copied, damaged) = try copy.copyMissing(from: DocumentStore(folder: folder))
            return Copied(
                copied: copied, damaged: damaged.count, count: try copy.names().count)
        } catch .file(let failure) {
            throw .file(failure)
        } catch {
            // What can be read is copied, and what cannot be read was named as damaged.
            throw .file(.missing(target.documents))
        }
    }
}
