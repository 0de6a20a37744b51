package import CaseRecords
import EventColumns
import SQLite
package import SyncProtocol

/// Reading everything back: the own branch, every record, and the documents that wait.
extension Replica {
    /// Runs the body on the replica as it is at one moment; others may write meanwhile.
    package func snapshot<T>(_ body: () throws(ReplicaError) -> T) throws(ReplicaError) -> T {
        try connection.transaction(.deferred, body)
    }

    /// What SQLite finds wrong with the file itself.
    package func problems() throws(ReplicaError) -> [String] {
        try sql { () throws(SQLiteError) in try connection.problems() }
    }

    /// Checks the whole replica; call it inside a snapshot. `isIntact` says whether a document's
    /// content is what its name says, nil when it is not here.
    package func check(
        _ isIntact: (DocumentName) -> Bool?
    ) throws(ReplicaError) -> Findings {
        var findings = Findings()
        guard let site = try identity()?.site else { return findings }
        try checkBranch(site, &findings)
        let branch = try ownBranch()
        for name in try names() {
            findings.records += 1
            do throws(ReplicaError) {
                let row = try folded(name, of: branch)
                findings.events += Int(row.summary.events)
                if try record(name) != row { findings.add(.wrongSummary(name)) }
            } catch .damaged {
                findings.add(.unreadableEvent(name))
            }
        }
        for document in try unsentDocuments() {
            findings.documents += 1
            switch isIntact(document) {
            case true?: break
            case false?: findings.add(.damagedDocument(document))
            case nil: findings.add(.missingDocument(document))
            }
        }
        return findings
    }

    /// Makes what lists show of records again from their events; inside a transaction.
    package func repair(_ records: [RecordName]) throws(ReplicaError) {
        let branch = try ownBranch()
        for record in records { try refold(record, of: branch) }
    }

    private func names() throws(ReplicaError) -> [RecordName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                """
                SELECT DISTINCT record FROM event
                WHERE record NOT IN (SELECT record FROM pruned WHERE is_here = 0) ORDER BY record
                """
            ) { $0.name(0) }
        }.compactMap(\.self)
    }

    private func unsentDocuments() throws(ReplicaError) -> [DocumentName] {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT DISTINCT name FROM document WHERE state = 0 ORDER BY name"
            ) { $0.digest(0).map { DocumentName($0) } }
        }.compactMap(\.self)
    }

    private func checkBranch(
        _ site: SiteNumber, _ findings: inout Findings
    ) throws(ReplicaError) {
        let progress = try progress()
        var walk = BranchWalk(site: site, acknowledged: progress.acknowledged, hash: hash)
        let (first, last) = (try row(of: 0, on: site), try lastRow(on: site))
        try sql { () throws(SQLiteError) in
            try connection.forEach(
                """
                SELECT id, hash, bytes FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id
                """, [first, last]
            ) { row in
                let (sequence, bytes) = (row.event(0).sequence, row.blob(2))
                guard let stored = row.digest(1) else { return true }
                if walk.at == nil {
                    walk.at = start(before: sequence, progress) { head in
                        // Of pruned content only the hash is here.
                        bytes.isEmpty || head.following(bytes, hash).hash == stored
                    }
                }
                walk.take(sequence, stored, bytes, &findings)
                return true
            }
        }
        let end = walk.at ?? Head(epoch: progress.epoch)
        if end != progress.head { findings.add(.wrongHead(site)) }
        guard !walk.hasAcknowledged, progress.acknowledged.number > 0,
            try self.mark(progress.acknowledged, isOn: site) == false
        else { return }
        findings.add(.wrongAcknowledgement(progress.acknowledged.number))
    }

    /// Where the own branch begins: at its epoch, or at the event after which it left another.
    private func start(
        before sequence: UInt64, _ progress: Progress, follows: (Head) -> Bool
    ) -> Head {
        let epoch = Head(epoch: progress.epoch)
        guard sequence > 1 else { return epoch }
        // Without such an event the first one here is reported as not following.
        let hashes = try? connection.rows(
            "SELECT hash FROM event WHERE id & ?1 = ?2",
            [.int(Int64(EventNumber.lastSequence)), .init(sequence - 1)]
        ) { $0.digest(0) }
        let heads = (hashes ?? []).compactMap(\.self).map { Head(sequence: sequence - 1, hash: $0) }
        return heads.first(where: follows) ?? epoch
    }

    /// Whether a place in the chain is an event that is here, under whatever number of a site.
    private func mark(_ mark: Mark, isOn site: SiteNumber) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT hash FROM event WHERE id & ?1 = ?2",
                [.int(Int64(EventNumber.lastSequence)), .init(mark.number)]
            ) { $0.digest(0)?.prefix == mark.prefix }
        }.contains(true)
    }
}

/// The own branch, event by event.
private struct BranchWalk {
    let site: SiteNumber
    let acknowledged: Mark
    let hash: HashFunction
    var at: Head?
    /// Whether what was acknowledged has been passed.
    var hasAcknowledged = false

    mutating func take(
        _ sequence: UInt64, _ stored: Digest, _ bytes: [UInt8], _ findings: inout Findings
    ) {
        guard let last = at else { return }
        if sequence != last.sequence + 1 {
            findings.add(.missingEvent(site, last.sequence + 1))
        } else if !bytes.isEmpty, last.following(bytes, hash).hash != stored {
            findings.add(.brokenChain(site, sequence))
        }
        let head = Head(sequence: sequence, hash: stored)
        if head.mark == acknowledged { hasAcknowledged = true }
        at = head
    }
}
