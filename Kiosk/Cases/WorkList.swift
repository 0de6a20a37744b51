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

    /// Whether a case belongs in the list.
    func holds(_ row: ReplicaRow, isSent: Bool, now: Int64) -> Bool {
        let state = row.summary.state.flatMap(CaseState.init(rawValue:)) ?? .submitted
        let runs = !state.isFinal && !state.isPaused
        let today = CivilDate(instantMilliseconds: now)
        switch self {
        case .dueToday:
            return runs
                && due(row).map { $0 >= now && CivilDate(instantMilliseconds: $0) == today }
                    ?? false
        case .overdue: return runs && due(row).map { $0 < now } ?? false
        case .toHandOver: return state == .done || state == .ready
        case .waitingForPapers: return state == .supplement
        case .sent: return isSent && row.summary.slip?.contains("-\(today.compact)-") == true
        }
    }

    private func due(_ row: ReplicaRow) -> Int64? {
        // A due time that cannot be read counts as none, as on every screen.
        row.summary.texts["due"].flatMap { try? Instant.milliseconds(iso: $0) }
    }
}
