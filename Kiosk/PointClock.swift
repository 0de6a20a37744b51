import Replica
import SyncProtocol
import Transport

/// What time this kiosk believes to be (design §7).
enum PointClock {
    /// No clock is right that stands before this program was made: 2026-11-01.
    static let buildTime: Int64 = 1_793_491_200_000

    /// The time of an event that is written now.
    static func now(_ progress: Progress) -> EventTime {
        time(
            wall: SystemClock.wallMilliseconds(), monotonic: SystemClock.monotonicMilliseconds(),
            boot: SystemClock.bootID(), heard: progress.heard)
    }

    /// The centre's time as far as it is known here: no clock of this machine can set it forward.
    static func centre(_ progress: Progress) -> Int64? {
        guard let heard = progress.heard else { return nil }
        guard heard.boot == SystemClock.bootID() else { return heard.hubTime }
        return heard.hubTime + max(0, SystemClock.monotonicMilliseconds() - heard.monotonic)
    }

    /// A day counted from 1970.
    static func day(_ milliseconds: Int64) -> Int { Int(milliseconds / 86_400_000) }

    /// The time that a wall clock shows, with what the hub last said beside it.
    static func time(
        wall: Int64, monotonic: Int64, boot: UInt64, heard: Progress.Heard?
    ) -> EventTime {
        guard let heard else { return EventTime(wall: wall, isTrusted: wall >= buildTime) }
        let elapsed = heard.boot == boot ? max(0, monotonic - heard.monotonic) : 0
        return EventTime(
            wall: wall, isTrusted: wall >= max(buildTime, heard.hubTime),
            anchor: .init(hubTime: heard.hubTime, elapsed: elapsed, boot: boot))
    }
}
