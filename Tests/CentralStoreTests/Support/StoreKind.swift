import CentralStore
import Foundation
import Testing

/// The stores that the conformance suite holds to the seam.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, memory

    var testDescription: String { rawValue }

    /// A place for a new and empty store.
    func place() throws -> StorePlace {
        switch self {
        case .sqlite: .file(try TemporaryFolder())
        case .memory: .shelf(MemoryStore.Shelf())
        }
    }

    /// Runs the body with an open store that has an epoch, and with its place.
    func withStore(_ body: (any CentralStore, StorePlace) throws -> Void) throws {
        let place = try place()
        let store = try place.open()
        try store.transaction { () throws(StoreError) in
            try store.begin(Sample.epoch)
        }
        try body(store, place)
    }
}

/// Where one store lies, which may be opened several times.
enum StorePlace {
    case file(TemporaryFolder)
    case shelf(MemoryStore.Shelf)

    /// A handle that does not wait for others.
    func open() throws -> any CentralStore {
        switch self {
        case .file(let folder):
            try SQLiteStore(path: folder.database, busyTimeoutMilliseconds: 0)
        case .shelf(let shelf):
            MemoryStore(shelf)
        }
    }
}

/// A fresh folder that disappears with its last user.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)  // a temporary folder may stay
    }

    var database: String { url.appending(path: "central.db").path }
}
