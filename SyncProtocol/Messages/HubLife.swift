/// A former life of the hub, as far as the restored store still has its logs (design §7).
///
/// A cursor of that life, at most at this number, is on the log of the present one too.
package struct FormerLife: Equatable, Sendable {
    package let bits: UInt64
    /// Where the asking site's log and that of the reference data ended.
    package let cases: UInt64
    package let reference: UInt64

    package init(bits: UInt64, cases: UInt64, reference: UInt64) {
        self.bits = bits
        self.cases = cases
        self.reference = reference
    }
}

/// An event of another branch that the hub gave to a kiosk, with the seal by which the hub knows
/// its own word again after its store was lost.
package struct VouchedEvent: Equatable, Sendable {
    package let site: SiteNumber
    package let sequence: UInt64
    package let previous: Digest
    package let seal: UInt64
    package let bytes: [UInt8]

    package init(
        site: SiteNumber, sequence: UInt64, previous: Digest, seal: UInt64, bytes: [UInt8]
    ) {
        self.site = site
        self.sequence = sequence
        self.previous = previous
        self.seal = seal
        self.bytes = bytes
    }
}

/// A branch that continues another, as the hub told of it, with its seal.
package struct VouchedFork: Equatable, Sendable {
    package let fork: BranchTree.Fork
    package let seal: UInt64

    package init(fork: BranchTree.Fork, seal: UInt64) {
        self.fork = fork
        self.seal = seal
    }
}

/// What a kiosk gives back to a hub whose store was restored.
package struct GivenBack: Equatable, Sendable {
    /// The forks that lead to the branches of the events.
    package var forks: [VouchedFork]
    package var events: [VouchedEvent]

    package init(forks: [VouchedFork] = [], events: [VouchedEvent] = []) {
        self.forks = forks
        self.events = events
    }

    package var isEmpty: Bool { forks.isEmpty && events.isEmpty }
}

extension CBOREncoder {
    mutating func lives(_ lives: [FormerLife]) {
        array(lives.count)
        for life in lives {
            array(3)
            unsigned(life.bits)
            unsigned(life.cases)
            unsigned(life.reference)
        }
    }

    /// Eight bytes for each entry that carries its event.
    mutating func seals(_ seals: [UInt64]) {
        bytes(seals.flatMap(\.bigEndianBytes))
    }

    mutating func places(_ places: [UInt64]) {
        array(places.count)
        for place in places { unsigned(place) }
    }

    mutating func givenBack(_ back: GivenBack) {
        array(2)
        array(back.forks.count)
        for vouched in back.forks {
            array(2)
            fork(vouched.fork)
            unsigned(vouched.seal)
        }
        array(back.events.count)
        for event in back.events {
            array(5)
            unsigned(UInt64(event.site.value))
            unsigned(event.sequence)
            bytes(event.previous.bytes)
            unsigned(event.seal)
            bytes(event.bytes)
        }
    }
}

extension CBORDecoder {
    mutating func lives() throws(WireError) -> [FormerLife] {
        var lives: [FormerLife] = []
        for _ in 0..<(try array(limit: Limits.livesPerAnswer)) {
            try tuple(3)
            let bits = try unsigned()
            let cases = try ordinal()
            lives.append(FormerLife(bits: bits, cases: cases, reference: try ordinal()))
        }
        return lives
    }

    mutating func seals() throws(WireError) -> [UInt64] {
        let start = offset
        let bytes = try bytes(limit: Limits.messageBytes)
        guard bytes.count.isMultiple(of: 8) else { throw .outOfRange(at: start) }
        return stride(from: 0, to: bytes.count, by: 8).map {
            UInt64(bigEndian: bytes.span, at: $0)
        }
    }

    mutating func places() throws(WireError) -> [UInt64] {
        var places: [UInt64] = []
        for _ in 0..<(try array(limit: Limits.vouchedPerRequest)) {
            places.append(try ordinal())
        }
        return places
    }

    mutating func givenBack() throws(WireError) -> GivenBack {
        try tuple(2)
        var forks: [VouchedFork] = []
        for _ in 0..<(try array(limit: Limits.forksPerAnswer)) {
            try tuple(2)
            let fork = try fork()
            forks.append(VouchedFork(fork: fork, seal: try unsigned()))
        }
        return GivenBack(forks: forks, events: try vouched())
    }

    private mutating func vouched() throws(WireError) -> [VouchedEvent] {
        var events: [VouchedEvent] = []
        for _ in 0..<(try array(limit: Limits.vouchedPerRequest)) {
            try tuple(5)
            let site = try siteNumber()
            let sequence = try ordinal()
            let previous = try digest()
            let seal = try unsigned()
            events.append(
                VouchedEvent(
                    site: site, sequence: sequence, previous: previous, seal: seal,
                    bytes: try bytes(limit: Limits.eventBytes)))
        }
        return events
    }
}
