/// One life of the central store: an ordered counter and 64 random bits (design §7).
///
/// A restored store starts the next one, so that nothing of the former life is taken for granted.
package struct HubEpoch: Hashable, Sendable {
    package let counter: UInt64
    package let bits: UInt64
    /// The site number under which the hub writes its own events in this epoch.
    package let site: SiteNumber

    package init(counter: UInt64, bits: UInt64, site: SiteNumber) {
        self.counter = counter
        self.bits = bits
        self.site = site
    }
}
