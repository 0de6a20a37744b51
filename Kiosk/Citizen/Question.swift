import CaseModel
import Console

/// One thing that a person is asked when handing in.
struct Question {
    /// What an answer looks like, and so which keys are commands.
    enum Kind: Equatable {
        case words
        /// An identity number, a phone number or a day.
        case digits
        case number
        case choice([String])
        /// Which of the papers are here.
        case papers
        /// What the person agrees to.
        case consents
    }

    /// What a scanned card fills.
    enum Scan {
        case nothing
        /// The number of the identity alone.
        case identity
        /// Name and number of another person, each by the path of its field.
        case person(name: String, identity: String)
        /// All that the card says of the applicant.
        case applicant
    }

    /// The path of the field, as `submit` names it in errors.
    let path: String
    let kind: Kind
    /// Whether it is answered with numbers out of a list, perhaps none.
    var isList: Bool { kind == .papers || kind == .consents }
    let label: Localized
    var help: Localized?
    var example: String?
    var isRequired = false
    var scan = Scan.nothing
}

extension Question {
    static let papersPath = "papers"
    static let consentsPath = "consent"

    /// Everything that is asked for a procedure, in order.
    static func all(of procedure: Procedure) -> [Question] {
        applicant + answers(procedure) + (procedure.papers.isEmpty ? [] : [papers]) + [consents]
    }

    /// The questions of the form; a name that is followed by an identity number is that person's,
    /// and a card answers both.
    private static func answers(_ procedure: Procedure) -> [Question] {
        var questions = procedure.form.map(Question.init)
        for (index, field) in procedure.form.enumerated().dropFirst()
        where field.type == .identity && procedure.form[index - 1].type == .text {
            let scan = Scan.person(
                name: questions[index - 1].path, identity: questions[index].path)
            questions[index].scan = scan
            questions[index - 1].scan = scan
            questions[index - 1].help = questions[index - 1].help ?? cardHelp
        }
        return questions
    }

    private init(_ field: Procedure.FormField) {
        let help = field.help.map { Localized(vi: $0, en: $0) }
        let english = field.labelEn.isEmpty ? field.labelVi : field.labelEn
        self.init(
            path: "answers.\(field.key)", kind: Kind(field),
            label: Localized(vi: field.labelVi, en: english), help: help,
            example: field.example, isRequired: field.required,
            scan: field.type == .identity ? .identity : .nothing)
    }

    /// What is said to people who have a card at hand.
    static let cardHelp = Localized(
        vi: "Có thẻ căn cước: quét mã QR trên thẻ, khỏi phải gõ.",
        en: "With an identity card: scan its QR code instead of typing.")

    static var applicant: [Question] {
        [
            Question(
                path: "applicant.name", kind: .words,
                label: Localized(vi: "Họ và tên người nộp", en: "Full name of the applicant"),
                help: cardHelp, example: "Nguyễn Thị Thu Hằng", isRequired: true, scan: .applicant),
            Question(
                path: "applicant.identity", kind: .digits,
                label: Localized(vi: "Số định danh cá nhân", en: "Identity number"),
                help: Localized(
                    vi: "12 chữ số trên thẻ căn cước.", en: "12 digits on the identity card."),
                example: "046194003217", isRequired: true, scan: .applicant),
            Question(
                path: "applicant.birth_date", kind: .digits,
                label: Localized(vi: "Ngày sinh", en: "Birth date"), example: "12/03/1994"),
            Question(
                path: "applicant.phone", kind: .digits,
                label: Localized(vi: "Số điện thoại", en: "Phone number"),
                example: "0905 218 446"),
            Question(
                path: "applicant.address", kind: .words,
                label: Localized(vi: "Địa chỉ", en: "Address"),
                example: "Kiệt 14 Nguyễn Sinh Cung, phường Vỹ Dạ"),
        ]
    }

    private static var consents: Question {
        Question(
            path: consentsPath, kind: .consents,
            label: Localized(
                vi: "Đồng ý thêm", en: "Also agreed to"),
            help: Localized(
                vi: "Không đồng ý điều nào cũng được, hồ sơ vẫn được nhận. Gõ số, ví dụ: 1 2",
                en: "None is needed; the case is taken all the same. Type numbers, as: 1 2"))
    }

    private static var papers: Question {
        Question(
            path: papersPath, kind: .papers,
            label: Localized(vi: "Giấy tờ có ở đây", en: "Papers that are here"),
            help: Localized(
                vi: "Gõ số của các giấy tờ đang có, ví dụ: 1 2. Dấu * là tất cả.",
                en: "Type the numbers of the papers that are here, as: 1 2. A * is all."))
    }
}

extension Question.Kind {
    fileprivate init(_ field: Procedure.FormField) {
        switch field.type {
        case .text: self = .words
        case .date, .identity, .phone: self = .digits
        case .number: self = .number
        case .choice: self = .choice(field.choices)
        }
    }
}
