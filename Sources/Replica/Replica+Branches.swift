import EventColumns
import SQLite
package import SyncProtocol

/// The own branch as a way along the hash tree: what it inherits has the labels of its ancestors.
package struct OwnBranch: Sendable {
    package let site: SiteNumber
    package let tree: BranchTree

    /// The label under which a sequence of the own branch stands.
    func owner(of sequence: UInt64) -> SiteNumber { tree.owner(of: sequence, on: site) }

    /// Whether the event at this place is one of the own branch.
    func has(_ sequence: UInt64, of label: SiteNumber) -> Bool { owner(of: sequence) == label }

    /// Whether the own branch is this one or has grown out of it.
    func descends(from label: SiteNumber) -> Bool {
        label == site || tree.forks(leadingTo: [site]).contains { $0.parent == label }
    }
}

/// Going on after this disk was restored or cloned: on a branch of its own, with a key of its own.
extension Replica {
    /// How the branches whose events are here hang together.
    package func tree() throws(ReplicaError) -> BranchTree {
        BranchTree(
            try sql { () throws(SQLiteError) in
                try connection.rows("SELECT site, parent, forked_after FROM branch", []) { row in
                    BranchTree.Fork(
                        site: row.site(0), parent: row.site(1), sequence: row.unsigned(2))
                }
            })
    }

    /// The own branch.
    func ownBranch() throws(ReplicaError) -> OwnBranch {
        guard let site = try identity()?.site else { throw .notEnrolled }
        return OwnBranch(site: site, tree: try tree())
    }

    /// A key that is announced and not in use yet.
    package struct NextKey: Equatable, Sendable {
        package let key: SiteKeyNotice
        /// Whether it is the key of a branch that is to be opened.
        package let isBranch: Bool

        package init(key: SiteKeyNotice, isBranch: Bool) {
            self.key = key
            self.isBranch = isBranch
        }
    }

    /// The key that is announced, when there is one.
    package func nextKey() throws(ReplicaError) -> NextKey? {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT number, public_key, is_branch FROM next_key", []) { row in
                NextKey(
                    key: SiteKeyNotice(
                        number: UInt8(truncatingIfNeeded: row.int(0)), publicKey: row.blob(1)),
                    isBranch: row.int(2) != 0)
            }
        }
    }

    /// Announces a key from the next request on; it must be durable in the key file by now.
    package func announce(_ next: NextKey) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT OR REPLACE INTO next_key (id, number, public_key, is_branch)
                VALUES (1, ?1, ?2, ?3)
                """,
                [
                    .int(Int64(next.key.number)), .blob(next.key.publicKey),
                    .int(next.isBranch ? 1 : 0),
                ])
        }
    }

    /// Seals with the announced key from now on, when the hub has accepted that one; inside a
    /// transaction.
    func takeUp(_ accepted: UInt64) throws(ReplicaError) {
        guard let next = try nextKey(), !next.isBranch, next.key.prefix == accepted else { return }
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE identity SET key_number = ?1", [.int(Int64(next.key.number))])
            try connection.run("DELETE FROM next_key")
        }
    }

    /// Learns how branches hang together, before any of their events is folded; inside a
    /// transaction.
    func learn(
        _ forks: [BranchTree.Fork], seals: some Sequence<UInt64> = []
    ) throws(ReplicaError) {
        var seals = seals.makeIterator()
        for fork in forks {
            let seal = seals.next()
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    INSERT INTO branch (site, parent, forked_after, seal) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT (site) DO UPDATE SET seal = coalesce(excluded.seal, seal)
                    """,
                    [
                        .init(fork.site), .init(fork.parent), .init(fork.sequence), .init(seal),
                    ])
            }
        }
    }

    /// Goes on as the branch that the hub has opened: own events get its labels, their bytes and
    /// hashes stay; inside a transaction. What was asked with another key than the one that is
    /// announced now is not ours to go on with.
    func move(to opened: OpenedBranch) throws(ReplicaError) {
        let branch = opened.fork
        let before = try ownBranch()
        // The same answer once more, from a bundle for instance.
        guard before.site != branch.site else { return }
        guard let next = try nextKey(), next.isBranch, next.key.prefix == opened.keyPrefix else {
            throw .contradicted
        }
        try learn([branch])
        let after = OwnBranch(site: branch.site, tree: try tree())
        let touched = try relabel(from: before, to: after)
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE identity SET site = ?1, key_number = ?2",
                [.init(branch.site), .int(Int64(next.key.number))])
            try connection.run("DELETE FROM next_key")
            // What was asked under the former label is not answered any more.
            try connection.run("UPDATE bundle_request SET is_answered = 1")
            try connection.run(
                "DELETE FROM parked WHERE sequence > ?1", [.init(branch.sequence)])
        }
        for record in touched.sorted() where try prunedTime(of: record) == nil {
            try refold(record, of: after)
        }
    }

    /// Gives the rows of own events the numbers of their new labels, and tells their records.
    private func relabel(
        from before: OwnBranch, to after: OwnBranch
    ) throws(ReplicaError) -> Set<RecordName> {
        let head = try progress().head.sequence
        guard head > 0 else { return [] }
        var touched: Set<RecordName> = []
        for old in before.tree.stretches(of: before.site, 1...head) {
            for new in after.tree.stretches(of: after.site, old.first...old.last)
            where new.site != old.site {
                // What a copy of this disk wrote there in a former life of the centre.
                touched.formUnion(
                    try vacate(
                        from: row(of: new.first, on: new.site),
                        through: row(of: new.last, on: new.site)))
                let rows = [
                    try row(of: new.first, on: old.site), try row(of: new.last, on: old.site),
                    try row(of: 0, on: new.site), try row(of: 0, on: old.site),
                ]
                touched.formUnion(
                    try sql { () throws(SQLiteError) in
                        let names = try connection.rows(
                            "SELECT DISTINCT record FROM event WHERE id BETWEEN ?1 AND ?2",
                            Array(rows[..<2])
                        ) { $0.name(0) }
                        try connection.run(
                            "UPDATE event SET id = id - ?4 + ?3 WHERE id BETWEEN ?1 AND ?2", rows)
                        return names
                    }.compactMap(\.self))
            }
        }
        return touched
    }
}
