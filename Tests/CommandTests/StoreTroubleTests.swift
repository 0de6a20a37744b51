import Foundation
import Glibc
import SQLite
import Testing

/// Disks and files that are not as they should be: one clear sentence, and nothing is harmed.
@Suite struct StoreTroubleTests {
    private static func file(_ world: World) -> URL {
        world.home("a").appending(path: "replica.db")
    }

    @Test func `a point that is not enrolled says what to do`() throws {
        let world = try World(isServing: false)
        let outcome = try world.kiosk("a", "list")
        #expect(outcome.status == 1 && outcome.errors.contains("Run: kiosk enrol CODE"))
        #expect(!FileManager.default.fileExists(atPath: world.home("a").path))
    }

    @Test func `a file or an address in the place of the folder is named`() throws {
        let world = try World(isServing: false)
        try Data("x".utf8).write(to: world.home("a"))
        for command in ["list", "submit", "sync"] {
            let outcome = try world.kiosk("a", command)
            #expect(outcome.status == 1 && outcome.errors.contains("is a file, not a folder"))
        }
        let taken = ["--store", world.home("a").path, "--lang", "en"]
        for command in ["init", "sites", "status"] {
            let outcome = try Child("central", taken + [command], in: world.folder).finish()
            #expect(outcome.status == 1 && outcome.errors.contains("is a file, not a folder"))
        }
        let address = ["--store", "postgres://localhost/x", "--lang", "en"]
        for command in ["init", "sites"] {
            let outcome = try Child("central", address + [command], in: world.folder).finish()
            #expect(outcome.status == 2 && outcome.errors.contains("is an address"))
        }
    }

    @Test func `a store that another program holds is busy, and reading goes on`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        let holder = try Connection(path: Self.file(world).path, mode: .readWrite)
        try holder.transaction { () throws(SQLiteError) in
            // What fails in here fails the test, and the lock is given back all the same.
            let tries = Result {
                let listed = try world.kiosk("a", "list", "--json")
                let refused = try world.kiosk("a", "edit", "r", "note=x")
                return (listed, refused)
            }
            #expect(throws: Never.self) {
                let (listed, refused) = try tries.get()
                #expect(listed.status == 0 && listed.lines.count == 1)
                #expect(refused.status == 1)
                #expect(refused.errors.hasPrefix("The store is busy because another program"))
            }
        }
        #expect(try world.kiosk("a", "edit", "r", "note=x").status == 0)
    }

    @Test(arguments: ["list", "submit", "sync"])
    func `what is no store is left alone`(command: String) throws {
        let world = try World(isServing: false)
        let home = world.home("a")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let garbage = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try garbage.write(to: Self.file(world))
        let outcome = try world.kiosk("a", command)
        #expect(outcome.status == 1)
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        #expect(try Data(contentsOf: Self.file(world)) == garbage)
    }

    @Test func `a store of the centre or of a newer version is not touched`() throws {
        let world = try World()
        try world.enrol("a")
        let newer = try Connection(path: Self.file(world).path, mode: .readWrite)
        try newer.execute("PRAGMA user_version=99")
        let refused = try world.kiosk("a", "list")
        #expect(refused.status == 1 && refused.errors.contains("was made by a newer version"))
        let home = world.home("b")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        _ = try world.stopHub()
        try FileManager.default.copyItem(
            at: world.store.appending(path: "central.db"),
            to: home.appending(path: "replica.db"))
        let foreign = try world.kiosk("b", "list")
        #expect(foreign.status == 1 && foreign.errors.contains("belongs to another program"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a disk that only reads says so`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(unsafe chmod(Self.file(world).path, 0o400) == 0)
        #expect(unsafe chmod(world.home("a").path, 0o500) == 0)
        let outcome = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(unsafe chmod(world.home("a").path, 0o700) == 0)
        #expect(outcome.status == 1)
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }

    @Test func `a receipt that cannot be printed is an error, and the case is kept`() throws {
        let world = try World()
        try world.enrol("a")
        let script = #""$0" --home "$1" --lang en submit --json >/dev/full"#
        let outcome = try Child(
            "/bin/sh", ["-c", script, Programs.url("kiosk").path, world.home("a").path],
            in: world.folder, input: .text(Cases.line("r"))
        ).finish()
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("cannot be written: the disk is full."))
        let again = try world.kiosk("a", "submit", "--json", input: .text(Cases.line("r")))
        #expect(try again.objects().slips == world.kiosk("a", "list", "--json").objects().slips)
    }

    @Test func `files that cannot be read are named with the reason`() throws {
        let world = try World()
        try world.enrol("a")
        let missing = try world.kiosk("a", "submit", "--file", "/nonexistent")
        #expect(missing.errors == "'/nonexistent' cannot be read: there is no such file.\n")
        let folder = try world.central("catalogue", "import", world.folder.path)
        #expect(folder.status == 1 && folder.errors.contains("it is a folder"))
        #expect(try world.central("catalogue", "import", "/dev/null").status == 1)
        #expect(try world.central("catalogue", "import", #filePath).status == 3)
    }
}
