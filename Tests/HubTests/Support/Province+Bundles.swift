import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// The courier of a province.
extension Province {
    private func seal(of replica: Replica) throws -> SiteSeal {
        let identity = try #require(try replica.identity())
        return SiteSeal(identity, keys: keys(of: identity.site))
    }

    /// So many cases fill more than one envelope.
    static let manyCases = Limits.requestEventBytes / noteBytes + 10
    private static let noteBytes = 1_900

    /// Hands in more than goes into one envelope.
    func fill(_ replica: Replica) throws {
        let note = String(repeating: "a", count: Self.noteBytes)
        for _ in 0..<Self.manyCases { try submit(at: replica, ["note": note]) }
    }

    /// A bundle of what waits at a kiosk, as it comes out of its file.
    @discardableResult
    func export(_ replica: Replica) throws -> Bundle {
        var generator = SystemRandomNumberGenerator()
        let export = try replica.exportBundle(
            seal: seal(of: replica), program: "test", made: now, using: &generator)
        let file = export.bundle.encoded { Blake2b.hash($0) }
        return try Bundle(decoding: file) { Blake2b.hash($0) }
    }

    /// Takes a bundle in at the hub.
    @discardableResult
    func accept(_ bundle: Bundle, by seal: HubSeal? = nil) throws -> Hub.Accepted {
        try hub.accept(bundle, seal ?? self.seal, now: now)
    }

    /// Brings a reply home.
    @discardableResult
    func bring(_ reply: Bundle, to replica: Replica) throws -> Replica.Import {
        try replica.importBundle(reply, seal: seal(of: replica))
    }
}
