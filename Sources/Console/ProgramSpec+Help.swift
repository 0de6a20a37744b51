extension ProgramSpec {
    /// The lines of help for the program, a command, or the commands with the same first word.
    ///
    /// No line is wider than 80 columns.
    package func help(for words: [String], in language: Language) -> [String] {
        let page = HelpPage(program: self, language: language)
        if words.isEmpty, !commands.isEmpty { return page.ofProgram }
        return command(words).map(page.of) ?? page.ofCommands(beginningWith: words)
    }

    /// The answer to `--version`.
    package var versionLine: String { "\(name) \(version)" }
}

/// Lays out help screens.
private struct HelpPage {
    let program: ProgramSpec
    let language: Language

    private static let width = 80
    private static let widestLabel = 24

    var ofProgram: [String] {
        var lines = heading(program.versionLine, program.summary)
        lines += usage([program.name, language.pick("[TÙY CHỌN] LỆNH …", "[OPTIONS] COMMAND …")])
        if let bare = program.bare {
            lines += section(
                language.pick("Khi không gõ lệnh", "Without a command"),
                [(program.name, bare.summary[language])])
            lines += options(
                language.pick("Tùy chọn khi không gõ lệnh", "Options without a command"),
                bare.options)
        }
        for group in program.groups {
            lines += section(
                group.title[language], group.commands.map { ($0.name, $0.summary[language]) },
                alignedWith: program.commands.map(\.name))
        }
        lines += options(language.pick("Tùy chọn chung", "Common options"), program.options)
        lines += exitCodes
        let command = "\(program.name) \(language.pick("LỆNH", "COMMAND")) -h"
        return lines + [
            "", language.pick("Xem từng lệnh: \(command)", "More about a command: \(command)"),
        ]
    }

    func of(_ command: CommandSpec) -> [String] {
        let name = ([program.name] + command.words).joined(separator: " ")
        var lines = heading(name, command.summary)
        if let details = command.details {
            lines += [""] + details[language].wrapped(toWidth: Self.width)
        }
        lines += usage([program.name, command.synopsis])
        lines += options(language.pick("Tùy chọn", "Options"), command.options)
        lines += options(language.pick("Tùy chọn chung", "Common options"), program.options)
        lines += examples(command.examples)
        return lines + exitCodes
    }

    func ofCommands(beginningWith words: [String]) -> [String] {
        let commands = program.commands(beginningWith: words)
        return section(
            ([program.name] + words).joined(separator: " "),
            commands.map { ($0.name, $0.summary[language]) }
        ).dropFirst().map(\.self)
    }

    private func heading(_ name: String, _ summary: Localized) -> [String] {
        "\(name) – \(summary[language])".wrapped(toWidth: Self.width)
    }

    private func usage(_ parts: [String]) -> [String] {
        let indent = "    "
        let lines = parts.joined(separator: " ").wrapped(toWidth: Self.width - indent.count)
        let title = language.pick("Cách dùng", "Usage")
        return ["", "\(title):"]
            + lines.enumerated().map { ($0.offset == 0 ? "  " : indent) + $0.element }
    }

    private func options(_ title: String, _ options: [OptionSpec]) -> [String] {
        section(title, options.map { ($0.label, $0.summary[language] + marks($0)) })
    }

    private func marks(_ option: OptionSpec) -> String {
        (option.isRequired ? language.pick(" (bắt buộc)", " (required)") : "")
            + (option.isRepeated ? language.pick(" (nhiều lần được)", " (may be repeated)") : "")
    }

    private func examples(_ examples: [Example]) -> [String] {
        guard !examples.isEmpty else { return [] }
        return ["", language.pick("Ví dụ:", "Examples:")]
            + examples.flatMap { example in
                example.summary[language].wrapped(toWidth: Self.width - 4).map { "  # \($0)" }
                    + ["  \(example.line)"]
            }
    }

    private var exitCodes: [String] {
        section(
            language.pick("Mã kết thúc", "Exit codes"),
            ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning[language]) })
    }

    /// A title and rows of a label with its description beside it, or below a long label.
    private func section(
        _ title: String, _ rows: [(label: String, text: String)], alignedWith others: [String] = []
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        let labels = (rows.map(\.label) + others).map(\.displayWidth)
            .filter { $0 <= Self.widestLabel }
        let column = 2 + (labels.max() ?? Self.widestLabel) + 2
        let indent = String(repeating: " ", count: column)
        return [""] + "\(title):".wrapped(toWidth: Self.width)
            + rows.flatMap { row -> [String] in
                let text = row.text.wrapped(toWidth: Self.width - column)
                guard row.label.displayWidth <= Self.widestLabel else {
                    return ["  \(row.label)"] + text.map { indent + $0 }
                }
                return ["  \(row.label)".padded(toWidth: column) + text[0]]
                    + text.dropFirst().map { indent + $0 }
            }
    }
}
