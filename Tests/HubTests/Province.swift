import CaseRecords
import CentralStore
import DocumentStore
import Foundation
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol
import Testing

/// A hub and some kiosks in one process, joined by a line that the test can cut.
final class Province {
    let folder: URL
    private(set) var store: SQLiteStore
    private(set) var hub: Hub
    var seal: HubSeal
    private(set) var kiosks: [Replica] = []
    private(set) var exchanges = 0
    /// Bytes of all sealed answers.
    private(set) var bytesDown = 0
    /// Cuts the line before a request arrives, or after the hub has committed.
    var cut: Cut?
    /// Cuts the line once after so many bytes of a request.
    var cutBytes: Int?
    /// How many exchanges get through before the cut.
    var exchangesBeforeCut = 0
    private let isInMemory: Bool
    private var requestNumber: UInt64 = 0
    var now: Int64 = 1_796_000_000_000

    enum Cut {
        case beforeHub, afterCommit
    }

    /// In memory it is much faster, but nothing can be opened twice.
    init(isInMemory: Bool = false) throws {
        self.isInMemory = isInMemory
        folder = FileManager.default.temporaryDirectory.appending(path: "province-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try SQLiteStore(
            path: folder.appending(path: "central.db").path,
            mode: isInMemory ? .memory : .readWriteCreate)
        try Hub.initialise(store, epochBits: 77, branchEpoch: 78)
        hub = try Hub(
            store: store,
            documents: Documents(DocumentStore(folder: folder.appending(path: "documents").path)))
        var generator = SeededGenerator(seed: 99)
        var keys = KeyList(using: &generator)
        keys.addVoucher(using: &generator)
        seal = HubSeal(keys: keys, generator: generator)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)  // a temporary folder may stay
    }

    /// The path of a file in this province's folder.
    func path(of name: String) -> String { folder.appending(path: name).path }

    /// The documents of the centre, or of the site of a kiosk.
    func documents(of site: SiteNumber? = nil) -> DocumentStore {
        DocumentStore(folder: path(of: site.map { "documents-\($0)" } ?? "documents"))
    }

    /// Enrols a new point and gives its replica.
    @discardableResult
    func addKiosk(type: String = "post") throws -> Replica {
        let number = kiosks.count + 1
        let secret = [UInt8](repeating: UInt8(number), count: 16)
        let site = try hub.enrol(
            .init(name: "Điểm \(number)", unit: "H57.19815", type: type), secret: secret, now: now)
        let path = folder.appending(path: "kiosk\(number).db").path
        let replica = try Replica(path: path, mode: isInMemory ? .memory : .readWriteCreate)
        try replica.enrol(
            Identity(
                site: site, name: "Điểm \(number)", unit: "H57.19815", type: type,
                hubAddress: "http://127.0.0.1:1", hubKey: hubKey,
                keyNumber: 1, enrolment: secret, code: secret,
                slipKey: SlipSecret.key(enrolmentSecret: secret)),
            epoch: UInt64(1_000 + number))
        kiosks.append(replica)
        return replica
    }

    /// The hub's key as an enrolment code brings it.
    var hubKey: Identity.HubKey {
        let newest = seal.keys.newest
        return Identity.HubKey(number: newest.number, publicKey: newest.pair.publicKey)
    }

    /// A kiosk's keys, the same for the same replica.
    func keys(of site: SiteNumber) -> KeyList {
        var generator = SeededGenerator(seed: UInt64(site.value))
        return KeyList(using: &generator)
    }

    /// A backup of the centre's store, as a file.
    func backUp(_ name: String) throws -> String {
        let path = path(of: name)
        try Connection(path: self.path(of: "central.db")).copy(to: path)
        return path
    }

    /// Puts a backup in the place of the store, as `central restore` does.
    func restore(_ backup: String, life: UInt64 = 1) throws {
        let path = path(of: "restored-\(UUID()).db")
        try Connection(path: backup).copy(to: path)
        store = try SQLiteStore(path: path)
        now += 1
        _ = try Hub.beginLife(
            store, .init(knownCounter: life, epochBits: 177 + life, branchEpoch: 178, now: now))
        hub = try Hub(
            store: store,
            documents: Documents(DocumentStore(folder: folder.appending(path: "documents").path)))
    }

    /// Lets another centre answer.
    func switchTo(_ store: SQLiteStore, _ hub: Hub) {
        (self.store, self.hub) = (store, hub)
    }

    /// The envelopes of one turn.
    func turn(_ envelopes: [[UInt8]]) -> [Hub.Reply] {
        hub.turn(envelopes.map { Arrival($0) }, seal, now: now)
    }

    @discardableResult
    func sync(
        _ replica: Replica, documentBytes: Int = .max, lookUp: LookUp? = nil
    ) throws -> SyncRun.Result {
        let identity = try #require(try replica.identity())
        let documents = documents(of: identity.site)
        let world = instantWorld(
            random: { [self] in
                requestNumber += 1
                return requestNumber
            }, read: { Self.read($0, documents) }, arrivals: Self.arrivals(documents)
        ) { [self] envelope in carry(envelope) }
        let seal = SiteSeal(identity, keys: keys(of: identity.site))
        var run = SyncRun(
            replica: replica, seal: seal, world: world, program: "test",
            documentBytes: documentBytes, lookUp: lookUp)
        return try run.run()
    }

    /// What a kiosk's shell reads.
    static func read(_ task: DocumentTask, _ store: DocumentStore) -> SyncRun.DocumentRead {
        do throws(DocumentStoreError) {
            switch task {
            case .chunk(let document, let range):
                return .bytes(try store.read(document.name, range))
            case .proof(let document, let nonce):
                return .bytes(try store.proof(of: document.name, nonce: nonce))
            }
        } catch {
            return .gone
        }
    }

    private func carry(_ envelope: [UInt8]) -> [UInt8]? {
        exchanges += 1
        let cut = exchangesBeforeCut > 0 ? nil : cut
        if exchangesBeforeCut == 0, let bytes = cutBytes {
            cutBytes = nil
            _ = turn([Array(envelope.prefix(bytes))])
            return nil
        }
        exchangesBeforeCut = max(0, exchangesBeforeCut - 1)
        if cut == .beforeHub { return nil }
        let replies = turn([envelope])
        if cut == .afterCommit { return nil }
        guard case .answer(let bytes) = replies.first else {
            Issue.record("the hub gave no answer: \(replies)")
            return nil
        }
        bytesDown += bytes.count
        return bytes
    }

    /// Hands a case in at a kiosk.
    @discardableResult
    func submit(
        at replica: Replica, _ fields: [String: String] = [:]
    ) throws -> RecordName {
        now += 1
        let all = ["procedure": "1.001193", "applicant.name": "Nguyễn Thị Hoa"]
            .merging(fields) { _, new in new }
        return try replica.transaction { () throws(ReplicaError) in
            let site = try replica.identity()?.site ?? .own
            let number = try replica.next("slip/261122")
            var list = all.map { Event.Field($0.key, .text($0.value)) }
            list.append(.init("slip", .text("T-\(site)-261122-\(number)")))
            return try replica.write(
                .init(kind: "case", actor: "Lan", time: EventTime(wall: now), fields: list)
            ).record
        }
    }

    /// Edits a case as it stands now, or as it stood at `seen`.
    func edit(
        _ record: RecordName, at replica: Replica, _ fields: [String: String],
        seen: VectorClock? = nil
    ) throws {
        now += 1
        try replica.transaction { () throws(ReplicaError) in
            let state = try replica.state(of: record)
            _ = try replica.write(
                .init(
                    record: record, kind: "edit", actor: "Minh", time: EventTime(wall: now),
                    context: seen ?? state.clock,
                    fields: fields.map { .init($0.key, .text($0.value)) }))
        }
    }
}

/// A line that answers at once: what is carried is an answer, or nothing when it is cut.
func instantWorld(
    random: @escaping () -> UInt64,
    read: @escaping (DocumentTask) -> SyncRun.DocumentRead = { _ in .failed },
    arrivals: DocumentArrivals? = nil,
    isStranger: @escaping () -> Bool = { false },
    carry: @escaping ([UInt8]) -> [UInt8]?
) -> SyncRun.World {
    var news: [SyncRun.News] = []
    var now: Int64 = 0
    return SyncRun.World(
        send: { number, message in
            news.append(.written(number, bytes: message.count))
            news.append(
                carry(message).map { .answered(number, $0) }
                    ?? (isStranger() ? .stranger(number) : .lost(number, retryAfter: nil)))
        },
        wait: { until in
            now = max(now + 1, until ?? 0)
            if !news.isEmpty { return news.removeFirst() }
            return until == nil ? nil : .due
        },
        random: random, monotonic: { now }, boot: 1, read: read, arrivals: arrivals)
}
