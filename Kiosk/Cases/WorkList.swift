import CaseModel
import CaseRecords
import Replica

/// The lists of work at a point; their names are those of `kiosk list --work`.
enum WorkList: String, CaseIterable {
    case dueToday = "due-today"
    case overdue
    case toHandOver = "to-hand-over"
    case waitingForPapers = "waiting-for-papers"
    case sent = "sent-today"

    /// What the store is asked for.
    func query(now: Int64, acknowledged: UInt64) -> Replica.CaseQuery {
        let today = CivilDate(instantMilliseconds: now)
        let tomorrow = Instant.milliseconds(on: today.adding(days: 1), hour: 0)
        var query = Replica.CaseQuery()
        switch self {
        case .dueToday:
            query.states = Self.states { !$0.isFinal && !$0.isPaused }
            query.due = now...max(now, tomorrow - 1)
        case .overdue:
            query.states = Self.states { !$0.isFinal && !$0.isPaused }
            query.due = .min...(now - 1)
        case .toHandOver: query.states = Self.states { $0 == .done || $0 == .ready }
        case .waitingForPapers: query.states = Self.states { $0 == .supplement }
        case .sent:
            query.day = today.compact
            query.sentUpTo = acknowledged
        }
        return query
    }

    private static func states(_ holds: (CaseState) -> Bool) -> [String] {
        CaseState.allCases.filter(holds).map(\.rawValue)
    }
}
