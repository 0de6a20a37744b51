import CaseModel
import Transport

/// A case that a person is entering; it is stored nowhere until it is confirmed.
struct HandIn {
    let procedure: Procedure
    let questions: [Question]
    /// Which question is being asked.
    var position = 0
    /// Whether one line of the review is being corrected.
    var isCorrecting = false
    /// By the path of the field; an empty text is an answer that was left out.
    private(set) var answers: [String: String] = [:]
    /// What a card has filled, so that it is not asked for; the review shows it.
    private var scanned: Set<String> = []
    /// Which papers of the procedure are here, by their index.
    var papers: Set<Int> = []
    /// Scans of earlier cases that stand for papers of this one.
    private var scans: [CaseDocument] = []
    /// What the person has agreed to; nothing is agreed to beforehand.
    var consents: Set<ConsentPurpose> = []
    /// Whether it was looked up what this person gave before; once is enough.
    var isLookedUp = false
    /// The draft that this goes on with.
    var draft: String?

    init(_ procedure: Procedure) {
        self.procedure = procedure
        questions = Question.all(of: procedure)
    }

    /// The next person's case of the same procedure: the papers and what was chosen from a few or
    /// counted stay as defaults; what is a person's own does not.
    init(following last: HandIn) {
        self.init(last.procedure)
        papers = last.papers
        for question in questions {
            switch question.kind {
            case .choice, .number: set(question.path, last.answer(question.path) ?? "")
            case .words, .digits, .papers, .consents: break
            }
        }
    }

    var question: Question { questions[position] }

    /// What was answered; nil for nothing, or when it was left out.
    func answer(_ path: String) -> String? {
        guard let text = answers[path], !text.isEmpty else { return nil }
        return text
    }

    /// Whether there is something that would be lost.
    var isBegun: Bool { !papers.isEmpty || answers.values.contains { !$0.isEmpty } }

    mutating func set(_ path: String, _ answer: String) {
        answers[path] = answer
    }

    /// Takes over an answer that need not be asked for; the review shows it.
    mutating func fill(_ path: String, _ answer: String) {
        set(path, answer)
        scanned.insert(path)
    }

    /// Whether an answer was taken over.
    func isFilled(_ path: String) -> Bool { scanned.contains(path) }

    /// Takes over what the card says of the applicant.
    mutating func fill(_ card: CardScan) {
        scanned = ["applicant.name", "applicant.identity", "applicant.birth_date"]
        set("applicant.name", card.name)
        set("applicant.identity", card.identity.text)
        set("applicant.birth_date", card.birthDate.vietnamese)
        set("applicant.sex", card.sex.rawValue)
        guard !card.address.isEmpty else { return }
        set("applicant.address", card.address)
        scanned.insert("applicant.address")
    }

    /// Takes over what the card says of somebody else.
    mutating func fill(_ card: CardScan, name: String, identity: String) {
        set(name, card.name)
        set(identity, card.identity.text)
        scanned.formUnion([name, identity])
    }

    /// Takes over what the person gave before and wants to be used again.
    mutating func fill(_ given: GivenAgain) {
        for (path, value) in given.fields {
            set(path, value)
            scanned.insert(path)
        }
        guard !given.scans.isEmpty else { return }
        scans = given.scans
        papers.formUnion(papersScanned)
        set(Question.papersPath, "given")
    }

    /// The papers whose scans are used again, by their index.
    var papersScanned: Set<Int> {
        let keys = Set(scans.map(\.paper))
        return Set(procedure.papers.indices.filter { keys.contains(procedure.papers[$0].key) })
    }

    /// The scans of the papers that are handed in.
    var documents: [CaseDocument] {
        let keys = Set(papers.map { procedure.papers[$0].key })
        return scans.filter { keys.contains($0.paper) }
    }

    /// Who the person has shown to be, once all that tells it is there.
    var person: ProvenPerson? {
        guard let name = answer("applicant.name"),
            let number = answer("applicant.identity"),
            let date = answer("applicant.birth_date"),
            // What cannot be read shows nothing.
            let identity = try? IdentityNumber(number), let birthDate = try? CivilDate(date)
        else { return nil }
        return ProvenPerson(identity: identity, name: name, birthDate: birthDate)
    }

    /// Drops what was said beside an identity number that has changed.
    mutating func dropPersonals() {
        set("applicant.birth_date", "")
        set("applicant.sex", "")
        scanned.remove("applicant.birth_date")
    }

    /// The question that comes after this one, or nil when the review does.
    var next: Int? {
        guard !isCorrecting else { return nil }
        return questions.indices.first { index in
            index > position && !scanned.contains(questions[index].path)
                && isAsked(questions[index])
        }
    }

    /// A question of the form with a condition is asked once its condition holds.
    func isAsked(_ question: Question) -> Bool {
        let field = procedure.form.first { "answers.\($0.key)" == question.path }
        return field?.isAsked(facts) ?? true
    }

    /// What is known of the case so far; what cannot be read yet is not known.
    private var facts: Facts {
        // What cannot be read yet is not known.
        guard let draft = try? CaseDraft(json: json) else {
            return Facts(today: CivilDate(instantMilliseconds: SystemClock.wallMilliseconds()))
        }
        return draft.facts(procedure: procedure, now: SystemClock.wallMilliseconds())
    }

    /// Papers that are asked for as far as is known, and are not here.
    var papersMissing: [Procedure.Paper] {
        procedure.papers.enumerated()
            .filter { !papers.contains($0.offset) && $0.element.isNeeded(facts) }
            .map(\.element)
    }

    /// Where the case is handed in: at the counter, if the procedure has one.
    var channel: ChannelKind {
        procedure.channel(.counter)?.kind ?? procedure.channels.first?.kind ?? .counter
    }

    /// The case as `submit` takes it, as far as it is answered.
    var json: JSONValue {
        .object([
            .init(name: "procedure", value: .text(procedure.code)),
            .init(name: "applicant", value: .object(applicant)),
            .init(name: "channel", value: .text(channel.rawValue)),
            .init(name: "answers", value: .object(members("answers."))),
            .init(name: "papers", value: .array(papersGiven)),
            .init(name: "consent", value: .object(consentsGiven)),
        ])
    }

    /// Both answers are kept of what was asked for.
    private var consentsGiven: [JSONValue.Member] {
        guard answer(Question.consentsPath) != nil else { return [] }
        return ConsentPurpose.allCases.map { purpose in
            let answer: ConsentAnswer = consents.contains(purpose) ? .yes : .no
            return .init(name: purpose.rawValue, value: .text(answer.rawValue))
        }
    }

    private var applicant: [JSONValue.Member] {
        let sex = answer("applicant.sex").map { JSONValue.Member(name: "sex", value: .text($0)) }
        return members("applicant.") + [sex].compactMap(\.self)
    }

    private func members(_ prefix: String) -> [JSONValue.Member] {
        questions.filter { $0.path.hasPrefix(prefix) }.compactMap { question in
            answer(question.path).map { text in
                .init(name: String(question.path.dropFirst(prefix.count)), value: .text(text))
            }
        }
    }

    private var papersGiven: [JSONValue] {
        papers.sorted().flatMap { index in
            let paper = procedure.papers[index]
            // Of a scan nobody has seen the original again.
            if papersScanned.contains(index) { return [given(paper, .copy, 1)].compactMap(\.self) }
            let isUncounted = paper.originals == 0 && paper.copies == 0
            return [
                given(paper, .original, isUncounted ? 1 : paper.originals),
                given(paper, .copy, paper.copies),
            ].compactMap(\.self)
        }
    }

    private func given(
        _ paper: Procedure.Paper, _ form: PaperForm, _ count: Int
    ) -> JSONValue? {
        guard count > 0 else { return nil }
        return .object([
            .init(name: "paper", value: .text(paper.key)),
            .init(name: "kind", value: .text(form.rawValue)),
            .init(name: "count", value: .number(String(count))),
        ])
    }
}
