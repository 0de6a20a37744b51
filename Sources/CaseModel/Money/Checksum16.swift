/// CRC-16/CCITT-FALSE, the checksum of EMVCo codes: polynomial 1021, beginning with FFFF.
enum Checksum16 {
    static func of(_ bytes: some Sequence<UInt8>) -> UInt16 {
        bytes.reduce(0xFFFF) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { bits, _ in
                bits & 0x8000 == 0 ? bits << 1 : bits << 1 ^ 0x1021
            }
        }
    }

    /// Four digits of base 16, in capitals.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = String(of(bytes), radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
