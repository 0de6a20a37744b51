import CaseModel
import Sealing
import SyncProtocol

/// What reading a file piece by piece, from its beginning, has told so far.
struct Scan: ~Copyable {
    private var hash: Blake2b.Stream
    private(set) var head: [UInt8] = []
    private(set) var tail: [UInt8] = []
    private(set) var lengthBytes = 0

    /// Begins; the hash is keyed when a key is given.
    init(key: [UInt8] = []) {
        hash = Blake2b.Stream(key: key)
    }

    mutating func add(_ piece: [UInt8]) {
        if lengthBytes == 0 { head = Array(piece.prefix(DocumentKind.headBytes)) }
        tail = Array((tail + piece.suffix(DocumentKind.tailBytes)).suffix(DocumentKind.tailBytes))
        hash.update(piece)
        lengthBytes += piece.count
    }

    /// The hash of everything added.
    consuming func digest() -> Digest {
        guard let digest = Digest(hash.finish()) else {
            preconditionFailure("BLAKE2b-256 gave no 32 bytes")
        }
        return digest
    }

    /// The name of a document with this content.
    consuming func name() -> DocumentName { DocumentName(digest()) }
}
