import CentralStore
import SyncProtocol

extension MemoryStore {
    func interested(in record: RecordName) throws(StoreError) -> [SiteNumber] {
        state.logs.keys.filter { $0 != .reference && isNotEnded(record, $0) }
            .filter { !entries(of: record, in: $0).isEmpty }.sorted()
    }

    func isInterested(_ site: SiteNumber, in record: RecordName) throws(StoreError) -> Bool {
        !entries(of: record, in: site).isEmpty && isNotEnded(record, site)
    }

    private func isNotEnded(_ record: RecordName, _ site: SiteNumber) -> Bool {
        !state.loans.contains { $0.record == record && $0.site == site && $0.isEnded }
    }

    private func entries(of record: RecordName, in stream: SiteNumber) -> [LogEntry] {
        let places = Set((state.trunks[record] ?? []).map { EventPlace($0.site, $0.sequence) })
        return (state.logs[stream] ?? []).filter { places.contains($0.change.event) }
    }

    func logHead(_ stream: SiteNumber) throws(StoreError) -> Mark {
        state.logs[stream]?.last?.mark ?? Mark(number: 0, prefix: 0)
    }

    func log(_ entries: [LogEntry], stream: SiteNumber) throws(StoreError) {
        let first = try logHead(stream).number + 1
        guard entries.map(\.mark.number).elementsEqual(first..<first + UInt64(entries.count)) else {
            throw .damaged("the log would have a gap")
        }
        try change { (state) throws(StoreError) in
            state.logs[stream, default: []] += entries
        }
    }

    func logMark(_ stream: SiteNumber, at number: UInt64) throws(StoreError) -> Mark? {
        guard number > 0 else { return Mark(number: 0, prefix: 0) }
        return state.logs[stream]?.map(\.mark).first { $0.number == number }
    }

    func log(
        _ stream: SiteNumber, after number: UInt64, limit: Int
    ) throws(StoreError) -> [LogEntry] {
        Array((state.logs[stream] ?? []).filter { $0.mark.number > number }.prefix(limit))
    }

    func position(
        of record: RecordName, in stream: SiteNumber, through number: UInt64
    ) throws(StoreError) -> UInt64 {
        entries(of: record, in: stream).filter { $0.mark.number <= number }
            .map(\.change.position).max() ?? 0
    }

    func next(_ counter: String) throws(StoreError) -> UInt64 {
        try change { (state) throws(StoreError) in
            state.counters[counter, default: 0] += 1
            return state.counters[counter, default: 0]
        }
    }
}
