import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

extension Point {
    /// How many earlier cases are looked through, from the newest on.
    private static let earlierCases = 50

    /// What this person gave at this point before, as far as it is still here.
    ///
    /// For desks with staff: on a screen for everybody, typing a number would show somebody's life.
    func givenBefore(_ identity: IdentityNumber) throws(Failure) -> GivenBefore {
        let hubs = try hubs()
        let names = try store { () throws(ReplicaError) in
            try replica.records(mentioning: identity.text, limit: Self.earlierCases)
        }
        var cases: [[String: String]] = []
        for name in names {
            let state = try store { () throws(ReplicaError) in try replica.state(of: name) }
            guard state.creation?.kind == RecordKind.case else { continue }
            cases.append(state.dictionary(hubs: hubs))
        }
        return GivenBefore(identity: identity.text, cases: cases)
    }
}
