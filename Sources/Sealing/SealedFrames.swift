internal import SyncProtocol

/// What a site's request opens to: its message and, when it was sealed in frames, what goes on.
package struct OpenedRequest: Sendable {
    package let message: [UInt8]
    /// What the frames after the first hold, in order, as far as they came.
    package let more: [[UInt8]]
    /// Whether all of it came; else the rest was cut off, or is not as it was sealed.
    package let isWhole: Bool
    package let answerKey: AnswerKey
    /// How it was compressed, by the number in its header: its sender reads that.
    package let compression: UInt8
}

/// Requests sealed piece by piece under one HPKE context: what came before a cut can be opened.
///
/// The number of a frame makes its nonce (RFC 9180 §5.2), so that none can be left out, doubled or
/// moved; the associated data is the header and whether it is the last. All pieces are one stream
/// of zstd that is flushed at the end of each, so that small frames compress like one large body.
enum SealedFrames {
    static func seal(
        _ pieces: [[UInt8]], as kind: EnvelopeHeader.Kind, _ encapsulatedKey: PublicKey,
        in context: inout HPKEContext, _ compression: Compression, _ number: UInt8?
    ) throws(SealError) -> [UInt8] {
        guard pieces.count > 1 else {
            return try SealedBody.seal(
                pieces.first ?? [], as: kind, encapsulatedKey, in: &context, compression, number)
        }
        let number = number ?? compression.preferred
        let bodies = try compression.pack(pieces, as: number)
        let header = EnvelopeHeader(kind, compression: number, isFramed: true).encoded
        var envelope = header + encapsulatedKey.bytes
        for (index, body) in bodies.enumerated() {
            let isLast = index == bodies.count - 1
            envelope += EnvelopeFrames.head(
                sealedBytes: body.count + ChaChaPoly.tagBytes, isLast: isLast)
            try context.seal(body, covering: header + [isLast ? 1 : 0], onto: &envelope)
        }
        return envelope
    }

    /// Fails when not even the first frame is the sender's; what is wrong later ends the request
    /// there.
    static func open(
        _ envelope: Envelope, in context: inout HPKEContext, _ compression: Compression,
        _ answerKey: AnswerKey, limit: Int
    ) throws(SealError) -> OpenedRequest {
        guard envelope.header.isFramed else {
            let message = try SealedBody.open(envelope, in: &context, compression, limit: limit)
            return OpenedRequest(
                message: message, more: [], isWhole: true, answerKey: answerKey,
                compression: envelope.header.compression)
        }
        let frames = EnvelopeFrames(envelope.bytes, from: envelope.sealedStart)
        let header = Array(envelope.bytes[..<envelope.headerEnd])
        var bodies: [[UInt8]] = []
        for frame in frames.frames {
            let aad = header + [frame.isLast ? 1 : 0]
            // What follows a frame that is not the sender's is not looked at.
            do throws(SealError) {
                bodies.append(
                    try context.open(
                        envelope.bytes.span.extracting(frame.sealed), covering: aad.span))
            } catch {
                break
            }
        }
        let pieces = try compression.unpack(
            bodies, as: envelope.header.compression, limit: limit)
        guard let message = pieces.first else { throw .notAuthentic }
        return OpenedRequest(
            message: message, more: Array(pieces.dropFirst()),
            isWhole: frames.isWhole && pieces.count == frames.frames.count, answerKey: answerKey,
            compression: envelope.header.compression)
    }
}
