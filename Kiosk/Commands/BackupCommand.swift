import Backup
import CaseModel
import Console
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
        let copy: BackupTarget.Copied
        let manifest: BackupManifest
        do throws(BackupError) {
            let maker = try BackupMaker(of: point.path, to: target.path)
            // After the database, so that every document that it names comes along.
            copy = try target.copyDocuments(from: point.documents)
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
}
