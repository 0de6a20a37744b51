import CentralStore
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol

/// Misfortunes that befall machines, lines and people.
extension World {
    private static let year: Int64 = 365 * 86_400_000
    private static let machines = 8

    /// One of the faults of this world's weather happens.
    func strike() throws(Broken) {
        guard let blow = dice.pick(weather.blows), let kiosk = dice.pick(kiosks) else { return }
        // What may stop a point for good happens seldom, so that most worlds live on.
        let isRare = [.clone, .restoreKiosk, .restoreHub, .revoke].contains(blow)
        guard !isRare || dice.once(in: 2) else { return }
        note("blow \(blow.rawValue) at \(kiosk.number)")
        switch blow {
        case .partition: part(kiosk)
        case .cut: cut(kiosk)
        case .bundles: try export(kiosk)
        case .replay: replay()
        case .crash: kill(kiosk)
        case .power: turnOff(kiosk)
        case .full:
            trouble(kiosk, .init(.full, callsBefore: dice.below(60), lasting: 1 + dice.below(300)))
        case .inputOutput:
            trouble(
                kiosk, .init(.inputOutput, callsBefore: dice.below(120), lasting: 1 + dice.below(3))
            )
        case .flip: try flip(kiosk)
        case .clock: turnClocks(kiosk)
        case .clone: try clone(kiosk)
        case .restoreKiosk: restore(kiosk)
        case .restoreHub: try restoreCentre()
        case .revoke: try kiosk.isRevoked ? readmit(kiosk) : revoke(kiosk)
        case .prune: try prune(kiosk)
        case .renew: try renewKey(kiosk)
        case .loss, .duplication, .reordering, .corruption, .lie: break
        }
    }

    private var meansHub: Bool { dice.once(in: 3) }

    private func part(_ kiosk: KioskMachine) {
        let until = now + Int64(dice.below(600_000))
        let direction = dice.below(3)
        if direction != 1 { kiosk.cutOff.up = until }
        if direction != 0 { kiosk.cutOff.down = until }
    }

    private func replay() {
        guard let bytes = dice.pick(hub.overheard) else { return }
        arrive(Parcel(machine: 0, run: 0, line: 0, number: nil, bytes: bytes))
    }

    /// Ends the programs of one side between two calls; the system keeps what they wrote.
    private func kill(_ kiosk: KioskMachine) {
        tally.crashes += 1
        if meansHub {
            guard !hub.isRestarting else { return }
            hub.disk.kill()
            restartHub()
        } else if !kiosk.isRestarting {
            kiosk.disk.kill()
            kiosk.end()
        }
    }

    /// Takes the power away, now or within one of the next calls of the disk.
    private func turnOff(_ kiosk: KioskMachine) {
        guard dice.once(in: 3) else {
            return trouble(kiosk, .init(.powerLoss, callsBefore: dice.below(80)))
        }
        if meansHub {
            hub.disk.losePower()
            checkHubPower()
        } else {
            kiosk.disk.losePower()
            checkPower(kiosk)
        }
    }

    private func trouble(_ kiosk: KioskMachine, _ trouble: DiskTrouble) {
        (meansHub ? hub.disk : kiosk.disk).trouble = trouble
    }

    private func turnClocks(_ kiosk: KioskMachine) {
        let years = dice.among(-10...10)
        kiosk.clockError = Int64(years) * Self.year + Int64(dice.below(1_000_000))
        // An enrolment code is good for thirty days of the hub's clock.
        if meansHub { hub.clockError = Int64(dice.among(-72...72)) * 3_600_000 }
    }

    /// Damages a bit on a disk whose programs have ended; nothing is asked of that point any more.
    private func flip(_ kiosk: KioskMachine) throws(Broken) {
        kiosk.disk.kill()
        kiosk.end()
        kiosk.isDamaged = kiosk.disk.flipBit(using: &dice)
        kiosk.isTainted = true
    }

    /// A second machine starts from a copy of the disk, and both go on.
    private func clone(_ kiosk: KioskMachine) throws(Broken) {
        guard kiosks.count < Self.machines, !kiosk.isRestarting, !kiosk.isDamaged else { return }
        let twin = KioskMachine(
            number: kiosks.count, site: kiosk.site, keys: kiosk.keys, head: kiosk.head,
            point: kiosk.point)
        twin.disk.restore(kiosk.disk.image)
        twin.branch = kiosk.branch
        twin.attempt = kiosk.attempt
        twin.isLastDoubtful = kiosk.isLastDoubtful
        twin.seen = kiosk.seen
        twin.isTainted = kiosk.isTainted
        twin.isForked = true
        kiosk.isForked = true
        kiosks.append(twin)
        plan(.synchronise(machine: twin.number), in: Int64(dice.below(60_000)))
    }

    /// Keeps an image of the disk, or puts the one back that was kept.
    private func restore(_ kiosk: KioskMachine) {
        guard !kiosk.isRestarting, !kiosk.isDamaged else { return }
        guard let backup = kiosk.backup else {
            kiosk.backup = .init(
                image: kiosk.disk.image, site: kiosk.site, keys: kiosk.keys,
                branch: kiosk.branch, head: kiosk.head, attempt: kiosk.attempt,
                isLastDoubtful: kiosk.isLastDoubtful)
            return
        }
        kiosk.disk.restore(backup.image)
        kiosk.end()
        kiosk.site = backup.site
        kiosk.keys = backup.keys
        kiosk.branch = backup.branch
        kiosk.head = backup.head
        kiosk.attempt = backup.attempt
        kiosk.isLastDoubtful = backup.isLastDoubtful
        kiosk.screens = []
        kiosk.seen = nil
        kiosk.isForked = true
        kiosk.backup = nil
    }

    private func restoreCentre() throws(Broken) {
        guard !hub.isRestarting, try openHub() != nil, !hub.disk.isOff else { return }
        // What stands there is known to the world before it is gone, or copied.
        try observe(hub.sites.keys.sorted() + [hub.site])
        guard !hub.isRestarting, !hub.disk.isOff else { return }
        guard let backup = hub.backup else {
            hub.backup = .init(
                image: hub.disk.image, branch: hub.branch, attempts: hub.attempts,
                sites: hub.sites, folded: hub.folded, parked: hub.parked,
                confirmed: hub.confirmed)
            // One more is enrolled after it, which the centre will have forgotten.
            return try enrolLate()
        }
        hub.end()
        hub.disk.trouble = nil
        hub.disk.restore(backup.image)
        let hasRevoked = try beginLife()
        hub.branch = backup.branch
        hub.attempts = backup.attempts
        hub.sites = backup.sites
        hub.folded = backup.folded
        hub.parked = backup.parked
        hub.confirmed = backup.confirmed
        hub.screens = []
        hub.backup = nil
        hub.lives += 1
        for kiosk in kiosks {
            // Whoever was revoked then is so again, whatever was decided since.
            kiosk.isRevoked = hasRevoked
            kiosk.isForked = true
            kiosk.backup = nil
        }
        restartHub()
    }

    private func enrolLate() throws(Broken) {
        guard kiosks.count < Self.machines, dice.once(in: 2) else { return }
        let count = kiosks.count
        try enrol()
        guard kiosks.count > count else { return }
        plan(.synchronise(machine: count), in: Int64(dice.below(60_000)))
    }

    /// Starts the next life of the store that was put back, as `central restore` does, and tells
    /// whether it knows anybody as revoked.
    private func beginLife() throws(Broken) -> Bool {
        do throws(StoreError) {
            let store = try SQLiteStore(path: Templates.hubFile, disk: hub.disk)
            let hasRevoked = try store.sites().contains { $0.revokedAt != nil }
            do throws(HubError) {
                let epoch = try Hub.beginLife(
                    store,
                    .init(
                        knownCounter: hub.life, epochBits: dice.next(), branchEpoch: dice.next(),
                        now: wall(hub.clockError)))
                hub.formerSites.append(hub.site)
                hub.site = epoch.site
                hub.life = epoch.counter
            } catch {
                throw StoreError.damaged("\(error)")
            }
            return hasRevoked
        } catch {
            throw Broken(.unexpected, "the centre cannot be restored: \(error)")
        }
    }
}
