import CaseModel
import CaseRecords
import Console
import Frontend
import QRCode
import SyncProtocol

@testable import kiosk

/// A kiosk without a store: the real rules, and what was handed in kept in a list.
final class Booth: CitizenService {
    /// 2026-11-23 10:00 at UTC+7, a Monday.
    static let now = Instant.milliseconds(
        on: CivilDate(dayNumber: 20_780), hour: 10)
    static let someCase = FollowedCase(
        slip: "T-3-261123-1-K5Q", official: "H57.19815-261123-0001",
        procedure: "Đăng ký khai sinh", state: .processing, due: "2026-11-24T17:00:00+07:00",
        durability: .centre)

    /// Made once: it is looked at in each walk, and every answer of a form asks for it.
    private static let calendar = WorkingCalendar()

    /// The procedure that is found here.
    var offered = Booth.birth
    var taken: [Intake.Checked] = []
    var ratings: [Rating] = []
    var followed: FollowedCase?
    /// What the centre answers, should it be asked.
    var elsewhere: FollowedCase?
    var told: [(feedback: Feedback, about: String?)] = []
    /// What each person gave before, by the identity number.
    var given: [String: [String: String]] = [:]
    /// Scans of each person's earlier cases, by the identity number.
    var scans: [String: [CaseDocument]] = [:]
    /// Who was looked up.
    var lookedUp: [ProvenPerson] = []
    var transfers = 0
    var isBroken = false

    var state: PromptState { PromptState(waiting: taken.count) }

    /// The value of a field of the case handed in last.
    func stored(_ name: String) -> String? {
        taken.last?.fields.first { $0.name == name }?.value
    }

    private static let index = ProcedureIndex([
        (
            code: birth.code, name: birth.nameVi, field: birth.fieldVi,
            keywords: birth.nameEn ?? ""
        )
    ])

    func search(_ words: String, limit: Int) -> [ProcedureName] {
        Self.index.search(words, limit: limit).map {
            ProcedureName(code: $0, name: Self.birth.nameVi)
        }
    }

    func procedure(_ code: String) -> Procedure? {
        code == offered.code ? offered : nil
    }

    func fields() -> [String] { [Self.birth.fieldVi] }

    func procedures(ofField field: String, limit: Int) -> [ProcedureName] {
        [ProcedureName(code: Self.birth.code, name: Self.birth.nameVi)]
    }

    func given(
        before person: ProvenPerson, for procedure: Procedure
    ) throws(Failure) -> GivenAgain {
        lookedUp.append(person)
        let number = person.identity.text
        return GivenAgain(fields: given[number] ?? [:], scans: scans[number] ?? [])
    }

    func check(_ json: JSONValue, scans: [CaseDocument]) throws(DraftError) -> Intake.Checked {
        let draft = try CaseDraft(json: json)
        try draft.validate(procedure: offered, units: [], now: Self.now)
        let fields = try draft.fields(
            procedure: offered, defaultUnit: "H57.19815", now: Self.now,
            calendar: Self.calendar, documents: scans)
        return Intake.Checked(fields: fields, reference: nil)
    }

    func take(_ checked: Intake.Checked) throws(Failure) -> Intake.Receipt {
        guard !isBroken, let record = RecordName([UInt8](repeating: 7, count: 16)) else {
            throw Failure(
                .failed, vi: "Ổ đĩa đã đầy; chưa lưu gì.",
                en: "The disk is full; nothing was saved.")
        }
        taken.append(checked)
        return Intake.Receipt(
            record: record, slip: "T-3-261123-1-K5Q", official: nil, due: stored("due"),
            durability: .saved, secret: "7KQ2MD", isKnown: false)
    }

    func follow(code: String, proof: String) throws(Failure) -> FollowedCase? {
        guard let followed, followed.slip == code else { return nil }
        guard ["7KQ2MD", "3217"].contains(proof) else { throw .unproved }
        return followed
    }

    func known(_ code: String) throws(Failure) -> String {
        guard code == Self.someCase.slip else { throw .notFound(code) }
        return code
    }

    func rate(_ code: String?, _ rating: Rating) throws(Failure) {
        ratings.append(rating)
    }

    func tell(_ feedback: Feedback, about code: String?) throws(Failure) {
        told.append((feedback, code))
    }

    func fee(_ code: String, _ language: Language) throws(Failure) -> CitizenFee {
        CitizenFee(
            code: code, lines: ["Phí, lệ phí: 10.000 đ · chưa nộp"], isOpen: true,
            canTransfer: true)
    }

    func transfer(_ code: String) throws(Failure) -> Transfer {
        transfers += 1
        let words = "Ngân hàng 970403, số 0011012345678, 10.000 đ, nội dung: LE PHI \(code)"
        return Transfer(payload: Self.payload, words: Localized(vi: words, en: words))
    }

    func slip(
        _ code: String, visit: VisitToken?, _ language: Language
    ) throws(Failure) -> [String] { ["GIẤY", code] + [visit?.text].compactMap(\.self) }

    static let token = VisitToken(site: 3, random: [1, 2, 3, 4, 5], proof: [6, 7, 8])
    /// The tokens that were spent.
    var spent: Set<String> = []

    func visitToken() -> VisitToken { Self.token }

    func spend(_ typed: String) throws(Failure) -> String {
        guard let token = VisitToken(typed: typed), spent.insert(token.text).inserted else {
            throw Failure(.refused, vi: "Mã đánh giá không dùng được.", en: "No such token.")
        }
        return "hash of \(token.text)"
    }

    static let payload =
        "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800"
        + "005802VN62340107NPS68690819thanh toan don hang63042E2E"

    static let birth = Procedure(
        code: "1.001193", nameVi: "Đăng ký khai sinh", nameEn: "Birth registration",
        fieldVi: "Hộ tịch",
        channels: [
            .init(
                kind: .counter, limit: .init(count: 1, unit: .workingDay),
                fee: .init(amount: 0))
        ],
        papers: [
            .init(key: "declaration", nameVi: "Tờ khai đăng ký khai sinh"),
            .init(key: "birth_certificate", nameVi: "Giấy chứng sinh"),
        ],
        form: [
            .init(
                key: "child_name", type: .text, labelVi: "Họ và tên trẻ",
                labelEn: "Full name of the child", required: true),
            .init(
                key: "child_sex", type: .choice, labelVi: "Giới tính của trẻ",
                labelEn: "Sex of the child", required: true, choices: ["Nam", "Nữ"]),
            .init(
                key: "child_birth_date", type: .date, labelVi: "Ngày sinh của trẻ",
                labelEn: "Birth date of the child", required: true),
            .init(
                key: "copies", type: .number, labelVi: "Số bản sao cần cấp",
                labelEn: "Copies wanted", example: "2"),
        ])
}

/// One person who types lines and reads what is said.
struct Visit {
    let booth = Booth()
    private(set) var said = ""
    /// What was said to the line typed last.
    private(set) var last: String
    private(set) var isOver = false
    private(set) var printed: [[String]] = []
    private(set) var asked = 0
    private(set) var arranged: [Layout] = []
    private var dialogue: CitizenDialogue

    init(width: Int = 80) {
        dialogue = CitizenDialogue(service: booth, language: .vi, width: width)
        dialogue.squares = .halfBlocks
        dialogue.canPrint = true
        last = dialogue.opening.joined(separator: "\n")
    }

    var prompt: String { dialogue.prompt }

    /// The name of the screen's case, without what it carries.
    var screenName: String { caseName(of: dialogue.screen) }

    mutating func type(_ lines: String...) { type(lines) }

    mutating func type(_ lines: [String]) {
        for line in lines {
            let reply = dialogue.handle(line)
            last = reply.lines.joined(separator: "\n")
            switch reply.order {
            case .print(let lines): printed.append(lines)
            case .arrange(let layout):
                arranged.append(layout)
                last += dialogue.opening.joined(separator: "\n")
            case .ask:
                asked += 1
                let answer = dialogue.found(.success(booth.elsewhere))
                last += "\n" + answer.lines.joined(separator: "\n")
            case nil: break
            }
            said += last + "\n"
            isOver = reply.isFarewell
        }
    }
}

/// The name of an enumeration's case, without what it carries. A description would spell out all
/// of that, which took a third of a walk's time.
func caseName(of value: some Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
}
