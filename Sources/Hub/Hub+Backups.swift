package import CaseRecords
package import CentralStore
import SyncProtocol

/// What of the store is in the two newest backups that were read back.
extension Hub {
    /// How far each branch is safe.
    package struct BackupLevels: Sendable {
        let sequences: [SiteNumber: UInt64]

        /// Where a record is durable: in a backup when all its events are.
        package func durability(of summary: RecordSummary) -> Durability {
            let isBackedUp = summary.clock.entries.allSatisfy { entry in
                entry.sequence <= sequences[entry.site] ?? 0
            }
            return isBackedUp ? .backup : .centre
        }
    }

    /// How far each branch is safe now.
    package func backupLevels() throws(HubError) -> BackupLevels {
        try HubError.wrap { () throws(StoreError) in
            var sequences: [SiteNumber: UInt64] = [:]
            for site in try store.sites() {
                sequences[site.number] = try store.backedUp(site.number)
            }
            return BackupLevels(sequences: sequences)
        }
    }

    /// Notes a backup that was read back; false when its branches are not this store's, so that it
    /// counts for nothing.
    package func note(
        backupMade made: Int64, digest: String, sites: [Site], now: Int64
    ) throws(HubError) -> Bool {
        try HubError.wrap { () throws(StoreError) in
            try store.transaction { () throws(StoreError) in
                var heads: [SiteNumber: UInt64] = [:]
                for site in sites {
                    guard let head = site.head else { continue }
                    guard let here = try store.site(site.number),
                        try hash(at: head.sequence, of: here) == head.hash
                    else { return false }
                    heads[site.number] = head.sequence
                }
                try store.put(
                    ProvenBackup(made: made, digest: digest, verified: now, heads: heads))
                return true
            }
        }
    }
}
