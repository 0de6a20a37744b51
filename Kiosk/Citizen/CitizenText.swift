import CaseModel
import Console

/// Lines of the citizens' screens.
enum CitizenText {
    /// The lines made safe to print and broken to the width; what goes on is indented.
    static func lines(_ lines: [String], width: Int) -> [String] {
        lines.flatMap { broken(TerminalText.visible($0), width: max(width, 20)) }
    }

    /// By how many columns what a line goes on with is indented.
    static let hanging = 4

    private static func broken(_ line: String, width: Int) -> [String] {
        guard line.displayWidth > width else { return [line] }
        let indent = String(line.prefix { $0 == " " })
        let hanging = indent + String(repeating: " ", count: Self.hanging)
        let parts = line.wrapped(
            toWidth: max(width - hanging.count, 2), first: width - indent.count)
        return parts.enumerated().map { index, part in (index == 0 ? indent : hanging) + part }
    }

    /// `17:00 ngày 23/11/2026` of an instant in ISO 8601 at UTC+7.
    static func due(_ iso: String?, _ language: Language) -> String {
        // A time that cannot be read is as good as none; the slip number leads to it.
        guard let iso, let day = try? CivilDate(String(iso.prefix(10))) else {
            return language.pick("chưa hẹn ngày", "no date promised")
        }
        let time = iso.dropFirst(11).prefix(5)
        return language.pick("\(time) ngày \(day.vietnamese)", "\(time) on \(day.vietnamese)")
    }

    /// Asks whether letters were meant as Telex.
    static func spelling(typed: String, meant: String, _ language: Language) -> [String] {
        [
            language.pick("Có phải ý ông/bà là:", "Did you mean:"),
            "1. \(meant)",
            language.pick("2. Giữ như đã gõ: ", "2. As it was typed: ") + typed,
        ]
    }

    static func word(_ score: Int, _ language: Language) -> String {
        let words = language.pick(
            ["rất không hài lòng", "không hài lòng", "bình thường", "hài lòng", "rất hài lòng"],
            ["very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"])
        return words[score - 1]
    }

    static let notPrinted = Localized(
        vi: "Không in được. Xin ghi lại số và mã, hoặc gọi nhân viên.",
        en: "It could not be printed. Write down number and secret, or call the staff.")

    /// A factor of the national index as people speak of it.
    static func factor(_ factor: Rating.Factor) -> Localized {
        switch factor {
        case .access: Localized(vi: "Nơi tiếp nhận, chỗ ngồi, thiết bị", en: "Place and equipment")
        case .procedure:
            Localized(vi: "Giấy tờ, lệ phí, thời hạn đúng quy định", en: "Papers, fee, time")
        case .official: Localized(vi: "Thái độ, hướng dẫn của nhân viên", en: "The staff")
        case .result: Localized(vi: "Kết quả đúng hẹn, chính xác", en: "The result")
        case .feedback: Localized(vi: "Tiếp nhận góp ý, phản ánh", en: "How feedback is taken")
        }
    }

    /// What is said when the way of typing changes.
    static func typing(_ method: TypingMethod) -> Localized {
        switch method {
        case .off:
            Localized(
                vi: "Đã tắt bộ gõ; mỗi phím là một chữ.", en: "Each key is now the letter it shows."
            )
        case .telex:
            Localized(
                vi: "Đã bật kiểu gõ Telex: aa â, ow ơ, dd đ; dấu s f r x j. Tắt: /off",
                en: "Telex is on: aa â, ow ơ, dd đ; tones s f r x j. To end it: /off")
        case .vni:
            Localized(
                vi: "Đã bật kiểu gõ VNI: 6 ^, 7 móc, 8 trăng, 9 đ; dấu 1–5. Tắt: /off",
                en: "VNI is on: 6 ^, 7 horn, 8 breve, 9 đ; tones 1–5. To end it: /off")
        }
    }

    /// What is said to one who has typed nothing for long.
    static func idleWarning(_ seconds: Int) -> Localized {
        let time = duration(seconds)
        return Localized(
            vi: "Ông/bà còn đó không? Bấm Enter để tiếp tục, gõ + rồi Enter để có thêm nhiều thời "
                + "gian; sau \(time.vi) nữa mọi thứ đã nhập sẽ bị xóa.",
            en: "Are you still there? Press Enter to go on, type + and Enter for much more time; "
                + "in \(time.en) all that was entered will be deleted.")
    }

    /// What is said to one who has asked for more time.
    static func moreTime(_ seconds: Int) -> Localized {
        let time = duration(seconds)
        return Localized(
            vi: "Không cần vội: từ giờ đợi \(time.vi) mới hỏi lại.",
            en: "Take your time: you will be asked again only after \(time.en).")
    }

    private static func duration(_ seconds: Int) -> Localized {
        seconds < 120
            ? Localized(vi: "\(seconds) giây", en: English.counted(seconds, "second", "seconds"))
            : Localized(vi: "\(seconds / 60) phút", en: "\(seconds / 60) minutes")
    }
}
