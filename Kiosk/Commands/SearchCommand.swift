import CaseModel
import CaseRecords
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
        let all = desk.invocation.options.has("all")
        let codes = try codes(catalogue, limit: limit, desk)
        for code in codes {
            if desk.wantsJSON {
                try desk.say(json(code, catalogue, all: all))
            } else {
                let name = TerminalText.visible(catalogue.name(code))
                let field = TerminalText.visible(catalogue.field(code))
                let offer = all ? catalogue.offer(code) : nil
                let standing = offer.flatMap { ProcedureText.standing($0, language: desk.language) }
                try desk.say(
                    "\(code)  \(name) (\(field))" + (standing.map { " — \($0)" } ?? ""))
            }
        }
        if codes.isEmpty, !desk.wantsJSON {
            try sayNothing(catalogue, limit: limit, desk)
        }
        return .done
    }

    /// By field or life event as at the citizens' screen, else by words.
    private static func codes(
        _ catalogue: Catalogue, limit: Int, _ desk: Desk
    ) throws(Failure) -> [String] {
        let options = desk.invocation.options
        let text = desk.invocation.arguments.joined(separator: " ")
        if let field = options.value("field") {
            let key = VietnameseText.searchKey(field)
            let known = catalogue.openFields.first { VietnameseText.searchKey($0) == key }
            return Array(catalogue.openCodes(ofField: known ?? field).prefix(limit))
        }
        if let event = options.value("event").flatMap(LifeEvent.init(rawValue:)) {
            return event.codes(limit: limit) { catalogue.search($0, limit: limit) }
        }
        guard !VietnameseText.trimmed(text).isEmpty else {
            throw Failure(
                .usage, vi: "Cần vài chữ, --field hoặc --event.",
                en: "A few words are needed, or --field, or --event.")
        }
        return catalogue.search(text, limit: limit, all: options.has("all"))
    }

    /// `kiosk fields`: the fields of administration, as a way to what nobody knows the name of.
    static func fields(_ desk: Desk) throws(Failure) -> ExitCode {
        let catalogue = Catalogue(try Point(desk))
        for field in catalogue.openFields {
            let count = catalogue.openCodes(ofField: field).count
            if desk.wantsJSON {
                try desk.say(
                    .object([
                        .init(name: "field", value: .text(field)),
                        .init(name: "procedures", value: .number("\(count)")),
                    ]))
            } else {
                try desk.say("\(TerminalText.visible(field)) (\(count))")
            }
        }
        return .done
    }

    private static func json(_ code: String, _ catalogue: Catalogue, all: Bool) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "code", value: .text(code)),
            .init(name: "name", value: .text(catalogue.name(code))),
            .init(name: "field", value: .text(catalogue.field(code))),
        ]
        if all {
            let standing = catalogue.offer(code)?.standing.rawValue
            members.append(.init(name: "standing", value: .optional(standing)))
        }
        return .object(members)
    }

    private static func sayNothing(
        _ catalogue: Catalogue, limit: Int, _ desk: Desk
    ) throws(Failure) {
        if catalogue.codes.isEmpty {
            try desk.say(
                vi: "Điểm này chưa có bộ thủ tục. Xin chạy: kiosk sync",
                en: "This point has no catalogue yet. Run: kiosk sync")
        } else if !desk.invocation.options.has("all"),
            case let others = catalogue.search(
                desk.invocation.arguments.joined(separator: " "), limit: limit, all: true),
            !others.isEmpty
        {
            // Who asks by an old number is told that it is there, and no longer in force.
            try desk.say(
                vi: "Chỉ có thủ tục đã bãi bỏ hoặc chưa có hiệu lực (thêm --all để xem): "
                    + others.joined(separator: ", "),
                en: "Only procedures that are abolished or not yet in force (add --all): "
                    + others.joined(separator: ", "))
        } else {
            try desk.say(
                vi: "Không tìm thấy. Xin thử từ khác hoặc ít từ hơn.",
                en: "Nothing found. Try other or fewer words.")
        }
    }
}
