internal import Glibc

extension Files {
    /// Gives a file another name, in the place of what had it; when it returns that is durable.
    package static func move(_ path: String, to name: String) throws(FileFailure) {
        guard unsafe Glibc.rename(path, name) == 0 else { throw FileFailure(.write, name, errno) }
        try synchronise(parent(of: name))
    }

    /// Removes a file; one that is not there is no failure.
    package static func remove(_ path: String) throws(FileFailure) {
        guard unsafe unlink(path) != 0, errno != ENOENT else { return }
        throw FileFailure(.write, path, errno)
    }
}
