/// A document as both sides speak of it: its name, and how long its content is.
package struct DocumentReference: Hashable, Comparable, Sendable {
    package let name: DocumentName
    package let lengthBytes: Int

    package init(name: DocumentName, lengthBytes: Int) {
        self.name = name
        self.lengthBytes = lengthBytes
    }

    package static func < (left: DocumentReference, right: DocumentReference) -> Bool {
        (left.name, left.lengthBytes) < (right.name, right.lengthBytes)
    }
}

extension CBOREncoder {
    /// Writes the first two items of every array that speaks of a document.
    mutating func document(_ document: DocumentReference) {
        bytes(document.name.bytes)
        unsigned(UInt64(document.lengthBytes))
    }
}

extension CBORDecoder {
    /// Reads the first two items of every array that speaks of a document.
    mutating func document() throws(WireError) -> DocumentReference {
        let name = DocumentName(try digest())
        let start = offset
        let length = try unsigned(limit: UInt64(Limits.documentBytes))
        guard length > 0 else { throw .outOfRange(at: start) }
        return DocumentReference(name: name, lengthBytes: Int(length))
    }
}
