extension UsageError {
    /// What is wrong, and what to do next, as two lines.
    package func message(in language: Language) -> [String] {
        let help = ([program] + command + ["-h"]).joined(separator: " ")
        return [
            TerminalText.visible(sentence[language]),
            language.pick("Gõ '\(help)' để xem hướng dẫn.", "See '\(help)' for help."),
        ]
    }

    private var sentence: Localized {
        switch problem {
        case .missingCommand:
            Localized(vi: "Thiếu lệnh.", en: "Missing command.")
        case .unknownCommand(let word, let suggestion):
            Localized(vi: "Không có lệnh '\(word)'.", en: "Unknown command '\(word)'.")
                .suggesting(suggestion)
        case .incompleteCommand(let words, let nextWords):
            incomplete(words.joined(separator: " "), nextWords.joined(separator: ", "))
        case .unknownOption(let option, let suggestion):
            Localized(vi: "Không có tùy chọn '\(option)'.", en: "Unknown option '\(option)'.")
                .suggesting(suggestion)
        case .optionBeforeCommand(let option):
            Localized(
                vi: "Tùy chọn '\(option)' phải đứng sau lệnh.",
                en: "Option '\(option)' must stand after the command.")
        case .missingOption(let usage):
            Localized(vi: "Thiếu tùy chọn '\(usage)'.", en: "Missing option '\(usage)'.")
        case .missingValue(let option, let placeholder):
            missingValue(option, placeholder)
        case .unexpectedValue(let option, let value):
            Localized(
                vi: "Tùy chọn '\(option)' không nhận giá trị ('\(value)').",
                en: "Option '\(option)' takes no value ('\(value)').")
        case .givenTwice(let option):
            Localized(
                vi: "Tùy chọn '\(option)' chỉ được ghi một lần.",
                en: "Option '\(option)' may be given only once.")
        case .notAmongChoices(let option, let value, let choices, let suggestion):
            notAmong(choices.joined(separator: ", "), option, value).suggesting(suggestion)
        case .missingArgument(let name):
            Localized(vi: "Thiếu '\(name)'.", en: "Missing argument '\(name)'.")
        case .unexpectedArgument(let word):
            Localized(vi: "Thừa '\(word)'.", en: "Unexpected argument '\(word)'.")
        case .invalidValue(let name, let value, let expected):
            Localized(
                vi: "'\(value)' không hợp lệ cho '\(name)': cần \(expected.vi).",
                en: "'\(value)' is not valid for '\(name)': expected \(expected.en).")
        }
    }

    private func incomplete(_ words: String, _ nextWords: String) -> Localized {
        Localized(
            vi: "Lệnh '\(words)' cần thêm một từ: \(nextWords).",
            en: "Command '\(words)' needs one more word: \(nextWords).")
    }

    private func missingValue(_ option: String, _ placeholder: String) -> Localized {
        Localized(
            vi: "Tùy chọn '\(option)' thiếu giá trị \(placeholder)"
                + " (giá trị bắt đầu bằng '-': viết '\(option)=…').",
            en: "Option '\(option)' needs a value \(placeholder)"
                + " (one that begins with '-': write '\(option)=…').")
    }

    private func notAmong(_ choices: String, _ option: String, _ value: String) -> Localized {
        Localized(
            vi: "'\(value)' không dùng được cho '\(option)'; chọn một trong: \(choices).",
            en: "'\(value)' is not a value of '\(option)'; choose one of: \(choices).")
    }
}

extension Localized {
    fileprivate func suggesting(_ suggestion: String?) -> Localized {
        guard let suggestion else { return self }
        return Localized(
            vi: "\(vi) Có phải '\(suggestion)' không?", en: "\(en) Did you mean '\(suggestion)'?")
    }
}
