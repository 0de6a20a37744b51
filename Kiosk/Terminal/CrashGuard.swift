import CReadline
import Glibc

/// Gives a public terminal back as it was, and empty, when the program crashes.
///
/// It also stands in place of the Swift runtime's own handler, which would offer the person at the
/// terminal to look into the memory.
enum CrashGuard {
    /// Stands guard from now on; `text` is what clears the screen, `modes` what the terminal gets.
    static func stand(clearing text: String, modes: termios) {
        var modes = modes
        unsafe motcua_crash_guard(text, &modes)
    }
}
