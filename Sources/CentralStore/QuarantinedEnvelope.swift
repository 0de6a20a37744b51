package import SyncProtocol

/// An envelope of a revoked site, sealed as it came: nothing of it counts before somebody has
/// looked at it.
package struct QuarantinedEnvelope: Equatable, Sendable {
    /// The store's own number for it, in the order of arrival; zero before it is stored.
    package var number: Int64 = 0
    package let site: SiteNumber
    /// The public key that the site had then.
    package let siteKey: [UInt8]
    /// The place that its events follow, how many there are, and a digest of all of them.
    package let base: Mark
    package let events: Int
    package let digest: Digest
    package let arrived: Int64
    package let bytes: [UInt8]

    package init(
        site: SiteNumber, siteKey: [UInt8], base: Mark, events: Int, digest: Digest,
        arrived: Int64, bytes: [UInt8]
    ) {
        self.site = site
        self.siteKey = siteKey
        self.base = base
        self.events = events
        self.digest = digest
        self.arrived = arrived
        self.bytes = bytes
    }
}
