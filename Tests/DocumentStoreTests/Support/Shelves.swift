import CaseModel
import DocumentStore
import Foundation
import Sealing
import SyncProtocol
import Testing
import Transport

/// A store in a fresh folder that goes with its owner, and what a person sees in it.
final class Shelves {
    let root: URL
    var store: DocumentStore

    init() throws {
        // Memory where there is some: these tests wait for the disk thousands of times, and what
        // they show does not depend on how long that takes.
        let memory = URL(filePath: "/dev/shm")
        let isUsable = FileManager.default.isWritableFile(atPath: memory.path)
        root = (isUsable ? memory : FileManager.default.temporaryDirectory)
            .appending(path: "document-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        store = DocumentStore(folder: root.appending(path: "documents").path)
    }

    deinit {
        // What cannot be removed lies in the system's temporary folder.
        try? FileManager.default.removeItem(at: root)
    }

    /// What another process finds: the folder as it is, and no planned failure.
    func reopen() {
        store = DocumentStore(folder: root.appending(path: "documents").path)
    }

    /// Puts a file outside of the store.
    func file(_ name: String, _ content: [UInt8]) throws -> String {
        let url = root.appending(path: name)
        try Data(content).write(to: url)
        return url.path
    }

    /// The paths of all files of the store, without the lock.
    func files() -> [String] {
        let all = FileManager.default.enumerator(atPath: store.folder)?.allObjects ?? []
        return all.compactMap { $0 as? String }.filter { path in
            !Files.isDirectory("\(store.folder)/\(path)") && path != "incoming/lock"
        }.sorted()
    }

    func content(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(store.folder)/\(path)")))
    }

    /// The names under which something is visible; each must be that of its content.
    func visible() throws -> [String] {
        var names: [String] = []
        for path in files() where !path.hasPrefix("incoming/") {
            let hash = Blake2b.hash(try content(path)).hex
            names.append(path.replacing("/", with: ""))
            #expect(names.last == hash)
        }
        return names
    }
}

/// A document for tests: content that no other seed has, of any length, and its name.
struct Sample {
    let content: [UInt8]
    let name: DocumentName

    init(_ seed: UInt64, count: Int) throws {
        var random = SeededGenerator(seed: seed)
        let ends = (Array("%PDF-1.4\n".utf8), Array("\n%%EOF\n".utf8))
        let middle = (0..<count - ends.0.count - ends.1.count).map { _ in
            UInt8(truncatingIfNeeded: random.next())
        }
        content = ends.0 + middle + ends.1
        name = DocumentName(try #require(Digest(Blake2b.hash(content))))
    }

    /// Writes a chunk of it.
    func send(_ range: Range<Int>, to store: DocumentStore) throws -> DocumentStore.Progress {
        try store.write(
            Array(content[range]), at: range.lowerBound, of: name, lengthBytes: content.count)
    }

    func missing(in store: DocumentStore) throws -> [Range<Int>] {
        try store.missing(name, lengthBytes: content.count)
    }
}

/// The numbers of a seed, the same on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
