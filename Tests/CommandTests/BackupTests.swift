import Foundation
import Glibc
import SQLite
import Testing

/// Backups of both programs while they are in use, and what `verify` and `doctor` find.
@Suite struct BackupTests {
    private static let pdf = "%PDF-1.4\nMột tờ khai\n%%EOF\n"

    /// A point with a case that has a scan, all of it at the centre.
    private func world() throws -> World {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(3, "r")))
        let scan = world.folder.appending(path: "to-khai.pdf")
        try Data(Self.pdf.utf8).write(to: scan)
        #expect(try world.kiosk("a", "attach", "r-1", "ct01", scan.path).status == 0)
        #expect(try world.kiosk("a", "sync").status == 0)
        return world
    }

    private func path(_ world: World, _ name: String) -> String {
        world.folder.appending(path: name).path
    }

    @Test func `a backup taken while the hub serves is whole and holds no key`() throws {
        let world = try world()
        let file = path(world, "copy.backup")
        let backup = try world.central("backup", file, "--json")
        #expect(backup.status == 0, "\(backup.errors)")
        let told = try #require(try backup.objects().first)
        #expect(told.text("file") == file && told.number("documents") == 1)
        #expect((told["heads"] as? [String: Int])?["2"] == 4)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let verified = try world.central("verify", "--backup", file, "--json")
        #expect(verified.status == 0, "\(verified.output)")
        let result = try #require(try verified.objects().last)
        #expect(result.text("result") == "sound" && result.number("documents") == 1)
        let keys = try String(
            contentsOf: world.store.appending(path: "hub.keys"), encoding: .utf8)
        let secret = try #require(keys.split(separator: "\n").last?.split(separator: " ").last)
        let bytes = try Data(contentsOf: URL(filePath: file))
        let digits = Array(secret.utf8)
        let raw = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
        }
        #expect(raw.count == 32 && bytes.range(of: Data(raw)) == nil)
        #expect(bytes.range(of: Data(digits)) == nil)
    }

    @Test func `a folder keeps many backups, and a scan is copied once`() throws {
        let world = try world()
        let folder = path(world, "backups") + "/"
        let first = try #require(try world.central("backup", folder, "--json").objects().first)
        let second = try #require(try world.central("backup", folder, "--json").objects().first)
        #expect(first.text("file") != second.text("file"))
        #expect(first.number("copied") == 1 && second.number("copied") == 0)
        #expect(first.text("digest") == second.text("digest"))
        for told in [first, second] {
            let file = try #require(told.text("file"))
            #expect(try world.central("verify", "--backup", file).status == 0)
        }
    }

    @Test func `a backup that was changed, or lacks a scan, is found out`() throws {
        let world = try world()
        let file = path(world, "copy.backup")
        #expect(try world.central("backup", file).status == 0)
        let copy = try Connection(path: file, mode: .alone)
        try copy.run("UPDATE site SET name = 'X' WHERE number = 2")
        try FileManager.default.removeItem(atPath: file + ".documents")
        let verified = try world.central("verify", "--backup", file, "--json")
        #expect(verified.status == 1)
        let problems = try verified.objects().compactMap { $0.text("problem") }
        #expect(Set(problems) == ["changed-backup", "missing-document"])
        try Data("no backup".utf8).write(to: URL(filePath: file))
        let refused = try world.central("verify", "--backup", file)
        #expect(refused.status == 1)
    }

    @Test func `a backup that was killed leaves the one before, and the next succeeds`() throws {
        let world = try world()
        let file = path(world, "copy.backup")
        #expect(try world.central("backup", file).status == 0)
        let before = try Data(contentsOf: URL(filePath: file))
        let arguments = ["--store", world.store.path, "backup", file]
        for delay in 1...12 {
            let child = try Child("central", arguments, in: world.folder)
            usleep(UInt32(delay) * 4_000)
            try child.killAtOnce()
            #expect(try world.central("verify", "--backup", file).status == 0)
        }
        #expect(try Data(contentsOf: URL(filePath: file)).count >= before.count)
        #expect(try world.central("backup", file).status == 0)
        #expect(!FileManager.default.fileExists(atPath: file + ".part"))
    }

    @Test func `a kiosk is backed up while it works, with its scans`() throws {
        let world = try world()
        let file = path(world, "point.backup")
        let backup = try world.kiosk("a", "backup", file, "--json")
        #expect(backup.status == 0, "\(backup.errors)")
        let told = try #require(try backup.objects().first)
        #expect(told.number("documents") == 1 && (told["heads"] as? [String: Int])?["2"] == 4)
        let missing = try world.kiosk("a", "backup", "/no/such/folder/x")
        #expect(missing.status == 1 && missing.errors.contains("cannot be written"))
    }

    @Test func `verify and doctor say that a sound store is sound`() throws {
        let world = try world()
        let verified = try world.central("verify", "--json")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try verified.objects().last?.number("events") ?? 0 > 4)
        #expect(try world.central("doctor").status == 0)
        let doctor = try world.kiosk("a", "doctor", "--json")
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(try doctor.objects().last?.text("result") == "sound")
    }

    @Test func `verify finds a flipped bit in an event, a log and a list`() throws {
        let world = try world()
        let database = world.store.appending(path: "central.db").path
        let changes = [
            ("broken-chain", "UPDATE event SET hash = zeroblob(32) WHERE position > 1"),
            ("broken-log", "UPDATE change SET chain = chain + 1 WHERE stream = 2 AND number = 2"),
            ("wrong-summary", "UPDATE record SET length = 9 WHERE kind = 'case'"),
        ]
        for (word, change) in changes {
            let copy = path(world, word)
            try FileManager.default.createDirectory(
                atPath: copy, withIntermediateDirectories: true)
            #expect(try world.central("backup", copy + "/central.db").status == 0)
            let connection = try Connection(path: copy + "/central.db", mode: .alone)
            try connection.execute(change)
            let options = ["--store", copy, "--lang", "en", "verify", "--json"]
            let outcome = try Child("central", options, in: world.folder).finish()
            #expect(outcome.status == 1)
            let problems = try outcome.objects().compactMap { $0.text("problem") }
            #expect(problems.contains(word), "\(word): \(outcome.output)")
        }
        #expect(FileManager.default.fileExists(atPath: database))
    }

    @Test func `doctor makes wrong lists again, only when it is told to`() throws {
        let world = try world()
        let replica = world.home("a").appending(path: "replica.db").path
        try Connection(path: replica, mode: .readWrite).execute("UPDATE record SET slip = 'X'")
        try Connection(path: replica, mode: .readWrite)
            .execute("UPDATE record SET length = 7 WHERE kind = 'case'")
        let found = try world.kiosk("a", "doctor", "--json")
        #expect(found.status == 1)
        #expect(try found.objects().first?.text("problem") == "wrong-summary")
        let again = try world.kiosk("a", "doctor", "--json")
        #expect(again.status == 1, "nothing is repaired unasked")
        let repaired = try world.kiosk("a", "doctor", "--repair", "--json")
        #expect(repaired.status == 0, "\(repaired.output)")
        #expect(try world.kiosk("a", "doctor").status == 0)
    }

    @Test func `a damaged replica is set aside and rebuilt, and the rest comes from the hub`()
        throws
    {
        let world = try world()
        #expect(try world.central("accept", "r-1").status == 0)
        #expect(try world.kiosk("a", "edit", "r-2", "note=mới").status == 0)
        let replica = world.home("a").appending(path: "replica.db")
        try spoil("record_kind", in: replica)
        let found = try world.kiosk("a", "doctor", "--json")
        #expect(found.status == 1)
        #expect(try found.objects().first?.text("problem") == "file")
        let repaired = try world.kiosk("a", "doctor", "--repair")
        #expect(repaired.status == 0, "\(repaired.output) \(repaired.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: world.home("a").path)
        #expect(names.contains { $0.hasPrefix("replica.db.damaged-") })
        #expect(try world.kiosk("a", "outbox", "--json").objects().count == 2)
        #expect(try world.kiosk("a", "sync").status == 0)
        let listed = try world.kiosk("a", "list", "--json").objects()
        #expect(listed.count == 3 && listed.contains { $0.text("official") != nil })
        #expect(try world.kiosk("a", "doctor").status == 0)
        let shown = try world.central("show", "r-2", "--json").objects().first
        #expect((shown?["fields"] as? [String: String])?["note"] == "mới")
    }

    /// Overwrites the page on which a table or an index begins.
    private func spoil(_ name: String, in file: URL) throws {
        let (page, size) = try {
            let connection = try Connection(path: file.path, mode: .readWrite)
            try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            let page = try connection.row(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?1", [.text(name)]
            ) { $0.int(0) }
            return (try #require(page), try connection.row("PRAGMA page_size") { $0.int(0) } ?? 0)
        }()
        let handle = try FileHandle(forWritingTo: file)
        try handle.seek(toOffset: UInt64((page - 1) * size))
        try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size)))
        try handle.close()
    }

    @Test func `doctor names a key file that others can read`() throws {
        let world = try world()
        let keys = world.home("a").appending(path: "kiosk.keys").path
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: keys)
        let doctor = try world.kiosk("a", "doctor")
        #expect(doctor.status == 1 && doctor.output.contains("chmod 600 \(keys)"))
    }

    @Test func `the recovery sheet brings the keys back`() throws {
        let world = try world()
        let keys = world.store.appending(path: "hub.keys")
        let before = try String(contentsOf: keys, encoding: .utf8)
        let sheet = try world.central("recovery-sheet").output
        let rule = String(repeating: "-", count: 72) + "\n"
        let parts = sheet.components(separatedBy: rule)
        #expect(parts.count == 3 && parts[1] == before)
        let fresh = path(world, "fresh")
        #expect(
            try Child("central", ["--store", fresh, "init"], in: world.folder).finish().status == 0)
        let kept = fresh + "/recovery-sheet.txt"
        let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }
}
