internal import CMicroHTTPD
internal import Glibc

/// Wakes a thread that waits in `poll`: an event counter of the kernel that is closed with it.
final class Bell: Sendable {
    let descriptor: Int32

    /// Fails with the number of the system's error.
    init() throws(ServerError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        if descriptor < 0 { throw .cannotStart(systemError: errno) }
    }

    deinit {
        _ = close(descriptor)
    }

    /// Rings; ringing twice is the same as once.
    func ring() {
        // The only failure is a full counter, and then the bell is ringing anyway.
        _ = eventfd_write(descriptor, 1)
    }

    /// Makes the bell quiet again.
    func silence() {
        var count: eventfd_t = 0
        // Fails when nobody has rung, which is as good.
        _ = unsafe eventfd_read(descriptor, &count)
    }
}
