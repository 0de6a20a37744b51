package import Sealing
import SyncProtocol

/// What seals this point's requests and opens the answers to them.
package struct SiteSeal {
    private let site: SiteNumber
    private let keys: KeyList
    /// The key that requests are sealed with.
    private let inUse: KeyList.Entry
    /// The key to which requests are sealed.
    private(set) var hub: Identity.HubKey
    /// The number of the key that requests are sealed with.
    var keyNumber: UInt8 { inUse.number }
    /// The one-time secret of the enrolment, until the hub has answered.
    private var enrolment: [UInt8]?
    /// By what this point comes back to a hub that was restored and does not know it.
    private var ticket: Ticket?
    /// The ticket, while requests are sealed by it: until the hub has answered.
    private(set) var shownTicket: Ticket?
    private let compression: Compression

    /// Seals as the point that this is; compression is dear to make and may be shared.
    package init(
        _ identity: Identity, keys: KeyList, compression: Compression = Compression.standard
    ) {
        site = identity.site
        self.keys = keys
        // A file without the key in use seals with another one, and the hub says so.
        inUse = keys.entry(identity.keyNumber) ?? keys.newest
        hub = identity.hubKey
        enrolment = identity.enrolment
        ticket = identity.ticket
        self.compression = compression
    }

    /// The request as it goes out, with what continues it, and the key that opens its answer.
    func seal(
        _ message: [UInt8], then more: [[UInt8]] = [],
        using generator: inout some RandomNumberGenerator
    ) throws(SealError) -> (envelope: [UInt8], answerKey: AnswerKey) {
        let address = EnvelopeAddress(site: site, hubKey: hub.number, siteKey: inUse.number)
        let secret = enrolment.map { EnrolmentSecret.key($0) } ?? shownTicket?.secret
        guard let secret else {
            return try SealedRequest.seal(
                message, then: more, address: address, from: inUse.pair, to: hub.publicKey,
                compressing: compression, using: &generator)
        }
        return try SealedEnrolment.seal(
            message, then: more, address: address, secret: secret,
            from: inUse.pair, to: hub.publicKey, compressing: compression, using: &generator)
    }

    /// The answer's message.
    func open(_ bytes: [UInt8], with key: AnswerKey) throws(SealError) -> [UInt8] {
        let envelope: Envelope
        do throws(WireError) {
            envelope = try Envelope(bytes)
        } catch {
            throw .malformed(error)
        }
        return try key.open(envelope, decompressing: compression)
    }

    /// The message of a reply to a bundle, from whichever of these keys of the hub it is.
    func open(reply bytes: [UInt8], from hubs: [Identity.HubKey]) throws(SealError) -> [UInt8] {
        let envelope: Envelope
        do throws(WireError) {
            envelope = try Envelope(bytes)
        } catch {
            throw .malformed(error)
        }
        guard case .reply(let address) = envelope.header.kind else { throw .unexpectedKind }
        guard let pair = keys.pair(address.siteKey) else { throw .notAuthentic }
        for hub in hubs where hub.number == address.hubKey {
            do throws(SealError) {
                return try SealedReply.open(
                    envelope, by: pair, from: hub.publicKey, decompressing: compression)
            } catch .notAuthentic {
                // A key number comes again after an enrolment at another hub: the next one may fit.
                continue
            }
        }
        throw .notAuthentic
    }

    /// The seal of the same keys under another identity of this point.
    func moved(to identity: Identity) -> SiteSeal { SiteSeal(identity, keys: keys) }

    /// Shows the ticket from the next request on, because the hub knows nobody of this number and
    /// key; false when there is none.
    @discardableResult
    package mutating func showTicket() -> Bool {
        if enrolment == nil { shownTicket = ticket }
        return shownTicket != nil
    }

    /// Takes from an answer what changes the seal of the next request.
    mutating func learn(from answer: Answer) {
        enrolment = nil
        shownTicket = nil
        ticket = answer.ticket ?? ticket
        if let notice = answer.hubKey, let key = PublicKey(notice.publicKey) {
            hub = Identity.HubKey(number: notice.number, publicKey: key)
        }
    }
}
