extension ProgramSpec {
    /// Reads a command line, without the program's own name.
    ///
    /// Nothing is guessed: whatever is not in the specification is an error.
    package func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
        var reader = ArgumentReader(self, arguments)
        return try reader.read()
    }

    /// The language that a command line asks for, even if it cannot be read otherwise.
    package func language(of arguments: [String]) -> Language {
        let options = arguments.prefix { $0 != "--" }
        for (index, word) in options.enumerated().reversed() {
            let isLast = index + 1 == options.count
            let value =
                word.hasPrefix("--lang=")
                ? String(word.dropFirst("--lang=".count))
                : word == "--lang" && !isLast ? options[index + 1] : ""
            if let language = Language(rawValue: value) { return language }
        }
        return .vi
    }
}

/// Reads the words of one command line in order.
struct ArgumentReader {
    /// An option as it was written; whether the command has it is known at the end.
    private struct Given {
        let written: String
        let name: String
        let value: String
    }

    private let program: ProgramSpec
    private var rest: ArraySlice<String>
    private var path: [String] = []
    private var command: CommandSpec?
    private var given: [Given] = []
    private var arguments: [String] = []
    private var optionsHaveEnded = false

    init(_ program: ProgramSpec, _ arguments: [String]) {
        self.program = program
        self.rest = arguments[...]
    }

    mutating func read() throws(UsageError) -> Invocation {
        while let word = rest.popFirst() {
            if optionsHaveEnded || !looksLikeOption(word) {
                try takeWord(word)
            } else if word == "--" {
                optionsHaveEnded = true
            } else {
                try takeOption(word)
            }
        }
        return try finish()
    }

    private func error(_ problem: UsageError.Problem) -> UsageError {
        UsageError(problem, program: program.name, command: command?.words ?? path)
    }

    /// `-` alone (standard input) and negative numbers are values.
    private func looksLikeOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), let next = word.dropFirst().first else { return false }
        return !(next.isASCII && next.isNumber)
    }

    private mutating func takeWord(_ word: String) throws(UsageError) {
        guard command == nil else {
            arguments.append(word)
            return
        }
        guard !program.commands(beginningWith: path + [word]).isEmpty else {
            throw unknownCommand(word)
        }
        path.append(word)
        command = program.command(path)
    }

    private func unknownCommand(_ word: String) -> UsageError {
        let names = program.commands(beginningWith: path).map(\.words)
        let nextWords = names.map { $0[path.count] }
        let wholeNames = path.isEmpty ? names.map { $0.joined(separator: " ") } : []
        let suggestion =
            Suggestion.nearest(to: word, among: nextWords + wholeNames)
            ?? wholeNames.first { $0.hasSuffix(" \(word)") }
        let isWholeName = suggestion.map(wholeNames.contains) ?? false
        let words = suggestion.map { isWholeName ? [$0] : path + [$0] }
        return error(
            .unknownCommand(
                (path + [word]).joined(separator: " "),
                suggestion: words?.joined(separator: " ")))
    }

    private mutating func takeOption(_ word: String) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let written = String(parts[0])
        let spec = try find(written)
        guard let value = spec.value else {
            guard parts.count == 1 else {
                throw error(.unexpectedValue(option: written, value: String(parts[1])))
            }
            given.append(Given(written: written, name: spec.name, value: ""))
            return
        }
        if parts.count == 2 {
            given.append(Given(written: written, name: spec.name, value: String(parts[1])))
        } else if let next = rest.first, !looksLikeOption(next) {
            rest.removeFirst()
            given.append(Given(written: written, name: spec.name, value: next))
        } else {
            throw error(.missingValue(option: written, placeholder: value.placeholder))
        }
    }

    /// Before the command is known an option may belong to any that is still possible, as long as
    /// all of them agree whether a value follows.
    private func find(_ written: String) throws(UsageError) -> OptionSpec {
        let possible = command.map { [$0] } ?? possibleCommands
        let options = program.options + possible.flatMap(\.options)
        let named = options.filter { matches($0, written) }
        guard let first = named.first else { throw unknownOption(written, options) }
        guard named.allSatisfy({ ($0.value == nil) == (first.value == nil) }) else {
            throw error(.optionBeforeCommand(written))
        }
        return first
    }

    private var possibleCommands: [CommandSpec] {
        let bare = path.isEmpty ? program.bare : nil
        return program.commands(beginningWith: path) + [bare].compactMap(\.self)
    }

    private func matches(_ option: OptionSpec, _ written: String) -> Bool {
        written == "--\(option.name)" || (option.short.map { written == "-\($0)" } ?? false)
    }

    private func unknownOption(_ written: String, _ options: [OptionSpec]) -> UsageError {
        let names = options.map { "--\($0.name)" }
        return error(
            .unknownOption(written, suggestion: Suggestion.nearest(to: written, among: names)))
    }

    private func finish() throws(UsageError) -> Invocation {
        let chosen = command ?? program.command(path)
        var own = OptionValues()
        var global = OptionValues()
        for option in given {
            if let spec = program.options.first(where: { $0.name == option.name }) {
                try check(option, spec, isAgain: global.has(spec.name))
                global.add(spec.name, option.value)
            } else if let spec = chosen?.options.first(where: { $0.name == option.name }) {
                try check(option, spec, isAgain: own.has(spec.name))
                own.add(spec.name, option.value)
            } else {
                throw unknownOption(option.written, program.options + (chosen?.options ?? []))
            }
        }
        let purpose: Invocation.Purpose =
            global.has("help") ? .help : global.has("version") ? .version : .run
        if purpose == .run { try checkComplete(chosen, own) }
        return Invocation(
            purpose: purpose, command: path, options: own, global: global, arguments: arguments)
    }

    private func check(_ option: Given, _ spec: OptionSpec, isAgain: Bool) throws(UsageError) {
        if isAgain, !spec.isRepeated { throw error(.givenTwice(option: option.written)) }
        guard let choices = spec.value?.choices, !choices.isEmpty else { return }
        guard choices.contains(option.value) else {
            throw error(
                .notAmongChoices(
                    option: option.written, value: option.value, choices: choices,
                    suggestion: Suggestion.nearest(to: option.value, among: choices)))
        }
    }

    private func checkComplete(
        _ chosen: CommandSpec?, _ options: OptionValues
    ) throws(UsageError) {
        guard let chosen else { throw incompleteCommand }
        if let missing = chosen.options.first(where: { $0.isRequired && !options.has($0.name) }) {
            throw error(.missingOption(missing.usage))
        }
        if arguments.count < chosen.arguments.count {
            let missing = chosen.arguments[arguments.count]
            if missing.isRequired { throw error(.missingArgument(missing.name)) }
        }
        let takesAll = chosen.arguments.last?.isVariadic ?? false
        if !takesAll, arguments.count > chosen.arguments.count {
            throw error(.unexpectedArgument(arguments[chosen.arguments.count]))
        }
    }

    private var incompleteCommand: UsageError {
        guard !path.isEmpty else { return error(.missingCommand) }
        let nextWords = program.commands(beginningWith: path).map { $0.words[path.count] }
        return error(.incompleteCommand(path, nextWords: nextWords))
    }
}
