import CaseModel
import Frontend
import Replica
import SyncProtocol
import Transport

/// Anonymous ratings and feedback at this point.
extension Point {
    /// Lets something anonymous wait for others; its day is all that is kept of its time.
    func pool(_ kind: String, _ fields: [(name: String, value: String)]) throws(Failure) {
        let today = CivilDate(instantMilliseconds: SystemClock.wallMilliseconds())
        var random = SystemRandomNumberGenerator()
        let key = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let all = fields.filter { $0.name != "day" } + [(name: "day", value: today.iso)]
        try store { () throws(ReplicaError) in
            try replica.transaction { () throws(ReplicaError) in
                try replica.pool(
                    kind: kind, fields: all.map { Event.Field($0.name, .text($0.value)) },
                    key: key, day: today.iso, noon: Instant.milliseconds(on: today, hour: 12))
                try release(today)
            }
        }
    }

    /// Sends those on their way that have waited long enough.
    func releasePool() throws(Failure) {
        let today = CivilDate(instantMilliseconds: SystemClock.wallMilliseconds())
        try store { () throws(ReplicaError) in
            try replica.transaction { () throws(ReplicaError) in try release(today) }
        }
    }

    private func release(_ today: CivilDate) throws(ReplicaError) {
        try replica.releasePool(yesterday: today.adding(days: -1).iso)
    }
}
