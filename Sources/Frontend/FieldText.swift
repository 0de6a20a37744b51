package import CaseModel
package import Console

/// The fields of a case as people call them.
package enum FieldText {
    /// `Số điện thoại (applicant.phone)`: the words, and the name that commands take.
    package static func named(
        _ field: String, of procedure: Procedure?, _ language: Language
    ) -> String {
        let words = words(field, of: procedure, language)
        return words == field ? field : "\(words) (\(field))"
    }

    /// What a field is called; one that has no words of its own keeps its name.
    package static func words(
        _ field: String, of procedure: Procedure?, _ language: Language
    ) -> String {
        let words =
            known.first { $0.field == field }?.words[language]
            ?? procedure.flatMap { asked(field, of: $0, language) } ?? field
        return TerminalText.visible(words)
    }

    /// An answer by its question, a paper by its name.
    private static func asked(
        _ field: String, of procedure: Procedure, _ language: Language
    ) -> String? {
        if let question = procedure.form.first(where: { "answers.\($0.key)" == field }) {
            let english = question.labelEn.isEmpty ? question.labelVi : question.labelEn
            return language.pick(question.labelVi, english)
        }
        guard let paper = procedure.papers.first(where: { "papers.\($0.key)" == field }) else {
            return nil
        }
        return language.pick(paper.nameVi, paper.nameEn ?? paper.nameVi)
    }

    private static let known: [(field: String, words: Localized)] = [
        ("applicant.name", Localized(vi: "Họ và tên người nộp", en: "Name of the applicant")),
        ("applicant.identity", Localized(vi: "Số định danh", en: "Identity number")),
        ("applicant.birth_date", Localized(vi: "Ngày sinh", en: "Birth date")),
        ("applicant.sex", Localized(vi: "Giới tính", en: "Sex")),
        ("applicant.phone", Localized(vi: "Số điện thoại", en: "Phone number")),
        ("applicant.address", Localized(vi: "Địa chỉ", en: "Address")),
        ("applicant.commune", Localized(vi: "Xã, phường", en: "Commune")),
        ("helper.name", Localized(vi: "Người nộp thay", en: "Name of the helper")),
        ("helper.phone", Localized(vi: "Điện thoại người nộp thay", en: "Phone of the helper")),
        ("delivery", Localized(vi: "Cách nhận kết quả", en: "Way of the result")),
        ("delivery.point", Localized(vi: "Nơi trả kết quả", en: "Point of the result")),
        ("delivery.address", Localized(vi: "Địa chỉ nhận kết quả", en: "Address of the result")),
        ("channel", Localized(vi: "Kênh nộp", en: "Channel")),
        ("unit", Localized(vi: "Đơn vị giải quyết", en: "Competent unit")),
        ("procedure", Localized(vi: "Mã thủ tục", en: "Procedure code")),
        ("procedure.name", Localized(vi: "Thủ tục", en: "Procedure")),
        ("reference", Localized(vi: "Mã của nơi gửi", en: "Reference of the caller")),
        ("accepted.at", Localized(vi: "Tiếp nhận lúc", en: "Accepted at")),
        ("state", Localized(vi: "Trạng thái", en: "State")),
        ("due", Localized(vi: "Hẹn trả", en: "Due")),
        ("note", Localized(vi: "Ghi chú", en: "Note")),
    ]
}
