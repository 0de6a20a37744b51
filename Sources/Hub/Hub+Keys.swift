import CentralStore
import Sealing
import SyncProtocol

/// The keys of a site: the one in use, and the one that it has announced.
extension Site {
    /// The key that a request names, when it is valid.
    func key(_ number: UInt8) -> PublicKey? {
        guard let publicKey else { return nil }
        if number == keyNumber { return PublicKey(publicKey) }
        guard let nextKey, nextKey.number == number else { return nil }
        return PublicKey(nextKey.publicKey)
    }

    /// Notes that a request came with a key: the one before it opens nothing any more.
    mutating func use(_ number: UInt8) {
        guard number != keyNumber, let nextKey, nextKey.number == number else { return }
        publicKey = nextKey.publicKey
        keyNumber = nextKey.number
        self.nextKey = nil
    }

    /// Takes the key that a request announces; false when it is none, or bears the number in use.
    mutating func accept(_ key: SiteKeyNotice) -> Bool {
        guard key.number != keyNumber, PublicKey(key.publicKey) != nil else { return false }
        nextKey = key
        return true
    }
}
