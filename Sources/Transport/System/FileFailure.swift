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

    init(_ operation: Operation, _ path: String, _ errno: Int32) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// Such as `cannot write '/a/b': No space left on device`.
    package var description: String {
        let reason = unsafe String(cString: strerror(errno))
        return "cannot \(operation.rawValue) '\(path)': \(reason)"
    }

    /// The reader of a pipe has gone; a filter ends quietly then.
    package var readerIsGone: Bool { errno == EPIPE }
    /// The disk or the quota is full.
    package var diskIsFull: Bool { errno == ENOSPC || errno == EDQUOT }
    /// There is no such file or directory.
    package var isMissing: Bool { errno == ENOENT }
}
