package import SyncProtocol

/// What an enrolment code says, so that a point without any link can print slips at once.
package struct EnrolmentTicket: Equatable, Sendable {
    package let site: SiteNumber
    /// The one-time secret.
    package let secret: [UInt8]
    /// The hub's public key with its number: requests are sealed to it, and nobody else can answer.
    package let hubKeyNumber: UInt8
    package let hubKey: [UInt8]
    /// Where the hub is.
    package let address: String
    package let name: String
    package let unit: String
    package let type: String

    package init(
        site: SiteNumber, secret: [UInt8], hubKeyNumber: UInt8, hubKey: [UInt8], address: String,
        name: String, unit: String, type: String
    ) {
        self.site = site
        self.secret = secret
        self.hubKeyNumber = hubKeyNumber
        self.hubKey = hubKey
        self.address = address
        self.name = name
        self.unit = unit
        self.type = type
    }

    /// Version 1 of the ticket as deterministic CBOR.
    package var encoded: [UInt8] {
        CBORValue.array([
            .unsigned(1), .unsigned(UInt64(site.value)), .bytes(secret),
            .unsigned(UInt64(hubKeyNumber)), .bytes(hubKey), .text(address), .text(name),
            .text(unit), .text(type),
        ]).encoded
    }

    package init(decoding bytes: [UInt8]) throws(WireError) {
        var decoder = CBORDecoder(bytes)
        guard try decoder.array(limit: 9) == 9 else { throw .outOfRange(at: 0) }
        let version = try decoder.unsigned()
        guard version == 1 else { throw .unknownVersion(version) }
        site = SiteNumber(UInt32(try decoder.unsigned(limit: UInt64(UInt32.max))))
        secret = try decoder.bytes(limit: 32)
        hubKeyNumber = UInt8(try decoder.unsigned(limit: UInt64(UInt8.max)))
        hubKey = try decoder.bytes(limit: 32)
        address = try decoder.text(limit: 200)
        name = try decoder.text(limit: 400)
        unit = try decoder.text(limit: 200)
        type = try decoder.text(limit: 20)
        try decoder.finish()
    }
}
