import CaseModel
import Testing

@testable import Replica

/// Who may sign in at a point, and how guessing a PIN is slowed down.
@Suite struct StaffTests {
    private func point(_ pin: String = "4821") throws -> (kiosk: Kiosk, replica: Replica) {
        let kiosk = try Kiosk()
        let pin = try #require(PIN(pin))
        #expect(try kiosk.replica.addStaff("Nguyễn Thị Lan", pin: pin, now: 1))
        return (kiosk, kiosk.replica)
    }

    @Test func `the right PIN lets in, by a name typed without marks too`() throws {
        let replica = try point().replica
        #expect(
            try replica.signIn("nguyen thi lan", pin: "4821", now: 5) == .welcome("Nguyễn Thị Lan"))
        #expect(try replica.signIn("Lan", pin: "4821", now: 5) == .wrong(waitMilliseconds: 0))
        #expect(
            try replica.signIn("Nguyễn Thị Lan", pin: "4822", now: 5)
                == .wrong(waitMilliseconds: 0))
    }

    @Test func `after wrong PINs even the right one has to wait, and then clears the count`() throws
    {
        let replica = try point().replica
        for wait in [0, 0, 5_000] {
            #expect(
                try replica.signIn("Nguyễn Thị Lan", pin: "0000", now: 10)
                    == .wrong(waitMilliseconds: Int64(wait)))
        }
        #expect(
            try replica.signIn("Nguyễn Thị Lan", pin: "4821", now: 2_010)
                == .tooSoon(waitMilliseconds: 3_000))
        #expect(
            try replica.signIn("Nguyễn Thị Lan", pin: "4821", now: 5_010)
                == .welcome("Nguyễn Thị Lan"))
        #expect(
            try replica.signIn("Nguyễn Thị Lan", pin: "0000", now: 5_011)
                == .wrong(waitMilliseconds: 0))
    }

    @Test func `who left signs in no more, and comes back with a new PIN`() throws {
        let replica = try point().replica
        let pin = try #require(PIN("9999"))
        #expect(try !replica.addStaff("NGUYEN THI LAN", pin: pin, now: 2))
        #expect(try replica.disableStaff("nguyễn thị lan", now: 3))
        #expect(try !replica.disableStaff("Nguyễn Thị Lan", now: 4))
        #expect(
            try replica.signIn("Nguyễn Thị Lan", pin: "4821", now: 5)
                == .wrong(waitMilliseconds: 0))
        #expect(try replica.addStaff("Nguyễn Thị Lan", pin: pin, now: 6))
        #expect(
            try replica.signIn("Nguyễn Thị Lan", pin: "9999", now: 7) == .welcome("Nguyễn Thị Lan"))
        #expect(
            try replica.staff()
                == [.init(name: "Nguyễn Thị Lan", added: 6, disabled: nil)])
    }
}
