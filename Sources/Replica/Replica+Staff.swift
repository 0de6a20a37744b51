package import CaseModel
import SQLite
import Sealing

/// The staff of this point and their PINs.
extension Replica {
    /// Somebody who works at this point.
    package struct StaffMember: Equatable, Sendable {
        package let name: String
        /// Milliseconds since 1970 UTC.
        package let added: Int64
        /// Since when the person may not sign in any more.
        package let disabled: Int64?
    }

    /// What came of trying to sign in.
    package enum SignIn: Equatable, Sendable {
        case welcome(String)
        /// Wrong, and the next try is looked at after so long.
        case wrong(waitMilliseconds: Int64)
        /// Not looked at: it came too soon after wrong ones.
        case tooSoon(waitMilliseconds: Int64)
    }

    /// All staff in the order of their names, also those who left.
    package func staff() throws(ReplicaError) -> [StaffMember] {
        try sql { () throws(SQLiteError) in
            try connection.rows("SELECT name, added, disabled FROM staff ORDER BY key") {
                StaffMember(name: $0.text(0), added: $0.int(1), disabled: $0.optionalInt(2))
            }
        }
    }

    /// Takes somebody in, or back with a new PIN; false when a person of this name works here.
    package func addStaff(_ name: String, pin: PIN, now: Int64) throws(ReplicaError) -> Bool {
        let hash = PINHash.make(pin.text)
        return try sql { () throws(SQLiteError) in
            try connection.row(
                """
                INSERT INTO staff (name, key, pin, added) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (key) DO UPDATE SET name = ?1, pin = ?3, added = ?4, disabled = NULL,
                    failures = 0, tried = 0
                WHERE disabled IS NOT NULL RETURNING 1
                """, [.text(name), .text(Self.key(name)), .text(hash), .int(now)]
            ) { _ in true }
        } ?? false
    }

    /// Lets somebody sign in no more; false when nobody of this name works here.
    package func disableStaff(_ name: String, now: Int64) throws(ReplicaError) -> Bool {
        try sql { () throws(SQLiteError) in
            try connection.row(
                "UPDATE staff SET disabled = ?2 WHERE key = ?1 AND disabled IS NULL RETURNING 1",
                [.text(Self.key(name)), .int(now)]
            ) { _ in true }
        } ?? false
    }

    /// Looks at a PIN; nobody of a name is answered like somebody with another PIN.
    package func signIn(
        _ name: String, pin: String, now: Int64
    ) throws(ReplicaError) -> SignIn {
        let key = Self.key(name)
        let attempt = try transaction { () throws(ReplicaError) in
            try countAttempt(key, now: now)
        }
        guard let attempt else { return .wrong(waitMilliseconds: 0) }
        guard attempt.wait == 0 else { return .tooSoon(waitMilliseconds: attempt.wait) }
        guard PINHash.isRight(pin, for: attempt.hash) else {
            return .wrong(waitMilliseconds: PINDelay.milliseconds(after: attempt.failures))
        }
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE staff SET failures = 0 WHERE key = ?1", [.text(key)])
        }
        return .welcome(attempt.name)
    }

    /// A try that was counted as a wrong one before it is looked at, or is not looked at yet.
    private struct Attempt {
        let name: String
        let hash: String
        let failures: Int
        let wait: Int64
    }

    private func countAttempt(_ key: String, now: Int64) throws(ReplicaError) -> Attempt? {
        let found = try sql { () throws(SQLiteError) in
            try connection.row(
                """
                SELECT name, pin, failures, tried FROM staff
                WHERE key = ?1 AND disabled IS NULL
                """, [.text(key)]
            ) { row in
                let failures = Int(row.int(2))
                return Attempt(
                    name: row.text(0), hash: row.text(1), failures: failures + 1,
                    wait: PINDelay.left(after: failures, last: row.int(3), now: now))
            }
        }
        guard let found, found.wait == 0 else { return found }
        try sql { () throws(SQLiteError) in
            try connection.run(
                "UPDATE staff SET failures = ?2, tried = ?3 WHERE key = ?1",
                [.text(key), .int(Int64(found.failures)), .int(now)])
        }
        return found
    }

    private static func key(_ name: String) -> String { VietnameseText.searchKey(name) }
}
