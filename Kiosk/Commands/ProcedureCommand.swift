import CaseModel
import Console
import Frontend

/// `kiosk procedure`: papers, fee, time and form of one procedure.
enum ProcedureCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let catalogue = Catalogue(try Point(desk))
        let code = desk.invocation.arguments[0]
        guard let procedure = catalogue.procedure(code) else {
            let nearest = Suggestion.nearest(to: code, among: catalogue.codes)
            let problem = DraftProblem.unknownProcedure(suggestion: nearest)
            let words = DraftText.words(problem)
            throw Failure(
                .refused, vi: "Mã '\(TerminalText.visible(code))' \(words.vi)",
                en: "'\(TerminalText.visible(code))' \(words.en)")
        }
        if desk.wantsJSON {
            try desk.say(
                .object(
                    procedure.fields.map { .init(name: $0.name, value: .text($0.value)) }))
        } else {
            let lines = ProcedureText.lines(procedure, language: desk.language)
            try desk.say(lines.joined(separator: "\n"))
        }
        return .done
    }
}
