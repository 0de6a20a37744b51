import Replica
import SyncProtocol

/// What stands in a replica.
struct Contents: Equatable {
    let progress: Progress
    let identity: Identity?
    let cases: [ReplicaRow]
    let states: [[UInt8]]
    let waiting: [UInt64]
    let parked: [ParkReason?]

    init(of replica: Replica) throws {
        progress = try replica.progress()
        identity = try replica.identity()
        var rows: [ReplicaRow] = []
        try replica.records(kind: "case") { row in
            rows.append(row)
            return true
        }
        cases = rows
        states = try rows.map { try replica.state(of: $0.name).encoded }
        let outbox = try replica.outbox()
        waiting = outbox.map(\.sequence)
        parked = outbox.map(\.parked)
    }
}
