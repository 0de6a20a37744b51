internal import Glibc

/// What could not be done with which file, and what the system said.
package struct FileFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried; the words stand in the description.
    package enum Operation: String, Sendable {
        case createDirectory = "create directory"
        case read
        case write
    }

    package let operation: Operation
    /// The path, or a name such as `standard output`.
    package let path: String
    /// The number of the system's error.
    package let errno: Int32

    package init(_ operation: Operation, _ path: String, _ errno: Int32) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// A file that should have been there.
    package static func missing(_ path: String) -> FileFailure {
        FileFailure(.read, path, ENOENT)
    }

    /// Such as `cannot write '/a/b': No space left on device`.
    package var description: String {
        let reason = unsafe String(cString: strerror(errno))
        return "cannot \(operation.rawValue) '\(path)': \(reason)"
    }

    /// The reasons that people are told in their language.
    package enum Kind: Equatable, Sendable {
        case missing, folder, taken, forbidden, readOnly, diskFull, tooLarge, notAFile, closed
        /// Anything else, in the system's words.
        case other(String)
    }

    /// What the system's number means to a person.
    package var kind: Kind {
        switch errno {
        case ENOENT: .missing
        case EISDIR: .folder
        case EEXIST, ENOTDIR: .taken
        case EACCES, EPERM: .forbidden
        case EROFS: .readOnly
        case ENOSPC, EDQUOT: .diskFull
        case EFBIG: .tooLarge
        case ENOTSUP: .notAFile
        case EBADF: .closed
        default: .other(unsafe String(cString: strerror(errno)))
        }
    }

    /// The reader of a pipe has gone; a filter ends quietly then.
    package var readerIsGone: Bool { errno == EPIPE }
    /// There is no such file or directory.
    package var isMissing: Bool { errno == ENOENT }
}
