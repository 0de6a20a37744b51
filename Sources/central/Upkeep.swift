import CentralStore
import Hub
import Transport

/// What the server does while it has nothing else to do, so that nobody waits for it: what reports
/// need is brought up to date, and the store's log is copied into its file.
struct Upkeep {
    /// So few records at a time that a sync waits some 20 ms at most.
    private static let newsPerStep = 250
    private static let restMilliseconds: Int64 = 10_000
    /// Of a busy server's time a fifth at most.
    private static let workForOneStep: Int64 = 4

    private let hub: Hub
    private let store: SQLiteStore
    private var next = SystemClock.monotonicMilliseconds() + restMilliseconds

    init(_ hub: Hub, _ store: SQLiteStore) {
        self.hub = hub
        self.store = store
    }

    /// How long the server may wait for requests before there is something to do here.
    var patienceMilliseconds: Int32 {
        Int32(clamping: max(0, next - SystemClock.monotonicMilliseconds()))
    }

    /// Does one step if it is time for one, after the requests of a turn were answered.
    mutating func turn(isIdle: Bool) {
        let start = SystemClock.monotonicMilliseconds()
        guard start >= next else { return }
        // What cannot be made now is made by the report itself, which says what is wrong.
        let isMore = (try? hub.refreshSomeFacts(in: store, limit: Self.newsPerStep)) ?? false
        let end = SystemClock.monotonicMilliseconds()
        guard isMore else {
            // What cannot be copied now stays in the log, and is copied later.
            if isIdle { try? store.copyLog() }
            next = end + Self.restMilliseconds
            return
        }
        next = isIdle ? end : end + Self.workForOneStep * (end - start)
    }
}
