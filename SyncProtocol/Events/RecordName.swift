/// The name of a record: the first 16 bytes of the hash of the event that created it.
///
/// It never changes, whatever happens to site numbers (design §4).
package struct RecordName: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Takes exactly 16 bytes; nil for any other length.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = UInt64(bigEndian: bytes, at: 0)
        low = UInt64(bigEndian: bytes, at: 8)
    }

    /// Takes exactly 16 bytes; nil for any other length.
    package init?(_ bytes: [UInt8]) {
        self.init(bytes.span)
    }

    /// Takes 32 hexadecimal digits; nil for anything else.
    package init?(hex text: some StringProtocol) {
        guard let bytes = [UInt8](hex: text) else { return nil }
        self.init(bytes)
    }

    package var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { unsafe Array($0) }
    }

    package var description: String { bytes.hex }

    package static func < (left: RecordName, right: RecordName) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
