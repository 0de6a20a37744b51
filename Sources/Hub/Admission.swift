import CentralStore
import Sealing
import SyncProtocol

/// Why an envelope is not opened, or what it opens to is not believed; nothing was stored.
package enum Stranger: Error, Equatable, Sendable {
    /// No such site, another hub's key, or a seal that does not fit: these are not told apart.
    case unknown
    /// The enrolment code was used by another kiosk.
    case codeUsed
    case codeExpired
}

/// A request that was opened, with the site that it comes from.
struct Opened {
    var site: Site
    let read: ReadRequest
    let hubKeyNumber: UInt8
    /// The envelope as it came.
    let sealed: [UInt8]
    /// Whether it came with a code or a ticket, so that its site has a new key.
    var isEnrolment = false
}

/// Why an envelope gave no request.
enum AdmissionError: Error {
    case stranger(Stranger)
    case unreadable
    case store(StoreError)
}

extension Hub {
    /// Opens an envelope with the keys that it names. What is learned of the site by that stands in
    /// the site that is given back, and is stored with it.
    func admit(
        _ arrival: Arrival, _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Opened {
        let envelope: Envelope
        do throws(WireError) {
            envelope = try Envelope(arrival.bytes)
        } catch {
            throw .unreadable
        }
        switch envelope.header.kind {
        case .request(let address):
            let site = try site(address)
            return try openRequest(envelope, arrival, address, site, seal, now: now)
        case .enrolment(let address, let siteKey):
            let opened = try openTicket(envelope, arrival, address, siteKey, seal, now: now)
            if let opened { return opened }
            let site = try site(address)
            return try openEnrolment(
                envelope, arrival, address, siteKey, site, seal, now: now)
        case .answer, .reply:
            throw .unreadable
        }
    }

    private func site(_ address: EnvelopeAddress) throws(AdmissionError) -> Site {
        let site: Site?
        do throws(StoreError) {
            site = try store.site(address.site)
        } catch {
            throw .store(error)
        }
        guard let site, !hubs.contains(site.number) else { throw .stranger(.unknown) }
        return site
    }

    private func openRequest(
        _ envelope: Envelope, _ arrival: Arrival, _ address: EnvelopeAddress, _ site: Site,
        _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Opened {
        guard let key = site.key(address.siteKey), let pair = seal.keys.pair(address.hubKey)
        else { throw .stranger(.unknown) }
        let read: ReadRequest
        let sender = OpenedAhead.Sender(key: key, type: site.type)
        if let ahead = arrival.ahead, ahead.sender == sender, ahead.hubKey == pair.publicKey {
            read = ahead.read
        } else {
            read = try self.read(
                try unsealed { () throws(SealError) in
                    try SealedRequest.open(
                        envelope, by: pair, from: key, decompressing: seal.compression)
                }, forSiteType: site.type)
            seal.ahead.learn(sender, of: address.site)
        }
        var site = site
        site.use(address.siteKey)
        // Until then the site's own enrolment may still come in a bundle; other keys are refused.
        if let expires = site.enrolmentExpires, expires < now {
            site.enrolmentKey = nil
            site.enrolmentExpires = nil
        }
        return Opened(
            site: site, read: read, hubKeyNumber: address.hubKey, sealed: arrival.bytes)
    }

    func read(
        _ opened: OpenedRequest, forSiteType type: String
    ) throws(AdmissionError) -> ReadRequest {
        do throws(WireError) {
            return try ReadRequest(opened, forSiteType: type)
        } catch {
            throw .unreadable
        }
    }

    /// The first key that comes with the one-time secret is the site's; the same kiosk asking
    /// again, because the answer was lost, shows the same key.
    private func openEnrolment(
        _ envelope: Envelope, _ arrival: Arrival, _ address: EnvelopeAddress,
        _ siteKey: [UInt8], _ site: Site, _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Opened {
        guard site.publicKey == nil || site.publicKey == siteKey else {
            throw .stranger(.codeUsed)
        }
        guard let secret = site.enrolmentKey, let expires = site.enrolmentExpires else {
            throw .stranger(site.publicKey == nil ? .unknown : .codeUsed)
        }
        guard now <= expires else { throw .stranger(.codeExpired) }
        guard let pair = seal.keys.pair(address.hubKey) else { throw .stranger(.unknown) }
        let opened = try unsealed { () throws(SealError) in
            try SealedEnrolment.open(
                envelope, secret: secret, by: pair, decompressing: seal.compression)
        }
        var site = site
        site.publicKey = opened.siteKey.bytes
        site.keyNumber = address.siteKey
        seal.ahead.learn(.init(key: opened.siteKey, type: site.type), of: address.site)
        return Opened(
            site: site, read: try read(opened.request, forSiteType: site.type),
            hubKeyNumber: address.hubKey, sealed: arrival.bytes, isEnrolment: true)
    }

    /// Runs a call of the seal; what does not fit is a stranger's.
    func unsealed<T>(_ body: () throws(SealError) -> T) throws(AdmissionError) -> T {
        do throws(SealError) {
            return try body()
        } catch {
            switch error {
            case .notAuthentic, .weakKey, .unsuitableSecret: throw .stranger(.unknown)
            case .sequenceExhausted, .unexpectedKind, .malformed, .compression: throw .unreadable
            }
        }
    }
}
