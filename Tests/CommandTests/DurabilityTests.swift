import Foundation
import Glibc
import Testing

/// A file system that is not the one of temporary files.
enum OtherDisk {
    static let isThere: Bool = {
        func device(_ path: String) -> Int? {
            // Without such a place there is nothing to test on.
            (try? FileManager.default.attributesOfItem(atPath: path))?[.systemNumber] as? Int
        }
        guard let other = device("/dev/shm"), unsafe access("/dev/shm", W_OK) == 0 else {
            return false
        }
        return other != device(FileManager.default.temporaryDirectory.path)
    }()
}

/// What a point is told of backups, with a second file system (`/dev/shm`).
@Suite(.enabled(if: OtherDisk.isThere, "needs /dev/shm on another file system"))
struct DurabilityTests {
    @Test func `a case is in a backup once two have been read back elsewhere`() throws {
        let world = try World()
        try world.enrol("a")
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        func durability() throws -> String? {
            #expect(try world.kiosk("a", "sync").status == 0)
            return try world.kiosk("a", "show", "r", "--json").objects().first?.text("durability")
        }
        #expect(
            try world.kiosk("a", "list", "--json").objects().first?.text("durability") == "saved")
        #expect(try durability() == "centre")
        let other = URL(filePath: "/dev/shm/motcua-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: other) }  // what stays lies in memory
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        for file in ["1", "2"] {
            let path = other.appending(path: file).path
            #expect(try world.central("backup", path).status == 0)
            #expect(try durability() == "centre", "a backup that nobody has read back is none")
            let same = world.folder.appending(path: file).path
            #expect(try world.central("backup", same).status == 0)
            let near = try world.central("verify", "--backup", same)
            #expect(near.status == 0 && near.errors.contains("does not count as safe"))
            #expect(try world.central("verify", "--backup", path).status == 0)
            #expect(try durability() == (file == "1" ? "centre" : "backup"))
        }
        let listed = try world.central("list", "--json").objects().first
        #expect(listed?.text("durability") == "backup")
        #expect(try world.kiosk("a", "edit", "r", "note=x").status == 0)
        let edited = try world.kiosk("a", "show", "r", "--json").objects().first
        #expect(edited?.text("durability") == "saved", "what was changed since is only here")
    }
}
