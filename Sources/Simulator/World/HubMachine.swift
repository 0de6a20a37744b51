import CentralStore
import Hub
import SQLite
import SyncProtocol

/// The centre: its disk, its program while it runs, and what the world knows of its branches.
final class HubMachine {
    /// What the world remembers to put back later.
    struct Backup {
        let image: VirtualDisk.Image
        let branch: [Int]
        let attempts: [Attempt]
        let sites: [SiteNumber: Seen]
        let folded: Set<Int>
        let parked: Set<Int>
        let confirmed: Set<Int>
    }

    /// A branch as it was last seen in the store.
    struct Seen {
        var head: UInt64 = 0
        var delivered: UInt64 = 0
        /// Whether the store may have changed since without being looked at.
        var isStale = false
    }

    let disk = VirtualDisk()
    let seal: HubSeal
    /// The store itself, for checks, and the one that the hub works with.
    var store: SQLiteStore?
    var hub: Hub?
    var inbox: [Parcel] = []
    var isTurnPlanned = false
    var isRestarting = false
    var clockError: Int64 = 0
    /// Its own events about cases, in order.
    var branch: [Int] = []
    /// Acts of which it is not known whether they were done.
    var attempts: [Attempt] = []
    var screens: [Screen] = []
    var backup: Backup?
    var sites: [SiteNumber: Seen] = [:]
    /// What was seen to stand in trunks, and what stood parked, after a commit.
    var folded: Set<Int> = []
    var parked: Set<Int> = []
    /// What was seen there after a commit, parked or not.
    var confirmed: Set<Int> = []
    /// What was confirmed when a backup was read back, the newest last; nil where nobody can say
    /// what it holds, or whether it counts.
    var backups: [Set<Int>?] = []
    /// How often an old image was put in the place of the store.
    var lives = 1
    /// Old envelopes that somebody may send again.
    var overheard: [[UInt8]] = []
    /// The site of the hub's own branch.
    var site = SiteNumber(1)
    /// Those of its former lives.
    var formerSites: [SiteNumber] = []
    /// The highest epoch, as the key file has it.
    var life: UInt64 = 1

    init(seal: HubSeal) {
        self.seal = seal
    }

    /// The failed calls of the disk when the store was opened.
    var failuresBefore = 0

    func end() {
        hub = nil
        store = nil
        for site in sites.keys { sites[site]?.isStale = true }
    }
}
