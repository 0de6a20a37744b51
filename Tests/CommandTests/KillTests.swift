import Foundation
import Testing

/// Programs that die at random moments, disks that are full, and much at once; `Tests/kills` says
/// what is done, and what must hold. `KILLS=5000` in the environment asks for so many kills.
@Suite struct KillTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "kills")
    private static let kills = Int(ProcessInfo.processInfo.environment["KILLS"] ?? "") ?? 200

    /// Whether a disk can be mounted in a name space of its own.
    private static let canMount: Bool = {
        // Where it cannot be tried, it cannot be done.
        let outcome = try? Child(
            "/usr/bin/unshare", ["-rm", "/bin/mount", "-t", "tmpfs", "tmpfs", "/mnt"],
            in: FileManager.default.temporaryDirectory
        ).finish()
        return outcome?.status == 0
    }()

    private func python(
        _ script: String, _ arguments: [String], through first: [String] = []
    ) throws -> Programs.Outcome {
        let place = FreshFolder()
        let words =
            first + ["/usr/bin/python3", "-B", Self.folder.appending(path: script).path]
            + arguments
        return try Child(words[0], Array(words.dropFirst()), in: place.url)
            .finish(seconds: 300 + Double(Self.kills))
    }

    @Test(arguments: [1, 2, 3, 4])
    func `programs that are killed at any moment lose nothing that was acknowledged`(
        seed: Int
    ) throws {
        let outcome = try python(
            "main.py", [Programs.folder.path, "\((Self.kills + 3) / 4)", "\(seed)"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        print(outcome.output, terminator: "")
    }

    @Test(
        .enabled(if: canMount, "needs the right to mount a disk in a name space of its own"),
        arguments: ["full_point", "full_centre", "read_only"])
    func `a disk that is full or only read is said, and harms nothing`(promise: String) throws {
        let outcome = try python(
            "troubles.py", [promise, Programs.folder.path], through: ["/usr/bin/unshare", "-rm"])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test(arguments: ["together", "under_load"])
    func `much at once on one home or at one hub loses nothing`(promise: String) throws {
        let outcome = try python("troubles.py", [promise, Programs.folder.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
