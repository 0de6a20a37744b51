extension ProgramSpec {
    /// A script that teaches bash to complete the program's commands, options and values.
    ///
    /// It is made of our own words alone: it never runs the program and so shows no case.
    package var bashCompletion: [String] {
        let script = CompletionScript(program: self)
        return script.words + script.choices + script.register
    }
}

/// Writes the completion as one function of bash (see "Programmable Completion" in bash(1)).
private struct CompletionScript {
    let program: ProgramSpec

    /// Finds the command that was typed so far; `=` stands in a word of its own.
    var words: [String] {
        [
            "# \(program.versionLine)", "\(function)() {",
            "    local current=${COMP_WORDS[COMP_CWORD]} option='' typed='' files='' word i",
            "    local words=()",
            "    COMPREPLY=()",
            "    for ((i = 1; i < COMP_CWORD; i++)); do",
            "        word=${COMP_WORDS[i]}",
            "        case $word in",
            "        =) continue ;;",
            "        -*)",
            "            case \" \(valued.joined(separator: " ")) \" in",
            "            *\" $word \"*) option=$word ;;",
            "            *) option='' ;;",
            "            esac",
            "            ;;",
            "        *) if [ -n \"$option\" ]; then option=''; else typed+=\"$word \"; fi ;;",
            "        esac",
            "    done",
            "    [ \"$current\" != = ] || current=''",
        ]
    }

    /// What may follow, by command and by the option that waits for a value.
    var choices: [String] {
        var lines = ["    case $typed in"]
        for command in program.commands {
            lines += branch("\"\(command.name) \"*", offers(command))
        }
        for prefix in prefixes {
            let words = nextWords(after: prefix).joined(separator: " ")
            lines += branch("\"\(prefix) \"*", ["        words=(\(words))"])
        }
        let first = ["        words=(\(firstWords.joined(separator: " ")))"]
        return lines + branch("*", first + optionOffers(program.bare?.options ?? []))
            + ["    esac"]
    }

    private func branch(_ pattern: String, _ body: [String]) -> [String] {
        ["    \(pattern))"] + body + ["        ;;"]
    }

    var register: [String] {
        [
            "    if [ -n \"$files\" ]; then",
            "        compopt -o filenames 2>/dev/null",
            "        mapfile -t COMPREPLY < <(compgen \"$files\" -- \"$current\")",
            "    else",
            "        mapfile -t COMPREPLY < <(compgen -W \"${words[*]}\" -- \"$current\")",
            "    fi",
            "}", "complete -F \(function) \(program.name)",
        ]
    }

    private var function: String { "_\(program.name)" }

    /// The options of any command that are followed by a value.
    private var valued: [String] {
        let all =
            program.options
            + (program.commands + [program.bare].compactMap(\.self))
            .flatMap(\.options)
        return Set(all.filter { $0.value != nil }.map { "--\($0.name)" }).sorted()
    }

    private var firstWords: [String] { Set(program.commands.map { $0.words[0] }).sorted() }

    /// The first words of commands of two words.
    private var prefixes: [String] {
        Set(program.commands.filter { $0.words.count > 1 }.map { $0.words[0] }).sorted()
    }

    private func nextWords(after prefix: String) -> [String] {
        program.commands.filter { $0.words.count > 1 && $0.words[0] == prefix }.map { $0.words[1] }
    }

    private func offers(_ command: CommandSpec) -> [String] {
        let takesFiles = command.arguments.contains { $0.name == "FILE" || $0.name == "DIR" }
        let files = "        [[ $current == -* || -n $option ]] || files=-f"
        return optionOffers(command.options) + (takesFiles ? [files] : [])
    }

    /// The names of the options, or the values of the one that waits for its value.
    private func optionOffers(_ own: [OptionSpec]) -> [String] {
        let options = own + program.options
        let names = options.map { "--\($0.name)" }.joined(separator: " ")
        return ["        case $option in"]
            + options.compactMap { option in
                option.value.map { "        --\(option.name)) \(valueOffer($0)) ;;" }
            } + ["        *) [[ $current != -* ]] || words=(\(names)) ;;", "        esac"]
    }

    private func valueOffer(_ value: OptionSpec.Value) -> String {
        switch value.placeholder {
        case let word where word.hasPrefix("FILE"): "files=-f"
        case "DIR": "files=-d"
        default: "words=(\(value.choices.joined(separator: " ")))"
        }
    }
}
