import CaseModel
import Console
import Frontend

/// The main menu, and the way to a procedure.
extension CitizenDialogue {
    /// As many results as have a digit of their own beside 0 and 9.
    static let resultLimit = 8

    func chooseTask(_ line: String) -> Step {
        switch VietnameseText.searchKey(line) {
        case "1", "tim", "tim thu tuc", "find", "search": .open(.search(isHandingIn: false))
        case "2", "nop", "nop ho so", "hand in", "submit": .open(.search(isHandingIn: true))
        case "3", "theo doi", "theo doi ho so", "tra cuu", "follow": .open(.followCode)
        case "4", "danh gia", "rate": .open(.rateCode)
        case "5", "ngon ngu", "language": .open(.language)
        default:
            .stay(
                pick(
                    "Chưa hiểu. Xin gõ một số từ 1 đến 5, hoặc ? để được giúp.",
                    "Not understood. Type a number from 1 to 5, or ? for help."))
        }
    }

    func chooseLanguage(_ line: String) -> Step {
        switch VietnameseText.searchKey(line) {
        case "1", "vi", "tieng viet": Step(move: .speak(.vi))
        case "2", "en", "english", "tieng anh": Step(move: .speak(.en))
        default: unknown
        }
    }

    func searchText(_ isHandingIn: Bool) -> [String] {
        [
            isHandingIn
                ? pick("NỘP HỒ SƠ: việc gì? (gõ vài chữ)", "HAND IN: what about? (a few words)")
                : pick("TÌM THỦ TỤC: việc gì? (gõ vài chữ)", "FIND: what about? (a few words)"),
            pick("Không dấu cũng được, ví dụ: khai sinh", "For example: birth registration"),
        ]
    }

    func search(_ line: String) -> Step {
        guard !line.isEmpty else {
            return .stay(pick("Xin gõ vài chữ.", "Type a few words."))
        }
        var names = service.search(line, limit: Self.resultLimit)
        if names.isEmpty, let meant = TelexOffer.composed(line) {
            names = service.search(meant, limit: Self.resultLimit)
        }
        guard !names.isEmpty else {
            return .stay(
                pick(
                    "Không tìm thấy. Xin thử từ khác hoặc ít từ hơn.",
                    "Nothing found. Try other or fewer words."))
        }
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
        guard let number = Int(line), names.indices.contains(number - 1) else {
            let known = "1–\(names.count)"
            return .stay(
                pick("Xin gõ một số trong \(known).", "Type a number of \(known)."))
        }
        guard let procedure = service.procedure(names[number - 1].code) else {
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
