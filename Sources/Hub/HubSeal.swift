package import Sealing
import SyncProtocol

/// What opens the envelopes of sites and seals the hub's answers.
package final class HubSeal {
    package var keys: KeyList { didSet { ahead.use(keys) } }
    /// What opens requests on another thread than the store's.
    package let ahead: OpeningAhead
    let compression: Compression
    var generator: any RandomNumberGenerator

    /// Takes the hub's keys, and chance: outside of tests `SecureRandom`.
    package init(
        keys: KeyList, generator: any RandomNumberGenerator = SecureRandom(),
        compression: Compression = Compression.standard
    ) {
        self.compression = compression
        self.keys = keys
        ahead = OpeningAhead(keys: keys)
        self.generator = generator
    }

    /// What the hub seals its own words with, if it has a key for that.
    var voucher: Voucher? { keys.voucher }

    /// The seals on the entries of an answer that carry their events, in the order of the message,
    /// and then on its forks.
    func seals(on answer: Answer, _ hash: HashFunction) -> [UInt64] {
        guard let voucher = keys.voucher else { return [] }
        let all = [answer.cases?.entries ?? [], answer.reference?.entries ?? [], answer.wanted]
        return all.joined().compactMap { entry -> UInt64? in
            switch entry {
            case .full(let full):
                voucher.seal(hash(full.previous, full.bytes), on: full.site, full.sequence)
            case .own: nil
            }
        } + answer.forks.map { voucher.seal($0) }
    }

    /// The newest key's public half, when a request was sealed to another one.
    func notice(for number: UInt8) -> HubKeyNotice? {
        let newest = keys.newest
        guard newest.number != number else { return nil }
        return HubKeyNotice(number: newest.number, publicKey: newest.pair.publicKey.bytes)
    }
}
