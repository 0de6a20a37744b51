import Sealing
import SyncProtocol
import Testing

/// The hub's word on a site's number and key, made and known again with its key file alone.
@Suite struct TicketTests {
    private let keys: KeyList
    private let voucher: Voucher
    private let key = [UInt8](repeating: 7, count: 32)
    private let standing = Ticket.Standing(
        order: 1 << 32 | 2, name: "Chợ Đồn", unit: "H57.19815", type: "post",
        slipKey: [UInt8](repeating: 9, count: 32), epoch: .max,
        forks: [.init(site: SiteNumber(5), parent: SiteNumber(3), sequence: 12)])

    init() throws {
        var generator = SeededGenerator(seed: 4)
        var keys = KeyList(using: &generator)
        keys.addVoucher(using: &generator)
        self.keys = keys
        voucher = try #require(keys.voucher)
    }

    @Test func `a key file that was read back makes the same ticket`() throws {
        let ticket = voucher.ticket(for: SiteNumber(5), key, standing)
        let again = try #require(KeyList(text: keys.text)?.voucher)
        #expect(again.ticket(for: SiteNumber(5), key, standing) == ticket)
        #expect(again.ticketSecret(of: SiteNumber(5), key) == ticket.secret)
        #expect(SealedEnrolment.secretBytes.contains(ticket.secret.count))
    }

    @Test func `another number or key has another secret and another seal`() {
        let ticket = voucher.ticket(for: SiteNumber(5), key, standing)
        let others = [
            voucher.ticket(for: SiteNumber(6), key, standing),
            voucher.ticket(for: SiteNumber(5), key.reversed() + [1], standing),
        ]
        for other in others {
            #expect(other.secret != ticket.secret && other.seal != ticket.seal)
        }
    }

    @Test func `what a ticket says cannot be changed without the seal`() {
        let ticket = voucher.ticket(for: SiteNumber(5), key, standing)
        let changes: [(inout Ticket.Standing) -> Void] = [
            { $0.order += 1 }, { $0.name = "" }, { $0.unit = "H57" }, { $0.type = "bank" },
            { $0.slipKey = [] }, { $0.epoch = 0 }, { $0.forks = [] },
        ]
        for change in changes {
            var other = standing
            change(&other)
            #expect(voucher.ticket(for: SiteNumber(5), key, other).seal != ticket.seal)
        }
    }

    @Test func `a ticket that was kept is read as it was`() throws {
        let ticket = voucher.ticket(for: SiteNumber(5), key, standing)
        #expect(try Ticket(decoding: ticket.encoded) == ticket)
        for count in ticket.encoded.indices {
            #expect(throws: WireError.self) {
                try Ticket(decoding: Array(ticket.encoded[..<count]))
            }
        }
    }

    @Test func `it travels in a request and in an answer`() throws {
        let ticket = voucher.ticket(for: SiteNumber(5), key, standing)
        var request = Request(
            number: 1, base: Mark(number: 0, prefix: 3), headSequence: 0, program: "x")
        request.counter = 1
        request.ticket = ticket
        #expect(try Request(decoding: request.encoded) == request)
        var answer = Answer(
            number: 1, epoch: HubEpoch(counter: 1, bits: 2, site: SiteNumber(1)),
            head: Mark(number: 0, prefix: 3), time: 4)
        answer.ticket = ticket
        #expect(try Answer(decoding: answer.encoded, hash: Blake2b.chain) == answer)
    }

    @Test func `keys of a later life come after all of a former one`() {
        let first = Ticket.Standing.order(after: 0, in: 1)
        let second = Ticket.Standing.order(after: first, in: 1)
        let later = Ticket.Standing.order(after: first, in: 2)
        #expect(0 < first && first < second && second < later)
        #expect(Ticket.Standing.life(of: second) == 1 && Ticket.Standing.life(of: later) == 2)
        #expect(Ticket.Standing.order(after: later, in: 2) > later)
    }
}
