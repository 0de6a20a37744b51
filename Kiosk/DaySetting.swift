import Console
import Frontend

/// A number of days that an operator sets, by an option or else by the environment.
struct DaySetting {
    let option: String
    let variable: String
    let range: ClosedRange<Int>

    /// After how many days this point makes itself a new key.
    static let key = DaySetting(
        option: "key-days", variable: "KIOSK_KEY_DAYS", range: 1...3_650)
    /// After how many days without a change content is removed from here.
    static let pruning = DaySetting(
        option: "after-days", variable: "KIOSK_PRUNE_DAYS", range: 0...3_650)

    static let standardKeyDays = 90

    /// What is set, nil where nobody has set anything; one that means nothing is refused rather
    /// than passed over.
    func given(_ desk: Desk) throws(Failure) -> Int? {
        let chosen = desk.invocation.options.value(option)
        guard let text = chosen ?? Point.environment(variable) else { return nil }
        if let days = Int(text), range.contains(days) { return days }
        let name = chosen == nil ? variable : "--\(option)"
        let shown = TerminalText.visible(text)
        throw Failure(
            .usage,
            vi: "\(name) không nhận '\(shown)'; xin dùng số ngày từ "
                + "\(range.lowerBound) đến \(range.upperBound).",
            en: "\(name) does not take '\(shown)'; use a number of days, \(range.lowerBound) to "
                + "\(range.upperBound).")
    }

    static let pruningOption = OptionSpec.value(
        "after-days", "N",
        Localized(
            vi: "giữ nội dung N ngày sau thay đổi cuối (KIOSK_PRUNE_DAYS; mặc định: 90, màn hình "
                + "cho người dân: 3)",
            en:
                "keep content for N days after its last change (KIOSK_PRUNE_DAYS; default: 90, at "
                + "a self-service kiosk 3)"))

    static let keyOption = OptionSpec.value(
        "key-days", "N",
        Localized(
            vi: "đổi khóa của điểm sau N ngày (KIOSK_KEY_DAYS; mặc định: 90)",
            en: "renew this point's key after N days (KIOSK_KEY_DAYS; default: 90)"))
}
