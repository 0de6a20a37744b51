import CentralStore
import Hub
import Replica
import SQLite
import SyncProtocol

/// The centre's program: its turns, its failures and its starts.
extension World {
    /// What the hub asks a point to wait after a failure, in milliseconds.
    private static let retryAfter: Int64 = 5_000

    /// The hub while it runs, opened if need be.
    func openHub() throws(Broken) -> Hub? {
        if let running = hub.hub { return running }
        guard !hub.isRestarting else { return nil }
        hub.failuresBefore = hub.disk.failures
        do throws(StoreError) {
            let store = try SQLiteStore(path: Templates.hubFile, disk: hub.disk)
            let seam: any CentralStore = BuggyStore.wrap(store, settings.bug, dice)
            do throws(HubError) {
                hub.hub = try Hub(store: seam)
            } catch {
                throw StoreError.damaged("\(error)")
            }
            hub.store = store
        } catch {
            try failHub("\(error)")
        }
        return hub.hub
    }

    /// Notes a failure of the centre that something must have caused.
    func failHub(_ words: String) throws(Broken) {
        note("hub fails: \(words)")
        guard hub.disk.failures > hub.failuresBefore else {
            throw Broken(.unexpected, "hub: \(words)")
        }
        tally.diskTroubles += 1
        for site in hub.sites.keys { hub.sites[site]?.isStale = true }
        if hub.hub == nil, !hub.disk.isOff, !hub.isRestarting { restartHub() }
        checkHubPower()
    }

    /// Notices that the centre's machine has lost its power during a call.
    func checkHubPower() {
        guard hub.disk.isOff, !hub.isRestarting else { return }
        tally.crashes += 1
        note("hub is off")
        restartHub()
    }

    /// Ends the centre's program and starts it again some time later.
    func restartHub() {
        hub.end()
        let dropped = hub.inbox
        hub.inbox = []
        for parcel in dropped { lose(parcel) }
        hub.isRestarting = true
        plan(.switchOnHub, in: Int64(dice.below(300_000)))
    }

    func switchOnHub() throws(Broken) {
        guard hub.isRestarting else { return }
        if hub.disk.isOff { hub.disk.switchOn(using: &dice) }
        hub.isRestarting = false
        _ = try openHub()
    }

    /// A request comes to the centre's door.
    func arrive(_ parcel: Parcel) {
        guard hub.hub != nil else { return lose(parcel) }
        hub.inbox.append(parcel)
        guard !hub.isTurnPlanned else { return }
        hub.isTurnPlanned = true
        plan(.turn, in: Int64(dice.below(300)))
    }

    /// Works off everything that has arrived, in one transaction.
    func turn() throws(Broken) {
        hub.isTurnPlanned = false
        let parcels = hub.inbox
        hub.inbox = []
        guard let centre = hub.hub, let store = hub.store, !parcels.isEmpty else { return }
        let opened = parcels.map { parcel in
            parcel.number == nil
                ? nil : interceptor?.outward(parcel.bytes, kiosks[parcel.machine], store)
        }
        let arrivals = zip(parcels, opened).map { Arrival($1?.bytes ?? $0.bytes) }
        let replies = centre.turn(arrivals, hub.seal, now: wall(hub.clockError))
        let hasDied = hub.disk.isOff
        let isCommitted = replies.contains { !$0.isUnavailable }
        if !hasDied, isCommitted { try observe(parcels.map { kiosks[$0.machine].site }) }
        // A mistake on purpose: what was answered before the commit is out already.
        if !hasDied || settings.bug == .acknowledgeBeforeCommit {
            for (index, reply) in replies.enumerated() {
                try send(reply, to: parcels[index], opened[index])
            }
        } else {
            for parcel in parcels { lose(parcel) }
        }
        checkHubPower()
    }

    /// No answer will come.
    private func lose(_ parcel: Parcel) {
        guard let number = parcel.number else { return }
        tell(parcel, .lost(number, retryAfter: nil))
    }

    /// Tells a point that nothing of it can be opened: it shows its ticket, if it has one.
    private func estrange(_ parcel: Parcel, _ why: Stranger) throws(Broken) {
        let kiosk = kiosks[parcel.machine]
        let hasTicket =
            try use(kiosk) { (replica) throws(ReplicaError) in
                try replica.identity()?.ticket != nil
            } ?? true
        // Its code is lost with the store that gave it, and was never answered.
        if hub.lives > 1, !hasTicket { kiosk.isTainted = true }
        guard parcel.number == nil || mayBeStranger(parcel) else {
            throw Broken(.unexpected, "point \(parcel.machine) is a stranger: \(why)")
        }
        guard let number = parcel.number else { return }
        tell(parcel, .stranger(number))
    }

    /// Whether a point may be refused for good, may have to show its ticket, or this is a late
    /// request under a key that it has renewed since: nobody waits for its answer any more. That
    /// a centre which was put back takes every ticket shows at the end.
    private func mayBeStranger(_ parcel: Parcel) -> Bool {
        let kiosk = kiosks[parcel.machine]
        guard hub.lives == 1 else { return true }
        guard kiosk.hasRenewed, !kiosk.isTainted,
            // What is no envelope is no stranger's either.
            let envelope = try? Envelope(parcel.bytes),
            case .request(let address) = envelope.header.kind
        else { return kiosk.isTainted }
        return address.siteKey != kiosk.keyNumber
    }

    private func send(
        _ reply: Hub.Reply, to parcel: Parcel, _ opened: Interceptor.Opened?
    ) throws(Broken) {
        switch reply {
        case .answer(let bytes):
            answer(parcel, opened.flatMap { interceptor?.homeward(bytes, $0) } ?? bytes)
        case .early(let bytes):
            guard !parcel.wasHeld, dice.once(in: 2) else { return answer(parcel, bytes) }
            var parcel = parcel
            parcel.wasHeld = true
            plan(.arrival(parcel), in: 2_000)
        case .stranger(let why):
            try estrange(parcel, why)
        case .part:
            // Of what was cut nobody waits for an answer any more.
            guard parcel.number == nil else {
                throw Broken(.unexpected, "a whole request of \(parcel.machine) came as a part")
            }
        case .badMessage:
            guard let number = parcel.number else { return }
            throw Broken(.unexpected, "request \(number) of point \(parcel.machine) is unreadable")
        case .unavailable(let error):
            try failHub("\(error)")
            guard let number = parcel.number else { return }
            tell(parcel, .lost(number, retryAfter: Self.retryAfter))
        }
    }
}

extension Hub.Reply {
    fileprivate var isUnavailable: Bool {
        switch self {
        case .unavailable: true
        case .answer, .early, .part, .stranger, .badMessage: false
        }
    }
}
