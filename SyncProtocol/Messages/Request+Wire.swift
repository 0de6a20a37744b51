extension Request {
    /// Map keys of the message; higher ones belong to newer versions.
    enum Key {
        static let version: UInt64 = 0
        static let number: UInt64 = 1
        static let base: UInt64 = 2
        static let head: UInt64 = 3
        static let events: UInt64 = 4
        static let pull: UInt64 = 5
        static let program: UInt64 = 6
        static let heard: UInt64 = 7
        static let counter: UInt64 = 8
        static let offers: UInt64 = 12
        static let proofs: UInt64 = 13
        static let chunks: UInt64 = 14
        static let wanted: UInt64 = 15
        static let lookUp: UInt64 = 16
        static let branchKey: UInt64 = 17
        static let asksAgain: UInt64 = 18
        static let nextKey: UInt64 = 22
        static let life: UInt64 = 24
        static let givenBack: UInt64 = 25
        static let ticket: UInt64 = 27
    }

    /// The message as deterministic CBOR.
    package var encoded: [UInt8] { encoded(EventBatch.encode(events)) }

    /// The message with this event batch of its events.
    func encoded(_ batch: [UInt8]) -> [UInt8] {
        let chunkBytes = documents.chunks.reduce(0) { $0 + $1.bytes.count }
        var encoder = CBOREncoder(capacity: 256 + batch.count + chunkBytes)
        let isHead = headSequence == base.number + UInt64(events.count)
        let optional = [
            number != 0, !isHead, !events.isEmpty, pull != nil, !program.isEmpty,
            heard != base.number, !documents.offers.isEmpty, !documents.proofs.isEmpty,
            !documents.chunks.isEmpty, !wanted.isEmpty, lookUp != nil, branchKey != nil,
            asksAgain, nextKey != nil, life != 1, !givenBack.isEmpty, ticket != nil,
        ]
        encoder.map(3 + optional.count { $0 })
        encoder.unsigned(Key.version)
        encoder.unsigned(Limits.version)
        if number != 0 {
            encoder.unsigned(Key.number)
            encoder.unsigned(number)
        }
        encoder.unsigned(Key.base)
        encoder.mark(base)
        if !isHead {
            encoder.unsigned(Key.head)
            encoder.unsigned(headSequence)
        }
        if !events.isEmpty {
            encoder.unsigned(Key.events)
            encoder.bytes(batch)
        }
        if let pull {
            encoder.unsigned(Key.pull)
            pull.encode(to: &encoder)
        }
        if !program.isEmpty {
            encoder.unsigned(Key.program)
            encoder.text(program)
        }
        if heard != base.number {
            encoder.unsigned(Key.heard)
            encoder.unsigned(heard)
        }
        encoder.unsigned(Key.counter)
        encoder.unsigned(counter)
        encodeDocuments(to: &encoder)
        if let lookUp {
            encoder.unsigned(Key.lookUp)
            encoder.lookUp(lookUp)
        }
        if let branchKey {
            encoder.unsigned(Key.branchKey)
            encoder.siteKey(branchKey)
        }
        if asksAgain {
            encoder.unsigned(Key.asksAgain)
            encoder.unsigned(1)
        }
        if let nextKey {
            encoder.unsigned(Key.nextKey)
            encoder.siteKey(nextKey)
        }
        encodeLife(to: &encoder)
        return encoder.bytes
    }

    private func encodeLife(to encoder: inout CBOREncoder) {
        if life != 1 {
            encoder.unsigned(Key.life)
            encoder.unsigned(life)
        }
        if !givenBack.isEmpty {
            encoder.unsigned(Key.givenBack)
            encoder.givenBack(givenBack)
        }
        if let ticket {
            encoder.unsigned(Key.ticket)
            encoder.ticket(ticket)
        }
    }

    private func encodeDocuments(to encoder: inout CBOREncoder) {
        if !documents.offers.isEmpty {
            encoder.unsigned(Key.offers)
            encoder.offers(documents.offers)
        }
        if !documents.proofs.isEmpty {
            encoder.unsigned(Key.proofs)
            encoder.proofs(documents.proofs)
        }
        if !documents.chunks.isEmpty {
            encoder.unsigned(Key.chunks)
            encoder.chunks(documents.chunks)
        }
        if !wanted.isEmpty {
            encoder.unsigned(Key.wanted)
            encoder.wants(wanted)
        }
    }

    /// Reads a message; keys of newer versions are passed over, another version is refused.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        var batch = EventBatchReader()
        try self.init(decoding: bytes, &batch)
    }

    /// Reads a message whose events later pieces may continue.
    init(decoding bytes: [UInt8], _ batch: inout EventBatchReader) throws(WireError) {
        guard bytes.count <= Limits.messageBytes else {
            throw .tooLarge(limit: Limits.messageBytes, at: 0)
        }
        var decoder = CBORDecoder(bytes)
        var number: UInt64 = 0
        var base: Mark?
        var head: UInt64?
        var heard: UInt64?
        var counter: UInt64?
        var events: [[UInt8]] = []
        var pull: Pull?
        var documents = DocumentLoad()
        var wanted: [DocumentWant] = []
        var lookUp: LookUp?
        var program = ""
        var branchKey: SiteKeyNotice?
        var asksAgain = false
        var nextKey: SiteKeyNotice?
        var life: UInt64 = 1
        var givenBack = GivenBack()
        var ticket: Ticket?
        try decoder.message { (decoder, key) throws(WireError) in
            switch key {
            case Key.number: number = try decoder.unsigned()
            case Key.base: base = try decoder.mark()
            case Key.head: head = try decoder.ordinal()
            case Key.events: events = try decoder.events(after: [], &batch)
            case Key.pull: pull = try Pull(from: &decoder)
            case Key.heard: heard = try decoder.ordinal()
            case Key.counter: counter = try decoder.ordinal()
            case Key.program: program = try decoder.text(limit: Limits.wordBytes)
            case Key.offers: documents.offers = try decoder.offers()
            case Key.proofs: documents.proofs = try decoder.proofs()
            case Key.chunks: documents.chunks = try decoder.chunks()
            case Key.wanted: wanted = try decoder.wants()
            case Key.lookUp: lookUp = try decoder.lookUp()
            case Key.asksAgain: asksAgain = try decoder.unsigned() != 0
            case Key.branchKey: branchKey = try decoder.siteKey()
            case Key.nextKey: nextKey = try decoder.siteKey()
            case Key.life: life = try decoder.ordinal()
            case Key.givenBack: givenBack = try decoder.givenBack()
            case Key.ticket: ticket = try decoder.ticket()
            default: _ = try decoder.skip()
            }
        }
        guard let base else { throw .missingKey(Key.base) }
        guard let counter else { throw .missingKey(Key.counter) }
        let sent = base.number + UInt64(events.count)
        self.init(number: number, base: base, headSequence: head ?? sent, program: program)
        self.events = events
        self.heard = heard ?? base.number
        self.counter = counter
        self.pull = pull
        self.documents = documents
        self.wanted = wanted
        self.lookUp = lookUp
        self.branchKey = branchKey
        self.asksAgain = asksAgain
        self.nextKey = nextKey
        self.life = life
        self.givenBack = givenBack
        self.ticket = ticket
    }
}

extension Request.Pull {
    func encode(to encoder: inout CBOREncoder) {
        encoder.array(5)
        encoder.unsigned(epochBits)
        encoder.mark(cases)
        encoder.mark(reference)
        encoder.array(wants.count)
        for want in wants {
            encoder.array(2)
            encoder.bytes(want.record.bytes)
            encoder.unsigned(want.position)
        }
        encoder.unsigned(UInt64(room >> 10))
    }

    init(from decoder: inout CBORDecoder) throws(WireError) {
        try decoder.tuple(5)
        epochBits = try decoder.unsigned()
        cases = try decoder.mark()
        reference = try decoder.mark()
        wants = []
        for _ in 0..<(try decoder.array(limit: Limits.wantsPerRequest)) {
            try decoder.tuple(2)
            let record = try decoder.recordName()
            wants.append(.init(record: record, position: try decoder.ordinal()))
        }
        // More than the hub gives is no mistake: it gives what it can.
        room = Int(min(try decoder.unsigned(), UInt64(Limits.answerRoom.upperBound >> 10))) << 10
    }
}

extension CBOREncoder {
    mutating func mark(_ mark: Mark) {
        array(2)
        unsigned(mark.number)
        unsigned(mark.prefix)
    }
}

extension CBORDecoder {
    mutating func mark() throws(WireError) -> Mark {
        try tuple(2)
        let number = try ordinal()
        return Mark(number: number, prefix: try unsigned())
    }

    /// An array of exactly this many items.
    mutating func tuple(_ count: Int) throws(WireError) {
        let start = offset
        guard try array(limit: count) == count else { throw .outOfRange(at: start) }
    }

    /// A map whose key 0 is the version of the message, and nothing after it.
    mutating func message(
        _ body: (inout CBORDecoder, UInt64) throws(WireError) -> Void
    ) throws(WireError) {
        var isVersioned = false
        try fields(limit: 64) { (decoder, key) throws(WireError) in
            if key == 0 {
                let version = try decoder.unsigned()
                guard version == Limits.version else { throw .unknownVersion(version) }
                isVersioned = true
                return
            }
            guard isVersioned else { throw .missingKey(0) }
            try body(&decoder, key)
        }
        guard isVersioned else { throw .missingKey(0) }
        try finish()
    }

    /// Events that come after those which the request has already: the limits are of all.
    mutating func events(
        after before: [[UInt8]], _ batch: inout EventBatchReader
    ) throws(WireError) -> [[UInt8]] {
        let most = Limits.requestEventBytes + Limits.eventBytes
        return try batch.read(
            bytes(limit: Limits.messageBytes), limitEvents: Limits.eventsPerRequest - before.count,
            limitBytes: most - before.reduce(0) { $0 + $1.count })
    }
}
