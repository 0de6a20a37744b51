import Replica
import SQLite
import Sealing
import SyncProtocol

/// How the programs of a point start, fail and end.
extension World {
    /// The replica of a point that is running, opened if need be; nil while nothing works there.
    func open(_ kiosk: KioskMachine) throws(Broken) -> Replica? {
        if let replica = kiosk.replica { return replica }
        guard !kiosk.isRestarting, !kiosk.isDamaged else { return nil }
        kiosk.failuresBefore = kiosk.disk.failures
        do throws(ReplicaError) {
            let replica = try Replica(path: Templates.kioskFile, disk: kiosk.disk)
            kiosk.replica = replica
            try noteSite(kiosk, replica)
            try adopt(kiosk, replica)
            let head = try replica.progress().head
            if head != kiosk.head, !kiosk.isDamaged { try checkHead(kiosk, head) }
            return replica
        } catch {
            try fail(kiosk, "\(error)")
            return nil
        }
    }

    /// Runs a call on the replica of a point; nil when nothing works there, or it failed.
    func use<T>(
        _ kiosk: KioskMachine, _ body: (Replica) throws(ReplicaError) -> T
    ) throws(Broken) -> T? {
        guard let replica = try open(kiosk) else { return nil }
        let result: T
        do throws(ReplicaError) {
            result = try body(replica)
        } catch {
            try fail(kiosk, "\(error)")
            return nil
        }
        checkPower(kiosk)
        return result
    }

    /// Ends the programs of a point after a failure that something must have caused.
    func fail(_ kiosk: KioskMachine, _ words: String) throws(Broken) {
        note("point \(kiosk.number) fails: \(words)")
        if let broken = kiosk.broken {
            kiosk.broken = nil
            throw broken
        }
        guard kiosk.disk.failures > kiosk.failuresBefore || kiosk.isDamaged else {
            throw Broken(.unexpected, "point \(kiosk.number): \(words)")
        }
        tally.diskTroubles += 1
        kiosk.end()
        checkPower(kiosk)
    }

    /// Notices that a machine has lost its power during a call.
    func checkPower(_ kiosk: KioskMachine) {
        guard kiosk.disk.isOff, !kiosk.isRestarting else { return }
        tally.crashes += 1
        kiosk.isRestarting = true
        kiosk.end()
        note("point \(kiosk.number) is off")
        plan(.switchOn(machine: kiosk.number), in: Int64(dice.below(600_000)))
    }

    /// Starts a point after a loss of power.
    func switchOn(_ kiosk: KioskMachine) throws(Broken) {
        guard kiosk.isRestarting else { return }
        kiosk.disk.switchOn(using: &dice)
        kiosk.isRestarting = false
        kiosk.boot += 1
        _ = try open(kiosk)
    }

    /// What was begun when a program ended may have been done.
    private func adopt(_ kiosk: KioskMachine, _ replica: Replica) throws(ReplicaError) {
        let known = UInt64(kiosk.branch.count)
        guard let attempt = kiosk.attempt, try replica.progress().head.sequence == known + 1,
            let bytes = try replica.load(after: known, count: 1, bytes: .max).events.first,
            // What cannot be read is noticed as another head.
            let event = try? Event(decoding: bytes)
        else { return }
        let head = kiosk.head.following(bytes, Blake2b.chain)
        let placed = PlacedEvent(
            site: kiosk.site, sequence: head.sequence, hash: head.hash, event: event, bytes: bytes)
        let number = ledger.add(placed, of: attempt)
        append(number, head, to: kiosk)
        kiosk.isLastDoubtful = true
        note("point \(kiosk.number) has what it had reported as failed")
    }

    /// Notes under which label a point speaks, and with which key.
    func noteSite(_ kiosk: KioskMachine, _ replica: Replica) throws(ReplicaError) {
        guard let identity = try replica.identity() else { return }
        kiosk.site = identity.site
        kiosk.keyNumber = identity.keyNumber
    }

    /// Makes a key for a branch of this disk's own and announces it.
    func prepareBranch(_ kiosk: KioskMachine) throws(Broken) {
        _ = try use(kiosk) { (replica) throws(ReplicaError) in
            guard let identity = try replica.identity() else { throw .notEnrolled }
            // One that was announced may be taken up while this one cannot be announced.
            let announced = try replica.nextKey()?.key.number
            kiosk.keys.renew(keeping: [identity.keyNumber, announced], using: &self.dice)
            let key = kiosk.keys.newest
            try replica.announce(
                .init(
                    key: SiteKeyNotice(
                        number: key.number, publicKey: key.pair.publicKey.bytes),
                    isBranch: true))
        }
        branchings += 1
        note("point \(kiosk.number) asks for a branch")
    }

    /// Notes a new event of a branch.
    func append(_ number: Int, _ head: Head, to kiosk: KioskMachine) {
        kiosk.branch.append(number)
        kiosk.head = head
        kiosk.attempt = nil
        kiosk.isLastDoubtful = false
        tally.events += 1
    }

    /// A head other than the known one is a broken promise, unless nothing was promised.
    private func checkHead(_ kiosk: KioskMachine, _ head: Head) throws(ReplicaError) {
        let known = kiosk.branch.count
        if kiosk.isLastDoubtful, head.sequence == UInt64(known) - 1 {
            kiosk.branch.removeLast()
            kiosk.head = head
            kiosk.isLastDoubtful = false
            return
        }
        kiosk.broken = Broken(
            .saved, "point \(kiosk.number) has \(head.sequence) events instead of \(known)")
        throw .damaged("another head")
    }
}
