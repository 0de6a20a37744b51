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
    /// A key that was announced already is given up once the new one is announced: whoever has the
    /// same disk has announced it too. Nothing is made when another process of this kiosk has done
    /// so since `known`.
    func prepareBranch(after known: Announced) throws(Failure) {
        try announceKey(isBranch: true) { identity, next, _ in
            Announced(site: identity.site, next: next) == known
        }
    }

    /// Announces a new key when the one in use is so many days old; the next answer takes it up.
    ///
    /// Nothing is made before the centre's time is known and the code of the enrolment has done its
    /// work.
    func renewKey(_ desk: Desk) throws(Failure) {
        let days = try DaySetting.key.given(desk) ?? DaySetting.standardKeyDays
        guard let today = PointClock.centre(try progress()).map(PointClock.day) else { return }
        let isDue = { (identity: Identity, next: Replica.NextKey?, keys: KeyList) in
            let inUse = keys.entry(identity.keyNumber)
            return next == nil && identity.enrolment == nil
                && inUse?.isDue(afterDays: days, on: today) == true
        }
        let identity = try store { () throws(ReplicaError) in try replica.identity() }
        // Looked at again under the lock, which is not taken in vain.
        guard let identity, isDue(identity, try announced().next, try keys()) else { return }
        try announceKey(isBranch: false, if: isDue)
    }

    /// Makes a key and announces it: it is durable in the key file before the replica names it. The
    /// lock keeps other processes of this kiosk from writing another file in between.
    private func announceKey(
        isBranch: Bool, if isWanted: (Identity, Replica.NextKey?, KeyList) -> Bool
    ) throws(Failure) {
        let today = PointClock.centre(try progress()).map(PointClock.day)
        var failure: Failure?
        try store { () throws(ReplicaError) in
            try replica.transaction { () throws(ReplicaError) in
                guard let identity = try replica.identity() else { throw .notEnrolled }
                let next = try replica.nextKey()
                let made = makeKey(after: [identity.keyNumber, next?.key.number], today) {
                    isWanted(identity, next, $0)
                }
                switch made {
                case .success(let key?): try replica.announce(.init(key: key, isBranch: isBranch))
                case .success(nil): break
                case .failure(let why): failure = why
                }
            }
        }
        if let failure { throw failure }
    }

    /// Adds a key to the file; nil when none is wanted.
    private func makeKey(
        after used: [UInt8?], _ day: Int?, if isWanted: (KeyList) -> Bool
    ) -> Result<SiteKeyNotice?, Failure> {
        do throws(Failure) {
            var keys = try keys()
            guard isWanted(keys) else { return .success(nil) }
            let key = try keep(&keys, after: used, day)
            return .success(
                SiteKeyNotice(number: key.number, publicKey: key.pair.publicKey.bytes))
        } catch {
            return .failure(error)
        }
    }

    /// Adds a key to the file and gives it.
    private func keep(
        _ keys: inout KeyList, after used: [UInt8?], _ day: Int?
    ) throws(Failure) -> KeyList.Entry {
        var random = SecureRandom()
        keys.renew(keeping: used, day: day, using: &random)
        do throws(FileFailure) {
            try Files.writePrivate(Self.keyPath(folder), Array(keys.text.utf8))
        } catch {
            throw Failure(error)
        }
        return keys.newest
    }
}
