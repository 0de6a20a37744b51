import CaseRecords
package import CentralStore
package import SyncProtocol

extension Hub {
    /// Makes what lists show of records again from their trunks; inside a transaction.
    package func repair(_ records: [RecordName]) throws(StoreError) {
        for name in records {
            let events = try events(of: name)
            let state = RecordState(name, folding: events, tree: try tree())
            guard let creation = state.creation else { continue }
            let length = UInt64(events.count)
            let arrived = try store.trunk(name, 1...1).first?.arrived ?? 0
            try store.put(
                RecordRow(
                    name: name, creation: EventPlace(creation.site, creation.sequence),
                    length: length, arrived: arrived,
                    summary: Projection.summary(of: state, events: length, hubs: hubs)))
        }
    }
}
