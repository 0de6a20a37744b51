import CaseModel
import Console
import Frontend

/// What an operator sets for the citizens' screen, by an option or else by the environment.
struct CitizenSettings: Equatable {
    var typing = TypingMethod.off
    var layout = Layout.normal
    /// After so long without a key a person is warned, and after as long again forgotten.
    var idleSeconds = 120
    /// The words of the command that prints what it reads; nil where there is no printer.
    var printing: [String]?
    /// The words of the command that empties the printer's queue.
    var clearing: [String]?

    /// How often longer it is for the rest of a visit once a person has asked for more time.
    static let moreTime = 10

    static var options: [OptionSpec] {
        [
            .choice(
                "typing", TypingMethod.allCases.map(\.rawValue),
                Localized(
                    vi: "kiểu gõ tiếng Việt lúc đầu (KIOSK_TYPING; mặc định: off)",
                    en: "how Vietnamese is typed at first (KIOSK_TYPING; default: off)")),
            .choice(
                "layout", Layout.allCases.map(\.rawValue),
                Localized(
                    vi: "chữ to hoặc máy đọc màn hình (KIOSK_LAYOUT)",
                    en: "for large letters or a screen reader (KIOSK_LAYOUT)")),
            .value(
                "idle", "SECONDS",
                Localized(
                    vi: "bao lâu không gõ thì báo trước khi xóa (KIOSK_IDLE; mặc định: 120)",
                    en: "seconds without a key before the warning (KIOSK_IDLE; default: 120)")),
            .value(
                "print-command", "COMMAND",
                Localized(
                    vi: "lệnh in giấy tiếp nhận đọc từ đầu vào, ví dụ 'lp -d slips' (KIOSK_PRINT)",
                    en: "prints the slip on its input, as 'lp -d slips' (KIOSK_PRINT)")),
            .value(
                "print-clear", "COMMAND",
                Localized(
                    vi: "lệnh xóa hàng đợi in sau mỗi người, ví dụ 'cancel -a slips' "
                        + "(KIOSK_PRINT_CLEAR)",
                    en: "empties the printer's queue after each person, as 'cancel -a slips' "
                        + "(KIOSK_PRINT_CLEAR)")),
            plainHTTP,
        ] + ScanBudget.options
    }

    /// For those who synchronise, too.
    static let plainHTTP = OptionSpec.flag(
        "plain-http",
        Localized(
            vi: "cho phép http không mã hóa tới máy khác",
            en: "allow plain http to another machine"))

    init() {}

    /// Reads the settings; one that means nothing is refused rather than passed over.
    init(
        _ options: OptionValues, _ environment: (String) -> String?
    ) throws(Failure) {
        typing =
            try Self.setting("typing", "KIOSK_TYPING", options, environment, "off|telex|vni") {
                TypingMethod(rawValue: $0)
            } ?? typing
        layout =
            try Self.setting(
                "layout", "KIOSK_LAYOUT", options, environment, "normal|large|reader"
            ) { Layout(rawValue: $0) } ?? layout
        idleSeconds =
            try Self.setting("idle", "KIOSK_IDLE", options, environment, "1…3600") {
                Int($0).flatMap { (1...3600).contains($0) ? $0 : nil }
            } ?? idleSeconds
        let known = "'lp -d slips'"
        printing = try Self.setting(
            "print-command", "KIOSK_PRINT", options, environment, known, Self.words)
        clearing = try Self.setting(
            "print-clear", "KIOSK_PRINT_CLEAR", options, environment, known, Self.words)
    }

    /// A command is run without a shell: blanks part its words, and no sign means anything.
    private static func words(_ command: String) -> [String]? {
        let words = command.split(separator: " ").map(String.init)
        return words.isEmpty ? nil : words
    }

    private static func setting<Value>(
        _ option: String, _ variable: String, _ options: OptionValues,
        _ environment: (String) -> String?, _ known: String, _ read: (String) -> Value?
    ) throws(Failure) -> Value? {
        let given = options.value(option)
        guard let text = given ?? environment(variable) else { return nil }
        if let value = read(text) { return value }
        let name = given == nil ? variable : "--\(option)"
        let shown = TerminalText.visible(text)
        throw Failure(
            .usage, vi: "\(name) không nhận '\(shown)'; xin dùng: \(known).",
            en: "\(name) does not take '\(shown)'; use: \(known).")
    }
}
