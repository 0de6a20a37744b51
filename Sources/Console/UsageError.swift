/// A command line that was not understood; the exit code is always `.usage`.
package struct UsageError: Error, Hashable, Sendable {
    /// What is wrong, with all that a good message needs.
    package enum Problem: Hashable, Sendable {
        case missingCommand
        case unknownCommand(String, suggestion: String?)
        case incompleteCommand([String], nextWords: [String])
        case unknownOption(String, suggestion: String?)
        /// An option of several commands, which take it differently, stands before the command.
        case optionBeforeCommand(String)
        case missingOption(String)
        case missingValue(option: String, placeholder: String)
        case unexpectedValue(option: String, value: String)
        case givenTwice(option: String)
        case notAmongChoices(
            option: String, value: String, choices: [String], suggestion: String?)
        case missingArgument(String)
        case unexpectedArgument(String)
        /// For the commands themselves, when a value does not have its form.
        case invalidValue(name: String, value: String, expected: Localized)
    }

    package let problem: Problem
    package let program: String
    /// The words of the command as far as they were understood.
    package let command: [String]

    package init(_ problem: Problem, program: String, command: [String]) {
        self.problem = problem
        self.program = program
        self.command = command
    }
}
