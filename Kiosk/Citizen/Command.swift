import CaseModel

/// What may be typed at every screen.
enum Command: Equatable {
    case back
    case help
    case again
    case leave

    /// How much of a line can be a command and not an answer.
    struct Scope: Equatable {
        /// Words too; not where words are the answer.
        var takesWords = true
        /// Whether 9 reads again; not where it is the answer.
        var takesNine = true
    }

    init?(_ line: String, _ scope: Scope) {
        switch VietnameseText.searchKey(line.isEmpty ? " " : line) {
        case _ where line == "?": self = .help
        case "0": self = .back
        case "9" where scope.takesNine: self = .again
        case "q": self = .leave
        case "quay lai", "lui", "back": self = .back
        case "tro giup", "giup", "help": self = .help
        case "doc lai", "lai", "again": self = .again
        case "ket thuc", "thoat", "end", "quit", "exit": self = .leave
        default: return nil
        }
        let isSign = line.count == 1
        guard isSign || scope.takesWords else { return nil }
    }
}
