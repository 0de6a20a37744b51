import Foundation
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol
import Testing

/// The disk of a point with its keys: it can be copied, put back and used twice, and does what
/// `kiosk sync` does when it finds that.
final class Disk {
    let province: Province
    let replica: Replica
    private let path: String
    private(set) var keys: KeyList
    var generator: SeededGenerator

    /// A new point.
    init(_ province: Province) throws {
        self.province = province
        replica = try province.addKiosk()
        let site = try #require(try replica.identity()).site
        path = province.path(of: "kiosk\(province.kiosks.count).db")
        keys = province.keys(of: site)
        generator = SeededGenerator(seed: 1)
    }

    private init(copyOf disk: Disk, seed: UInt64) throws {
        province = disk.province
        path = province.path(of: "copy\(seed).db")
        let source = try Connection(path: disk.path)
        try source.run("VACUUM INTO '\(path)'", [])
        replica = try Replica(path: path)
        keys = disk.keys
        generator = SeededGenerator(seed: seed)
    }

    /// A copy of the disk as it is now: a backup, or a clone.
    func copy(_ seed: UInt64) throws -> Disk { try Disk(copyOf: self, seed: seed) }

    var site: SiteNumber {
        get throws { try #require(try replica.identity()).site }
    }

    /// What `kiosk sync` does; `cut` may swallow the request or the answer of an exchange.
    @discardableResult
    func sync(
        cut: @escaping (Int) -> Province.Cut? = { _ in nil }
    ) throws -> KioskSession.Outcome {
        var outcome = try run(cut)
        for _ in 0..<3 where outcome.isFork {
            try prepareBranch()
            outcome = try run(cut)
        }
        return outcome
    }

    func prepareBranch() throws {
        let identity = try #require(try replica.identity())
        keys.renew(keeping: [identity.keyNumber], using: &generator)
        let key = keys.newest
        try replica.announce(
            .init(
                key: SiteKeyNotice(number: key.number, publicKey: key.pair.publicKey.bytes),
                isBranch: true))
    }

    /// Makes the next key, durable in the key file; a crash may come before it is announced.
    func makeKey() throws {
        let identity = try #require(try replica.identity())
        keys.renew(keeping: [identity.keyNumber], day: 1, using: &generator)
    }

    /// What `kiosk sync` does when the key in use is old.
    func announceKey() throws {
        try makeKey()
        let key = keys.newest
        try replica.announce(
            .init(
                key: SiteKeyNotice(number: key.number, publicKey: key.pair.publicKey.bytes),
                isBranch: false))
    }

    /// The number of the key in use.
    var keyNumber: UInt8 {
        get throws { try #require(try replica.identity()).keyNumber }
    }

    /// One run of the session.
    func run(_ cut: @escaping (Int) -> Province.Cut? = { _ in nil }) throws -> KioskSession.Outcome
    {
        let identity = try #require(try replica.identity())
        var exchanges = 0
        var isStranger = false
        let world = instantWorld(
            random: { [self] in generator.next() },
            isStranger: { isStranger },
            carry: { [province] envelope in
                exchanges += 1
                let cut = cut(exchanges)
                if cut == .beforeHub { return nil }
                let reply = province.turn([envelope]).first
                if case .stranger = reply { isStranger = true } else { isStranger = false }
                guard cut == nil, case .answer(let bytes) = reply else { return nil }
                return bytes
            })
        var run = SyncRun(
            replica: replica, seal: SiteSeal(identity, keys: keys), world: world, program: "test")
        return try run.run().outcome
    }

    func export() throws -> SyncProtocol.Bundle {
        let identity = try #require(try replica.identity())
        return try replica.exportBundle(
            seal: SiteSeal(identity, keys: keys), program: "test", made: province.now,
            using: &generator
        ).bundle
    }

    func take(_ bundle: SyncProtocol.Bundle) throws -> Replica.Import {
        let identity = try #require(try replica.identity())
        return try replica.importBundle(bundle, seal: SiteSeal(identity, keys: keys))
    }

    func submit(_ note: String) throws -> RecordName {
        try province.submit(at: replica, ["note": note])
    }

    /// The notes of all cases here.
    var notes: [String] {
        get throws {
            var all: [String] = []
            var names: [RecordName] = []
            try replica.records(kind: "case") {
                names.append($0.name)
                return true
            }
            for name in names {
                all.append(try replica.state(of: name).text("note", hubs: []) ?? "")
            }
            return all.sorted()
        }
    }
}
