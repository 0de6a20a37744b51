/// One positional argument of a command.
package struct ArgumentSpec: Hashable, Sendable {
    package let name: String
    package let isRequired: Bool
    /// Takes all the words that are left; only the last argument may.
    package let isVariadic: Bool

    package init(_ name: String, isRequired: Bool = true, isVariadic: Bool = false) {
        self.name = name
        self.isRequired = isRequired
        self.isVariadic = isVariadic
    }

    /// How it stands in the usage line.
    var synopsis: String {
        let word = isVariadic ? "\(name)…" : name
        return isRequired ? word : "[\(word)]"
    }
}

/// A command line that shows what a command is for.
package struct Example: Hashable, Sendable {
    package let line: String
    package let summary: Localized

    /// Makes an example; a command line cannot be wrapped, so it must fit into a screen.
    package init(_ line: String, _ summary: Localized) {
        precondition(line.displayWidth <= 78, "the example is too wide: \(line)")
        self.line = line
        self.summary = summary
    }
}

/// One command of a program, as data: parser and help are made from it.
package struct CommandSpec: Hashable, Sendable {
    /// One word or two, as in `catalogue import`; none for what runs without a command.
    package let words: [String]
    package let summary: Localized
    /// A paragraph for the command's own help.
    package let details: Localized?
    package let options: [OptionSpec]
    package let arguments: [ArgumentSpec]
    package let examples: [Example]

    /// Makes a command from its name, whose words are separated by one space.
    package init(
        _ name: String, _ summary: Localized, details: Localized? = nil,
        options: [OptionSpec] = [], arguments: [ArgumentSpec] = [], examples: [Example] = []
    ) {
        precondition(
            arguments.dropLast().allSatisfy { !$0.isVariadic },
            "only the last argument of '\(name)' may be variadic")
        precondition(
            arguments.drop { $0.isRequired }.allSatisfy { !$0.isRequired },
            "a required argument of '\(name)' follows an optional one")
        self.words = name.split(separator: " ").map(String.init)
        self.summary = summary
        self.details = details
        self.options = options
        self.arguments = arguments
        self.examples = examples
    }

    package var name: String { words.joined(separator: " ") }

    /// What follows the program's name in the usage line.
    var synopsis: String {
        (words + options.map(\.synopsis) + arguments.map(\.synopsis)).joined(separator: " ")
    }
}

/// Commands that stand together in the program's help.
package struct CommandGroup: Hashable, Sendable {
    package let title: Localized
    package let commands: [CommandSpec]

    package init(_ title: Localized, _ commands: [CommandSpec]) {
        self.title = title
        self.commands = commands
    }
}

extension CommandGroup {
    /// The commands that every program has about itself.
    package static let itself = CommandGroup(
        Localized(vi: "Về chương trình", en: "About the program"), [.manual, .completion])
}

extension CommandSpec {
    /// Prints the manual page.
    package static let manual = CommandSpec(
        "man", Localized(vi: "trang hướng dẫn cho lệnh man", en: "the manual page, for man"))

    /// Prints what lets bash complete.
    package static let completion = CommandSpec(
        "completion",
        Localized(vi: "cho bash tự điền lệnh", en: "lets bash complete commands"))
}
