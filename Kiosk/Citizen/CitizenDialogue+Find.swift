import CaseModel
import Console
import Frontend

/// The main menu, and the way to a procedure.
extension CitizenDialogue {
    /// As many results as have a digit of their own beside 0 and 9.
    static let resultLimit = 8
    /// As many as a list of a whole field or event shows.
    static let listLimit = 40

    func chooseTask(_ line: String) -> Step {
        switch VietnameseText.searchKey(line) {
        case "1", "tim", "tim thu tuc", "find", "search": .open(.search(isHandingIn: false))
        case "2", "nop", "nop ho so", "hand in", "submit": .open(.search(isHandingIn: true))
        case "3", "theo doi", "theo doi ho so", "tra cuu", "follow": .open(.followCode)
        case "4", "danh gia", "rate": .open(.rateCode)
        case "5", "phan anh", "kien nghi", "phan anh kien nghi", "feedback", "complaint":
            .open(.feedbackKind(about: nil))
        case "6", "ngon ngu", "language", "chu to", "large print": .open(.language)
        default:
            .stay(
                pick(
                    "Chưa hiểu. Xin gõ một số từ 1 đến 6, hoặc ? để được giúp.",
                    "Not understood. Type a number from 1 to 6, or ? for help."))
        }
    }

    func chooseLanguage(_ line: String) -> Step {
        switch VietnameseText.searchKey(line) {
        case "1", "vi", "tieng viet": Step(move: .speak(.vi))
        case "2", "en", "english", "tieng anh": Step(move: .speak(.en))
        case "3": Step(move: .stay, order: .arrange(.large))
        case "4": Step(move: .stay, order: .arrange(.reader))
        case "5": Step(move: .stay, order: .arrange(.normal))
        default: unknown
        }
    }

    func searchText(_ isHandingIn: Bool) -> [String] {
        [
            isHandingIn
                ? pick("NỘP HỒ SƠ: việc gì? (gõ vài chữ)", "HAND IN: what about? (a few words)")
                : pick("TÌM THỦ TỤC: việc gì? (gõ vài chữ)", "FIND: what about? (a few words)"),
            pick(
                "Không dấu cũng được, ví dụ: khai sinh. Hoặc gõ số thủ tục: 1.001193",
                "For example: birth registration. Or the number of a procedure: 1.001193"),
            pick("1. Chọn theo việc trong đời sống", "1. Choose by what has happened"),
            pick("2. Chọn theo lĩnh vực", "2. Choose by field of administration"),
        ]
    }

    func searchOrList(_ line: String) -> Step {
        switch line {
        case "1": return .open(.events)
        case "2":
            let fields = service.fields()
            return fields.isEmpty ? nothingFound : .open(.fields(fields))
        default: return search(line)
        }
    }

    private var nothingFound: Step {
        .stay(
            pick(
                "Không tìm thấy. Xin thử từ khác hoặc ít từ hơn.",
                "Nothing found. Try other or fewer words."))
    }

    var eventsText: [String] {
        [pick("Ông/bà đang có việc gì?", "What has happened?")]
            + LifeEvent.allCases.enumerated().map { index, event in
                "\(index + 1). \(pick(event.nameVi, event.nameEn))"
            }
    }

    func chooseEvent(_ line: String) -> Step {
        guard let event = chosen(line, LifeEvent.allCases) else {
            return wrongNumber(LifeEvent.allCases.count)
        }
        let codes = event.codes(limit: Self.listLimit) { words in
            service.search(words, limit: Self.resultLimit).map(\.code)
        }
        let names = codes.compactMap { code in
            service.procedure(code).map { ProcedureName(code: code, name: $0.nameVi) }
        }
        return names.isEmpty ? nothingFound : .open(.results(names))
    }

    func fieldsText(_ names: [String]) -> [String] {
        [pick("Xin chọn lĩnh vực:", "Choose the field:")]
            + names.enumerated().map { index, name in "\(index + 1). \(name)" }
    }

    func chooseField(_ line: String, of names: [String]) -> Step {
        guard let name = chosen(line, names) else { return wrongNumber(names.count) }
        let found = service.procedures(ofField: name, limit: Self.listLimit)
        return found.isEmpty ? nothingFound : .open(.results(found))
    }

    private func chosen<Item>(_ line: String, _ items: [Item]) -> Item? {
        guard let number = Int(line), items.indices.contains(number - 1) else { return nil }
        return items[number - 1]
    }

    private func wrongNumber(_ count: Int) -> Step {
        .stay(pick("Xin gõ một số trong 1–\(count).", "Type a number of 1–\(count)."))
    }

    func search(_ line: String) -> Step {
        guard !line.isEmpty else {
            return .stay(pick("Xin gõ vài chữ.", "Type a few words."))
        }
        var names = service.search(line, limit: Self.resultLimit)
        if names.isEmpty, let meant = TelexOffer.composed(line) {
            names = service.search(meant, limit: Self.resultLimit)
        }
        guard !names.isEmpty else { return nothingFound }
        return .open(.results(names))
    }

    func results(_ names: [ProcedureName]) -> [String] {
        [pick("Xin chọn thủ tục:", "Choose the procedure:")]
            + names.enumerated().map { index, name in
                "\(index + 1). \(self.name(name)) (\(name.code))"
            }
    }

    /// The name as the person's language has it.
    private func name(_ name: ProcedureName) -> String {
        guard language == .en else { return name.name }
        return service.procedure(name.code)?.nameEn ?? name.name
    }

    func choose(_ line: String, of names: [ProcedureName]) -> Step {
        guard let name = chosen(line, names) else { return wrongNumber(names.count) }
        guard let procedure = service.procedure(name.code) else {
            return .stay(
                pick(
                    "Chưa đọc được thủ tục này. Xin chọn thủ tục khác.",
                    "This procedure cannot be read now. Choose another."))
        }
        return .open(.procedure(procedure))
    }

    func procedureText(_ procedure: Procedure) -> [String] {
        ProcedureText.lines(procedure, language: language)
            + ["", pick("1. Nộp hồ sơ này ngay bây giờ", "1. Hand this in now")]
    }

    func chooseAct(_ line: String, _ procedure: Procedure) -> Step {
        switch VietnameseText.searchKey(line) {
        case "1", "nop", "nop ho so", "hand in", "submit":
            guard let kept, kept.procedure == procedure else {
                return .open(.question(HandIn(procedure)))
            }
            return .open(.question(kept))
        default: return unknown
        }
    }
}
