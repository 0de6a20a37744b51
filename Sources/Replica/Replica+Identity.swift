import EventColumns
import SQLite
import SyncProtocol

extension Replica {
    /// Who this kiosk is; nil before its enrolment.
    package func identity() throws(ReplicaError) -> Identity? {
        try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT identity.site, name, unit, type, hub_address, hub_counter, hub_bits, token,
                    enrolment, slip_key
                FROM identity, progress
                """
            ) { row in
                Identity(
                    site: row.site(0), name: row.text(1), unit: row.text(2), type: row.text(3),
                    hubAddress: row.text(4), hubCounter: row.unsigned(5), hubBits: row.unsigned(6),
                    token: row.blob(7), enrolment: row.optionalBlob(8), slipKey: row.blob(9))
            }
        }
    }

    /// Makes this replica the kiosk that the code reserved, with a branch that starts from `epoch`.
    package func enrol(_ identity: Identity, epoch: UInt64) throws(ReplicaError) {
        try transaction { () throws(ReplicaError) in
            guard try self.identity() == nil else { throw .alreadyEnrolled }
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    INSERT INTO identity (id, site, name, unit, type, hub_address, token,
                        enrolment, slip_key)
                    VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    """,
                    [
                        .init(identity.site), .text(identity.name), .text(identity.unit),
                        .text(identity.type), .text(identity.hubAddress), .blob(identity.token),
                        .init(identity.enrolment), .blob(identity.slipKey),
                    ])
                try connection.run(
                    """
                    INSERT INTO progress (id, epoch, head_sequence, head_hash, acknowledged,
                        acknowledged_prefix, hub_counter, hub_bits)
                    VALUES (1, ?1, 0, ?2, 0, ?1, ?3, ?4)
                    """,
                    [
                        .init(epoch), .init(Digest(epoch: epoch)), .init(identity.hubCounter),
                        .init(identity.hubBits),
                    ])
            }
        }
    }

    /// How far this kiosk and the hub know each other.
    package func progress() throws(ReplicaError) -> Progress {
        let progress = try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT epoch, head_sequence, head_hash, acknowledged, acknowledged_prefix,
                    hub_counter, hub_bits, hub_site, cases_number, cases_prefix, reference_number,
                    reference_prefix, hub_time, heard_monotonic, heard_boot
                FROM progress
                """, [], Progress.init)
        }
        guard let progress else { throw .notEnrolled }
        guard let progress else { throw .damaged("the branch's head cannot be read") }
        return progress
    }

    /// Keeps the progress; inside a transaction.
    func put(_ progress: Progress) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                UPDATE progress SET head_sequence = ?1, head_hash = ?2, acknowledged = ?3,
                    acknowledged_prefix = ?4, hub_site = ?5, cases_number = ?6, cases_prefix = ?7,
                    reference_number = ?8, reference_prefix = ?9, hub_time = ?10,
                    heard_monotonic = ?11, heard_boot = ?12
                """,
                [
                    .init(progress.head.sequence), .init(progress.head.hash),
                    .init(progress.acknowledged.number), .init(progress.acknowledged.prefix),
                    SQLValue(progress.hubSite),
                    .init(progress.cases.number), .init(progress.cases.prefix),
                    .init(progress.reference.number), .init(progress.reference.prefix),
                    .init(progress.heard?.hubTime), .init(progress.heard?.monotonic),
                    .init(progress.heard?.boot),
                ])
        }
    }

    /// Forgets the one-time secret once the hub has answered; inside a transaction.
    func forgetEnrolment() throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("UPDATE identity SET enrolment = NULL WHERE enrolment IS NOT NULL")
        }
    }
}

extension Progress {
    fileprivate init?(_ row: borrowing Row) {
        guard let hash = row.digest(2) else { return nil }
        epoch = row.unsigned(0)
        head = Head(sequence: row.unsigned(1), hash: hash)
        acknowledged = Mark(number: row.unsigned(3), prefix: row.unsigned(4))
        hubCounter = row.unsigned(5)
        hubBits = row.unsigned(6)
        hubSite = row.isNull(7) ? nil : row.site(7)
        cases = Mark(number: row.unsigned(8), prefix: row.unsigned(9))
        reference = Mark(number: row.unsigned(10), prefix: row.unsigned(11))
        heard = nil
        if let time = row.optionalInt(12), let monotonic = row.optionalInt(13),
            let boot = row.optionalUnsigned(14)
        {
            heard = Heard(hubTime: time, monotonic: monotonic, boot: boot)
        }
    }
}
