import CaseModel
import Console
import Frontend

/// `kiosk procedure`: papers, fee, time and form of one procedure.
enum ProcedureCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let catalogue = Catalogue(try Point(desk))
        let code = desk.invocation.arguments[0]
        guard let offer = catalogue.offer(code) else {
            let nearest = Suggestion.nearest(to: code, among: catalogue.openCodes)
            let problem = DraftProblem.unknownProcedure(suggestion: nearest)
            let words = DraftText.words(problem)
            throw Failure(
                .refused, vi: "Mã '\(TerminalText.visible(code))' \(words.vi)",
                en: "'\(TerminalText.visible(code))' \(words.en)")
        }
        if desk.wantsJSON {
            let fields = offer.procedure.fields.map {
                JSONValue.Member(name: $0.name, value: .text($0.value))
            }
            try desk.say(
                .object(
                    fields + [
                        .init(name: "standing", value: .text(offer.standing.rawValue)),
                        .init(name: "version", value: .number("\(offer.version)")),
                    ]))
        } else {
            var lines = ProcedureText.lines(offer.procedure, language: desk.language)
            if let sentence = ProcedureText.standing(offer, language: desk.language) {
                lines.insert(sentence, at: 1)
            }
            try desk.say(lines.joined(separator: "\n"))
        }
        return .done
    }
}
