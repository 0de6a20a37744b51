package import CentralStore
import Sealing
package import SyncProtocol

extension Hub {
    /// Why a bundle was not taken in; nothing was changed.
    package enum BundleRefusal: Error, Sendable {
        /// It is a reply, on its way to a point.
        case onItsWay
        case stranger(Stranger)
        /// Its seal is right and what it covers is no request.
        case unreadable
        case store(StoreError)
    }

    /// What a bundle brought, and what goes back to its site.
    package struct Accepted: Sendable {
        package let reply: Bundle
        package let name: String
        /// New events, those that stand parked counted too.
        package var taken: UInt64 = 0
        package var parked = 0
        /// Events that had come before.
        package var known: UInt64 = 0
        package var refusals: [Refused] = []
        /// The branches that continue others and on which some of it stands.
        package var forks: [SiteNumber] = []
    }

    /// An envelope of which nothing was taken.
    package struct Refused: Equatable, Sendable {
        /// Its place in the bundle, from 1.
        package let place: Int
        /// The events that it brings follow this one.
        package let after: UInt64
        package let reason: Refusal
    }

    /// What came of one envelope.
    private struct Carried {
        let site: Site
        let reply: [UInt8]
        let answer: Answer
        let after: UInt64
        let taken: UInt64
        let parked: Int
        let known: UInt64
        /// Set when its events stand on another branch than the one that it was sealed for.
        let fork: SiteNumber?
    }

    /// Takes a bundle in, all of it in one transaction; the reply may be handed out once this
    /// returns.
    ///
    /// Any order, twice, late and beside the link are all the same: an event is known by its hash.
    package func accept(
        _ bundle: Bundle, _ seal: HubSeal, now: Int64
    ) throws(BundleRefusal) -> Accepted {
        guard bundle.manifest.direction == .toHub else { throw .onItsWay }
        var refusal: BundleRefusal?
        do throws(StoreError) {
            return try store.transaction { () throws(StoreError) in
                do throws(AdmissionError) {
                    return try take(bundle, seal, now: now)
                } catch {
                    switch error {
                    case .stranger(let why): refusal = .stranger(why)
                    case .unreadable: refusal = .unreadable
                    case .store(let error): throw error
                    }
                    throw StoreError.abandoned
                }
            }
        } catch {
            throw refusal ?? .store(error)
        }
    }

    private func take(
        _ bundle: Bundle, _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Accepted {
        var all: [Carried] = []
        var mayPull = true
        for envelope in bundle.envelopes {
            all.append(try carry(envelope, mayPull: &mayPull, seal, now: now))
        }
        guard let last = all.last else { throw .unreadable }
        let after = all.reduce(last.after) { min($0, $1.after) }
        let manifest = BundleManifest(
            direction: .toSite, site: last.site.number, envelopes: all.count,
            events: all.reduce(0) { $0 + $1.answer.fullEntries }, made: now, after: after,
            through: max(after, last.answer.head.number))
        var accepted = Accepted(
            reply: Bundle(manifest, all.map(\.reply)), name: last.site.name)
        for (index, carried) in all.enumerated() {
            accepted.taken += carried.taken
            accepted.parked += carried.parked
            accepted.known += carried.known
            if let fork = carried.fork {
                if !accepted.forks.contains(fork) { accepted.forks.append(fork) }
            } else if let reason = carried.answer.refusal {
                accepted.refusals.append(
                    Refused(place: index + 1, after: carried.after, reason: reason))
            }
        }
        return accepted
    }

    private func carry(
        _ envelope: [UInt8], mayPull: inout Bool, _ seal: HubSeal, now: Int64
    ) throws(AdmissionError) -> Carried {
        let opened = try admit(Arrival(envelope), seal, now: now)
        var read = opened.read
        guard read.isWhole else { throw .unreadable }
        // One answer may be as long as a message; of one bundle one pulls, so that it stays small.
        if !mayPull { read.request.pull = nil }
        if read.request.pull != nil { mayPull = false }
        let exchanged = try exchange(read, opened, by: .bundle, seal, now: now)
        let request = read.request
        let (answer, branch) = (exchanged.answer, exchanged.branch.number)
        let before = exchanged.before?.sequence ?? 0
        let (head, parked) = try stored(branch, after: before)
        let taken = min(head - before, UInt64(request.events.count))
        let isElsewhere = branch != opened.site.number
        let isTaken =
            answer.refusal == nil || answer.refusal == .unknownCursor || isElsewhere
        return Carried(
            site: opened.site, reply: try sealed(answer, for: opened, seal), answer: answer,
            after: request.base.number, taken: taken, parked: parked,
            known: isTaken ? UInt64(request.events.count) - taken : 0,
            fork: isElsewhere ? branch : nil)
    }

    /// Where the branch is now, and how many events above a sequence stand parked.
    func stored(
        _ number: SiteNumber, after sequence: UInt64
    ) throws(AdmissionError) -> (head: UInt64, parked: Int) {
        do throws(StoreError) {
            let head = try store.site(number)?.head?.sequence ?? sequence
            return (head, try store.parked(site: number, after: sequence).count)
        } catch {
            throw .store(error)
        }
    }

    /// The reply comes from the key to which the request was sealed: its sender knows that one.
    private func sealed(
        _ answer: Answer, for opened: Opened, _ seal: HubSeal
    ) throws(AdmissionError) -> [UInt8] {
        let site = opened.site
        guard let pair = seal.keys.pair(opened.hubKeyNumber),
            let key = site.publicKey.flatMap({ PublicKey($0) })
        else { throw .stranger(.unknown) }
        let address = EnvelopeAddress(
            site: site.number, hubKey: opened.hubKeyNumber, siteKey: site.keyNumber)
        return try unsealed { () throws(SealError) in
            try SealedReply.seal(
                answer.encoded, address: address, from: pair, to: key,
                compressing: seal.compression,
                as: seal.compression.answering(opened.read.compression),
                using: &seal.generator)
        }
    }
}
