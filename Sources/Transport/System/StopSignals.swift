internal import CMicroHTTPD
internal import Glibc

/// Turns the signals that end a program into a descriptor that becomes readable.
///
/// Install it before any other thread is started: threads inherit which signals are held back.
/// While it lives SIGTERM, SIGINT and SIGHUP are held back in the installing thread, and SIGPIPE
/// is ignored in the whole process (for ever). Create and drop it on the same thread.
package final class StopSignals {
    /// Readable when a signal has come; for `HTTPServer.wakeOn`.
    package let descriptor: Int32
    private let formerMask: sigset_t

    /// Installs the signals; fails only when the system has no descriptor left.
    package static func install() throws(ServerError) -> StopSignals {
        var watched = sigset_t()
        var former = sigset_t()
        // These two fail only for a set or a signal that does not exist.
        _ = unsafe sigemptyset(&watched)
        for number in [SIGTERM, SIGINT, SIGHUP] { _ = unsafe sigaddset(&watched, number) }
        ignoreBrokenPipes()
        let flags = Int32(SFD_CLOEXEC | SFD_NONBLOCK)
        let descriptor = unsafe signalfd(-1, &watched, flags)
        if descriptor < 0 { throw .cannotStart(systemError: errno) }
        let result = unsafe pthread_sigmask(SIG_BLOCK, &watched, &former)
        precondition(result == 0, "the system does not hold signals back: error \(result)")
        return StopSignals(descriptor: descriptor, formerMask: former)
    }

    /// Makes writing to a closed pipe or socket an error instead of the end of the program.
    package static func ignoreBrokenPipes() {
        // Fails only for a signal that does not exist.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    private init(descriptor: Int32, formerMask: sigset_t) {
        self.descriptor = descriptor
        self.formerMask = formerMask
    }

    deinit {
        // A signal that was seen and not taken would end the program once it is held back no more.
        while next() != nil {}
        _ = close(descriptor)
        var mask = formerMask
        // Fails only for an operation that does not exist.
        _ = unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// Takes the next signal that has come, `nil` when there is none.
    package func next() -> Int32? {
        var arrived = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        let count = Descriptor.retrying { unsafe read(descriptor, &arrived, size) }
        return count == size ? Int32(arrived.ssi_signo) : nil
    }
}
