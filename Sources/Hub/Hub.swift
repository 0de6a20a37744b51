package import CentralStore
import Sealing
package import SyncProtocol

/// The central logic without sockets: sessions over the store, and what officers do.
///
/// One thread uses a hub at a time. Every door takes the time and gives values back.
package final class Hub {
    let store: any CentralStore
    /// Where the content of documents is kept; nil for a hub that takes none.
    let documents: Documents?
    let hash: HashFunction = Blake2b.chain
    /// The life of the store that this hub works in.
    package let epoch: HubEpoch
    /// Its former lives, the newest first.
    let formerLives: [EndedLife]
    /// The numbers under which the hub has written in all its lives, the present one first.
    package let hubs: [SiteNumber]
    /// Branches that were opened since the operator was last told.
    var openedForks: [SiteNumber] = []
    /// Sites that came back by a ticket since the operator was last told.
    var readmitted: [SiteNumber] = []

    /// Opens a store that `initialise` has prepared.
    package init(
        store: any CentralStore, documents: Documents? = nil
    ) throws(HubError) {
        self.store = store
        self.documents = documents
        guard let epoch = try HubError.wrap(store.hub) else { throw .notInitialised }
        self.epoch = epoch
        formerLives = try HubError.wrap(store.formerLives)
        hubs = [epoch.site] + formerLives.map(\.epoch.site)
    }

    /// Starts the first epoch of an empty store, with the hub's own branch as site 1.
    package static func initialise(
        _ store: any CentralStore, epochBits: UInt64, branchEpoch: UInt64
    ) throws(HubError) {
        let isFresh = try HubError.wrap { () throws(StoreError) in
            try store.transaction { () throws(StoreError) in
                guard try store.hub() == nil else { return false }
                let number = SiteNumber(1)
                try store.begin(HubEpoch(counter: 1, bits: epochBits, site: number))
                var site = Site(number: number, name: "Trung tâm", unit: "", type: "hub")
                site.epoch = branchEpoch
                site.head = Head(epoch: branchEpoch)
                try store.put(site)
                return true
            }
        }
        guard isFresh else { throw .alreadyInitialised }
    }
}
