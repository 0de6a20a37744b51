import Glibc
import Testing

@testable import Transport

@Suite struct FilesTests {
    private let folder = TemporaryFolder()

    @Test func `a private folder is made with its parents`() throws {
        let path = "\(folder.path)/a/b/c/"
        try Files.createPrivateDirectory(path)
        try Files.createPrivateDirectory(path)
        for part in ["a", "a/b", "a/b/c"] {
            #expect(mode("\(folder.path)/\(part)") == 0o700)
        }
    }

    @Test func `a file in the way of a folder is said so`() throws {
        try Files.writePrivate("\(folder.path)/a", [])
        #expect(throws: FileFailure(.createDirectory, "\(folder.path)/a", EEXIST)) {
            try Files.createPrivateDirectory("\(folder.path)/a")
        }
        #expect(throws: FileFailure(.createDirectory, "\(folder.path)/a/b", ENOTDIR)) {
            try Files.createPrivateDirectory("\(folder.path)/a/b")
        }
    }

    @Test func `what is written is read, and only by us`() throws {
        let path = "\(folder.path)/f"
        #expect(!Files.exists(path))
        for content in [pattern(100_000), [], pattern(3)] {
            try Files.writePrivate(path, content)
            #expect(try Files.read(path, limitBytes: 100_000) == content)
        }
        #expect(mode(path) == 0o600)
        #expect(Files.exists(path))
        #expect(folder.names == ["f"])
    }

    @Test func `a file over the limit is refused`() throws {
        let path = "\(folder.path)/f"
        try Files.writePrivate(path, pattern(101))
        #expect(throws: FileFailure(.read, path, EFBIG)) {
            _ = try Files.read(path, limitBytes: 100)
        }
    }

    @Test func `only regular files are read`() throws {
        #expect(throws: FileFailure(.read, folder.path, EISDIR)) {
            _ = try Files.read(folder.path, limitBytes: 100)
        }
        let pipe = "\(folder.path)/pipe"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        #expect(throws: FileFailure(.read, pipe, ENOTSUP)) {
            _ = try Files.read(pipe, limitBytes: 100)
        }
        #expect(throws: FileFailure(.read, "\(folder.path)/none", ENOENT)) {
            _ = try Files.read("\(folder.path)/none", limitBytes: 100)
        }
    }

    @Test func `a failed write leaves no file behind`() throws {
        let path = "\(folder.path)/folder"
        try Files.createPrivateDirectory("\(path)/inside")
        #expect(throws: FileFailure(.write, path, EISDIR)) { try Files.writePrivate(path, [1]) }
        #expect(folder.names == ["folder"])
    }

    @Test func `a failure says what, where and why`() {
        let failure = FileFailure(.write, "/a/b", ENOSPC)
        #expect(failure.description == "cannot write '/a/b': No space left on device")
    }

    @Test func `a full disk is said so`() {
        let number = unsafe open("/dev/full", O_WRONLY)
        defer { _ = close(number) }
        #expect(throws: FileFailure(.write, "standard output", ENOSPC)) {
            try Output(descriptor: number, name: "standard output").write("x")
        }
    }

    @Test func `a reader that has gone is said so`() throws {
        StopSignals.ignoreBrokenPipes()
        var ends: [Int32] = [-1, -1]
        #expect(unsafe pipe(&ends) == 0)
        _ = close(ends[0])
        defer { _ = close(ends[1]) }
        let output = Output(descriptor: ends[1], name: "standard output")
        #expect {
            try output.write("x")
        } throws: { error in
            (error as? FileFailure)?.readerIsGone == true
        }
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a/b//", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b", "a"),
    ])
    func `the parent of a path`(path: String, parent: String) {
        #expect(Files.parent(of: path) == parent)
    }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
}

/// A fresh folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var name = Array("/tmp/transport-tests.XXXXXX".utf8CString)
        precondition(unsafe mkdtemp(&name) != nil, "no temporary folder")
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        TemporaryFolder.remove(path)
    }

    private static func remove(_ path: String) {
        for name in names(in: path) { remove("\(path)/\(name)") }
        _ = unsafe Glibc.remove(path)
    }

    /// What lies in it.
    var names: [String] { TemporaryFolder.names(in: path) }

    /// Nothing when it is no folder; what a link points to does not count.
    private static func names(in path: String) -> [String] {
        guard let folder = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
