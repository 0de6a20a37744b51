/// Bytes of a document that a kiosk asks for, because they are missing there.
package struct DocumentWant: Equatable, Sendable {
    package let document: DocumentReference
    package let ranges: ByteRanges

    package init(document: DocumentReference, ranges: ByteRanges) {
        self.document = document
        self.ranges = ranges
    }
}

/// What the hub gives of a document that was asked for.
package enum DocumentDelivery: Equatable, Sendable {
    case chunk(DocumentChunk)
    /// Nothing of it.
    case absent(DocumentReference, DocumentAbsence)

    package var document: DocumentReference {
        switch self {
        case .chunk(let chunk): chunk.document
        case .absent(let document, _): document
        }
    }

    /// Bytes of content that it brings.
    package var lengthBytes: Int {
        switch self {
        case .chunk(let chunk): chunk.bytes.count
        case .absent: 0
        }
    }
}

/// Why nothing comes of a document that was asked for.
package enum DocumentAbsence: UInt64, CaseIterable, Sendable {
    /// No case that this site may see names it.
    case unnamed = 0
    /// Whoever has it has not sent all of it yet.
    case notYet = 1
    /// The hub cannot read it now.
    case later = 2
}

extension CBOREncoder {
    mutating func wants(_ wants: [DocumentWant]) {
        array(wants.count)
        for want in wants {
            array(3)
            document(want.document)
            want.ranges.encode(into: &self)
        }
    }

    /// Each is `[digest, length, offset, bytes]`, or `[digest, length, reason]`.
    mutating func deliveries(_ deliveries: [DocumentDelivery]) {
        array(deliveries.count)
        for delivery in deliveries {
            switch delivery {
            case .chunk(let chunk): self.chunk(chunk)
            case .absent(let document, let reason):
                array(3)
                self.document(document)
                unsigned(reason.rawValue)
            }
        }
    }
}

extension CBORDecoder {
    /// Ranges that name nothing are refused.
    mutating func wants() throws(WireError) -> [DocumentWant] {
        var wants: [DocumentWant] = []
        for _ in 0..<(try array(limit: Limits.offersPerRequest)) {
            try tuple(3)
            let document = try document()
            let start = offset
            let ranges = try ByteRanges(from: &self, lengthBytes: document.lengthBytes)
            guard !ranges.ranges.isEmpty else { throw .outOfRange(at: start) }
            wants.append(DocumentWant(document: document, ranges: ranges))
        }
        return wants
    }

    mutating func deliveries() throws(WireError) -> [DocumentDelivery] {
        var deliveries: [DocumentDelivery] = []
        for _ in 0..<(try array(limit: Limits.chunksPerAnswer)) {
            let start = offset
            let count = try array(limit: 4)
            let document = try document()
            switch count {
            case 3:
                // A reason of a newer hub is still a reason: nothing comes now.
                let reason = DocumentAbsence(rawValue: try unsigned()) ?? .later
                deliveries.append(.absent(document, reason))
            case 4: deliveries.append(.chunk(try chunk(of: document)))
            default: throw .outOfRange(at: start)
            }
        }
        return deliveries
    }
}
