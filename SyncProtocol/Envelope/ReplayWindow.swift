/// Which requests of a site have come already, by the number that the site counts them with.
///
/// A recorded request that somebody sends again later is refused, whenever that is; two requests on
/// their way may overtake each other, so the last sixty-four numbers are told apart (the way of
/// RFC 4303 §3.4.3).
package struct ReplayWindow: Equatable, Sendable {
    package static let width: UInt64 = 64

    /// The highest number that has come; zero before the first.
    package private(set) var highest: UInt64
    /// Bit n stands for the number `highest - n`.
    package private(set) var seen: UInt64

    package init(highest: UInt64 = 0, seen: UInt64 = 0) {
        self.highest = highest
        self.seen = seen
    }

    /// Notes a number; false when it has come before, or is too old to know, and nothing changed.
    package mutating func accept(_ number: UInt64) -> Bool {
        guard number > 0 else { return false }
        if number > highest {
            let step = number - highest
            seen = step < Self.width ? seen << step | 1 : 1
            highest = number
            return true
        }
        let age = highest - number
        guard age < Self.width, seen & (1 << age) == 0 else { return false }
        seen |= 1 << age
        return true
    }
}
