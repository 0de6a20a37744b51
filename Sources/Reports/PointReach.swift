/// How much of a point's work is at the centre, and since when.
package struct PointReach: Equatable, Sendable {
    package let site: UInt32
    package let name: String
    package let unit: String
    /// When it was last heard of; nil for never.
    package let lastSeen: Int64?
    /// Events that the point said to have.
    package let sent: UInt64
    /// Events that were taken into records.
    package let acknowledged: UInt64
    package let parked: UInt64
    /// Events that have not come yet.
    package let waiting: UInt64

    package init(
        site: UInt32, name: String, unit: String, lastSeen: Int64?, sent: UInt64,
        acknowledged: UInt64, parked: UInt64, waiting: UInt64
    ) {
        self.site = site
        self.name = name
        self.unit = unit
        self.lastSeen = lastSeen
        self.sent = sent
        self.acknowledged = acknowledged
        self.parked = parked
        self.waiting = waiting
    }

    /// Zero unless something was lost or counted twice.
    package var difference: Int64 {
        Int64(clamping: sent) - Int64(clamping: acknowledged) - Int64(clamping: parked)
            - Int64(clamping: waiting)
    }

    /// The age of what is known, in minutes; nil when nothing ever came.
    package func ageMinutes(asOf: Int64) -> Int64? {
        lastSeen.map { max(0, asOf - $0) / 60_000 }
    }

    /// Whether its figures are older than a day.
    package func isStale(asOf: Int64) -> Bool {
        ageMinutes(asOf: asOf).map { $0 > 24 * 60 } ?? true
    }
}
