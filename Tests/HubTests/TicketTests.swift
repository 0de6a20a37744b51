import CaseRecords
import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Points that a restored centre does not know come back by their tickets.
@Suite struct TicketTests {
    let province: Province
    let first: Disk

    init() throws {
        province = try Province()
        first = try Disk(province)
        _ = try first.submit("trước")
        try #require(try first.sync() == .complete)
    }

    private func row(of disk: Disk) throws -> Site {
        try #require(try province.store.site(try disk.site))
    }

    private func ticket(of disk: Disk) throws -> Ticket {
        let identity = try #require(try disk.replica.identity())
        return try #require(identity.ticket)
    }

    private func expectSame(_ record: RecordName, at disks: Disk...) throws {
        for disk in disks {
            #expect(
                try disk.replica.state(of: record).encoded
                    == province.hub.fold(of: record).encoded)
        }
        #expect(try province.hub.counts().parked == 0)
        #expect(try province.hub.check { _ in nil }.isSound)
    }

    @Test func `a point that was enrolled after the backup comes back with all it had`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        let record = try late.submit("sau")
        #expect(try late.sync() == .complete)
        try province.edit(record, at: late.replica, ["delivery.point": "\(first.site)"])
        for disk in [late, first] { #expect(try disk.sync() == .complete) }
        let (before, state) = (try row(of: late), try province.hub.fold(of: record).encoded)
        try province.restore(backup)
        #expect(try province.store.site(late.site) == nil)
        _ = try late.submit("trong khi đó")
        #expect(try late.sync() == .complete)
        #expect(try late.replica.outbox().isEmpty)
        let after = try row(of: late)
        #expect(after.name == before.name && after.unit == before.unit)
        #expect(after.type == before.type && after.slipKey == before.slipKey)
        #expect(after.publicKey == before.publicKey && after.epoch == before.epoch)
        #expect(try province.hub.takeReadmitted().map(\.number) == [late.site])
        #expect(try province.hub.takeReadmitted().isEmpty)
        for disk in [first, late] { #expect(try disk.sync() == .complete) }
        #expect(try province.hub.fold(of: record).encoded == state)
        try expectSame(record, at: first, late)
        let next = try Disk(province)
        #expect(try next.site > province.hub.epoch.site, "numbers of two lives do not meet")
    }

    @Test func `its events may have come back by another point before`() throws {
        #expect(try first.sync() == .complete)
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        let record = try late.submit("sau")
        try province.edit(record, at: late.replica, ["delivery.point": "\(first.site)"])
        for disk in [late, first, late] { #expect(try disk.sync() == .complete) }
        let state = try province.hub.fold(of: record).encoded
        try province.restore(backup)
        for disk in [first, first, late, first] { #expect(try disk.sync() == .complete) }
        #expect(try row(of: late).type == "post")
        #expect(try province.hub.fold(of: record).encoded == state)
        try expectSame(record, at: first, late)
    }

    @Test func `an answer that was lost at any step is asked for again`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        let record = try late.submit("sau")
        #expect(try late.sync() == .complete)
        try province.restore(backup)
        for step in 1...4 {
            _ = try late.sync { $0 == step ? .afterCommit : nil }
        }
        #expect(try late.sync() == .complete)
        try expectSame(record, at: late)
    }

    @Test func `a key that was renewed after the backup comes back, the former one does not`()
        throws
    {
        let former = try first.copy(2)
        try first.announceKey()
        let backup = try province.backUp("a.backup")
        #expect(try first.sync() == .complete)
        let record = try first.submit("với khóa mới")
        #expect(try first.sync() == .complete)
        try province.restore(backup)
        #expect(try first.sync() == .complete)
        try expectSame(record, at: first)
        #expect(try row(of: first).publicKey == first.keys.newest.pair.publicKey.bytes)
        #expect(try former.run() == .offline, "the ticket of an earlier key opens nothing")
        #expect(try first.sync() == .complete)
    }

    @Test func `a new code of the next life ends the tickets of the one before`() throws {
        let backup = try province.backUp("a.backup")
        try first.announceKey()
        #expect(try first.sync() == .complete)
        try province.restore(backup)
        _ = try province.hub.enrolAgain(
            first.site, secret: [UInt8](repeating: 8, count: 16), now: province.now)
        #expect(try first.run() == .offline)
        #expect(try row(of: first).publicKey == nil)
    }

    @Test func `a branch that was opened after the backup comes back`() throws {
        let copy = try first.copy(2)
        let backup = try province.backUp("a.backup")
        let one = try first.submit("bản này")
        let two = try copy.submit("bản kia")
        for disk in [first, copy, first, copy] { #expect(try disk.sync() == .complete) }
        #expect(try first.site != copy.site)
        try province.restore(backup)
        for disk in [copy, first, copy, first] { #expect(try disk.sync() == .complete) }
        for record in [one, two] { try expectSame(record, at: first, copy) }
        #expect(try province.store.tree().forks.count == 1)
    }

    @Test func `a branch comes back although what it continues is lost, too`() throws {
        let backup = try province.backUp("a.backup")
        let shared = try first.submit("trước khi sao chép")
        #expect(try first.sync() == .complete)
        let copy = try first.copy(2)
        let one = try first.submit("bản này")
        let two = try copy.submit("bản kia")
        for disk in [first, copy, first, copy] { #expect(try disk.sync() == .complete) }
        let branch = try row(of: copy)
        try province.restore(backup)
        for disk in [copy, first, copy, first] { #expect(try disk.sync() == .complete) }
        for record in [shared, one, two] { try expectSame(record, at: first, copy) }
        #expect(try row(of: copy).parent == branch.parent)
        #expect(try row(of: copy).forkedAfter == branch.forkedAfter)
        #expect(try row(of: copy).head == branch.head)
        #expect(try province.store.tree().forks.count == 1)
    }

    @Test func `a branch of a point that is lost altogether brings its root back`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        let shared = try late.submit("trước khi sao chép")
        #expect(try late.sync() == .complete)
        let copy = try late.copy(2)
        let one = try late.submit("bản này")
        let two = try copy.submit("bản kia")
        for disk in [late, copy, late, copy] { #expect(try disk.sync() == .complete) }
        try province.restore(backup)
        for disk in [copy, late, copy, late] { #expect(try disk.sync() == .complete) }
        for record in [shared, one, two] { try expectSame(record, at: late, copy) }
    }

    @Test(arguments: [true, false])
    func `a case that named a lost point is the point's, whoever it names by now`(
        hasHeard: Bool
    ) throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        #expect(try late.sync() == .complete)
        let record = try province.submit(
            at: first.replica, ["delivery.point": "\(late.site)"])
        #expect(try first.sync() == .complete)
        if hasHeard { #expect(try late.sync() == .complete) }
        try province.edit(record, at: first.replica, ["delivery.point": "\(first.site)"])
        #expect(try first.sync() == .complete)
        try province.restore(backup)
        for disk in [first, late, first, late] { #expect(try disk.sync() == .complete) }
        try expectSame(record, at: first, late)
    }

    @Test func `a case that named a branch is its point's once that has come back`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        #expect(try late.sync() == .complete)
        let copy = try late.copy(2)
        _ = try late.submit("bản này")
        _ = try copy.submit("bản kia")
        for disk in [late, copy] { #expect(try disk.sync() == .complete) }
        let record = try province.submit(
            at: first.replica, ["delivery.point": "\(copy.site)"])
        for disk in [first, late, copy] { #expect(try disk.sync() == .complete) }
        try province.restore(backup)
        for disk in [first, late, copy, late] { #expect(try disk.sync() == .complete) }
        try expectSame(record, at: first, late, copy)
    }

    @Test func `a ticket does not undo a revocation that the centre knows of`() throws {
        let backup = try province.backUp("a.backup")
        try first.announceKey()
        #expect(try first.sync() == .complete)
        try province.restore(backup)
        _ = try province.hub.revoke(first.site, now: province.now)
        _ = try first.submit("bị giữ")
        #expect(try first.sync() == .refused(.revoked))
        #expect(try row(of: first).revokedAt != nil)
    }

    @Test func `a ticket that was changed, or is of this life, is a stranger's`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        #expect(try late.sync() == .complete)
        let ticket = try ticket(of: late)
        #expect(try isTaken(ticket, of: late) == false, "nothing was restored")
        try province.restore(backup)
        var changed = ticket.standing
        changed.type = "commune"
        let forged = Ticket(secret: ticket.secret, seal: ticket.seal, standing: changed)
        #expect(try isTaken(forged, of: late) == false)
        #expect(try isTaken(ticket, of: first) == false)
        #expect(try province.store.site(late.site) == nil)
        #expect(try isTaken(ticket, of: late))
    }

    /// Whether the hub opens an enrolment that shows a ticket.
    private func isTaken(_ ticket: Ticket, of disk: Disk) throws -> Bool {
        var request = Request(
            number: 0, base: Mark(number: 0, prefix: 1), headSequence: 0, program: "test")
        request.counter = 9_999
        request.ticket = ticket
        var generator = SeededGenerator(seed: 5)
        let hub = province.hubKey
        let envelope = try SealedEnrolment.seal(
            request.encoded,
            address: EnvelopeAddress(
                site: disk.site, hubKey: hub.number, siteKey: disk.keyNumber),
            secret: ticket.secret, from: disk.keys.newest.pair, to: hub.publicKey,
            compressing: Compression.standard, using: &generator
        ).envelope
        switch province.turn([envelope]).first {
        case .answer: return true
        case .stranger: return false
        default:
            Issue.record("neither an answer nor a stranger")
            return false
        }
    }

    @Test func `a ticket that is played again makes no log grow`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        _ = try late.submit("riêng")
        _ = try province.submit(at: late.replica, ["delivery.point": "\(first.site)"])
        for disk in [late, first] { #expect(try disk.sync() == .complete) }
        let ticket = try ticket(of: late)
        try province.restore(backup)
        // The second case comes back, and waits for what comes before it.
        #expect(try first.sync() == .complete)
        #expect(try province.store.looseSequences(of: late.site) == [2])
        #expect(try isTaken(ticket, of: late))
        let head = try province.store.logHead(first.site)
        for _ in 0..<3 { #expect(try isTaken(ticket, of: late)) }
        #expect(try province.store.logHead(first.site) == head)
        for disk in [late, first] { #expect(try disk.sync() == .complete) }
    }

    // By the time they were looked for, to be folded again, its events stood on their branches.
    @Test func `an edit on a lost branch replaces what the branch inherits`() throws {
        let (backup, record, late, copy) = try loseEditedBranch()
        try province.restore(backup)
        for disk in [first, copy] { #expect(try disk.sync() == .complete) }
        #expect(try province.hub.counts().conflicts == 0)
        for disk in [late, first, copy, late] { #expect(try disk.sync() == .complete) }
        #expect(try province.hub.counts().conflicts == 0)
        try expectSame(record, at: first, late, copy)
    }

    // Where it comes from was told again, but not heard, as its number was not new any more.
    @Test func `an edit on a branch whose disk is gone replaces what the branch inherits`() throws {
        let (backup, record, late, _) = try loseEditedBranch()
        try province.restore(backup)
        for disk in [first, late, first, late] { #expect(try disk.sync() == .complete) }
        #expect(try province.hub.counts().conflicts == 0)
        try expectSame(record, at: first, late)
    }

    /// A case of a point that was enrolled after the backup, which the first point sees and which a
    /// copy of that point's disk has edited on a branch.
    private func loseEditedBranch() throws -> (
        backup: String, record: RecordName, late: Disk, copy: Disk
    ) {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        let record = try province.submit(
            at: late.replica, ["note": "một", "delivery.point": "\(first.site)"])
        #expect(try late.sync() == .complete)
        let copy = try late.copy(2)
        _ = try late.submit("bản này")
        try province.edit(record, at: copy.replica, ["note": "hai"])
        for disk in [late, copy, first, late] { #expect(try disk.sync() == .complete) }
        #expect(try late.site != copy.site)
        return (backup, record, late, copy)
    }

    @Test func `a point without a link shows its ticket in a bundle`() throws {
        let backup = try province.backUp("a.backup")
        let late = try Disk(province)
        let record = try late.submit("sau")
        #expect(try late.sync() == .complete)
        try province.restore(backup)
        let identity = try #require(try late.replica.identity())
        func bundle(showsTicket: Bool) throws -> Bundle {
            var seal = SiteSeal(identity, keys: late.keys)
            let isShown = showsTicket && seal.showTicket()
            #expect(isShown == showsTicket)
            var generator = SystemRandomNumberGenerator()
            return try late.replica.exportBundle(
                seal: seal, program: "test", made: province.now, using: &generator
            ).bundle
        }
        #expect(throws: Hub.BundleRefusal.self) {
            try province.accept(bundle(showsTicket: false))
        }
        let reply = try province.accept(bundle(showsTicket: true)).reply
        try province.bring(reply, to: late.replica)
        let next = try province.accept(bundle(showsTicket: false))
        #expect(next.taken == 1)
        try expectSame(record, at: late)
    }
}
