/// The digits by which somebody of the staff signs in; it is kept as a hash alone.
package struct PIN: Sendable {
    /// How many digits it has.
    package static let length = 4...12

    package let text: String

    /// Takes what was typed; nil when it is no PIN.
    package init?(_ text: String) {
        guard Self.length.contains(text.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        self.text = text
    }
}

/// How long the next try has to wait after wrong PINs: nothing after a slip of the finger, then
/// twice as long each time, a quarter of an hour at most.
package enum PINDelay {
    private static let free = 3
    private static let first: Int64 = 5_000
    private static let longest: Int64 = 900_000

    /// The wait after so many wrong tries in a row.
    package static func milliseconds(after failures: Int) -> Int64 {
        guard failures >= free else { return 0 }
        return min(first << Int64(min(failures - free, 20)), longest)
    }

    /// What is left of it; a clock that was set back does not lengthen it beyond the whole.
    package static func left(after failures: Int, last: Int64, now: Int64) -> Int64 {
        let elapsed = max(now - last, 0)
        return max(milliseconds(after: failures) - elapsed, 0)
    }
}
