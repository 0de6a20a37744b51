/// By what a point comes back to a hub whose restored store knows neither its number nor its key
/// (design §7): the hub's own word on both, which it can check with its key file alone.
package struct Ticket: Equatable, Sendable {
    package static let secretBytes = 32
    /// Texts of a ticket are no longer than those of an enrolment code may be.
    private static let textBytes = 1_024

    /// What seals an enrolment by this ticket; the hub can make it again from number and key.
    package let secret: [UInt8]
    /// The hub's seal on all that follows, under this number and key.
    package let seal: UInt64
    package let standing: Standing

    /// How the point stands in the hub's registry.
    package struct Standing: Equatable, Sendable {
        /// Rises with every key that the site is given, also from one life of the hub to the next:
        /// the life stands in the high half.
        package var order: UInt64
        package var name: String
        package var unit: String
        package var type: String
        /// The key of the look-up secrets on its slips.
        package var slipKey: [UInt8]
        /// The random bits from which its branch, or the root of it, starts.
        package var epoch: UInt64
        /// The forks that lead from the root to its branch.
        package var forks: [BranchTree.Fork]

        package init(
            order: UInt64, name: String, unit: String, type: String, slipKey: [UInt8],
            epoch: UInt64, forks: [BranchTree.Fork]
        ) {
            self.order = order
            self.name = name
            self.unit = unit
            self.type = type
            self.slipKey = slipKey
            self.epoch = epoch
            self.forks = forks
        }

        /// In which life of the hub it was given.
        package var life: UInt64 { Self.life(of: order) }

        /// The life that an order was given in.
        package static func life(of order: UInt64) -> UInt64 { order >> 32 }

        /// The order of the next key, after one of any life up to this.
        package static func order(after order: UInt64, in life: UInt64) -> UInt64 {
            max(order + 1, life << 32 | 1)
        }

        /// What the seal covers, as deterministic CBOR.
        package var encoded: [UInt8] {
            var encoder = CBOREncoder()
            encoder.standing(self)
            return encoder.bytes
        }
    }

    package init(secret: [UInt8], seal: UInt64, standing: Standing) {
        self.secret = secret
        self.seal = seal
        self.standing = standing
    }

    /// The ticket as a kiosk keeps it.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder()
        encoder.ticket(self)
        return encoder.bytes
    }

    /// Reads a ticket that a kiosk has kept.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        var decoder = CBORDecoder(bytes)
        self = try decoder.ticket()
        try decoder.finish()
    }

    fileprivate init(from decoder: inout CBORDecoder) throws(WireError) {
        try decoder.tuple(3)
        let start = decoder.offset
        secret = try decoder.bytes(limit: Self.secretBytes)
        guard secret.count == Self.secretBytes else { throw .outOfRange(at: start) }
        seal = try decoder.unsigned()
        try decoder.tuple(7)
        let order = try decoder.ordinal()
        let name = try decoder.text(limit: Self.textBytes)
        let unit = try decoder.text(limit: Self.textBytes)
        let type = try decoder.text(limit: Self.textBytes)
        let slipKey = try decoder.bytes(limit: Self.secretBytes)
        let epoch = try decoder.unsigned()
        standing = Standing(
            order: order, name: name, unit: unit, type: type, slipKey: slipKey, epoch: epoch,
            forks: try decoder.forks())
    }
}

extension CBOREncoder {
    mutating func ticket(_ ticket: Ticket) {
        array(3)
        bytes(ticket.secret)
        unsigned(ticket.seal)
        standing(ticket.standing)
    }

    fileprivate mutating func standing(_ standing: Ticket.Standing) {
        array(7)
        unsigned(standing.order)
        text(standing.name)
        text(standing.unit)
        text(standing.type)
        bytes(standing.slipKey)
        unsigned(standing.epoch)
        array(standing.forks.count)
        for fork in standing.forks { self.fork(fork) }
    }
}

extension CBORDecoder {
    mutating func ticket() throws(WireError) -> Ticket { try Ticket(from: &self) }
}
