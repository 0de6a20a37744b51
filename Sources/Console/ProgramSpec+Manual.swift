extension ProgramSpec {
    /// The manual page of the program in man(7), for `man -l` or a folder of manuals.
    package func manual(in language: Language) -> [String] {
        ManualPage(program: self, language: language).lines
    }
}

/// Lays out a manual page; see man(7).
private struct ManualPage {
    let program: ProgramSpec
    let language: Language

    private static let width = 76

    var lines: [String] {
        [
            ".TH \(program.name.uppercased()) 1 \"\" \"\(program.versionLine)\" \"Một Cửa\"",
            section("TÊN", "NAME"),
        ] + Self.text("\(program.name) – \(program.summary[language])")
            + [section("CÁCH DÙNG", "SYNOPSIS")] + synopsis + commands
            + options(("TÙY CHỌN CHUNG", "COMMON OPTIONS"), program.options)
            + [section("MÃ KẾT THÚC", "EXIT STATUS")]
            + ExitCode.allCases.flatMap { item("\($0.rawValue)", $0.meaning[language]) }
    }

    private var synopsis: [String] {
        let any = language.pick("[TÙY CHỌN] LỆNH …", "[OPTIONS] COMMAND …")
        let bare =
            program.bare.map { [bold(program.name)] + Self.text($0.synopsis) + [".br"] } ?? []
        return bare + [bold(program.name)] + Self.text(any)
    }

    private var commands: [String] {
        let bare = program.bare.map { bare in
            [section("KHI KHÔNG GÕ LỆNH", "WITHOUT A COMMAND")]
                + Self.text(bare.summary[language] + ".") + bare.options.flatMap(item)
        }
        return (bare ?? [])
            + program.groups.flatMap { group in
                [".SH \(Self.quoted(group.title[language].uppercased()))"]
                    + group.commands.flatMap(command)
            }
    }

    private func command(_ command: CommandSpec) -> [String] {
        var lines = [".SS \(Self.quoted(command.name))", bold(program.name)]
        lines += Self.text(command.synopsis) + [".PP"] + Self.text(command.summary[language] + ".")
        if let details = command.details { lines += [".PP"] + Self.text(details[language]) }
        lines += command.options.flatMap(item)
        for example in command.examples {
            lines += [".PP"] + Self.text(example.summary[language] + ":")
            lines += [".PP", ".nf", ".RS"] + Self.text(example.line) + [".RE", ".fi"]
        }
        return lines
    }

    private func options(_ title: (vi: String, en: String), _ options: [OptionSpec]) -> [String] {
        [section(title.vi, title.en)] + options.flatMap(item)
    }

    private func item(_ option: OptionSpec) -> [String] {
        item(option.label, option.summary[language])
    }

    private func item(_ label: String, _ words: String) -> [String] {
        [".TP", bold(label)] + Self.text(words)
    }

    private func section(_ vi: String, _ en: String) -> String {
        ".SH \(Self.quoted(language.pick(vi, en)))"
    }

    private func bold(_ words: String) -> String { ".B \(Self.quoted(words))" }

    private static func quoted(_ words: String) -> String {
        "\"" + escaped(words).replacing("\"", with: "\\(dq") + "\""
    }

    /// Lines of text: what would be a request at the beginning of one is made harmless.
    private static func text(_ words: String) -> [String] {
        words.wrapped(toWidth: width).map { words in
            let line = escaped(words)
            return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : line
        }
    }

    /// Hyphens are written so that what is copied from the page is what has to be typed.
    private static func escaped(_ words: String) -> String {
        words.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    }
}
