import CaseRecords
import Console
import DocumentStore
import Frontend
import Replica
import SQLite
import SyncProtocol
import Transport

/// `kiosk doctor`: everything here is read back and compared, and what is around it is looked at.
enum DoctorCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let folder = Point.folder(desk)
        let path = folder + "/replica.db"
        guard Files.exists(path) else { throw Point.notEnrolled(folder) }
        let mayRepair = desk.invocation.options.has("repair")
        var repaired = 0
        var findings = try check(path, folder)
        let broken = findings.flaws.compactMap(\.recordToRepair)
        if mayRepair, findings.hasDamagedFile {
            try Rebuilding.run(folder, desk)
            repaired += 1
            findings = try check(path, folder)
        } else if mayRepair, !broken.isEmpty {
            let replica = try Point.open(path, mode: .readWrite)
            try Failure.replica(path) { () throws(ReplicaError) in
                try replica.transaction { () throws(ReplicaError) in try replica.repair(broken) }
            }
            repaired = broken.count
            findings = try check(path, folder)
        }
        let surroundings = Checkup.surroundings(
            folder: folder, keys: Point.keyPath(folder), past: past(path))
        for flaw in surroundings { findings.add(flaw) }
        return try Checkup.say(findings, repaired: repaired, desk)
    }

    /// What is wrong with the replica and its scans; a replica that cannot be read is a finding.
    private static func check(_ path: String, _ folder: String) throws(Failure) -> Findings {
        let documents = DocumentStore(folder: folder + "/documents")
        do throws(ReplicaError) {
            let replica = try Replica(path: path, mode: .readWrite)
            var findings = Findings()
            for problem in try replica.problems() { findings.add(.file(problem)) }
            guard findings.isSound else { return findings }
            return try replica.snapshot { () throws(ReplicaError) in
                try replica.check(documents.isSound)
            }
        } catch  where error.isDamage {
            var findings = Findings()
            findings.add(.file(error.words))
            return findings
        } catch {
            throw Failure(error, path: path)
        }
    }

    /// A time that is past for certain: this program was made, and the centre was heard.
    private static func past(_ path: String) -> Int64 {
        // A replica that cannot be read was reported before.
        let progress = try? Replica(path: path, mode: .readOnly).progress()
        return max(PointClock.buildTime, progress?.heard?.hubTime ?? 0)
    }
}

extension Findings {
    /// Whether the file itself is damaged, so that the replica has to be made anew.
    fileprivate var hasDamagedFile: Bool {
        flaws.contains { flaw in
            if case .file = flaw { true } else { false }
        }
    }
}

extension Flaw {
    /// The record whose summary can be made again.
    fileprivate var recordToRepair: RecordName? {
        if case .wrongSummary(let record) = self { record } else { nil }
    }
}

extension ReplicaError {
    /// Whether what stands in the file cannot be read, rather than the file be reached.
    var isDamage: Bool {
        switch self {
        case .damaged: true
        case .sqlite(let error), .migration(.sqlite(let error)):
            error.kind == .corrupt || error.kind == .notADatabase
        case .migration, .notEnrolled, .alreadyEnrolled, .contradicted, .cannotSeal, .tooLarge,
            .keptAtCentre:
            false
        }
    }

    fileprivate var words: String {
        switch self {
        case .damaged(let what): what
        case .sqlite(let error), .migration(.sqlite(let error)): error.message
        case .migration, .notEnrolled, .alreadyEnrolled, .contradicted, .cannotSeal, .tooLarge,
            .keptAtCentre:
            "\(self)"
        }
    }
}
