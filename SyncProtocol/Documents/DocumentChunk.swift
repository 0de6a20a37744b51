/// A piece of a document on its way.
package struct DocumentChunk: Equatable, Sendable {
    package let document: DocumentReference
    package let offset: Int
    package let bytes: [UInt8]

    package init(document: DocumentReference, offset: Int, bytes: [UInt8]) {
        self.document = document
        self.offset = offset
        self.bytes = bytes
    }

    /// Which bytes of the document it brings.
    package var range: Range<Int> { offset..<offset + bytes.count }

    /// What a chunk takes in a message beside its bytes, at most.
    package static let overheadBytes = 48
}

/// That a site has a whole document which the hub has from elsewhere: its hash, keyed with what the
/// hub drew.
package struct DocumentProof: Equatable, Sendable {
    package static let lengthBytes = 32

    package let document: DocumentReference
    package let bytes: [UInt8]

    package init(document: DocumentReference, bytes: [UInt8]) {
        self.document = document
        self.bytes = bytes
    }
}

/// All that a request says about documents: the lowest lane.
package struct DocumentLoad: Equatable, Sendable {
    /// Documents of which the kiosk wants to know what the hub lacks of them.
    package var offers: [DocumentReference] = []
    package var proofs: [DocumentProof] = []
    package var chunks: [DocumentChunk] = []

    package init() {}

    package var isEmpty: Bool { offers.isEmpty && proofs.isEmpty && chunks.isEmpty }

    /// The documents that it speaks of, each once, in the order in which they are named.
    package var documents: [DocumentReference] {
        var seen: Set<DocumentReference> = []
        let all = offers + proofs.map(\.document) + chunks.map(\.document)
        return all.filter { seen.insert($0).inserted }
    }
}

extension CBOREncoder {
    mutating func offers(_ offers: [DocumentReference]) {
        array(offers.count)
        for offer in offers {
            array(2)
            document(offer)
        }
    }

    mutating func proofs(_ proofs: [DocumentProof]) {
        array(proofs.count)
        for proof in proofs {
            array(3)
            document(proof.document)
            bytes(proof.bytes)
        }
    }

    mutating func chunks(_ chunks: [DocumentChunk]) {
        array(chunks.count)
        for chunk in chunks { self.chunk(chunk) }
    }

    mutating func chunk(_ chunk: DocumentChunk) {
        array(4)
        document(chunk.document)
        unsigned(UInt64(chunk.offset))
        bytes(chunk.bytes)
    }
}

extension CBORDecoder {
    mutating func offers() throws(WireError) -> [DocumentReference] {
        var offers: [DocumentReference] = []
        for _ in 0..<(try array(limit: Limits.offersPerRequest)) {
            try tuple(2)
            offers.append(try document())
        }
        return offers
    }

    mutating func proofs() throws(WireError) -> [DocumentProof] {
        var proofs: [DocumentProof] = []
        for _ in 0..<(try array(limit: Limits.offersPerRequest)) {
            try tuple(3)
            let document = try document()
            let start = offset
            let bytes = try bytes(limit: DocumentProof.lengthBytes)
            guard bytes.count == DocumentProof.lengthBytes else { throw .outOfRange(at: start) }
            proofs.append(DocumentProof(document: document, bytes: bytes))
        }
        return proofs
    }

    mutating func chunks() throws(WireError) -> [DocumentChunk] {
        var chunks: [DocumentChunk] = []
        for _ in 0..<(try array(limit: Limits.chunksPerRequest)) {
            try tuple(4)
            chunks.append(try chunk(of: document()))
        }
        return chunks
    }

    /// A chunk that is empty, or that goes beyond the end of its document, is refused.
    mutating func chunk(of document: DocumentReference) throws(WireError) -> DocumentChunk {
        let first = try unsigned(limit: UInt64(document.lengthBytes - 1))
        let start = offset
        let bytes = try bytes(limit: Limits.messageBytes)
        guard !bytes.isEmpty, bytes.count <= document.lengthBytes - Int(first) else {
            throw .outOfRange(at: start)
        }
        return DocumentChunk(document: document, offset: Int(first), bytes: bytes)
    }
}
