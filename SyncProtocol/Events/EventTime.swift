/// When an author believes that something happened, and how far that can be trusted (design §7).
///
/// Wall clocks never order events and never reject them; a person reads them.
package struct EventTime: Hashable, Sendable {
    /// Milliseconds since 1970-01-01 UTC on the author's wall clock.
    package let wall: Int64
    /// False when the clock was dead: before the build, or behind the last trusted time.
    package let isTrusted: Bool
    /// What the author last heard of the hub's time, when it ever did.
    package let anchor: Anchor?

    /// The last trusted hub time and how long ago it was heard within one boot of the machine.
    package struct Anchor: Hashable, Sendable {
        /// Milliseconds since 1970-01-01 UTC on the hub's clock.
        package let hubTime: Int64
        /// Milliseconds on the author's monotonic clock since then.
        package let elapsed: Int64
        /// The boot within which `elapsed` has a meaning.
        package let boot: UInt64

        package init(hubTime: Int64, elapsed: Int64, boot: UInt64) {
            self.hubTime = hubTime
            self.elapsed = elapsed
            self.boot = boot
        }
    }

    package init(wall: Int64, isTrusted: Bool = true, anchor: Anchor? = nil) {
        self.wall = wall
        self.isTrusted = isTrusted
        self.anchor = anchor
    }
}

extension EventTime {
    func encode(to encoder: inout CBOREncoder) {
        encoder.array(anchor == nil ? 2 : 5)
        encoder.integer(wall)
        encoder.bool(isTrusted)
        if let anchor {
            encoder.integer(anchor.hubTime)
            encoder.integer(anchor.elapsed)
            encoder.unsigned(anchor.boot)
        }
    }

    init(from decoder: inout CBORDecoder) throws(WireError) {
        let start = decoder.offset
        let count = try decoder.array(limit: 5)
        guard count == 2 || count == 5 else { throw .outOfRange(at: start) }
        wall = try decoder.integer()
        isTrusted = try decoder.bool()
        guard count == 5 else {
            anchor = nil
            return
        }
        anchor = Anchor(
            hubTime: try decoder.integer(), elapsed: try decoder.integer(),
            boot: try decoder.unsigned())
    }
}
