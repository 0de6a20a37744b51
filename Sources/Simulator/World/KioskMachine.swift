import Replica
import SQLite
import Sealing
import SyncProtocol

/// A point: its disk, its programs as far as they run, and what the world knows of its branch.
final class KioskMachine {
    /// What the world remembers to put back later, disk and branch together.
    struct Backup {
        let image: VirtualDisk.Image
        let site: SiteNumber
        let keys: KeyList
        let branch: [Int]
        let head: Head
        let attempt: Attempt?
        let isLastDoubtful: Bool
    }

    let number: Int
    /// The machine whose disk this one was copied from, or its own number.
    let point: Int
    /// The label of its branch, as its store says.
    var site: SiteNumber
    /// The number of the key that it seals with, as its store says.
    var keyNumber: UInt8 = 1
    /// Its key file, which is synced before anything else happens.
    var keys: KeyList
    let disk = VirtualDisk()
    var replica: Replica?
    var run: SyncRun?
    var runNumber = 0
    /// How often the synchronisation under way asked for a branch, and what it had moved before.
    var branchings = 0
    var earlier: SyncRun.Result?
    /// The requests of the run that got no news of their end.
    var waiting: Set<UInt64> = []
    /// What the run has just sent.
    let port = Port()
    /// How often the line was cut.
    var line = 0
    /// Until when nothing goes through, each way.
    var cutOff: (up: Int64, down: Int64) = (0, 0)
    /// How far its wall clock is wrong.
    var clockError: Int64 = 0
    var boot: UInt64 = 1
    var isRestarting = false
    /// The failed calls of the disk when the store was opened.
    var failuresBefore = 0
    /// Whether the last event of the branch was reported as not saved and turned up later: the disk
    /// may still lose it.
    var isLastDoubtful = false
    /// The numbers of its events in the ledger, in the order of the branch.
    var branch: [Int] = []
    var head: Head
    var attempt: Attempt?
    var screens: [Screen] = []
    var backup: Backup?
    /// Whether its disk was copied or put back: it recovers, with a few round trips more.
    var isForked = false
    /// Whether it, or one with a copy of its disk, was revoked and not taken back yet.
    var isRevoked = false
    /// Whether it has announced a new key: a bundle that was sealed with the former one, or a reply
    /// to one before that, may come to nobody who can open it; its content goes again.
    var hasRenewed = false
    /// Whether it may be refused for good: it was revoked before it had used its code, or the hub's
    /// disk was put back.
    var isTainted = false
    /// Whether damage was done that it is not asked to survive.
    var isDamaged = false
    /// How far it was seen to be, to notice a step back.
    var seen: Progress?
    /// A promise that was found broken inside a call of the store.
    var broken: Broken?
    /// How its last synchronisation ended.
    var result: SyncRun.Result?

    /// Where a run puts what it sends.
    final class Port {
        var sent: [(number: UInt64, bytes: [UInt8])] = []
    }

    init(number: Int, site: SiteNumber, keys: KeyList, head: Head, point: Int? = nil) {
        self.number = number
        self.point = point ?? number
        self.site = site
        self.keys = keys
        self.head = head
    }

    /// The last seconds of its programs.
    func end() {
        run = nil
        earlier = nil
        runNumber += 1
        waiting = []
        port.sent = []
        replica = nil
    }

    var isRefused: Bool {
        switch result?.outcome {
        case .refused, .behindHub, .diverged, .foreignHub, .formerHub: true
        case .complete, .offline, .stalled, nil: false
        }
    }
}
