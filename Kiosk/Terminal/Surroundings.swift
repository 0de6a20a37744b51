import CaseModel
import Glibc

/// What the environment says of the terminal.
struct Surroundings: Equatable {
    /// Only text and line ends: no moving of the cursor, no clearing.
    let isDumb: Bool
    /// Whether letters with marks can be shown.
    let showsUnicode: Bool

    init(_ environment: (String) -> String?) {
        let terminal = environment("TERM") ?? ""
        isDumb = ["", "dumb", "unknown"].contains(terminal)
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        let locale = names.lazy.compactMap(environment).first { !$0.isEmpty }
        showsUnicode = Self.isUnicode(locale)
    }

    /// By the name, since the locale itself need not be installed; where nobody has set one, the
    /// terminal is taken for what nearly all are today.
    private static func isUnicode(_ locale: String?) -> Bool {
        guard let locale else { return true }
        let name = VietnameseText.fold(locale)
        return name.hasSuffix("utf-8") || name.hasSuffix("utf8") || name.contains("utf-8@")
            || name.contains("utf8@")
    }

    /// The surroundings of this process.
    static var own: Surroundings { Surroundings(Point.environment) }

    /// What is said where letters with marks cannot be shown, in letters that can.
    var remark: String? {
        showsUnicode
            ? nil
            : "Man hinh nay khong hien duoc chu co dau, nen chu viet khong dau. "
                + "No UTF-8 here: marks are left out. (LC_ALL=C.UTF-8)"
    }

    /// A text as this terminal can show it.
    func fitting(_ text: String) -> String {
        guard !showsUnicode else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { VietnameseText.ascii(String($0)) }.joined(separator: "\n")
    }

    /// What empties the screen and what has scrolled away; on a dumb terminal, what pushes the
    /// lines out of sight.
    func clearing(rows: Int) -> String {
        isDumb
            ? String(repeating: "\n", count: min(max(rows, 24), 200))
            : "\u{1B}[H\u{1B}[2J\u{1B}[3J"
    }
}
