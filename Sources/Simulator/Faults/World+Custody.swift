import CentralStore
import Hub
import Replica
import Sealing
import SyncProtocol

/// What operators do to points: revoke them, take them back, let them prune, renew their keys.
extension World {
    /// A point may send nothing more, while it has unsent work perhaps.
    func revoke(_ kiosk: KioskMachine) throws(Broken) {
        let now = wall(hub.clockError)
        let done = try useHub { (centre) throws(HubError) in
            try centre.revoke(kiosk.site, now: now)
        }
        // Whoever goes on from the same disk may have asked under the same label, and has the same
        // code: if nobody has used it by then, they get another one.
        let isCodeDead = done??.publicKey == nil
        for twin in kiosks where twin.point == kiosk.point {
            // After a failure nobody knows; it is taken back all the same.
            twin.isRevoked = true
            twin.isTainted = twin.isTainted || isCodeDead
        }
    }

    /// Somebody has looked at what the point sent meanwhile and takes it back, every branch of it.
    func readmit(_ kiosk: KioskMachine) throws(Broken) {
        let now = wall(hub.clockError)
        let sites = try useHub { (centre) throws(HubError) in
            try centre.sites().filter { $0.revokedAt != nil }.map(\.number)
        }
        for site in sites ?? [] {
            let done = try useHub { (centre) throws(HubError) in
                try centre.readmit(site, self.hub.seal, now: now)
            }
            guard done != nil else { return }
            try observe([site, site])
        }
        guard sites != nil else { return }
        for kiosk in kiosks { kiosk.isRevoked = false }
    }

    /// The centre makes a backup and reads it back, or a point removes what it believes in two.
    func prune(_ kiosk: KioskMachine) throws(Broken) {
        guard dice.once(in: 2) else { return try backUp() }
        let now = self.now
        let done = try use(kiosk) { (replica) throws(ReplicaError) in
            try replica.prune(before: .max, now: now)
        }
        guard let done else { return }
        note("point \(kiosk.number) prunes \(done.cases) cases")
        tally.pruned += done.cases
        // What stood on the screens is not there any more.
        if done.cases > 0 { kiosk.screens = [] }
    }

    private func backUp() throws(Broken) {
        let (made, digest) = (now, "\(hub.backups.count)")
        let done = try useHub { (centre) throws(HubError) in
            try centre.note(
                backupMade: made, digest: digest, sites: try centre.sites(), now: made)
        }
        guard done != false else { return }
        if done == true { try observe(hub.sites.keys.sorted()) }
        hub.backups.append(done == true && hub.store != nil ? hub.confirmed : nil)
    }

    /// A point makes itself the next key; its programs may die before they announce it.
    func renewKey(_ kiosk: KioskMachine) throws(Broken) {
        guard kiosk.run == nil else { return }
        _ = try use(kiosk) { (replica) throws(ReplicaError) in
            guard let identity = try replica.identity(), identity.enrolment == nil,
                try replica.nextKey() == nil
            else { return }
            kiosk.keys.renew(keeping: [identity.keyNumber], using: &self.dice)
            kiosk.hasRenewed = true
            guard !self.dice.once(in: 4) else { return }
            let key = kiosk.keys.newest
            try replica.announce(
                .init(
                    key: SiteKeyNotice(number: key.number, publicKey: key.pair.publicKey.bytes),
                    isBranch: false))
        }
    }
}
