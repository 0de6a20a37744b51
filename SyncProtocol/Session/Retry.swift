/// When to try again after a lost link: exponential back-off with full jitter, so that thousands of
/// points do not return at the same moment (design §5). Times are in milliseconds.
package struct Retry: Equatable, Sendable {
    package static let first: Int64 = 500
    package static let longest: Int64 = 15 * 60_000

    /// Losses since the last answer.
    package private(set) var failures = 0

    package init() {}

    /// An answer came: the next loss is the first again.
    package mutating func succeed() {
        failures = 0
    }

    /// How long to rest after a loss: anything up to the bound, which doubles each time; never
    /// less than the hub asked for.
    ///
    /// `chance` is a random number; `retryAfter` is what the hub asked for.
    package mutating func fail(chance: UInt64, retryAfter: Int64?) -> Int64 {
        let bound = min(Self.first << Int64(min(failures, 20)), Self.longest)
        failures += 1
        let jitter = Int64(chance % UInt64(bound + 1))
        return max(jitter, min(retryAfter ?? 0, Self.longest))
    }
}
