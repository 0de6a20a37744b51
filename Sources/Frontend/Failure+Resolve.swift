package import CaseRecords
import Console
package import SyncProtocol

extension Failure {
    package init(_ error: ResolveError) {
        switch error {
        case .noConflict(let field):
            self.init(
                .refused,
                vi: "Mục '\(TerminalText.visible(field))' không có xung đột; không thay đổi gì.",
                en: "Field '\(TerminalText.visible(field))' is not in conflict; nothing changed.")
        case .noSuchValue(let number, let count):
            self.init(
                .refused,
                vi: "Không có giá trị số \(number); xin chọn từ 1 đến \(count).",
                en: "There is no value number \(number); choose from 1 to \(count).")
        }
    }

    /// Nothing answers to a code.
    package static func notFound(_ code: String) -> Failure {
        let code = TerminalText.visible(code)
        return Failure(
            .refused,
            vi: "Không có hồ sơ nào mang mã '\(code)'. Xin xem lại số trên giấy tiếp nhận.",
            en: "No case answers to '\(code)'. Check the number on the slip.")
    }

    /// Several cases answer to a code: never a guess.
    package static func ambiguous(_ code: String, _ records: [String]) -> Failure {
        let names = records.joined(separator: ", ")
        let code = TerminalText.visible(code)
        return Failure(
            .refused,
            vi: "Mã '\(code)' ứng với nhiều hồ sơ: \(names). Xin dùng một trong các tên này.",
            en: "'\(code)' stands for several cases: \(names). Use one of these names.")
    }

    package static var unknownClock: Failure {
        Failure(
            .refused,
            vi: "--seen nêu những sự kiện mà hồ sơ này chưa có. Xin xem lại hồ sơ rồi thử lại.",
            en: "--seen names events that this case does not have. Show the case and try again.")
    }
}

/// How conflicts and cases are read by people, the same on both sides.
package enum Choosing {
    /// The choice that `--keep` or `--value` makes; exactly one of them is needed.
    package static func choice(_ desk: Desk) throws(Failure) -> Choice {
        let keep = try desk.number("keep")
        let value = desk.invocation.options.value("value")
        switch (keep, value) {
        case (let number?, nil): return .keep(number)
        case (nil, let text?): return .value(text)
        case (nil, nil), (_?, _?):
            throw Failure(
                .usage, vi: "Cần đúng một trong hai: --keep SỐ hoặc --value GIÁ-TRỊ.",
                en: "Give exactly one of --keep N and --value V.")
        }
    }

    /// The clock of `--seen`, nil when it was not given.
    package static func seen(_ desk: Desk) throws(Failure) -> VectorClock? {
        guard let text = desk.invocation.options.value("seen") else { return nil }
        guard let clock = VectorClock(text: text) else {
            throw Failure(
                .usage, vi: "--seen cần dạng 3:1,4:2 (điểm:số sự kiện).",
                en: "--seen takes the form 3:1,4:2 (site:sequence).")
        }
        return clock
    }
}
