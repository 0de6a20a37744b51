import EventColumns
import SQLite
import Sealing
import SyncProtocol

extension Replica {
    /// Who this kiosk is; nil before its enrolment.
    package func identity() throws(ReplicaError) -> Identity? {
        let identity = try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT site, name, unit, type, hub_address, hub_key_number, hub_key, enrolment,
                    slip_key, code, key_number, ticket
                FROM identity
                """, [], Identity.init)
        }
        guard let identity else { return nil }
        guard let identity else { throw .damaged("the hub's key cannot be read") }
        return identity
    }

    /// Makes this replica the kiosk that the code reserved, with a branch that starts from `epoch`.
    package func enrol(_ identity: Identity, epoch: UInt64) throws(ReplicaError) {
        try transaction { () throws(ReplicaError) in
            guard try self.identity() == nil else { throw .alreadyEnrolled }
            try sql { () throws(SQLiteError) in
                try connection.run(
                    """
                    INSERT INTO identity (id, site, name, unit, type, hub_address, hub_key_number,
                        hub_key, enrolment, slip_key, code, key_number, ticket)
                    VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                    """,
                    [
                        .init(identity.site), .text(identity.name), .text(identity.unit),
                        .text(identity.type), .text(identity.hubAddress),
                        .int(Int64(identity.hubKey.number)),
                        .blob(identity.hubKey.publicKey.bytes), .init(identity.enrolment),
                        .blob(identity.slipKey), .blob(identity.code),
                        .int(Int64(identity.keyNumber)), .init(identity.ticket?.encoded),
                    ])
                try connection.run(
                    """
                    INSERT INTO progress (id, epoch, head_sequence, head_hash, acknowledged,
                        acknowledged_prefix)
                    VALUES (1, ?1, 0, ?2, 0, ?1)
                    """, [.init(epoch), .init(Digest(epoch: epoch))])
            }
        }
    }

    /// Takes a new code for the same point: the key pair is a new one, the branch goes on, and the
    /// secrets on slips stay as they are printed.
    package func enrolAgain(_ identity: Identity) throws(ReplicaError) {
        try transaction { () throws(ReplicaError) in
            guard try self.identity()?.site == identity.site else { throw .alreadyEnrolled }
            try forgetTold()
            try sql { () throws(SQLiteError) in
                // Announced with the former key, it is never accepted.
                try connection.run("DELETE FROM next_key WHERE is_branch = 0")
                try connection.run(
                    """
                    UPDATE identity SET hub_address = ?1, hub_key_number = ?2, hub_key = ?3,
                        enrolment = ?4, code = ?5, key_number = ?6, ticket = NULL
                    """,
                    [
                        .text(identity.hubAddress), .int(Int64(identity.hubKey.number)),
                        .blob(identity.hubKey.publicKey.bytes), .init(identity.enrolment),
                        .blob(identity.code), .int(Int64(identity.keyNumber)),
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
                    reference_prefix, hub_time, heard_monotonic, heard_boot, backed_up
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
                    heard_monotonic = ?11, heard_boot = ?12, hub_counter = ?13, hub_bits = ?14,
                    backed_up = ?15
                """,
                [
                    .init(progress.head.sequence), .init(progress.head.hash),
                    .init(progress.acknowledged.number), .init(progress.acknowledged.prefix),
                    SQLValue(progress.hub?.site),
                    .init(progress.cases.number), .init(progress.cases.prefix),
                    .init(progress.reference.number), .init(progress.reference.prefix),
                    .init(progress.heard?.hubTime), .init(progress.heard?.monotonic),
                    .init(progress.heard?.boot), .init(progress.hub?.counter),
                    .init(progress.hub?.bits), .init(progress.backedUp),
                ])
        }
    }

    /// Keeps what an answer says about keys; inside a transaction. The one-time secret has done
    /// its work once the hub has answered.
    func learnKeys(from answer: Answer) throws(ReplicaError) {
        try sql { () throws(SQLiteError) in
            try connection.run("UPDATE identity SET enrolment = NULL WHERE enrolment IS NOT NULL")
            if let ticket = answer.ticket {
                try connection.run(
                    "UPDATE identity SET ticket = ?1", [.blob(ticket.encoded)])
            }
            guard let key = answer.hubKey else { return }
            try connection.run(
                "UPDATE identity SET hub_key_number = ?1, hub_key = ?2",
                [.int(Int64(key.number)), .blob(key.publicKey)])
        }
    }

    /// The name under which the requests of this site are counted.
    private static let requests = "requests"

    /// Takes numbers for the next requests, at most so many, and gives the first: none of them is
    /// given again, whatever happens.
    package func reserveRequests(_ count: UInt64) throws(ReplicaError) -> UInt64 {
        let last = try sql { () throws(SQLiteError) in
            try connection.row(
                """
                INSERT INTO counter (name, value) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET value = value + ?2 RETURNING value
                """, [.text(Self.requests), .init(count)]
            ) { $0.unsigned(0) }
        }
        guard let last else { throw .damaged("counter without a value") }
        return last - count + 1
    }

    /// Goes on above a number that the hub has seen; true when no process of this replica has ever
    /// taken so high a number. Then somebody else counts with it: this disk was restored or cloned.
    func raiseRequests(to number: UInt64) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.run(
                """
                INSERT INTO counter (name, value) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET value = ?2 WHERE value < ?2
                """, [.text(Self.requests), .init(number)])
            return connection.changes > 0
        }
    }
}

extension Identity {
    fileprivate init?(_ row: borrowing Row) {
        guard let key = PublicKey(row.blob(6)) else { return nil }
        self.init(
            site: row.site(0), name: row.text(1), unit: row.text(2), type: row.text(3),
            hubAddress: row.text(4),
            hubKey: HubKey(number: UInt8(truncatingIfNeeded: row.int(5)), publicKey: key),
            keyNumber: UInt8(truncatingIfNeeded: row.int(10)), enrolment: row.optionalBlob(7),
            code: row.blob(9), slipKey: row.blob(8))
        // One that cannot be read opens nothing: a new code does.
        ticket = row.optionalBlob(11).flatMap { try? Ticket(decoding: $0) }
    }
}

extension Progress {
    fileprivate init?(_ row: borrowing Row) {
        guard let hash = row.digest(2) else { return nil }
        epoch = row.unsigned(0)
        head = Head(sequence: row.unsigned(1), hash: hash)
        acknowledged = Mark(number: row.unsigned(3), prefix: row.unsigned(4))
        backedUp = row.unsigned(15)
        if let counter = row.optionalUnsigned(5), let bits = row.optionalUnsigned(6) {
            hub = HubEpoch(counter: counter, bits: bits, site: row.site(7))
        }
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
