internal import Glibc

/// An open file that is closed with its owner; its calls are repeated when a signal interrupts.
struct Descriptor: ~Copyable {
    let number: Int32

    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        _ = Glibc.close(number)
    }

    /// Opens a file; the mode counts for a file that is created. `nil` leaves the reason in errno.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) -> Descriptor? {
        let number = Self.retrying { unsafe Glibc.open(path, flags | O_CLOEXEC, mode) }
        return number < 0 ? nil : Descriptor(owning: number)
    }

    /// Repeats a call for as long as it fails because of a signal.
    static func retrying<Number: SignedInteger>(_ call: () -> Number) -> Number {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    /// Reads once, waiting when nothing is there yet; an empty array means the end, `nil` a
    /// failure with the reason in errno.
    static func readOnce(_ number: Int32, maximum: Int) -> [UInt8]? {
        while true {
            var count = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: maximum) { buffer, filled in
                count = retrying { unsafe read(number, buffer.baseAddress, maximum) }
                filled = max(0, count)
            }
            if count >= 0 { return bytes }
            guard errno == EAGAIN, awaitReady(number, POLLIN) else { return nil }
        }
    }

    /// Writes everything; 0, or the system's error.
    static func writeAll(_ number: Int32, _ bytes: [UInt8]) -> Int32 {
        unsafe bytes.withUnsafeBytes { all in
            var rest = unsafe all[...]
            while unsafe !rest.isEmpty {
                let count = retrying {
                    let start = unsafe UnsafeRawBufferPointer(rebasing: rest)
                    return unsafe write(number, start.baseAddress, start.count)
                }
                if count < 0 && !(errno == EAGAIN && awaitReady(number, POLLOUT)) { return errno }
                unsafe rest = rest.dropFirst(max(0, count))
            }
            return 0
        }
    }

    /// Waits until a descriptor that does not block (shared with another program) is ready.
    private static func awaitReady(_ number: Int32, _ events: Int32) -> Bool {
        var watched = pollfd(fd: number, events: Int16(events), revents: 0)
        return retrying { unsafe poll(&watched, 1, -1) } > 0
    }
}
