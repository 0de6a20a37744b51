/// The keys of one HPKE exchange (RFC 9180 §5.1 and §5.2), on either side.
///
/// It cannot be copied: a copy would use a nonce twice.
struct HPKEContext: ~Copyable {
    let key: [UInt8]
    let baseNonce: [UInt8]
    let exporterSecret: [UInt8]
    private(set) var sequence: UInt64

    /// `KeySchedule`; a sequence above zero is for tests of the overflow.
    init(
        sharedSecret: [UInt8], hasAuthor: Bool, preShared: PreSharedKey?, info: [UInt8],
        sequence: UInt64 = 0
    ) {
        let labels = HPKELabels.schedule
        let mode: UInt8 = (hasAuthor ? 2 : 0) | (preShared == nil ? 0 : 1)
        let context =
            [mode] + labels.extract("psk_id_hash", preShared?.name ?? [])
            + labels.extract("info_hash", info)
        let secret = labels.extract(salt: sharedSecret, "secret", preShared?.bytes ?? [])
        key = labels.expand(secret, "key", context, count: ChaChaPoly.keyBytes)
        baseNonce = labels.expand(secret, "base_nonce", context, count: ChaChaPoly.nonceBytes)
        exporterSecret = labels.expand(secret, "exp", context, count: HKDF.hashBytes)
        self.sequence = sequence
    }

    /// Appends the sealed message to bytes and moves on to the next sequence number.
    mutating func seal(
        _ message: [UInt8], covering header: [UInt8], onto output: inout [UInt8]
    ) throws(SealError) {
        let nonce = try nonce()
        ChaChaPoly.seal(message, covering: header, key: key, nonce: nonce, onto: &output)
        sequence += 1
    }

    /// Opens the next sealed message; a refused one uses up no sequence number.
    mutating func open(
        _ sealed: Span<UInt8>, covering header: Span<UInt8>
    ) throws(SealError) -> [UInt8] {
        let message = try ChaChaPoly.open(
            sealed, covering: header, key: key, nonce: nonce())
        sequence += 1
        return message
    }

    /// A secret for another purpose that both sides can make (RFC 9180 §5.3).
    func export(_ purpose: [UInt8], count: Int) -> [UInt8] {
        HPKELabels.schedule.expand(exporterSecret, "sec", purpose, count: count)
    }

    private func nonce() throws(SealError) -> [UInt8] {
        // 64 bits bound it more tightly than the 96 of the RFC.
        guard sequence < .max else { throw .sequenceExhausted }
        var nonce = baseNonce
        for index in 0..<8 {
            nonce[nonce.count - 1 - index] ^= UInt8(
                truncatingIfNeeded: sequence >> UInt64(8 * index))
        }
        return nonce
    }
}
