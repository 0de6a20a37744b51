import SyncProtocol
import Testing

@testable import Replica
@testable import kiosk

/// What time a point writes down, whatever its clock shows.
@Suite struct PointClockTests {
    private static let heard = Progress.Heard(
        hubTime: PointClock.buildTime + 86_400_000, monotonic: 5_000, boot: 7)

    private static func time(
        _ wall: Int64, boot: UInt64 = 7, heard: Progress.Heard? = heard
    ) -> EventTime {
        PointClock.time(wall: wall, monotonic: 65_000, boot: boot, heard: heard)
    }

    @Test func `a clock that runs is written as it is`() {
        let now = Self.heard.hubTime + 60_000
        #expect(Self.time(now).wall == now && Self.time(now).isTrusted)
        // A little slower than the centre's is no dead clock.
        let slow = Self.heard.hubTime - 1_000
        #expect(Self.time(slow).wall == slow && Self.time(slow).isTrusted)
    }

    @Test func `a dead clock gives the time that has passed at least, and is not trusted`() {
        let dead: Int64 = 946_684_800_000
        #expect(Self.time(dead).wall == Self.heard.hubTime + 60_000)
        // After the machine started again, nobody knows how long it was off.
        #expect(Self.time(dead, boot: 8).wall == Self.heard.hubTime)
        #expect(Self.time(dead, heard: nil).wall == PointClock.buildTime)
        for time in [Self.time(dead), Self.time(dead, boot: 8), Self.time(dead, heard: nil)] {
            #expect(!time.isTrusted)
        }
    }
}
