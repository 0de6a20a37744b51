import CentralStore
import SyncProtocol

extension MemoryStore {
    func grant(_ record: RecordName, to site: SiteNumber) throws(StoreError) -> Bool {
        try change { (state) throws(StoreError) in
            state.interests.insert(.init(record: record, site: site)).inserted
        }
    }

    func interested(in record: RecordName) throws(StoreError) -> [SiteNumber] {
        state.interests.filter { $0.record == record }.map(\.site).sorted()
    }

    func isInterested(_ site: SiteNumber, in record: RecordName) throws(StoreError) -> Bool {
        state.interests.contains(.init(record: record, site: site))
    }

    func logHead(_ stream: SiteNumber) throws(StoreError) -> Mark {
        state.logs[stream]?.last?.mark ?? Mark(number: 0, prefix: 0)
    }

    func log(
        _ change: Change, stream: SiteNumber, chain: (Mark) -> UInt64
    ) throws(StoreError) {
        let head = try logHead(stream)
        let mark = Mark(number: head.number + 1, prefix: chain(head))
        try self.change { (state) throws(StoreError) in
            state.logs[stream, default: []].append(LogEntry(mark: mark, change: change))
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
        (state.logs[stream] ?? [])
            .filter { $0.change.record == record && $0.mark.number <= number }
            .map(\.change.position).max() ?? 0
    }

    func next(_ counter: String) throws(StoreError) -> UInt64 {
        try change { (state) throws(StoreError) in
            state.counters[counter, default: 0] += 1
            return state.counters[counter, default: 0]
        }
    }
}
