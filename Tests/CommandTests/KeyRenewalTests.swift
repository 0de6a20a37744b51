import Foundation
import Testing

/// A point whose key is old makes itself a new one, with the real programs.
@Suite struct KeyRenewalTests {
    @Test func `an old key is renewed with a synchronisation, and the old one opens no more`()
        throws
    {
        let world = try World()
        try world.enrol("a")
        let file = world.home("a").appending(path: "kiosk.keys")
        func lines() throws -> [Substring] {
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        }
        #expect(try lines().count == 2 && lines()[1].split(separator: " ").count == 3)
        #expect(try world.kiosk("a", "sync", "--key-days", "0").status == 2)
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try lines().count == 2, "it is young")
        let old = try lines()[1].split(separator: " ")[..<2].joined(separator: " ") + " 20000"
        try "motcua keys 1\n\(old)\n".write(to: file, atomically: false, encoding: .utf8)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("r")))
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try lines().count == 3)
        let renewed = try lines()
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("s")))
        #expect(try world.kiosk("a", "sync").status == 0)
        #expect(try lines() == renewed, "once is enough")
        #expect(try world.central("list", "--json").objects().count == 2)
        try "motcua keys 1\n\(old)\n".write(to: file, atomically: false, encoding: .utf8)
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("t")))
        #expect(try world.kiosk("a", "sync").status != 0)
        #expect(try world.central("list", "--json").objects().count == 2)
    }
}
