import Replica
import SyncProtocol
import Transport

/// What time this kiosk believes to be (design §7).
enum PointClock {
    /// No clock is right that stands before this program was made: 2026-11-01.
    static let buildTime: Int64 = 1_793_491_200_000

    /// Two clocks may differ by so much and both be right enough (design §7).
    static let toleranceMilliseconds: Int64 = 5 * 60_000

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

    /// The time that counts here: what an event written now would bear.
    static func milliseconds(_ point: Point) -> Int64 {
        // Progress that cannot be read leaves the clock; whatever is written next says why.
        (try? point.progress()).map { now($0).wall } ?? SystemClock.wallMilliseconds()
    }

    /// The time that a wall clock shows, with what the hub last said beside it. A dead clock says
    /// nothing: then it is the time that must have passed at least, and not to be trusted.
    static func time(
        wall: Int64, monotonic: Int64, boot: UInt64, heard: Progress.Heard?
    ) -> EventTime {
        guard let heard else {
            return EventTime(wall: max(wall, buildTime), isTrusted: wall >= buildTime)
        }
        let elapsed = heard.boot == boot ? max(0, monotonic - heard.monotonic) : 0
        let isTrusted = wall >= max(buildTime, heard.hubTime - toleranceMilliseconds)
        return EventTime(
            wall: isTrusted ? wall : max(buildTime, heard.hubTime + elapsed), isTrusted: isTrusted,
            anchor: .init(hubTime: heard.hubTime, elapsed: elapsed, boot: boot))
    }
}
