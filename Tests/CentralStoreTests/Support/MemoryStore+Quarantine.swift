import CentralStore
import SyncProtocol

extension MemoryStore {
    func quarantine(_ envelope: QuarantinedEnvelope) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.lastQuarantined += 1
            var envelope = envelope
            envelope.number = state.lastQuarantined
            state.quarantine.append(envelope)
        }
    }

    func quarantined(of site: SiteNumber) throws(StoreError) -> [QuarantinedEnvelope] {
        state.quarantine.filter { $0.site == site }
    }

    func quarantinedBytes() throws(StoreError) -> Int {
        state.quarantine.reduce(0) { $0 + $1.bytes.count }
    }

    func takeOut(_ envelope: QuarantinedEnvelope) throws(StoreError) {
        try change { (state) throws(StoreError) in
            state.quarantine.removeAll { $0.number == envelope.number }
        }
    }

    func events(of site: SiteNumber, since: Int64) throws(StoreError) -> [TrunkEvent] {
        state.trunks.values.joined().filter { $0.site == site && $0.arrived >= since }
            .sorted { $0.sequence < $1.sequence }
    }
}
