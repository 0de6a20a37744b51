import CReadline
import Glibc

/// Holds back the signals that would leave the terminal in a broken state, and reads them instead.
///
/// They are held back only while this object lives; afterwards they act as the program has set
/// them.
final class SignalWatch {
    /// Becomes readable when one of the signals has come; -1 if the system has none to give.
    let descriptor: Int32
    private var before = sigset_t()

    init() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH] {
            unsafe sigaddset(&signals, signal)
        }
        let blocked = unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
        precondition(blocked == 0, "the signal mask cannot be set")
        descriptor = unsafe signalfd(-1, &signals, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        var mask = before
        unsafe pthread_sigmask(SIG_SETMASK, &mask, nil)
    }

    /// The next signal that has come, if any.
    func next() -> Int32? {
        var signal = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        guard unsafe read(descriptor, &signal, size) == size else { return nil }
        return Int32(signal.ssi_signo)
    }

    /// The next signal that asks to end; what came beside it was meant for what is over.
    func nextEnding() -> Int32? {
        while let signal = next() {
            if Self.endsProgram(signal) { return signal }
        }
        return nil
    }

    static func endsProgram(_ signal: Int32) -> Bool { signal == SIGTERM || signal == SIGHUP }

    /// Lets a signal do to the program what it does to any other.
    static func act(_ signal: Int32) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, signal)
        _ = Glibc.signal(signal, SIG_DFL)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        raise(signal)
    }
}
