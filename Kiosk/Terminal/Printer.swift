import CReadline
import Glibc

/// The printer of a public terminal: a command that is given the text on its standard input.
///
/// No shell is in between. Nothing waits for the command; what it leaves behind is cleared with
/// each person.
final class Printer {
    /// As much as a pipe holds, so that writing never waits; a slip is a tenth of it.
    private static let longestText = 60_000

    /// More descriptors than a kiosk ever has open.
    private static let mostDescriptors: Int32 = 1_024

    private let command: [String]
    private let clearing: [String]?
    /// Commands that may still be running.
    private var children: [pid_t] = []
    private var hasFailed = false
    /// Whether there may be something of this person in the queue.
    private var hasPrinted = false

    init(command: [String], clearing: [String]?) {
        self.command = command
        self.clearing = clearing
    }

    /// Starts to print; false when the command cannot be started, or the text is no slip.
    func print(_ lines: [String]) -> Bool {
        reap()
        hasPrinted = true
        return start(command, input: Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Whether a command that printed has failed since this was asked last.
    func takeFailure() -> Bool {
        defer { hasFailed = false }
        return hasFailed
    }

    /// Ends what is still printing and empties the queue: the next person must not find it.
    func forget() {
        reap()
        for child in children { kill(child, SIGTERM) }
        if hasPrinted, let clearing { _ = start(clearing, input: []) }
        hasPrinted = false
        hasFailed = false
    }

    /// Takes note of the commands that have ended.
    func reap() {
        children.removeAll { child in
            var status: Int32 = 0
            let ended = unsafe waitpid(child, &status, WNOHANG)
            if ended == child, status != 0 { hasFailed = true }
            return ended != 0
        }
    }

    private func start(_ words: [String], input: [UInt8]) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard input.count <= Self.longestText, unsafe pipe(&ends) == 0 else { return false }
        defer {
            close(ends[0])
            close(ends[1])
        }
        // A pipe can be shorter where many are in use; then the slip is not printed.
        guard fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0,
            unsafe write(ends[1], input, input.count) == input.count,
            let child = spawn(words, reading: ends[0])
        else { return false }
        children.append(child)
        return true
    }

    /// The child reads from the descriptor, says nothing, and gets signals as any program does.
    private func spawn(_ words: [String], reading descriptor: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, STDIN_FILENO)
        for output in [STDOUT_FILENO, STDERR_FILENO] {
            unsafe posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
        }
        // Nothing else that is open here is the command's.
        for open in (STDERR_FILENO + 1)..<Self.mostDescriptors {
            _ = fcntl(open, F_SETFD, FD_CLOEXEC)
        }
        setSignals(&attributes)
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var child: pid_t = 0
        let failure = unsafe posix_spawnp(
            &child, words[0], &actions, &attributes, arguments, environ)
        return failure == 0 ? child : nil
    }

    private func setSignals(_ attributes: inout posix_spawnattr_t) {
        var all = sigset_t()
        var none = sigset_t()
        unsafe sigfillset(&all)
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    }
}
