package import CaseModel
package import Console
import Transport

/// What a command gets to work with: what was asked for, and where its answer goes.
package struct Desk {
    package let invocation: Invocation
    /// Where the answer goes when it is for a screen and not for the standard output.
    private var transcript: Transcript?

    init(invocation: Invocation) {
        self.invocation = invocation
    }

    /// A desk whose answers and remarks are kept in order, to be shown by the caller.
    package init(invocation: Invocation, transcript: Transcript) {
        self.invocation = invocation
        self.transcript = transcript
    }

    package var language: Language { invocation.language }
    package var wantsJSON: Bool { invocation.wantsJSON }

    /// Writes one line of the answer; what came from outside must be made visible before.
    package func say(_ line: String) throws(Failure) {
        try write(line + "\n", to: .standard)
    }

    /// Writes one line of the answer in the language asked for.
    package func say(vi: String, en: String) throws(Failure) {
        try say(language.pick(vi, en))
    }

    /// Writes an object as one line of JSON.
    package func say(_ json: JSONValue) throws(Failure) {
        try say(json.write())
    }

    /// Writes a line beside the answer, on standard error.
    package func remark(_ line: String) throws(Failure) {
        try write(line + "\n", to: .error)
    }

    /// Writes a line beside the answer in the language asked for.
    package func remark(vi: String, en: String) throws(Failure) {
        try remark(language.pick(vi, en))
    }

    private func write(_ text: String, to output: Transport.Output) throws(Failure) {
        if let transcript { return transcript.add(text) }
        do throws(FileFailure) {
            try output.write(text)
        } catch  where error.readerIsGone {
            // A pager was closed, for instance: there is nobody left to tell.
            throw Failure(.failed, vi: "", en: "")
        } catch {
            throw Failure(error)
        }
    }

    /// The value of a number option; anything else is a usage error.
    package func number(_ option: String) throws(Failure) -> Int? {
        guard let text = invocation.options.value(option) else { return nil }
        guard let number = Int(text) else {
            throw Failure(
                .usage,
                vi: "--\(option) cần một số, không phải '\(TerminalText.visible(text))'.",
                en: "--\(option) takes a number, not '\(TerminalText.visible(text))'.")
        }
        return number
    }
}

/// What a command has said, line by line.
package final class Transcript {
    package private(set) var lines: [String] = []

    package init() {}

    fileprivate func add(_ text: String) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines += parts.dropLast().map(String.init)
    }
}

/// Runs a program: reads the command line, answers help and version, and ends with its exit code.
package enum Program {
    /// What the command does; a refusal that was already explained is told by the exit code.
    package typealias Body = (Desk) throws(Failure) -> ExitCode

    /// Runs the body unless help, the version or a usage error is the answer.
    package static func run(_ spec: ProgramSpec, arguments: [String], _ body: Body) -> ExitCode {
        StopSignals.ignoreBrokenPipes()
        let language = spec.language(of: arguments)
        // Swift has put U+FFFD where the bytes were no UTF-8: what was meant is lost.
        if let word = arguments.first(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
            let word = TerminalText.visible(word)
            tell([
                language.pick(
                    "'\(word)' không phải UTF-8; xin đặt bộ gõ và màn hình ở UTF-8.",
                    "'\(word)' is not UTF-8; set the terminal and the keyboard to UTF-8.")
            ])
            return .usage
        }
        do throws(UsageError) {
            let invocation = try spec.parse(arguments)
            return run(spec, Desk(invocation: invocation), body)
        } catch {
            let answer = Console.Output(error, in: language)
            tell(answer.stderr)
            return answer.exitCode
        }
    }

    private static func run(_ spec: ProgramSpec, _ desk: Desk, _ body: Body) -> ExitCode {
        do throws(Failure) {
            switch desk.invocation.purpose {
            case .run where desk.invocation.name == CommandSpec.manual.name:
                for line in spec.manual(in: desk.language) { try desk.say(line) }
            case .run where desk.invocation.name == CommandSpec.completion.name:
                for line in spec.bashCompletion { try desk.say(line) }
            case .run:
                return try body(desk)
            case .help:
                for line in spec.help(for: desk.invocation.command, in: desk.language) {
                    try desk.say(line)
                }
            case .version:
                try desk.say(spec.versionLine)
            }
            return .done
        } catch {
            let text = error.text[desk.language]
            if !text.isEmpty { tell([text]) }
            return error.exit
        }
    }

    private static func tell(_ lines: [String]) {
        for line in lines {
            // When standard error is gone too, the exit code still tells.
            try? Transport.Output.error.write(line + "\n")
        }
    }
}
