internal import CSQLite

/// When a transaction takes its lock.
package enum TransactionKind: Equatable, Sendable {
    /// With its first statement: for reading.
    case deferred
    /// At once, so that it never fails halfway because another writer came first.
    case immediate
}

extension Connection {
    /// Runs the body as one transaction: all of it is committed, or nothing.
    ///
    /// When the body throws or COMMIT fails, everything is rolled back and the error is thrown.
    /// Transactions do not nest; `savepoint` is for use inside one. A closure that throws says so:
    /// `transaction { () throws(StoreError) in … }`.
    package func transaction<Value, Failure: SQLiteFailure>(
        _ kind: TransactionKind = .immediate, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        precondition(
            !database.isTransactionOpen && !isInTransaction,
            "a transaction is open already; use savepoint inside it")
        do throws(SQLiteError) { try run(kind.begin) } catch { throw Failure(error) }
        database.isTransactionOpen = true
        defer { database.isTransactionOpen = false }
        do throws(Failure) {
            let value = try body()
            do throws(SQLiteError) { try commit() } catch { throw Failure(error) }
            return value
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs the body as a part of the open transaction that is undone alone when it throws.
    ///
    /// Savepoints nest.
    package func savepoint<Value, Failure: SQLiteFailure>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        precondition(database.isTransactionOpen, "a savepoint needs an open transaction")
        // One name for all of them: SQLite means the innermost (sqlite.org/lang_savepoint.html).
        do throws(SQLiteError) { try run("SAVEPOINT part") } catch { throw Failure(error) }
        do throws(Failure) {
            let value = try body()
            do throws(SQLiteError) { try run("RELEASE part") } catch { throw Failure(error) }
            return value
        } catch {
            rollBackToSavepoint()
            throw error
        }
    }

    private func commit() throws(SQLiteError) {
        try database.willCall("COMMIT")
        guard command("COMMIT") else { throw database.lastError(sql: "COMMIT") }
    }

    private func rollBack() {
        // Some failures, a full disk for one, make SQLite roll back by itself.
        guard isInTransaction else { return }
        precondition(command("ROLLBACK"), "the transaction can be neither kept nor undone")
    }

    private func rollBackToSavepoint() {
        guard isInTransaction else { return }
        // If the part cannot be undone alone, the whole is; then nothing in it runs any more.
        guard command("ROLLBACK TO part; RELEASE part") else { return rollBack() }
    }

    /// Runs a command outside the fault plan's count; says whether it succeeded.
    private func command(_ sql: String) -> Bool {
        unsafe sqlite3_exec(database.handle, sql, nil, nil, nil) == SQLITE_OK
    }
}

extension TransactionKind {
    fileprivate var begin: String {
        switch self {
        case .deferred: "BEGIN DEFERRED"
        case .immediate: "BEGIN IMMEDIATE"
        }
    }
}
