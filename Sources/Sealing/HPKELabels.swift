/// The labelled key derivation of RFC 9180 §4, for the one suite that is used here:
/// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
struct HPKELabels {
    /// Of the key encapsulation: "KEM" and its number.
    static let encapsulation = HPKELabels(suite: Array("KEM".utf8) + [0, 0x20])
    /// Of everything else: "HPKE" and the numbers of the three algorithms.
    static let schedule = HPKELabels(suite: Array("HPKE".utf8) + [0, 0x20, 0, 1, 0, 3])

    private let prefix: [UInt8]

    private init(suite: [UInt8]) {
        prefix = Array("HPKE-v1".utf8) + suite
    }

    /// `LabeledExtract`.
    func extract(salt: [UInt8] = [], _ label: StaticString, _ input: [UInt8]) -> [UInt8] {
        HKDF.extract(salt: salt, prefix, label.bytes, input)
    }

    /// `LabeledExpand`.
    func expand(
        _ key: [UInt8], _ label: StaticString, _ context: [UInt8], count: Int
    ) -> [UInt8] {
        let length = [UInt8(count >> 8), UInt8(count & 0xFF)]
        return HKDF.expand(key, length, prefix, label.bytes, context, count: count)
    }
}

extension StaticString {
    fileprivate var bytes: [UInt8] {
        withUTF8Buffer { unsafe Array($0) }
    }
}
