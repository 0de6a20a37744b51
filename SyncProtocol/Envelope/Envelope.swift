/// Sealed bytes from outside, taken apart but not opened; nothing in them is to be believed yet.
package struct Envelope: Sendable {
    package static let tagBytes = 16

    package let header: EnvelopeHeader
    package let bytes: [UInt8]
    /// Where the header ends: what stands before is the seal's associated data.
    package let headerEnd: Int

    /// Reads the header and checks that a seal follows; copies nothing.
    package init(_ bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= Limits.envelopeBytes else {
            throw .tooLarge(limit: Limits.envelopeBytes, at: 0)
        }
        var decoder = CBORDecoder(bytes)
        header = try EnvelopeHeader(from: &decoder)
        headerEnd = decoder.offset
        self.bytes = bytes
        let needed = sealedStart + Self.tagBytes - headerEnd
        guard bytes.count - headerEnd >= needed else {
            throw .truncated(at: headerEnd, needed: needed)
        }
    }

    /// The encapsulated key; empty in an answer, which needs none.
    package var encapsulatedKey: ArraySlice<UInt8> { bytes[headerEnd..<sealedStart] }

    /// Where the sealed message and its tag begin.
    package var sealedStart: Int {
        switch header.kind {
        case .request, .reply, .enrolment: headerEnd + EnvelopeHeader.keyBytes
        case .answer: headerEnd
        }
    }
}
