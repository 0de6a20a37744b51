/// Every bound of the protocol in one place: what is larger is refused or parked, never crashed on.
package enum Limits {
    /// Version of the messages that this code speaks.
    package static let version: UInt64 = 1
    /// Bytes of one message, either way.
    package static let messageBytes = 1 << 20
    /// Bytes of one envelope: a message that does not compress, its header, key and tag.
    package static let envelopeBytes = messageBytes + 128
    /// Bytes of a bundle's file.
    package static let bundleBytes = 64 << 20
    /// Envelopes in one bundle; a point remembers as many requests that went out in bundles.
    package static let bundleEnvelopes = 4_096
    /// Bytes of a message from which on compressing it is tried.
    package static let compressedFromBytes = 129
    /// Bytes of one event's canonical form.
    package static let eventBytes = 64 << 10
    /// Events in one request.
    package static let eventsPerRequest = 2_000
    /// Bytes of events that a kiosk puts into one request.
    package static let requestEventBytes = 768 << 10
    /// Bytes of trunk entries that a kiosk asks for in one answer; one entry always goes.
    package static let answerRoom = 4_096...524_288
    /// Entries of one change log in one answer.
    package static let entriesPerAnswer = 2_000
    /// Cases that one look-up finds.
    package static let casesPerLookUp = 16
    /// Wrong proofs for one case in one day, over all sites.
    package static let wrongProofsPerDay = 5
    /// Forks that one answer tells of.
    package static let forksPerAnswer = 4_096
    /// Records whose missing entries are asked for in one request.
    package static let wantsPerRequest = 64
    /// Former lives of the hub of which an answer tells.
    package static let livesPerAnswer = 64
    /// Events of other branches that one request gives back to a restored hub.
    package static let vouchedPerRequest = 256
    /// Bytes of such events, after which no other is added.
    package static let vouchedBytes = 128 << 10
    /// Fields that one event may set.
    package static let fieldsPerEvent = 1_024
    /// UTF-8 bytes of a field's name.
    package static let fieldNameBytes = 256
    /// UTF-8 bytes of the kind or the actor of an event.
    package static let wordBytes = 128
    /// Sites in one vector clock.
    package static let clockEntries = 256
    /// Pieces in which what has arrived of one document may lie.
    package static let rangesPerDocument = 256
    /// Bytes of one document.
    package static let documentBytes = 64 << 20
    /// Documents that a request offers, proves to have, or asks for; so many are under way at most.
    package static let offersPerRequest = 16
    /// Chunks in one request.
    package static let chunksPerRequest = 64
    /// Chunks in one answer, and documents of which it says that nothing comes.
    package static let chunksPerAnswer = 64
    /// Documents of which one answer speaks.
    package static let reportsPerAnswer = 128
    /// Ranges that one answer asks for of one document.
    package static let rangesPerReport = 8
    /// Documents that a kiosk looks at in one session, small ones first.
    package static let documentsPerSession = 256
    /// Nesting of arrays and maps.
    package static let depth = 8
    /// Reports of parked events in one answer.
    package static let parkedPerAnswer = 256
    /// How far the author's clock may be from the hub's, in milliseconds, before a person looks at
    /// the event: eleven years, so that only nonsense is held (design §7: clocks never reject).
    package static let saneClockMilliseconds: Int64 = 11 * 365 * 86_400_000
}
