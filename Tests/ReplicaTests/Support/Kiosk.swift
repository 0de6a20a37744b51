import CaseRecords
import Foundation
import Replica
import Sealing
import SyncProtocol
import Testing

/// An enrolled replica in a fresh folder, with the doors that a test needs.
final class Kiosk {
    static let site = SiteNumber(2)
    static let hub = HubEpoch(counter: 1, bits: 0xF0F0_F0F0_F0F0_F0F0, site: SiteNumber(1))
    static let epoch: UInt64 = 0x8000_0000_0000_0001

    let folder: URL
    let replica: Replica

    init(isEnrolled: Bool = true) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "replica-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        replica = try Replica(path: folder.appending(path: "kiosk.db").path)
        if isEnrolled { try replica.enrol(Self.identity, epoch: Self.epoch) }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)  // a temporary folder may stay
    }

    var path: String { path(of: "kiosk.db") }

    func path(of name: String) -> String { folder.appending(path: name).path }

    private static var hubKey: Identity.HubKey {
        guard let key = PublicKey([UInt8](repeating: 9, count: 32)) else {
            preconditionFailure("32 bytes are a key")
        }
        return Identity.HubKey(number: 1, publicKey: key)
    }

    static var identity: Identity {
        Identity(
            site: site, name: "Bưu điện", unit: "H57.19815", type: "post",
            hubAddress: "http://127.0.0.1:1", hubKey: hubKey,
            keyNumber: 1, enrolment: [3, 4], code: [6],
            slipKey: [UInt8](repeating: 5, count: 32))
    }

    /// Another process of the same kiosk.
    func reopened() throws -> Replica { try Replica(path: path) }

    @discardableResult
    func submit(_ fields: KeyValuePairs<String, String> = [:]) throws -> PlacedEvent {
        try replica.transaction { () throws(ReplicaError) in try replica.submit(fields) }
    }

    @discardableResult
    func edit(
        _ record: RecordName, _ fields: KeyValuePairs<String, String>
    ) throws -> PlacedEvent {
        try replica.transaction { () throws(ReplicaError) in
            try replica.edit(record, fields)
        }
    }

    @discardableResult
    func apply(_ answer: Answer) throws -> KioskSession.Standing {
        try replica.apply(answer, monotonic: 10, boot: 20)
    }

    /// An answer that acknowledges up to an own event.
    func answer(_ head: PlacedEvent? = nil) throws -> Answer {
        let known = try replica.progress().acknowledged
        let mark = head.map { Mark(number: $0.sequence, prefix: $0.hash.prefix) }
        return Answer(number: 1, epoch: Self.hub, head: mark ?? known, time: 1_790_000_000_000)
    }

    /// An answer with the next piece of this site's log.
    func answer(_ entries: [TrunkEntry], head: PlacedEvent? = nil) throws -> Answer {
        var answer = try answer(head)
        let from = try replica.progress().cases
        answer.cases = Changes(
            from: from, through: Mark(number: from.number + 1, prefix: from.prefix + 7),
            more: false, entries: entries)
        return answer
    }

    /// Everything that a refused answer must leave as it was.
    func contents() throws -> Contents { try Contents(of: replica) }
}

extension Replica {
    /// Hands a case in; inside a transaction.
    @discardableResult
    func submit(_ fields: KeyValuePairs<String, String>) throws(ReplicaError) -> PlacedEvent {
        let number = try next("slip/261122")
        let all = [(key: "slip", value: "T-2-261122-\(number)")] + fields.map(\.self)
        return try write(
            Draft(
                kind: "case", actor: "Lan", time: EventTime(wall: 1_790_000_000_000),
                fields: all.map { .init($0.key, .text($0.value)) }))
    }

    /// Edits a case as it stands now; inside a transaction.
    @discardableResult
    func edit(
        _ record: RecordName, _ fields: KeyValuePairs<String, String>
    ) throws(ReplicaError) -> PlacedEvent {
        let context = try state(of: record).clock
        return try write(
            Draft(
                record: record, kind: "edit", actor: "Minh",
                time: EventTime(wall: 1_790_000_000_001), context: context,
                fields: fields.map { .init($0.key, .text($0.value)) }))
    }
}
