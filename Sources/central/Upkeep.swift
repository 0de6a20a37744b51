import CentralStore
import Hub
import Transport

/// Keeps what reports need up to date while the server has nothing else to do, so that nobody who
/// asks for a report waits for it to be made.
struct FactUpkeep {
    /// So few records at a time that a sync waits some 20 ms at most.
    private static let newsPerStep = 250
    private static let restMilliseconds: Int64 = 10_000
    /// Of a busy server's time a fifth at most.
    private static let workForOneStep: Int64 = 4

    private let hub: Hub
    private let facts: any FactStore
    private var next = SystemClock.monotonicMilliseconds() + restMilliseconds

    init(_ hub: Hub, _ facts: any FactStore) {
        self.hub = hub
        self.facts = facts
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
        let isMore = (try? hub.refreshSomeFacts(in: facts, limit: Self.newsPerStep)) ?? false
        let end = SystemClock.monotonicMilliseconds()
        guard isMore else {
            next = end + Self.restMilliseconds
            return
        }
        next = isIdle ? end : end + Self.workForOneStep * (end - start)
    }
}
