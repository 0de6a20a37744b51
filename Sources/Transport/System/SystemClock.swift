internal import Glibc

/// The clocks of this machine. Pure targets get their values as arguments.
package enum SystemClock {
    /// Milliseconds since 1970 as the wall clock says; it may be wrong and may jump.
    package static func wallMilliseconds() -> Int64 {
        milliseconds(CLOCK_REALTIME)
    }

    /// Milliseconds since the machine was started, time asleep included; never goes back.
    package static func monotonicMilliseconds() -> Int64 {
        milliseconds(CLOCK_BOOTTIME)
    }

    /// Names the time between two starts of the machine; 0 when the system does not tell.
    package static func bootID() -> UInt64 {
        // Not knowing it is a value of its own here, not a failure.
        guard
            // Without the kernel's word there is no boot to name.
            let text = try? Files.readUnsized("/proc/sys/kernel/random/boot_id", limitBytes: 64)
        else { return 0 }
        return bootID(parsing: text)
    }

    /// The first 16 hexadecimal digits of a text such as `3f1c…-…`; 0 when there are fewer.
    static func bootID(parsing text: [UInt8]) -> UInt64 {
        let digits = text.filter { $0 != UInt8(ascii: "-") }.prefix(16)
        guard digits.count == 16 else { return 0 }
        return UInt64(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        let result = unsafe clock_gettime(clock, &time)
        precondition(result == 0, "the system has no clock \(clock)")
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
