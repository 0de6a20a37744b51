package import SyncProtocol

/// A backup that was read back as a whole, elsewhere than on the store's own disk.
package struct ProvenBackup: Equatable, Sendable {
    /// When it was made, in milliseconds since 1970 UTC.
    package let made: Int64
    /// The hash of its content.
    package let digest: String
    /// When it was read back.
    package let verified: Int64
    /// How far each branch goes in it.
    package let heads: [SiteNumber: UInt64]

    package init(made: Int64, digest: String, verified: Int64, heads: [SiteNumber: UInt64]) {
        self.made = made
        self.digest = digest
        self.verified = verified
        self.heads = heads
    }
}
