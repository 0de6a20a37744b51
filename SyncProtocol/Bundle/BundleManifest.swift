/// What a bundle says of itself in clear, for the people who carry it.
///
/// It is not sealed, so that nothing in it is believed but for messages: the envelopes are.
package struct BundleManifest: Equatable, Sendable {
    /// Which way a bundle is carried.
    package enum Direction: UInt64, Sendable {
        case toHub = 0
        case toSite = 1
    }

    /// What clocks may show: the years 1970 to 9999.
    private static let times: ClosedRange<Int64> = 0...253_402_300_799_999

    package let direction: Direction
    /// The point that it comes from or goes to.
    package let site: SiteNumber
    package let envelopes: Int
    /// Events to the hub, or trunk entries with their events to a site.
    package let events: UInt64
    /// Milliseconds since 1970-01-01 UTC on the clock of the machine that made it.
    package let made: Int64
    /// Events of the site's own branch that it speaks of: after this sequence …
    package let after: UInt64
    /// … and through this one.
    package let through: UInt64

    package init(
        direction: Direction, site: SiteNumber, envelopes: Int, events: UInt64, made: Int64,
        after: UInt64, through: UInt64
    ) {
        precondition(after <= through, "a bundle goes forward on its branch")
        self.direction = direction
        self.site = site
        self.envelopes = envelopes
        self.events = events
        self.made = min(max(made, Self.times.lowerBound), Self.times.upperBound)
        self.after = after
        self.through = through
    }

    func encode(into encoder: inout CBOREncoder) {
        encoder.array(7)
        encoder.unsigned(direction.rawValue)
        encoder.unsigned(UInt64(site.value))
        encoder.unsigned(UInt64(envelopes))
        encoder.unsigned(events)
        encoder.unsigned(UInt64(made))
        encoder.unsigned(after)
        encoder.unsigned(through)
    }

    init(from decoder: inout CBORDecoder) throws(WireError) {
        try decoder.tuple(7)
        var start = decoder.offset
        guard let direction = Direction(rawValue: try decoder.unsigned()) else {
            throw .outOfRange(at: start)
        }
        start = decoder.offset
        guard let number = UInt32(exactly: try decoder.unsigned()), number > 0 else {
            throw .outOfRange(at: start)
        }
        start = decoder.offset
        let envelopes = try decoder.unsigned(limit: UInt64(Limits.bundleEnvelopes))
        guard envelopes > 0 else { throw .outOfRange(at: start) }
        let events = try decoder.unsigned()
        let made = Int64(try decoder.unsigned(limit: UInt64(Self.times.upperBound)))
        let after = try decoder.ordinal()
        start = decoder.offset
        let through = try decoder.ordinal()
        guard after <= through else { throw .outOfRange(at: start) }
        self.init(
            direction: direction, site: SiteNumber(number), envelopes: Int(envelopes),
            events: events, made: made, after: after, through: through)
    }
}
