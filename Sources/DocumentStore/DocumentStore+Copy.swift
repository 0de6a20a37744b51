package import SyncProtocol

extension DocumentStore {
    /// Whether a complete document is what its name says; nil when it is not here.
    package func isIntact(_ name: DocumentName) throws(DocumentStoreError) -> Bool? {
        guard let length = try lengthBytes(of: name) else { return nil }
        // Nothing that is longer was ever taken.
        guard Self.lengths.contains(length) else { return false }
        let file = try openComplete(name)
        var scan = Scan()
        while let piece = try next(of: file, after: scan) { scan.add(piece) }
        return scan.name() == name
    }

    /// Whether a document can be relied on: nil when it is not here, false when it is damaged, or
    /// cannot be read, which comes to the same.
    package func isSound(_ name: DocumentName) -> Bool? {
        do throws(DocumentStoreError) {
            return try isIntact(name)
        } catch {
            return false
        }
    }

    /// Copies what another store has and this one has not; gives the names of documents whose
    /// content is not what their names say, which are left out.
    ///
    /// Each copy is durable when the next is begun, so that one that was interrupted goes on.
    package func copyMissing(
        from other: DocumentStore
    ) throws(DocumentStoreError) -> (copied: Int, damaged: [DocumentName]) {
        var copied = 0
        var damaged: [DocumentName] = []
        for name in try other.names() where try !has(name) {
            guard try other.isIntact(name) == true else {
                damaged.append(name)
                continue
            }
            _ = try add(other.path(name))
            copied += 1
        }
        return (copied, damaged)
    }
}
