/// The name of a document: the BLAKE2b-256 digest of its content.
///
/// The same content has the same name everywhere; a name alone opens nothing (design §5).
package struct DocumentName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let digest: Digest

    package init(_ digest: Digest) {
        self.digest = digest
    }

    /// Takes 64 small hexadecimal digits; nil for anything else.
    package init?(hex text: some StringProtocol) {
        guard let bytes = [UInt8](hex: text), let digest = Digest(bytes),
            digest.description.utf8.elementsEqual(text.utf8)
        else { return nil }
        self.digest = digest
    }

    package var bytes: [UInt8] { digest.bytes }

    package var description: String { digest.description }

    package static func < (left: DocumentName, right: DocumentName) -> Bool {
        left.digest < right.digest
    }
}
