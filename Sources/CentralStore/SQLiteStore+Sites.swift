import EventColumns
import SQLite
package import SyncProtocol

extension SQLiteStore {
    package func hub() throws(StoreError) -> HubEpoch? {
        try sql { () throws(SQLiteError) in
            try connection.row("SELECT epoch_counter, epoch_bits, site FROM hub") { row in
                HubEpoch(counter: row.unsigned(0), bits: row.unsigned(1), site: row.site(2))
            }
        }
    }

    package func begin(_ epoch: HubEpoch) throws(StoreError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO hub (id, epoch_counter, epoch_bits, site, next_site)
                VALUES (1, ?1, ?2, ?3, ?3 + 1)
                ON CONFLICT (id) DO UPDATE SET
                    epoch_counter = ?1, epoch_bits = ?2, site = ?3,
                    next_site = max(next_site, ?3 + 1)
                """, [.init(epoch.counter), .init(epoch.bits), .init(epoch.site)])
        }
    }

    package func reserveSite() throws(StoreError) -> SiteNumber {
        let number = try sql { () throws(SQLiteError) in
            try connection.row(
                "UPDATE hub SET next_site = next_site + 1 RETURNING next_site - 1"
            ) { $0.site(0) }
        }
        guard let number else { throw .damaged("the hub has no epoch") }
        guard number <= EventNumber.lastSite else { throw .damaged("no site number is left") }
        return number
    }

    package func put(_ site: Site) throws(StoreError) {
        knownTree = nil
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO site (number, name, unit, type, parent, forked_after, head_sequence,
                    head_hash, claimed_sequence, enrolment_key, enrolment_expires, public_key,
                    slip_key, program, last_seen, delivered, revoked_at, epoch, key_number,
                    window_highest, window_seen, forked_at, fork_cause, next_key_number, next_key,
                    doubted_since, key_order)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                    ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
                ON CONFLICT (number) DO UPDATE SET
                    name = ?2, unit = ?3, type = ?4, parent = ?5, forked_after = ?6,
                    head_sequence = ?7, head_hash = ?8, claimed_sequence = ?9,
                    enrolment_key = ?10, enrolment_expires = ?11, public_key = ?12, slip_key = ?13,
                    program = ?14, last_seen = ?15, delivered = ?16, revoked_at = ?17, epoch = ?18,
                    key_number = ?19, window_highest = ?20, window_seen = ?21,
                    forked_at = ?22, fork_cause = ?23, next_key_number = ?24, next_key = ?25,
                    doubted_since = ?26, key_order = ?27
                """, site.values)
        }
    }

    package func site(_ number: SiteNumber) throws(StoreError) -> Site? {
        try sql { () throws(SQLiteError) in
            try connection.row(Self.siteQuery + " WHERE number = ?1", [.init(number)], Site.init)
        }
    }

    package func sites() throws(StoreError) -> [Site] {
        try sql { () throws(SQLiteError) in
            try connection.rows(Self.siteQuery + " ORDER BY number", [], Site.init)
        }
    }

    package func tree() throws(StoreError) -> BranchTree {
        if let knownTree, connection.isInTransaction { return knownTree }
        let forks = try sql { () throws(SQLiteError) in
            try connection.rows(
                "SELECT number, parent, forked_after FROM site WHERE parent IS NOT NULL", []
            ) { row in
                BranchTree.Fork(
                    site: row.site(0), parent: row.site(1), sequence: row.unsigned(2))
            }
        }
        let tree = BranchTree(forks)
        knownTree = tree
        return tree
    }

    private static var siteQuery: String {
        """
        SELECT number, name, unit, type, parent, forked_after, head_sequence, head_hash,
            claimed_sequence, enrolment_key, enrolment_expires, public_key, slip_key, program,
            last_seen, delivered, revoked_at, epoch, key_number, window_highest, window_seen,
            forked_at, fork_cause, next_key_number, next_key, doubted_since, key_order
        FROM site
        """
    }
}

extension Site {
    fileprivate var values: [SQLValue] {
        [
            .init(number), .text(name), .text(unit), .text(type),
            SQLValue(parent), .init(forkedAfter),
            .init(head?.sequence), .init(head?.hash.bytes), .init(claimedSequence),
            .init(enrolmentKey), .init(enrolmentExpires), .init(publicKey), .init(slipKey),
            .text(program), .init(lastSeen), .init(delivered), .init(revokedAt),
            .init(epoch), .int(Int64(keyNumber)), .init(window.highest), .init(window.seen),
            .init(forkedAt), forkCause.map { .int($0.rawValue) } ?? .null,
            nextKey.map { .int(Int64($0.number)) } ?? .null, .init(nextKey?.publicKey),
            .init(doubtedSince), .init(keyOrder),
        ]
    }

    fileprivate init(_ row: borrowing Row) {
        self.init(number: row.site(0), name: row.text(1), unit: row.text(2), type: row.text(3))
        parent = row.isNull(4) ? nil : row.site(4)
        forkedAfter = row.optionalUnsigned(5)
        if let sequence = row.optionalUnsigned(6), let hash = row.digest(7) {
            head = Head(sequence: sequence, hash: hash)
        }
        claimedSequence = row.unsigned(8)
        enrolmentKey = row.optionalBlob(9)
        enrolmentExpires = row.optionalInt(10)
        publicKey = row.optionalBlob(11)
        slipKey = row.optionalBlob(12)
        program = row.text(13)
        lastSeen = row.optionalInt(14)
        delivered = row.unsigned(15)
        revokedAt = row.optionalInt(16)
        epoch = row.optionalUnsigned(17)
        keyNumber = UInt8(truncatingIfNeeded: row.int(18))
        window = ReplayWindow(highest: row.unsigned(19), seen: row.unsigned(20))
        forkedAt = row.optionalInt(21)
        forkCause = row.optionalInt(22).flatMap { ForkCause(rawValue: $0) }
        if let number = row.optionalInt(23), let key = row.optionalBlob(24) {
            nextKey = SiteKeyNotice(number: UInt8(truncatingIfNeeded: number), publicKey: key)
        }
        doubtedSince = row.optionalInt(25)
        keyOrder = row.unsigned(26)
    }
}
