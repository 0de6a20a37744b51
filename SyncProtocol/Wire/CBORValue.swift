/// One item of deterministic CBOR (RFC 8949 §4.2) in the subset that this protocol uses.
///
/// Floating point, tags, undefined and indefinite lengths are left out: nothing here needs them.
package enum CBORValue: Hashable, Sendable {
    case unsigned(UInt64)
    /// The integer −1 − n.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBORValue])
    /// Pairs in the order of their encoded keys.
    case map([Pair])
    case bool(Bool)
    case null

    /// A key and its value.
    package struct Pair: Hashable, Sendable {
        package let key: CBORValue
        package let value: CBORValue

        package init(_ key: CBORValue, _ value: CBORValue) {
            self.key = key
            self.value = value
        }
    }

    /// The text, when it is one.
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
