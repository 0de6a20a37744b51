import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

/// New keys of this point.
extension Point {
    /// Under which number this point speaks, and which key it announces.
    struct Announced: Equatable {
        let site: SiteNumber
        let next: Replica.NextKey?
    }

    func announced() throws(Failure) -> Announced {
        try store { () throws(ReplicaError) in
            guard let site = try replica.identity()?.site else { throw .notEnrolled }
            return Announced(site: site, next: try replica.nextKey())
        }
    }

    /// Makes the key for a branch of this disk's own, because the disk was restored or cloned.
    ///
    /// It is durable in the key file before the replica names it. A key that was announced already
    /// is given up once the new one is announced: whoever has the same disk has announced it too.
    /// Nothing is made when another process of this kiosk has done so since `known`.
    func prepareBranch(after known: Announced) throws(Failure) {
        guard try announced() == known else { return }
        let identity = try store { () throws(ReplicaError) in try replica.identity() }
        guard let identity else { throw Self.notEnrolled(folder) }
        var keys = try keys()
        var random = SecureRandom()
        keys.renew(keeping: identity.keyNumber, known.next?.key.number, using: &random)
        do throws(FileFailure) {
            try Files.writePrivate(Self.keyPath(folder), Array(keys.text.utf8))
        } catch {
            throw Failure(error)
        }
        let key = keys.newest
        try store { () throws(ReplicaError) in
            try replica.announce(
                .init(
                    key: SiteKeyNotice(
                        number: key.number, publicKey: key.pair.publicKey.bytes),
                    isBranch: true))
        }
    }
}
