import CentralStore
import Hub
import Replica
import SQLite
import Sealing
import SyncProtocol

/// Bundles: late, twice and out of order.
extension World {
    private static let longestWay = 3_600_000

    /// A point writes a bundle, and somebody takes it along.
    func export(_ kiosk: KioskMachine) throws(Broken) {
        let made = wall(kiosk.clockError)
        let file = try use(kiosk) { (replica) throws(ReplicaError) -> [UInt8]? in
            guard let identity = try replica.identity() else { return nil }
            var seal = SiteSeal(
                identity, keys: kiosk.keys, compression: self.templates.compression)
            if self.hub.lives > 1, self.dice.once(in: 2) { seal.showTicket() }
            return try replica.exportBundle(
                seal: seal, program: "simulate", made: made, using: &self.dice
            ).bundle.encoded { Blake2b.hash($0) }
        }
        guard let file, let file else { return }
        kiosk.isLastDoubtful = false
        trace.mix(file)
        tally.bundles += 1
        for _ in 0..<(dice.once(in: 3) ? 2 : 1) {
            plan(.bundleAtHub(file, machine: kiosk.number), in: way)
        }
    }

    /// A bundle is brought to the centre, whose reply is taken home.
    func accept(_ file: [UInt8], of kiosk: KioskMachine) throws(Broken) {
        guard let centre = try openHub(), let bundle = try read(file) else { return }
        let accepted: Hub.Accepted
        do throws(Hub.BundleRefusal) {
            accepted = try centre.accept(bundle, hub.seal, now: wall(hub.clockError))
        } catch {
            if case .store(let failure) = error { return try failHub("\(failure)") }
            // Of a former label too: its key stays, unless the centre has forgotten it.
            guard kiosk.isTainted || kiosk.hasRenewed || hub.lives > 1 else {
                throw Broken(.unexpected, "the bundle of \(kiosk.number): \(error)")
            }
            return note("bundle refused")
        }
        if hub.disk.isOff { return checkHubPower() }
        try observe([kiosk.site, kiosk.site])
        let reply = accepted.reply.encoded { Blake2b.hash($0) }
        trace.mix(reply)
        guard !dice.once(in: 5) else { return }
        for _ in 0..<(dice.once(in: 3) ? 2 : 1) {
            plan(.bundleAtHome(reply, machine: kiosk.number), in: way)
        }
    }

    /// A reply comes home.
    func bring(_ file: [UInt8], to kiosk: KioskMachine) throws(Broken) {
        guard let replica = try open(kiosk), let bundle = try read(file) else { return }
        var isFork = false
        do throws(BundleRefusal) {
            guard let identity = try replica.known else { return }
            let seal = SiteSeal(identity, keys: kiosk.keys, compression: templates.compression)
            let taken = try replica.importBundle(bundle, seal: seal)
            isFork = taken.refusals.contains(.diverged)
        } catch {
            if case .replica(let failure) = error, failure != .contradicted {
                return try fail(kiosk, "\(failure)")
            }
            guard kiosk.isTainted || kiosk.isForked || kiosk.hasRenewed else {
                throw Broken(.unexpected, "the reply for \(kiosk.number): \(error)")
            }
            return note("reply refused")
        }
        checkPower(kiosk)
        _ = try use(kiosk) { (replica) throws(ReplicaError) in try noteSite(kiosk, replica) }
        try checkProgress(kiosk)
        if isFork, kiosk.run == nil { try prepareBranch(kiosk) }
    }

    private var way: Int64 { weather.isCalm ? 100 : Int64(dice.below(Self.longestWay)) }

    private func read(_ file: [UInt8]) throws(Broken) -> Bundle? {
        do throws(WireError) {
            return try Bundle(decoding: file) { Blake2b.hash($0) }
        } catch {
            throw Broken(.unexpected, "a bundle cannot be read: \(error)")
        }
    }
}

extension Replica {
    fileprivate var known: Identity? {
        get throws(BundleRefusal) {
            do throws(ReplicaError) {
                return try identity()
            } catch {
                throw .replica(error)
            }
        }
    }
}
