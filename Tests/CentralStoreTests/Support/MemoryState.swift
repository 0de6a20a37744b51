import CentralStore
import SyncProtocol

/// Everything that a memory store holds.
struct MemoryState {
    var hub: HubEpoch?
    var nextSite: UInt32 = 1
    var sites: [SiteNumber: Site] = [:]
    var trunks: [RecordName: [TrunkEvent]] = [:]
    var places: [EventPlace: Digest] = [:]
    var hashes: Set<Digest> = []
    var parked: [ParkedEvent] = []
    /// In the order in which they were first put.
    var records: [RecordRow] = []
    var logs: [SiteNumber: [LogEntry]] = [:]
    var counters: [String: UInt64] = [:]
    var named: [NamedDocument] = []
    var loans: [MemoryStore.Loan] = []
    var wrongProofs: [String: [RecordName: Int]] = [:]
    var backups: [ProvenBackup] = []
    var quarantine: [QuarantinedEnvelope] = []
    var lastQuarantined: Int64 = 0
    var lives: [EndedLife] = []
    var ends: [UInt64: [SiteNumber: UInt64]] = [:]
    var loose: [EventPlace: Digest] = [:]
    var givenBack: [SiteNumber: [RecordName: Set<EventPlace>]] = [:]
}
