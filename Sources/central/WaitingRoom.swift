import Hub
import SyncProtocol

/// Requests that came before the one that they follow: of two on their way over a shared line the
/// smaller may arrive first. One for each site is held for a while instead of being sent again.
struct WaitingRoom {
    /// A request as it came, and by which number it is answered.
    struct Envelope {
        let id: UInt64
        let arrival: Arrival
        /// Whether its connection has died: nobody waits for its answer.
        let isCut: Bool

        /// Which site it says to be from; nil when it says nothing that can be read.
        var site: SiteNumber? {
            // Who sent it is checked when it is opened; here it only chooses a place.
            guard let envelope = try? SyncProtocol.Envelope(arrival.bytes) else { return nil }
            switch envelope.header.kind {
            case .request(let address), .enrolment(let address, _): return address.site
            case .answer, .reply: return nil
            }
        }
    }

    /// A request that waits, with what is said when its time is up.
    private struct Guest {
        let envelope: Envelope
        /// That nothing was taken.
        let answer: [UInt8]
        let until: Int64
    }

    /// Less than a point waits for an answer.
    private static let patienceMilliseconds: Int64 = 15_000
    private static let envelopeBytes = 256 << 10
    private static let guests = 64

    private var guests: [SiteNumber: Guest] = [:]

    var isEmpty: Bool { guests.isEmpty }

    /// Holds an envelope; false when there is no place for it.
    mutating func hold(_ envelope: Envelope, _ answer: [UInt8], now: Int64) -> Bool {
        guard !envelope.isCut, let site = envelope.site, guests[site] == nil,
            guests.count < Self.guests,
            envelope.arrival.bytes.count <= Self.envelopeBytes
        else { return false }
        guests[site] = Guest(
            envelope: envelope, answer: answer, until: now + Self.patienceMilliseconds)
        return true
    }

    /// What may go in now that these were worked off.
    mutating func takeFollowers(of taken: [Envelope]) -> [Envelope] {
        guard !guests.isEmpty else { return [] }
        return Set(taken.compactMap(\.site)).sorted().compactMap { site in
            guests.removeValue(forKey: site)?.envelope
        }
    }

    /// Those that waited too long, each with its answer.
    mutating func takeLate(now: Int64) -> [(id: UInt64, answer: [UInt8])] {
        let late = guests.filter { $0.value.until <= now }.sorted { $0.key < $1.key }
        for (site, _) in late { guests[site] = nil }
        return late.map { ($0.value.envelope.id, $0.value.answer) }
    }
}
