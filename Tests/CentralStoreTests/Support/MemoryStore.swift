import CentralStore
import SyncProtocol

/// The central store as plain values: the second conformer of the seam, for tests.
///
/// Handles on one shelf are what connections to one file are: one holds the write lock, and the
/// others read what was committed last.
final class MemoryStore: CentralStore {
    /// What is committed, and whether somebody is about to change it.
    final class Shelf {
        var committed = MemoryState()
        var isLocked = false
    }

    private let shelf: Shelf
    private var draft: MemoryState?

    init(_ shelf: Shelf) {
        self.shelf = shelf
    }

    /// What this handle sees, and changes inside a transaction only.
    private(set) var state: MemoryState {
        get { draft ?? shelf.committed }
        set {
            precondition(draft != nil, "a change outside a transaction")
            draft = newValue
        }
    }

    func transaction<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        precondition(draft == nil, "transactions do not nest")
        guard !shelf.isLocked else { throw .locked }
        shelf.isLocked = true
        draft = shelf.committed
        defer {
            draft = nil
            shelf.isLocked = false
        }
        let value = try body()
        shelf.committed = state
        return value
    }

    func part<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
        let before = state
        do throws(StoreError) {
            return try body()
        } catch {
            state = before
            throw error
        }
    }

    /// Changes the draft.
    func change<T>(
        _ body: (inout MemoryState) throws(StoreError) -> T
    ) throws(StoreError) -> T {
        try body(&state)
    }
}
