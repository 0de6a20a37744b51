import Foundation
import Testing

/// The citizens' screen of the real program at a pseudo-terminal; `Tests/terminal` says what is
/// typed and what must be seen.
@Suite struct TerminalTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "terminal")

    @Test(arguments: [
        "typing", "ahead", "looked_up", "arranged", "conditions", "locked", "signals", "pastes",
        "idle", "forgotten", "handed_in",
        "walks", "desk_walks", "staffed", "desk", "citizen", "slow_citizen",
        "slow_desk",
    ])
    func `the terminal shows, loses and keeps nothing that it must not`(promise: String) throws {
        let world = try World()
        try world.enrol("A")
        try world.killHub()
        let script = Self.folder.appending(path: "cases.py").path
        let program = Programs.url("kiosk").path
        let outcome = try Child(
            "/usr/bin/python3", ["-B", script, promise, program, world.home("A").path],
            in: world.folder
        ).finish(seconds: 300)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }
}
