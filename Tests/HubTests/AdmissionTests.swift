import CentralStore
import Hub
import Sealing
import SyncProtocol
import Testing

/// Who is let in.
@Suite struct AdmissionTests {
    private let province: Province
    private let kiosk: RawKiosk

    init() throws {
        province = try Province(isInMemory: true)
        kiosk = try RawKiosk(province)
        kiosk.write(nil, [.text("note", "một")])
    }

    /// Whether credentials open the door.
    private func isAdmitted(
        token: [UInt8], enrolment: [UInt8]? = nil, site: SiteNumber? = nil
    ) throws -> Bool {
        let credentials = Credentials(
            site: site ?? kiosk.site, token: token, enrolment: enrolment)
        switch try kiosk.reply(kiosk.request().encoded, as: credentials) {
        case .answer: return true
        case .stranger: return false
        case .badMessage, .unavailable:
            Issue.record("neither let in nor kept out")
            return false
        }
    }

    @Test func `the one-time secret lets in once and the token afterwards`() throws {
        #expect(try isAdmitted(token: [1], enrolment: kiosk.secret))
        #expect(try isAdmitted(token: [1]))
        #expect(try isAdmitted(token: [1], enrolment: kiosk.secret))
        #expect(try !isAdmitted(token: [2], enrolment: kiosk.secret))
        #expect(try !isAdmitted(token: [2]))
        #expect(try province.hub.counts().cases == 1)
        let site = try #require(try province.store.site(kiosk.site))
        #expect(site.secretHash == nil)
    }

    @Test func `a wrong or missing secret, or an unknown site, is a stranger`() throws {
        #expect(try !isAdmitted(token: [1]))
        #expect(try !isAdmitted(token: [1], enrolment: []))
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret.dropLast()))
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret + [0]))
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret, site: SiteNumber(99)))
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret, site: SiteNumber(0)))
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret, site: province.hub.epoch.site))
        #expect(try province.hub.counts().cases == 0)
        // None of these attempts has used the secret up.
        #expect(try isAdmitted(token: [1], enrolment: kiosk.secret))
    }

    @Test func `one site's token does not open another site`() throws {
        let other = try RawKiosk(province, tag: 100)
        #expect(try isAdmitted(token: [1], enrolment: kiosk.secret))
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret, site: other.site))
    }

    @Test func `a secret is good until its last millisecond`() throws {
        province.now += Hub.enrolmentLifetime + 1
        #expect(try !isAdmitted(token: [1], enrolment: kiosk.secret))
        province.now -= 1
        #expect(try isAdmitted(token: [1], enrolment: kiosk.secret))
        province.now += 10 * Hub.enrolmentLifetime
        #expect(try isAdmitted(token: [1]))
    }

    @Test func `the same first request again gets the same and stores it once`() throws {
        let message = kiosk.request().encoded
        for _ in 0..<3 {
            guard case .answer(let bytes) = try kiosk.reply(message) else {
                Issue.record("not let in")
                return
            }
            let answer = try Answer(decoding: bytes, hash: Blake2b.chain)
            #expect(answer.head == kiosk.head.mark)
        }
        #expect(try province.hub.counts().cases == 1)
    }

    @Test func `a revoked site is told so and stores nothing`() throws {
        try kiosk.send()
        var site = try #require(try province.store.site(kiosk.site))
        site.revokedAt = province.now
        try province.store.transaction { () throws(StoreError) in try province.store.put(site) }
        kiosk.write(nil, [.text("note", "hai")])
        let answer = try kiosk.send()
        #expect(answer.refusal == .revoked)
        #expect(answer.cases == nil)
        #expect(answer.head.number == 1)
        #expect(try province.hub.counts().cases == 1)
    }
}
