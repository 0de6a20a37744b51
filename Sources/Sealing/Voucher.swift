package import SyncProtocol

/// The hub's key for its own words: eight bytes on each event that it gives to a kiosk, by which it
/// believes, after its store was lost, that it was so (design §7). It stands in the key file only.
package struct Voucher: Sendable {
    private static let keyBytes = 32
    private static let title = Array("motcua entry".utf8)
    private static let forkTitle = Array("motcua fork".utf8)
    private static let ticketTitle = Array("motcua ticket".utf8)
    private static let standingTitle = Array("motcua standing".utf8)

    let key: [UInt8]

    init(using generator: inout some RandomNumberGenerator) {
        key = (0..<Self.keyBytes / 8).flatMap { _ in generator.next().bigEndianBytes }
    }

    /// Nil for a key of another length.
    init?(key: [UInt8]) {
        guard key.count == Self.keyBytes else { return nil }
        self.key = key
    }

    /// The seal on an event at its place.
    package func seal(
        _ hash: Digest, on site: SiteNumber, _ sequence: UInt64
    ) -> UInt64 {
        seal(Self.title, [UInt64(site.value), sequence], hash.bytes)
    }

    /// The seal on a branch that continues another.
    package func seal(_ fork: BranchTree.Fork) -> UInt64 {
        seal(
            Self.forkTitle,
            [UInt64(fork.site.value), UInt64(fork.parent.value), fork.sequence])
    }

    /// What seals an enrolment by a ticket: made of number and key alone, so that it can be made
    /// again without the store.
    package func ticketSecret(of site: SiteNumber, _ publicKey: [UInt8]) -> [UInt8] {
        let words = Self.ticketTitle + UInt64(site.value).bigEndianBytes + publicKey
        return Blake2b.hash(words, key: key)
    }

    /// The ticket of a site under a key.
    package func ticket(
        for site: SiteNumber, _ publicKey: [UInt8], _ standing: Ticket.Standing
    ) -> Ticket {
        Ticket(
            secret: ticketSecret(of: site, publicKey),
            seal: seal(
                Self.standingTitle, [UInt64(site.value)], publicKey + standing.encoded),
            standing: standing)
    }

    private func seal(_ title: [UInt8], _ numbers: [UInt64], _ rest: [UInt8] = []) -> UInt64 {
        let words = title + numbers.flatMap(\.bigEndianBytes) + rest
        return UInt64(prefixOf: Blake2b.hash(words, key: key))
    }
}

extension UInt64 {
    fileprivate init(prefixOf bytes: [UInt8]) {
        self = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
