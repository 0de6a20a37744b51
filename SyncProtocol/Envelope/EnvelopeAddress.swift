/// Which site an envelope belongs to, and which keys of the two sides sealed it.
package struct EnvelopeAddress: Hashable, Sendable {
    package let site: SiteNumber
    package let hubKey: UInt8
    package let siteKey: UInt8

    /// Site 0 stands for "own branch" and has no place in an envelope.
    package init(site: SiteNumber, hubKey: UInt8, siteKey: UInt8) {
        precondition(site != .own, "an envelope names its site")
        self.site = site
        self.hubKey = hubKey
        self.siteKey = siteKey
    }

    /// Reads the address that `encode(into:)` writes.
    init(from decoder: inout CBORDecoder) throws(WireError) {
        let start = decoder.offset
        guard let number = UInt32(exactly: try decoder.unsigned()), number > 0 else {
            throw .outOfRange(at: start)
        }
        site = SiteNumber(number)
        hubKey = try decoder.byte()
        siteKey = try decoder.byte()
    }

    func encode(into encoder: inout CBOREncoder) {
        encoder.unsigned(UInt64(site.value))
        encoder.raw([hubKey, siteKey])
    }
}
