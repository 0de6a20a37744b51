/// The label that the hub gives to one branch of events; never used twice (design §4).
package struct SiteNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Zero stands for `own`; the hub counts from one.
    package let value: UInt32

    package init(_ value: UInt32) {
        self.value = value
    }

    /// Inside an event its own branch is written as zero, never as a number, so that the bytes and
    /// the hash stay when the branch gets another label.
    package static let own = SiteNumber(0)

    package var description: String { String(value) }

    package static func < (left: SiteNumber, right: SiteNumber) -> Bool {
        left.value < right.value
    }
}
