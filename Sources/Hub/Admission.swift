import CentralStore
import Sealing
package import SyncProtocol

/// What a carrier shows to be let in. It stands beside the message, never in it, and goes away
/// when the envelopes are sealed.
package struct Credentials: Equatable, Sendable {
    package let site: SiteNumber
    package let token: [UInt8]
    /// The one-time secret of the enrolment code, until the hub has answered once.
    package let enrolment: [UInt8]?

    package init(site: SiteNumber, token: [UInt8], enrolment: [UInt8]?) {
        self.site = site
        self.token = token
        self.enrolment = enrolment
    }
}

extension Hub {
    /// The site that these credentials belong to, nil for strangers.
    ///
    /// The first valid use of an enrolment secret sets the site's token and uses the secret up;
    /// the same kiosk asking again, because the answer was lost, shows the token then.
    func admit(_ credentials: Credentials, now: Int64) throws(StoreError) -> Site? {
        guard credentials.site != epoch.site, var site = try store.site(credentials.site) else {
            return nil
        }
        let tokenHash = Blake2b.hash(credentials.token)
        if let known = site.tokenHash {
            return Blake2b.isEqual(known, tokenHash) ? site : nil
        }
        guard let shown = credentials.enrolment, let secret = site.secretHash,
            let expires = site.secretExpires, now <= expires,
            Blake2b.isEqual(secret, Blake2b.hash(shown))
        else { return nil }
        site.tokenHash = tokenHash
        site.secretHash = nil
        site.secretExpires = nil
        return site
    }
}
