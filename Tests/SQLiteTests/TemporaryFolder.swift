import Glibc

/// A fresh folder that disappears with its files.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() {
        var template = Array("/tmp/sqlite-tests-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        precondition(unsafe made != nil, "no temporary folder: \(errno)")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in ["db", "db-wal", "db-shm", "db-journal"] {
            unsafe unlink("\(path)/\(name)")
        }
        unsafe rmdir(path)
    }

    /// The path for the one database of a test.
    var database: String { "\(path)/db" }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Puts a file in the database's place.
    func write(_ content: String) {
        let file = unsafe fopen(database, "w")
        precondition(unsafe file != nil, "cannot write: \(errno)")
        unsafe fputs(content, file)
        unsafe fclose(file)
    }
}
