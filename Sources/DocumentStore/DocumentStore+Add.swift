package import CaseModel
internal import Glibc
package import SyncProtocol
import Transport

extension DocumentStore {
    /// What a file was found to be.
    package struct Inspected: Equatable, Sendable {
        package let kind: DocumentKind
        package let lengthBytes: Int
    }

    /// A document that was added.
    package struct Added: Equatable, Sendable {
        package let name: DocumentName
        package let kind: DocumentKind
        package let lengthBytes: Int
    }

    /// Says what a file is and how large, without storing anything; or why it is not taken.
    package func inspect(_ path: String) throws(DocumentStoreError) -> Inspected {
        let source = try openSource(path)
        let length = Int(try disk.status(source).st_size)
        let head = try disk.read(source, at: 0, maximum: DocumentKind.headBytes)
        let tail = try disk.read(
            source, at: max(0, length - DocumentKind.tailBytes), maximum: DocumentKind.tailBytes)
        return Inspected(
            kind: try Self.kind(head: head, tail: tail, lengthBytes: length), lengthBytes: length)
    }

    /// Copies a file into the store; when this returns, its content survives a power cut.
    ///
    /// What is checked is the copy, so that a file which changes meanwhile cannot deceive. The same
    /// content twice has the same name and is no error.
    package func add(_ path: String) throws(DocumentStoreError) -> Added {
        let source = try openSource(path)
        try disk.makeFolder(incoming)
        let copy = try disk.create(like: "\(incoming)/copy.XXXXXX")
        do throws(DocumentStoreError) {
            return try add(source, copy)
        } catch {
            // Best effort: what stays is swept one day, and the first failure says more.
            try? disk.remove(copy.path)
            throw error
        }
    }

    private func add(
        _ source: borrowing OpenFile, _ copy: borrowing OpenFile
    ) throws(DocumentStoreError) -> Added {
        var copied = Scan()
        while let piece = try next(of: source, after: copied) {
            try disk.write(piece[...], to: copy, at: copied.lengthBytes)
            copied.add(piece)
        }
        let length = copied.lengthBytes
        let kind = try Self.kind(head: copied.head, tail: copied.tail, lengthBytes: length)
        let name = copied.name()
        try disk.synchronise(copy)
        // In the place of the same content, if it is here already: the newer file is as good.
        try publish(copy.path, as: name)
        return Added(name: name, kind: kind, lengthBytes: length)
    }

    /// Opens a file of somebody else; only an ordinary one.
    private func openSource(_ path: String) throws(DocumentStoreError) -> OpenFile {
        // Not blocking: opening a pipe by mistake must not wait for its writer.
        let source = try disk.open(path, O_RDONLY | O_NONBLOCK)
        switch try disk.status(source).st_mode & S_IFMT {
        case S_IFREG: return source
        case S_IFDIR: throw .file(FileFailure(.read, path, EISDIR))
        default: throw .file(FileFailure(.read, path, ENOTSUP))
        }
    }

    static func kind(
        head: [UInt8], tail: [UInt8], lengthBytes: Int
    ) throws(DocumentStoreError) -> DocumentKind {
        do throws(DocumentProblem) {
            return try DocumentKind.sniff(head: head, tail: tail, lengthBytes: lengthBytes)
        } catch {
            throw .refused(error)
        }
    }
}
