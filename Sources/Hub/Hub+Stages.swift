package import CaseModel
import CaseRecords
import CentralStore
package import SyncProtocol

/// Who did which of the six stages how often (domain §1), counted from the events on demand.
extension Hub {
    /// What one person did at one point.
    package struct StageCount: Equatable, Sendable {
        package let site: SiteNumber
        package let actor: String
        package var counts: [Stage: Int]
    }

    /// The stages in a span of time, by point and person.
    package func stageCounts(during span: ClosedRange<Int64>) throws(HubError) -> [StageCount] {
        try HubError.wrap { () throws(StoreError) in
            var found: [SiteNumber: [String: [Stage: Int]]] = [:]
            for kind in [RecordKind.case, RecordKind.payment] {
                var failure: StoreError?
                try store.records(kind: kind, onlyConflicts: false) { row in
                    do throws(StoreError) {
                        for placed in try events(of: row.name)
                        where span.contains(placed.event.time.wall) {
                            for stage in stages(of: placed, in: kind) {
                                found[placed.site, default: [:]][
                                    placed.event.actor, default: [:]][stage, default: 0] += 1
                            }
                        }
                        return true
                    } catch {
                        failure = error
                        return false
                    }
                }
                if let failure { throw failure }
            }
            return found.sorted { $0.key < $1.key }.flatMap { site, people in
                people.sorted { $0.key < $1.key }.map {
                    StageCount(site: site, actor: $0.key, counts: $0.value)
                }
            }
        }
    }

    /// A payment is a record of its own; its creation is the stage.
    private func stages(of placed: PlacedEvent, in kind: String) -> [Stage] {
        guard kind == RecordKind.case else {
            return placed.event.record == nil ? [.collectFee] : []
        }
        return [placed].steps { _ in nil }.flatMap(Stage.shown)
    }
}
