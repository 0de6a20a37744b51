/// The options that were given, by name.
package struct OptionValues: Hashable, Sendable {
    private var valuesByName: [String: [String]] = [:]

    package init() {}

    /// Whether the option was given.
    package func has(_ name: String) -> Bool { valuesByName[name] != nil }

    /// The value of an option, or the last one of a repeated option.
    package func value(_ name: String) -> String? { valuesByName[name]?.last }

    /// All values of a repeated option, in the order given.
    package func values(_ name: String) -> [String] { valuesByName[name] ?? [] }

    /// Adds one; a flag is given with an empty value.
    package mutating func add(_ name: String, _ value: String = "") {
        valuesByName[name, default: []].append(value)
    }
}

/// What a command line asks for, after it was checked against the program's specification.
package struct Invocation: Hashable, Sendable {
    /// What is to be done with the command.
    package enum Purpose: Hashable, Sendable {
        case run
        case help
        case version
    }

    package let purpose: Purpose
    /// The words of the command; none for the bare program.
    /// With `.help` also the beginning of a command that has two words.
    package let command: [String]
    /// The command's own options.
    package let options: OptionValues
    /// The program's options.
    package let global: OptionValues
    /// The positional arguments in order; as many as the specification allows.
    package let arguments: [String]

    /// The command's words with spaces between, to switch over.
    package var name: String { command.joined(separator: " ") }
    package var language: Language {
        global.value("lang").flatMap(Language.init(rawValue:)) ?? .vi
    }
    package var wantsJSON: Bool { global.has("json") }
    package var mayAsk: Bool { !global.has("no-input") }
}
