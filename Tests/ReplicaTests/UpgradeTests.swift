import Foundation
import SQLite
import Sealing
import SyncProtocol
import Testing

@testable import Replica

/// A replica that an older version of the program made.
@Suite struct UpgradeTests {
    @Test func `a replica of the first version keeps its work and learns of bundles`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a temporary folder may stay
        let path = folder.appending(path: "kiosk.db").path
        try makeOld(path)
        let replica = try Replica(path: path)
        #expect(try replica.connection.row("PRAGMA user_version") { $0.int(0) } == 3)
        #expect(try replica.identity()?.name == "Bưu điện")
        _ = try replica.transaction { () throws(ReplicaError) in try replica.submit([:]) }
        var generator = SystemRandomNumberGenerator()
        let seal = SiteSeal(Kiosk.identity, keys: KeyList(using: &generator))
        let export = try replica.exportBundle(
            seal: seal, program: "test", made: 0, using: &generator)
        #expect(export.bundle.manifest.events == 1 && export.left == 0)
        let count = try replica.connection.row("SELECT count(*) FROM bundle_request") { $0.int(0) }
        #expect(count == 1)
    }

    /// An enrolled replica with the schema of the first version.
    private func makeOld(_ path: String) throws {
        let connection = try Connection(path: path, mode: .readWriteCreate)
        try Migrator.migrate(
            connection, applicationID: Replica.applicationID, Array(Replica.migrations.prefix(1)))
        try connection.run(
            """
            INSERT INTO identity (id, site, name, unit, type, hub_address, hub_key_number, hub_key,
                key_number, code, slip_key)
            VALUES (1, 2, 'Bưu điện', 'H57', 'post', 'http://127.0.0.1:1', 1, ?1, 1, x'06', x'05')
            """, [.blob([UInt8](repeating: 9, count: 32))])
        try connection.run(
            """
            INSERT INTO progress (id, epoch, head_sequence, head_hash, acknowledged,
                acknowledged_prefix) VALUES (1, 1, 0, ?1, 0, 1)
            """, [.blob(Digest(epoch: 1).bytes)])
    }
}
