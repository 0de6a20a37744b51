package import CaseModel
package import Console

/// What is wrong with text that should be JSON.
package enum JSONProblem {
    /// The sentence for people.
    package static func words(_ error: JSONError) -> Localized {
        switch error {
        case .notUTF8(let offset):
            Localized(
                vi: "không phải UTF-8 (byte thứ \(offset + 1)); xin lưu tệp với mã UTF-8",
                en: "not UTF-8 at byte \(offset + 1); save the file as UTF-8")
        case .malformed(let offset):
            Localized(
                vi: "không phải JSON đúng ở byte thứ \(offset + 1); xin xem lại ngoặc, dấu phẩy "
                    + "và dấu nháy",
                en: "not valid JSON at byte \(offset + 1); check brackets, commas and quotes")
        case .endsEarly:
            Localized(
                vi: "trống hoặc hết giữa chừng; xin lấy lại tệp cho đủ",
                en: "empty, or it ends in the middle; get the whole file again")
        case .tooLarge(_, let limit):
            Localized(vi: "dài quá \(limit) byte", en: "longer than \(limit) bytes")
        case .tooDeep(let limit):
            Localized(vi: "lồng nhau quá \(limit) tầng", en: "nested deeper than \(limit) levels")
        case .duplicateName(let path):
            Localized(
                vi: "tên '\(TerminalText.visible(path))' xuất hiện hai lần",
                en: "the name '\(TerminalText.visible(path))' stands twice")
        case .forbiddenCharacter(let offset):
            Localized(
                vi: "có ký tự không được phép (byte thứ \(offset + 1))",
                en: "a character that is not allowed at byte \(offset + 1)")
        }
    }
}
