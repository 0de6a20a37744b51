internal import Glibc

/// A file or pipe that is read piece by piece, as it comes.
package final class FileReader {
    private let descriptor: Descriptor
    private let path: String

    /// Opens the file; a folder or a missing file is refused at once.
    package init(_ path: String) throws(FileFailure) {
        self.path = path
        guard let descriptor = Descriptor.open(path, O_RDONLY) else {
            throw FileFailure(.read, path, errno)
        }
        self.descriptor = descriptor
    }

    /// Gives the next piece, nil at the end.
    package func nextChunk(
        maximum: Int = StandardInput.chunkBytes
    ) throws(FileFailure) -> [UInt8]? {
        guard let bytes = Descriptor.readOnce(descriptor.number, maximum: maximum) else {
            throw FileFailure(.read, path, errno)
        }
        return bytes.isEmpty ? nil : bytes
    }
}
