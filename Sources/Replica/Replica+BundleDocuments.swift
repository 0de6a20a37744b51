import Sealing
import SyncProtocol

/// Scans in a bundle: their whole content, since nobody can say what the hub lacks of them.
extension Replica {
    /// What is left of a bundle while its envelopes are filled.
    struct BundleRoom {
        var bytes = Limits.bundleBytes - Bundle.frameBytes
        var envelopes = Limits.bundleEnvelopes

        /// Takes the place of an envelope; false when there is none.
        mutating func take(_ envelope: [UInt8]) -> Bool {
            guard envelopes > 0, bytes >= Bundle.room(envelope.count) else { return false }
            bytes -= Bundle.room(envelope.count)
            envelopes -= 1
            return true
        }
    }

    /// Bytes of a document in one envelope of a bundle.
    private static let pieceBytes = Limits.messageBytes / 4 * 3

    /// Pieces of every document that waits, the small ones first; a document that does not fit as
    /// a whole does not go, and neither do larger ones.
    func pieces(
        room: Int, _ read: (DocumentTask) -> SyncRun.DocumentRead
    ) throws(ReplicaError) -> (chunks: [DocumentChunk], left: Int) {
        let waiting = try openDocuments(acknowledged: try progress().head.sequence)
        var room = room
        var all: [DocumentChunk] = []
        var left = 0
        for document in waiting {
            let chunks = pieces(of: document, read)
            let size = chunks.reduce(0) { $0 + $1.bytes.count + Self.pieceOverheadBytes }
            guard !chunks.isEmpty, left == 0, size <= room else {
                left += 1
                continue
            }
            room -= size
            all += chunks
        }
        return (all, left)
    }

    /// An envelope of its own, its header and its seal.
    private static let pieceOverheadBytes = 512

    /// None when the content cannot be read.
    private func pieces(
        of document: DocumentReference, _ read: (DocumentTask) -> SyncRun.DocumentRead
    ) -> [DocumentChunk] {
        var chunks: [DocumentChunk] = []
        var start = 0
        while start < document.lengthBytes {
            let range = start..<min(start + Self.pieceBytes, document.lengthBytes)
            guard case .bytes(let bytes) = read(.chunk(document, range)) else { return [] }
            chunks.append(DocumentChunk(document: document, offset: start, bytes: bytes))
            start = range.upperBound
        }
        return chunks
    }
}
