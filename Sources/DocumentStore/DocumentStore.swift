import CaseModel
internal import Glibc
package import SyncProtocol
import Transport

/// The folder in which the content of documents lies under the names of their digests.
///
///     ab/cdef…                          a complete document, checked against its name
///     incoming/abcdef….<bytes>.part     what has arrived of one that is on its way
///     incoming/abcdef….<bytes>.ranges   which of its bytes are on the disk
///     incoming/copy.……                  a file that is being added
///
/// Whatever carries a document's name is complete and durable: content gets its name by renaming,
/// after its hash was checked and its bytes were written to the disk. A process that dies leaves
/// only files in `incoming`, which `sweep` removes one day.
/// Several processes may use one folder; a lock on `incoming/lock` keeps writers of chunks apart.
package final class DocumentStore {
    /// Bytes that are in memory at a time when a document is copied or hashed.
    static let pieceBytes = 64 << 10

    /// The store's folder.
    package let folder: String
    let disk = Disk()

    /// Opens a store; its folders are made when something is first written.
    package init(folder: String) {
        self.folder = folder
    }

    /// The planned failure of a test.
    package var faults: DiskFaults? {
        get { disk.faults }
        set { disk.faults = newValue }
    }

    /// The length of a complete document; nil when it is not here.
    package func lengthBytes(
        of name: DocumentName
    ) throws(DocumentStoreError) -> Int? {
        try disk.status(path(name)).map { Int($0.st_size) }
    }

    /// Whether a document is here, complete.
    package func has(_ name: DocumentName) throws(DocumentStoreError) -> Bool {
        try lengthBytes(of: name) != nil
    }

    /// Reads bytes of a complete document; the range must lie within it.
    package func read(
        _ name: DocumentName, _ range: Range<Int>
    ) throws(DocumentStoreError) -> [UInt8] {
        let file = try openComplete(name)
        let bytes = try disk.read(file, at: range.lowerBound, maximum: range.count)
        guard bytes.count == range.count else { throw .outOfRange }
        return bytes
    }

    /// The hash of a whole document keyed with what the other side drew: proves possession without
    /// sending it (design §5). The nonce has 16 to 64 bytes.
    package func proof(
        of name: DocumentName, nonce: [UInt8]
    ) throws(DocumentStoreError) -> [UInt8] {
        let file = try openComplete(name)
        var scan = Scan(key: nonce)
        while let piece = try next(of: file, after: scan) { scan.add(piece) }
        return scan.digest().bytes
    }

    /// Removes a complete document, when no record needs it any longer.
    package func remove(_ name: DocumentName) throws(DocumentStoreError) {
        try disk.remove(path(name))
        if Files.isDirectory(shelf(name)) { try disk.synchroniseFolder(shelf(name)) }
    }

    /// The names of all complete documents, in order.
    package func names() throws(DocumentStoreError) -> [DocumentName] {
        var names: [DocumentName] = []
        for shelf in try disk.names(in: folder) where shelf.utf8.count == 2 {
            for rest in try disk.names(in: "\(folder)/\(shelf)") {
                if let name = DocumentName(hex: shelf + rest) { names.append(name) }
            }
        }
        return names
    }

    var incoming: String { "\(folder)/incoming" }

    /// The folder in which a document lies, by the first byte of its name.
    func shelf(_ name: DocumentName) -> String {
        "\(folder)/\(name.description.prefix(2))"
    }

    func path(_ name: DocumentName) -> String {
        "\(shelf(name))/\(name.description.dropFirst(2))"
    }

    /// Lengths that a document may have.
    static let lengths = 1...CaseLimits.documentBytes

    func openComplete(_ name: DocumentName) throws(DocumentStoreError) -> OpenFile {
        do throws(DocumentStoreError) {
            return try disk.open(path(name), O_RDONLY)
        } catch .file(let failure) where failure.isMissing {
            throw .missing(name)
        }
    }

    /// The piece of a file that follows what was read; nil at its end.
    ///
    /// A file that grows while it is read ends one piece after it is too large to be taken.
    func next(
        of file: borrowing OpenFile, after scan: borrowing Scan
    ) throws(DocumentStoreError) -> [UInt8]? {
        guard scan.lengthBytes <= CaseLimits.documentBytes else { return nil }
        let piece = try disk.read(file, at: scan.lengthBytes, maximum: Self.pieceBytes)
        return piece.isEmpty ? nil : piece
    }

    /// Gives a checked file its name; when this returns both are on the disk.
    func publish(_ path: String, as name: DocumentName) throws(DocumentStoreError) {
        try disk.makeFolder(shelf(name))
        try disk.rename(path, to: self.path(name))
        try settle(name)
    }

    /// Makes sure that the name of a visible document survives a power cut, whoever gave it: a
    /// process may have died right after.
    func settle(_ name: DocumentName) throws(DocumentStoreError) {
        try disk.synchroniseFolder(shelf(name))
        try disk.synchroniseFolder(folder)
    }
}
