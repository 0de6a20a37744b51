/// A whole program's command line, as data.
package struct ProgramSpec: Hashable, Sendable {
    package let name: String
    package let version: String
    package let summary: Localized
    /// Options that stand before or after any command: the program's own, then the common ones.
    package let options: [OptionSpec]
    /// What runs when no command is given; without it a missing command is an error.
    package let bare: CommandSpec?
    package let groups: [CommandGroup]

    /// Makes a program; the common options are added to its own.
    package init(
        name: String, version: String, summary: Localized, options: [OptionSpec] = [],
        bare: CommandSpec? = nil, groups: [CommandGroup]
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.options = options + OptionSpec.common
        self.bare = bare
        self.groups = groups
        checkNames()
    }

    package var commands: [CommandSpec] { groups.flatMap(\.commands) }

    /// The command with exactly these words; the bare one for none.
    func command(_ words: [String]) -> CommandSpec? {
        words.isEmpty ? bare : commands.first { $0.words == words }
    }

    /// The commands whose name begins with these words.
    func commands(beginningWith words: [String]) -> [CommandSpec] {
        commands.filter { $0.words.starts(with: words) }
    }

    /// A name that could be read in two ways is a mistake of ours, found at the first start.
    private func checkNames() {
        precondition(bare.map { $0.arguments.isEmpty } ?? true, "a bare command takes no words")
        for command in commands {
            precondition(!command.words.isEmpty, "a command needs a name")
            precondition(
                commands(beginningWith: command.words).count == 1,
                "the command '\(command.name)' is the beginning of another or stands twice")
        }
        for command in commands + [bare].compactMap(\.self) {
            let names = (options + command.options).map(\.name)
            precondition(
                Set(names).count == names.count, "'\(command.name)' names an option twice")
        }
    }
}
