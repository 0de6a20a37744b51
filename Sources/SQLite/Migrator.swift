/// Brings a database to the present schema.
///
/// `user_version` holds the number of the last step and `application_id` says whose file it is;
/// both are written in the step's own transaction.
package enum Migrator {
    /// Runs the steps that the database does not have yet; two processes may do so at once.
    package static func migrate(
        _ connection: Connection, applicationID: Int32, _ migrations: [Migration]
    ) throws(MigrationError) {
        precondition(applicationID != 0, "0 is the application id of every new file")
        precondition(
            migrations.map(\.number).elementsEqual(1..<(migrations.count + 1)),
            "migrations are numbered from 1 without gaps")
        for migration in migrations {
            let version = try version(
                of: connection, applicationID: applicationID, known: migrations.count)
            guard version < migration.number else { continue }
            try connection.transaction { () throws(MigrationError) in
                // Read again under the lock: another process may just have run this step.
                let version = try self.version(
                    of: connection, applicationID: applicationID, known: migrations.count)
                guard version < migration.number else { return }
                try apply(migration, to: connection, applicationID: applicationID)
            }
        }
    }

    private static func apply(
        _ migration: Migration, to connection: Connection, applicationID: Int32
    ) throws(MigrationError) {
        do throws(SQLiteError) {
            try connection.execute(migration.sql)
            // A pragma takes no placeholder.
            try connection.execute("PRAGMA application_id=\(applicationID)")
            try connection.execute("PRAGMA user_version=\(migration.number)")
        } catch {
            throw .sqlite(error)
        }
    }

    /// The number of the last step that ran, 0 for an empty database.
    private static func version(
        of connection: Connection, applicationID: Int32, known: Int
    ) throws(MigrationError) -> Int {
        let state: State
        do throws(SQLiteError) { state = try State(of: connection) } catch { throw .sqlite(error) }
        guard state.applicationID == applicationID || state.isUntouched else {
            throw .foreignDatabase(found: state.applicationID)
        }
        guard state.version <= known else {
            throw .newerSchema(found: state.version, known: known)
        }
        return state.version
    }
}

extension Migrator {
    /// What a database says of itself.
    private struct State {
        let applicationID: Int32
        let version: Int
        let isEmpty: Bool

        init(of connection: Connection) throws(SQLiteError) {
            // One statement, hence one snapshot, even while another process migrates.
            let found = try connection.row(
                """
                SELECT (SELECT application_id FROM pragma_application_id),
                    (SELECT user_version FROM pragma_user_version),
                    NOT EXISTS (SELECT 1 FROM sqlite_schema)
                """
            ) { row in (Int32(truncatingIfNeeded: row.int(0)), Int(row.int(1)), row.int(2) != 0) }
            (applicationID, version, isEmpty) = found ?? (0, 0, true)
        }

        /// Whether nobody has used the database yet.
        var isUntouched: Bool { applicationID == 0 && version == 0 && isEmpty }
    }
}
