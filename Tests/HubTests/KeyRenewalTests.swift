import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A point renews its key, and is cut off or dies at each step of it.
@Suite struct KeyRenewalTests {
    let province: Province
    let disk: Disk

    init() throws {
        province = try Province()
        disk = try Disk(province)
        _ = try disk.submit("một")
        try #require(try disk.sync() == .complete)
    }

    private var site: Site {
        get throws { try #require(try province.store.site(try disk.site)) }
    }

    /// Whether the key is taken up, the one before opens nothing any more, and work goes on.
    private func expectRenewed(_ number: UInt8 = 2) throws {
        #expect(try disk.keyNumber == number)
        #expect(try disk.replica.nextKey() == nil)
        _ = try disk.submit("sau")
        #expect(try disk.sync() == .complete)
        #expect(try site.keyNumber == number && site.nextKey == nil)
        #expect(try site.publicKey == disk.keys.newest.pair.publicKey.bytes)
        #expect(try site.head?.sequence == disk.replica.progress().head.sequence)
        #expect(try province.store.tree().forks.isEmpty)
    }

    @Test func `an announced key is used from the next request on`() throws {
        let former = try disk.copy(2)
        try disk.announceKey()
        for note in ["hai", "ba"] { _ = try disk.submit(note) }
        #expect(try disk.sync() == .complete)
        #expect(try disk.keyNumber == 2)
        #expect(try disk.sync() == .complete)
        try expectRenewed()
        #expect(try former.run() == .offline, "the former key is a stranger's")
    }

    @Test func `until a request comes with the new key both are taken`() throws {
        let before = try disk.copy(2)
        try disk.announceKey()
        #expect(try disk.run { _ in .afterCommit } == .offline)
        #expect(try site.nextKey != nil)
        #expect(try before.run() != .offline, "the former key is no stranger's yet")
    }

    @Test func `a death between file and replica leaves the key in use`() throws {
        try disk.makeKey()
        #expect(try disk.sync() == .complete)
        #expect(try disk.keyNumber == 1)
        try disk.announceKey()
        #expect(try disk.sync() == .complete)
        try expectRenewed(disk.keys.newest.number)
    }

    @Test(arguments: [Province.Cut.beforeHub, .afterCommit])
    func `an announcement that is cut off is made again`(cut: Province.Cut) throws {
        try disk.announceKey()
        #expect(try disk.run { _ in cut } == .offline)
        #expect(try disk.keyNumber == 1)
        #expect(try disk.replica.nextKey() != nil)
        #expect(try disk.sync() == .complete)
        try expectRenewed()
    }

    @Test(arguments: [Province.Cut.beforeHub, .afterCommit])
    func `the first request with the new key may be lost`(cut: Province.Cut) throws {
        try disk.announceKey()
        _ = try disk.run { $0 == 1 ? nil : cut }
        #expect(try disk.keyNumber == 2)
        _ = try disk.submit("hai")
        #expect(try disk.run { _ in cut } == .offline)
        #expect(try disk.sync() == .complete)
        try expectRenewed()
    }

    @Test func `an accepted key that was given up takes nothing over`() throws {
        try disk.announceKey()
        #expect(try disk.run { _ in .afterCommit } == .offline)
        try disk.announceKey()
        #expect(try disk.sync() == .complete)
        try expectRenewed(disk.keys.newest.number)
    }

    @Test func `a key renewed before a fork is given up for the branch's own`() throws {
        let clone = try disk.copy(2)
        _ = try disk.submit("gốc")
        #expect(try disk.sync() == .complete)
        try clone.announceKey()
        _ = try clone.submit("bản sao")
        #expect(try clone.sync() == .complete)
        #expect(try clone.site != disk.site)
        #expect(try clone.replica.nextKey() == nil)
        #expect(try disk.sync() == .complete)
        #expect(try site.publicKey == disk.keys.newest.pair.publicKey.bytes)
    }

    @Test func `a bundle announces it and its reply takes it up`() throws {
        try disk.announceKey()
        _ = try disk.submit("hai")
        let identity = try #require(try disk.replica.identity())
        let export = try disk.replica.exportBundle(
            seal: SiteSeal(identity, keys: disk.keys), program: "test", made: 1,
            using: &disk.generator)
        let accepted = try province.hub.accept(export.bundle, province.seal, now: province.now)
        let result = try disk.replica.importBundle(
            accepted.reply, seal: SiteSeal(identity, keys: disk.keys))
        #expect(result.applied == 1)
        #expect(try disk.keyNumber == 2)
        #expect(try disk.sync() == .complete)
        try expectRenewed()
    }
}
