package import Sealing
import SyncProtocol

/// What seals this point's requests and opens the answers to them.
package struct SiteSeal {
    private let site: SiteNumber
    private let keys: KeyList.Entry
    private var hub: Identity.HubKey
    /// The one-time secret of the enrolment, until the hub has answered.
    private var enrolment: [UInt8]?
    private let compression: Compression

    package init(_ identity: Identity, keys: KeyList) {
        site = identity.site
        // A file without the key in use seals with another one, and the hub says so.
        self.keys = keys.entry(identity.keyNumber) ?? keys.newest
        hub = identity.hubKey
        enrolment = identity.enrolment
        compression = Compression.standard
    }

    /// The request as it goes out, and the key that opens its answer.
    func seal(
        _ message: [UInt8], using generator: inout some RandomNumberGenerator
    ) throws(SealError) -> (envelope: [UInt8], answerKey: AnswerKey) {
        let address = EnvelopeAddress(site: site, hubKey: hub.number, siteKey: keys.number)
        guard let enrolment else {
            return try SealedRequest.seal(
                message, address: address, from: keys.pair, to: hub.publicKey,
                compressing: compression, using: &generator)
        }
        return try SealedEnrolment.seal(
            message, address: address, secret: EnrolmentSecret.key(enrolment), from: keys.pair,
            to: hub.publicKey, compressing: compression, using: &generator)
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

    /// Takes from an answer what changes the seal of the next request.
    mutating func learn(from answer: Answer) {
        enrolment = nil
        if let notice = answer.hubKey, let key = PublicKey(notice.publicKey) {
            hub = Identity.HubKey(number: notice.number, publicKey: key)
        }
    }
}
