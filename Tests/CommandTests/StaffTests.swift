import Foundation
import Testing

/// `kiosk staff` through the real program.
@Suite struct StaffTests {
    @Test func `staff are added, listed and disabled, and no PIN is found in any file`() throws {
        let world = try World()
        try world.enrol("a")
        let pin = "83017465"
        let added = try world.kiosk(
            "a", "staff", "add", "Nguyễn Thị Lan", "--pin-stdin", input: .text(pin + "\n"))
        #expect(added.status == 0, "\(added.errors)")
        #expect(!added.output.contains(pin) && !added.errors.contains(pin))
        let again = try world.kiosk(
            "a", "staff", "add", "nguyen thi lan", "--pin-stdin", input: .text(pin))
        #expect(again.status == 3)
        let listed = try world.kiosk("a", "staff", "list", "--json").objects()
        #expect(listed.map { $0.text("name") } == ["Nguyễn Thị Lan"])
        #expect(listed.first?["disabled"] is NSNull)
        for file in try FileManager.default.contentsOfDirectory(atPath: world.home("a").path) {
            let bytes = try Data(contentsOf: world.home("a").appending(path: file))
            #expect(bytes.range(of: Data(pin.utf8)) == nil, "the PIN stands in \(file)")
        }
        #expect(try world.kiosk("a", "staff", "disable", "Nguyễn Thị Lan").status == 0)
        #expect(try world.kiosk("a", "staff", "disable", "Nguyễn Thị Lan").status == 3)
    }

    @Test func `staff stand in the order of their given names, as Vietnamese has it`() throws {
        let world = try World()
        try world.enrol("a")
        for name in ["Trần Thị Hằng", "Lê Hạnh", "An Minh", "Võ Đào", "Vũ Dũng"] {
            let added = try world.kiosk(
                "a", "staff", "add", name, "--pin-stdin", input: .text("48213\n"))
            #expect(added.status == 0, "\(added.errors)")
        }
        let listed = try world.kiosk("a", "staff", "list", "--json").objects()
        let names = ["Vũ Dũng", "Võ Đào", "Lê Hạnh", "Trần Thị Hằng", "An Minh"]
        #expect(listed.map { $0.text("name") } == names)
    }

    @Test(arguments: ["", "12", "abcd", "1234567890123"])
    func `what is no PIN is refused and nobody is added`(pin: String) throws {
        let world = try World()
        try world.enrol("a")
        let outcome = try world.kiosk(
            "a", "staff", "add", "Lan", "--pin-stdin", input: .text(pin + "\n"))
        #expect(outcome.status == 3)
        #expect(try world.kiosk("a", "staff", "list", "--json").objects().isEmpty)
    }

    @Test func `without a terminal the PIN has to be said to come from the input`() throws {
        let world = try World()
        try world.enrol("a")
        #expect(try world.kiosk("a", "staff", "add", "Lan", input: .text("1234\n")).status == 2)
    }
}
