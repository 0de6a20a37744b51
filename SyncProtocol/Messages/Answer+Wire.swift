extension Answer {
    /// Map keys of the message; higher ones belong to newer versions.
    private enum Key {
        static let version: UInt64 = 0
        static let number: UInt64 = 1
        static let epoch: UInt64 = 2
        static let head: UInt64 = 3
        static let time: UInt64 = 4
        static let parked: UInt64 = 5
        static let cases: UInt64 = 6
        static let reference: UInt64 = 7
        static let wanted: UInt64 = 8
        static let refusal: UInt64 = 9
        static let counter: UInt64 = 10
        static let hubKey: UInt64 = 11
        static let documents: UInt64 = 14
        static let deliveries: UInt64 = 15
        static let lookedUp: UInt64 = 16
        static let branch: UInt64 = 17
        static let forks: UInt64 = 18
        static let backedUp: UInt64 = 20
        static let acceptedKey: UInt64 = 22
        static let lives: UInt64 = 24
        static let seals: UInt64 = 25
        static let held: UInt64 = 26
        static let ticket: UInt64 = 27
    }

    /// The message as deterministic CBOR.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder(capacity: 512)
        let optional = [
            number != 0, !parked.isEmpty, cases != nil, reference != nil, !wanted.isEmpty,
            refusal != nil, counter != nil, hubKey != nil, !documents.isEmpty,
            !deliveries.isEmpty,
            lookedUp != nil, branch != nil, !forks.isEmpty, backedUp != 0,
            acceptedKey != nil,
            !lives.isEmpty, !seals.isEmpty, !held.isEmpty, ticket != nil,
        ]
        encoder.map(4 + optional.count { $0 })
        encoder.unsigned(Key.version)
        encoder.unsigned(Limits.version)
        if number != 0 {
            encoder.unsigned(Key.number)
            encoder.unsigned(number)
        }
        encoder.unsigned(Key.epoch)
        encoder.epoch(epoch)
        encoder.unsigned(Key.head)
        encoder.mark(head)
        encoder.unsigned(Key.time)
        encoder.integer(time)
        encodeOptionalParts(to: &encoder)
        return encoder.bytes
    }

    private func encodeOptionalParts(to encoder: inout CBOREncoder) {
        if !parked.isEmpty {
            encoder.unsigned(Key.parked)
            encoder.array(parked.count)
            for report in parked {
                encoder.array(2)
                encoder.unsigned(report.sequence)
                encoder.unsigned(report.reason.rawValue)
            }
        }
        if let cases {
            encoder.unsigned(Key.cases)
            cases.encode(to: &encoder)
        }
        if let reference {
            encoder.unsigned(Key.reference)
            reference.encode(to: &encoder)
        }
        if !wanted.isEmpty {
            encoder.unsigned(Key.wanted)
            encoder.entries(wanted)
        }
        if let refusal {
            encoder.unsigned(Key.refusal)
            encoder.unsigned(refusal.rawValue)
        }
        if let counter {
            encoder.unsigned(Key.counter)
            encoder.unsigned(counter)
        }
        if let hubKey {
            encoder.unsigned(Key.hubKey)
            encoder.array(2)
            encoder.unsigned(UInt64(hubKey.number))
            encoder.bytes(hubKey.publicKey)
        }
        if !documents.isEmpty {
            encoder.unsigned(Key.documents)
            encoder.reports(documents)
        }
        if !deliveries.isEmpty {
            encoder.unsigned(Key.deliveries)
            encoder.deliveries(deliveries)
        }
        if let lookedUp {
            encoder.unsigned(Key.lookedUp)
            encoder.lookUpResult(lookedUp)
        }
        if let branch {
            encoder.unsigned(Key.branch)
            encoder.opened(branch)
        }
        if !forks.isEmpty {
            encoder.unsigned(Key.forks)
            encoder.array(forks.count)
            for fork in forks { encoder.fork(fork) }
        }
        if backedUp != 0 {
            encoder.unsigned(Key.backedUp)
            encoder.unsigned(backedUp)
        }
        if let acceptedKey {
            encoder.unsigned(Key.acceptedKey)
            encoder.unsigned(acceptedKey)
        }
        encodeLives(to: &encoder)
    }

    private func encodeLives(to encoder: inout CBOREncoder) {
        if !lives.isEmpty {
            encoder.unsigned(Key.lives)
            encoder.lives(lives)
        }
        if !seals.isEmpty {
            encoder.unsigned(Key.seals)
            encoder.seals(seals)
        }
        if !held.isEmpty {
            encoder.unsigned(Key.held)
            encoder.places(held)
        }
        if let ticket {
            encoder.unsigned(Key.ticket)
            encoder.ticket(ticket)
        }
    }

    /// Reads a message; keys of newer versions are passed over, another version is refused.
    package init(decoding bytes: [UInt8], hash: HashFunction) throws(WireError) {
        guard bytes.count <= Limits.messageBytes else {
            throw .tooLarge(limit: Limits.messageBytes, at: 0)
        }
        var decoder = CBORDecoder(bytes)
        var number: UInt64 = 0
        var epoch: HubEpoch?
        var head: Mark?
        var time: Int64?
        var rest = Answer(
            number: 0, epoch: HubEpoch(counter: 0, bits: 0, site: .own),
            head: Mark(number: 0, prefix: 0), time: 0)
        try decoder.message { (decoder, key) throws(WireError) in
            switch key {
            case Key.number: number = try decoder.unsigned()
            case Key.epoch: epoch = try decoder.epoch()
            case Key.head: head = try decoder.mark()
            case Key.time: time = try decoder.integer()
            case Key.parked: rest.parked = try decoder.parked()
            case Key.cases: rest.cases = try Changes(from: &decoder, hash: hash)
            case Key.reference: rest.reference = try Changes(from: &decoder, hash: hash)
            case Key.wanted: rest.wanted = try decoder.entries(hash: hash)
            case Key.refusal: rest.refusal = try decoder.refusal()
            case Key.counter: rest.counter = try decoder.ordinal()
            case Key.hubKey: rest.hubKey = try decoder.hubKey()
            case Key.documents: rest.documents = try decoder.reports()
            case Key.deliveries: rest.deliveries = try decoder.deliveries()
            case Key.lookedUp: rest.lookedUp = try decoder.lookUpResult()
            case Key.branch: rest.branch = try decoder.opened()
            case Key.forks: rest.forks = try decoder.forks()
            case Key.backedUp: rest.backedUp = try decoder.ordinal()
            case Key.acceptedKey: rest.acceptedKey = try decoder.unsigned()
            case Key.lives: rest.lives = try decoder.lives()
            case Key.seals: rest.seals = try decoder.seals()
            case Key.held: rest.held = try decoder.places()
            case Key.ticket: rest.ticket = try decoder.ticket()
            default: _ = try decoder.skip()
            }
        }
        guard let epoch else { throw .missingKey(Key.epoch) }
        guard let head else { throw .missingKey(Key.head) }
        guard let time else { throw .missingKey(Key.time) }
        self = rest
        self.number = number
        self.epoch = epoch
        self.head = head
        self.time = time
    }
}

extension CBOREncoder {
    fileprivate mutating func epoch(_ epoch: HubEpoch) {
        array(3)
        unsigned(epoch.counter)
        unsigned(epoch.bits)
        unsigned(UInt64(epoch.site.value))
    }
}

extension CBORDecoder {
    fileprivate mutating func epoch() throws(WireError) -> HubEpoch {
        try tuple(3)
        return HubEpoch(
            counter: try ordinal(), bits: try unsigned(), site: try siteNumber())
    }

    fileprivate mutating func refusal() throws(WireError) -> Refusal {
        let start = offset
        guard let refusal = Refusal(rawValue: try unsigned()) else { throw .outOfRange(at: start) }
        return refusal
    }

    fileprivate mutating func hubKey() throws(WireError) -> HubKeyNotice {
        try tuple(2)
        let start = offset
        let number = try unsigned(limit: UInt64(UInt8.max))
        let key = try bytes(limit: 32)
        guard key.count == 32 else { throw .outOfRange(at: start) }
        return HubKeyNotice(number: UInt8(number), publicKey: key)
    }

    fileprivate mutating func parked() throws(WireError) -> [ParkedReport] {
        var reports: [ParkedReport] = []
        for _ in 0..<(try array(limit: Limits.parkedPerAnswer)) {
            try tuple(2)
            let sequence = try ordinal()
            // A reason of a newer hub is still a reason: the event is parked all the same.
            let reason = ParkReason(rawValue: try unsigned()) ?? .valueNotAllowed
            reports.append(ParkedReport(sequence: sequence, reason: reason))
        }
        return reports
    }
}
