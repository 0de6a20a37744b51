import CaseModel
import Console
import Frontend

/// `kiosk search`: finds procedures by words, with or without accents.
enum SearchCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let limit = try desk.number("limit") ?? 10
        guard (1...1_000).contains(limit) else {
            throw Failure(
                .usage, vi: "--limit cần một số từ 1 đến 1000.",
                en: "--limit takes a number from 1 to 1000.")
        }
        let catalogue = Catalogue(try Point(desk))
        let text = desk.invocation.arguments.joined(separator: " ")
        let codes = catalogue.search(text, limit: limit)
        for code in codes {
            if desk.wantsJSON {
                try desk.say(
                    .object([
                        .init(name: "code", value: .text(code)),
                        .init(name: "name", value: .text(catalogue.name(code))),
                        .init(name: "field", value: .text(catalogue.field(code))),
                    ]))
            } else {
                let name = TerminalText.visible(catalogue.name(code))
                let field = TerminalText.visible(catalogue.field(code))
                try desk.say("\(code)  \(name) (\(field))")
            }
        }
        if codes.isEmpty, !desk.wantsJSON {
            try sayNothing(catalogue, desk)
        }
        return .done
    }

    private static func sayNothing(_ catalogue: Catalogue, _ desk: Desk) throws(Failure) {
        if catalogue.codes.isEmpty {
            try desk.say(
                vi: "Điểm này chưa có bộ thủ tục. Xin chạy: kiosk sync",
                en: "This point has no catalogue yet. Run: kiosk sync")
        } else {
            try desk.say(
                vi: "Không tìm thấy. Xin thử từ khác hoặc ít từ hơn.",
                en: "Nothing found. Try other or fewer words.")
        }
    }
}
