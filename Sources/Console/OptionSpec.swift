/// One option of a program or a command, as data: `--name VALUE` or a flag.
package struct OptionSpec: Hashable, Sendable {
    /// What has to follow an option that is not a flag.
    package struct Value: Hashable, Sendable {
        package let placeholder: String
        /// The only values that are taken; any value when empty.
        package let choices: [String]
    }

    /// The name without dashes.
    package let name: String
    /// One letter that may be written instead, as in `-h`.
    package let short: Character?
    /// `nil` for a flag.
    package let value: Value?
    package let summary: Localized
    package let isRequired: Bool
    package let isRepeated: Bool

    /// Makes an option that is either there or not.
    package static func flag(
        _ name: String, short: Character? = nil, _ summary: Localized
    ) -> OptionSpec {
        OptionSpec(
            name: name, short: short, value: nil, summary: summary, isRequired: false,
            isRepeated: false)
    }

    /// Makes an option that is followed by a value.
    package static func value(
        _ name: String, _ placeholder: String, _ summary: Localized, isRequired: Bool = false,
        isRepeated: Bool = false
    ) -> OptionSpec {
        OptionSpec(
            name: name, short: nil, value: Value(placeholder: placeholder, choices: []),
            summary: summary, isRequired: isRequired, isRepeated: isRepeated)
    }

    /// Makes an option whose value is one of a few words.
    package static func choice(
        _ name: String, _ choices: [String], _ summary: Localized, isRequired: Bool = false,
        isRepeated: Bool = false
    ) -> OptionSpec {
        OptionSpec(
            name: name, short: nil,
            value: Value(placeholder: choices.joined(separator: "|"), choices: choices),
            summary: summary, isRequired: isRequired, isRepeated: isRepeated)
    }

    /// How it is written in help: `--file FILE`.
    var usage: String {
        guard let value else { return "--\(name)" }
        return "--\(name) \(value.placeholder)"
    }

    /// How it stands in the list of options: `-h, --help`.
    var label: String {
        guard let short else { return usage }
        return "-\(short), \(usage)"
    }

    /// How it stands in the usage line: optional ones in brackets, repeated ones with an ellipsis.
    var synopsis: String {
        (isRequired ? usage : "[\(usage)]") + (isRepeated ? "…" : "")
    }
}

extension OptionSpec {
    /// The options that every program understands.
    package static let common: [OptionSpec] = [
        .flag(
            "json", Localized(vi: "kết quả cho máy đọc (JSON)", en: "machine-readable result")),
        .choice(
            "lang", Language.allCases.map(\.rawValue),
            Localized(vi: "ngôn ngữ (mặc định: vi)", en: "language (default: vi)")),
        .flag("no-input", Localized(vi: "không hỏi gì thêm", en: "never ask for anything")),
        .flag("help", short: "h", Localized(vi: "xem hướng dẫn", en: "show this help")),
        .flag("version", Localized(vi: "xem phiên bản", en: "show the version")),
    ]
}
