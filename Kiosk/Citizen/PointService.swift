import CaseModel
import CaseRecords
import Console
import DocumentStore
import Forms
import Frontend
import QRCode
import Replica
import Sealing
import SyncProtocol

/// The citizens' screens on the store of this point.
///
/// It keeps what it has read of the catalogue, so each person gets a new one.
struct PointService: CitizenService {
    /// Who acts.
    private let actor: String
    let point: Point
    private let catalogue: Catalogue
    private let intake: Intake

    /// Takes who acts, which is the citizen when nobody of the staff does.
    init(_ point: Point, actor: String = "citizen") throws(Failure) {
        self.point = point
        self.actor = actor
        catalogue = Catalogue(point)
        intake = try Intake(point)
    }

    var state: PromptState {
        // What cannot be read now is left out; the act itself will say what is wrong.
        (try? point.promptState()) ?? PromptState()
    }

    func fields() -> [String] { catalogue.openFields }

    func procedures(ofField field: String, limit: Int) -> [ProcedureName] {
        catalogue.openCodes(ofField: field).prefix(limit).map {
            ProcedureName(code: $0, name: catalogue.name($0))
        }
    }

    func given(
        before person: ProvenPerson, for procedure: Procedure
    ) throws(Failure) -> GivenAgain {
        let known = try point.givenBefore(person)
        let scans = known.papers(for: procedure).filter { serves($0, for: procedure) }
        return GivenAgain(fields: known.fields, scans: scans.map(\.document))
    }

    /// Whether an earlier scan is the paper that is asked for: the same by name, no declaration,
    /// which is written anew for each case, and its content here.
    private func serves(_ paper: GivenBefore.Paper, for procedure: Procedure) -> Bool {
        let key = paper.document.paper
        let names = [procedure, catalogue.procedure(paper.procedure)].map { procedure in
            procedure?.papers.first { $0.key == key }.map { VietnameseText.searchKey($0.nameVi) }
        }
        guard let name = names[0], name == names[1], !name.hasPrefix("to khai"),
            !name.hasPrefix("don "), let document = DocumentName(hex: paper.document.digest)
        else { return false }
        // What cannot be looked at now counts as not here.
        return (try? DocumentStore(folder: point.documents).has(document)) ?? false
    }

    func search(_ words: String, limit: Int) -> [ProcedureName] {
        catalogue.search(words, limit: limit).map { code in
            ProcedureName(code: code, name: catalogue.name(code))
        }
    }

    /// Only what can be chosen today.
    func procedure(_ code: String) -> Procedure? {
        guard let offer = catalogue.offer(code), offer.standing == .inForce else { return nil }
        return offer.procedure
    }

    func check(_ json: JSONValue, scans: [CaseDocument]) throws(DraftError) -> Intake.Checked {
        try intake.check(json, scans: scans)
    }

    func take(_ checked: Intake.Checked) throws(Failure) -> Intake.Receipt {
        let receipts = try intake.take([checked], actor: actor)
        precondition(receipts.count == 1, "one case gives one receipt")
        return receipts[0]
    }

    func follow(code: String, proof: String) throws(Failure) -> FollowedCase? {
        var isRefused = false
        for row in try point.cases(printedAs: code) where row.site == point.identity.site {
            // What was pruned here can be shown by the centre alone.
            guard let secret = try secret(of: row) else { continue }
            guard try point.mayTry(row.name) else { throw .triedTooOften }
            guard try isProved(row, by: LookUpSecret.plain(proof), secret: secret) else {
                isRefused = true
                continue
            }
            try point.store { () throws(ReplicaError) in
                try point.replica.forgetLookUps(of: row.name)
            }
            return try followed(row)
        }
        if isRefused { throw .unproved }
        return nil
    }

    /// Whether somebody knows the secret on the slip, or how the applicant's number ends, which is
    /// what the centre asks for.
    private func isProved(
        _ row: ReplicaRow, by typed: String, secret: String
    ) throws(Failure) -> Bool {
        if typed == secret { return true }
        let identity = try point.fields(of: row.name)["applicant.identity"] ?? ""
        return typed.utf8.count == 4 && identity.utf8.count > 4 && identity.hasSuffix(typed)
    }

    func known(_ code: String) throws(Failure) -> String {
        let row = try point.open(code)
        return row.summary.slip ?? "\(row.name)"
    }

    func rate(_ code: String?, _ rating: Rating) throws(Failure) {
        _ = try RateCommand.rate(try row(code), rating, point, actor: actor)
    }

    func tell(_ feedback: Feedback, about code: String?) throws(Failure) {
        _ = try FeedbackCommand.save(feedback, about: try row(code), point, actor: actor)
    }

    private func row(_ code: String?) throws(Failure) -> ReplicaRow? {
        guard let code else { return nil }
        return try point.open(code)
    }

    func fee(_ code: String, _ language: Language) throws(Failure) -> CitizenFee {
        let row = try point.open(code)
        let fields = try point.fields(of: row.name)
        let money = try point.money(of: fields, row.name)
        let unit = row.summary.unit ?? point.identity.unit
        return CitizenFee(
            code: code,
            lines: PaymentText.lines(
                money, note: FeeNote.words(point.fee(of: fields), language),
                language: language,
                point: point.pointName),
            isOpen: money.finance.open ?? 0 > 0, canTransfer: point.unit(unit)?.account != nil)
    }

    func transfer(_ code: String) throws(Failure) -> Transfer {
        let row = try point.open(code)
        let money = try point.money(of: try point.fields(of: row.name), row.name)
        guard let open = money.finance.open, open > 0 else {
            throw Failure(
                .refused, vi: "Hồ sơ này không còn phải nộp gì.",
                en: "Nothing is left to be paid for this case.")
        }
        let (square, _) = try PayCommand.transfer(open, row, point, actor: actor)
        return Transfer(payload: square.payload, words: square.words)
    }

    func visitToken() -> VisitToken { point.visitToken() }

    func spend(_ typed: String) throws(Failure) -> String { try point.spend(typed) }

    func slip(
        _ code: String, visit: VisitToken?, _ language: Language
    ) throws(Failure) -> [String] {
        let forms = try ReceiptCommand.forms(
            try point.open(code), point, actor: actor, visit: visit)
        return try forms.lines(
            .receipt, width: FormWriter.receiptWidth, style: .halfBlocks, language: language)
    }

    private func secret(of row: ReplicaRow) throws(Failure) -> String? {
        let state = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        return state.creation.map { creation in
            LookUpSecret.text(
                SlipSecret.bytes(eventHash: creation.hash.bytes, key: point.identity.slipKey))
        }
    }

    func followed(_ row: ReplicaRow) throws(Failure) -> FollowedCase {
        let summary = row.summary
        let view = CaseView(fields: try point.fields(of: row.name))
        let waits = zip(
            WaitText.open(view, language: .vi), WaitText.open(view, language: .en))
        return FollowedCase(
            slip: summary.slip ?? "\(row.name)", official: summary.official,
            procedure: summary.texts["procedure.name"] ?? "",
            state: summary.state.flatMap(CaseState.init(rawValue:)) ?? .submitted,
            due: summary.texts["due"],
            durability: point.durability(of: row, try point.progress()),
            isReceivedHere: row.site == point.identity.site,
            waits: waits.map { Localized(vi: $0, en: $1) })
    }
}
