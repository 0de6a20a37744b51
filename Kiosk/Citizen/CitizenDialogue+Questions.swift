import CaseModel
import Console
import Frontend

/// The questions of a case, each checked at once by the rules of `submit`.
extension CitizenDialogue {
    func questionText(_ handIn: HandIn) -> [String] {
        let question = handIn.question
        let place = pick("Câu", "Question")
        let wanted =
            question.isRequired
            ? pick("bắt buộc", "required") : pick("Enter: bỏ qua", "Enter: skip")
        let title =
            "\(place) \(handIn.position + 1)/\(handIn.questions.count). "
            + "\(question.label[language]) (\(wanted))"
        var lines = [title]
        if let help = question.help?[language] { lines.append("  " + help) }
        if let example = question.example {
            lines.append(pick("  Ví dụ: ", "  Example: ") + example)
        }
        lines += options(handIn)
        if handIn.answer(question.path) != nil {
            lines.append(
                pick("  Đang có: ", "  Now: ") + shown(question, handIn)
                    + pick(" (Enter: giữ)", " (Enter: keep)"))
        }
        return lines
    }

    private func options(_ handIn: HandIn) -> [String] {
        switch handIn.question.kind {
        case .words, .digits, .number: []
        case .choice(let choices):
            choices.enumerated().map { index, choice in "  \(index + 1). \(choice)" }
        case .papers:
            handIn.procedure.papers.enumerated().map { index, paper in
                ProcedureText.line(paper, number: index + 1, language)
            }
        case .consents:
            ConsentPurpose.allCases.enumerated().map { index, purpose in
                "  \(index + 1). \(pick(purpose.nameVi, purpose.nameEn))"
            }
        }
    }

    /// An answer as the person gets to read it.
    func shown(_ question: Question, _ handIn: HandIn) -> String {
        if question.kind == .consents {
            let agreed = ConsentPurpose.allCases.filter(handIn.consents.contains)
                .map { pick($0.nameVi, $0.nameEn) }
            return agreed.isEmpty ? "—" : agreed.joined(separator: "; ")
        }
        guard question.kind == .papers else {
            let sex = handIn.answer("applicant.sex").flatMap(Sex.init(text:))
            let answer = handIn.answer(question.path) ?? "—"
            guard question.path == "applicant.identity", let sex else { return answer }
            return "\(answer) (\(pick(sex.nameVi, sex.rawValue)))"
        }
        let names = handIn.papers.sorted().map { index in
            let scan = pick(" (bản quét lần trước)", " (scanned before)")
            return name(handIn.procedure.papers[index])
                + (handIn.papersScanned.contains(index) ? scan : "")
        }
        return names.isEmpty ? "—" : names.joined(separator: "; ")
    }

    private func name(_ paper: Procedure.Paper) -> String {
        language.pick(paper.nameVi, paper.nameEn ?? paper.nameVi)
    }

    func answer(_ line: String, _ handIn: HandIn) -> Step {
        let question = handIn.question
        if let card = CardScan.scanned(line) { return take(card, handIn) }
        if line.isEmpty { return leaveOut(handIn) }
        switch question.kind {
        case .papers: return takePapers(line, handIn)
        case .consents: return takeConsents(line, handIn)
        case .choice(let choices): return take(choice(line, choices), handIn)
        case .number: return take(line == "00" ? "0" : line, handIn)
        case .digits: return take(line, handIn)
        case .words:
            guard let meant = TelexOffer.composed(line) else { return take(line, handIn) }
            return .replace(.spelling(handIn, typed: line, meant: meant))
        }
    }

    func chooseSpelling(
        _ line: String, _ handIn: HandIn, typed: String, meant: String
    ) -> Step {
        switch line {
        case "1", "": take(meant, handIn)
        case "2": take(typed, handIn)
        default: unknown
        }
    }

    /// Nothing typed: what is there stays, and what need not be answered is left out. A person has
    /// read what may be agreed to and passed it by; staff have then not asked for it.
    private func leaveOut(_ handIn: HandIn) -> Step {
        let question = handIn.question
        let isTaken =
            question.kind == .papers || (question.kind == .consents && !isStaffed)
            || handIn.answer(question.path) != nil
        if isTaken {
            var handIn = handIn
            if question.isList { handIn.set(question.path, "given") }
            return proceed(handIn)
        }
        return question.isRequired ? refused(question, .missing) : take("", handIn)
    }

    /// A choice may be typed as its number or in words.
    private func choice(_ line: String, _ choices: [String]) -> String {
        guard !choices.contains(line), let number = Int(line),
            choices.indices.contains(number - 1)
        else { return line }
        return choices[number - 1]
    }

    private func take(_ answer: String, _ handIn: HandIn) -> Step {
        let question = handIn.question
        let isCleared = answer == "-" && !question.isRequired
        var handIn = handIn
        handIn.set(question.path, isCleared ? "" : answer)
        if question.path == "applicant.identity", contradictsPersonals(handIn) {
            return askPersonalsAgain(handIn)
        }
        if let error = problem(of: handIn) { return refused(question, error.problem) }
        return proceed(handIn)
    }

    /// What `submit` would say of the answers so far; what is still to come is not missed.
    private func problem(of handIn: HandIn) -> DraftError? {
        do throws(DraftError) {
            _ = try service.check(handIn.json, scans: handIn.documents)
            return nil
        } catch {
            if case .paperMissing = error.problem { return nil }
            let isToCome = error.problem == .missing && error.field != handIn.question.path
            return isToCome ? nil : error
        }
    }

    private func contradictsPersonals(_ handIn: HandIn) -> Bool {
        switch problem(of: handIn)?.problem {
        case .identity(.birthYearDiffers), .identity(.sexDiffers): true
        default: false
        }
    }

    /// The new number stands, so the birth date that it contradicts is asked for again.
    private func askPersonalsAgain(_ handIn: HandIn) -> Step {
        var handIn = handIn
        handIn.dropPersonals()
        if let error = problem(of: handIn) { return refused(handIn.question, error.problem) }
        handIn.position += 1
        return .replace(
            .question(handIn),
            pick(
                "Ngày sinh đã nhập không khớp số này; xin nhập lại ngày sinh.",
                "The birth date did not agree with this number; please enter it again."))
    }

    private func takePapers(_ line: String, _ handIn: HandIn) -> Step {
        let count = handIn.procedure.papers.count
        guard let chosen = chosen(line, of: count) else { return wrongNumbers(count) }
        var handIn = handIn
        // Those whose scans are used again need not be named once more; `-` takes all away.
        handIn.papers = chosen.isEmpty ? [] : chosen.union(handIn.papersScanned)
        handIn.set(Question.papersPath, "given")
        if let error = problem(of: handIn) { return refused(handIn.question, error.problem) }
        return proceed(handIn)
    }

    private func takeConsents(_ line: String, _ handIn: HandIn) -> Step {
        let all = ConsentPurpose.allCases
        guard let chosen = chosen(line, of: all.count) else { return wrongNumbers(all.count) }
        var handIn = handIn
        handIn.consents = Set(chosen.map { all[$0] })
        handIn.set(Question.consentsPath, "given")
        return proceed(handIn)
    }

    /// The places of several numbers typed in one line; nil when one of them means nothing.
    private func chosen(_ line: String, of count: Int) -> Set<Int>? {
        switch VietnameseText.fold(line) {
        case "*", "tat ca", "all": return Set(0..<count)
        case "-": return []
        default:
            let words = line.split { $0 == " " || $0 == "," || $0 == ";" }
            let places = words.compactMap { Int($0) }.filter { (1...count).contains($0) }
            return places.count == words.count ? Set(places.map { $0 - 1 }) : nil
        }
    }

    private func wrongNumbers(_ count: Int) -> Step {
        .stay(
            pick(
                "Xin gõ các số từ 1 đến \(count), ví dụ: 1 2",
                "Type numbers from 1 to \(count), as: 1 2"))
    }

    /// The question stays, or is asked again after its spelling was.
    private func refused(_ question: Question, _ problem: DraftProblem) -> Step {
        let words = "\(question.label[language]): \(DraftText.words(problem)[language])"
        guard case .spelling(let handIn, _, _) = screen else { return .stay(words) }
        return .replace(.question(handIn), words)
    }

    /// To the question after this one, or to the review; once it is known who the person is, by way
    /// of what they gave before.
    private func proceed(_ handIn: HandIn) -> Step {
        guard !isStaffed, !handIn.isLookedUp, let person = handIn.person else {
            return advance(handIn)
        }
        var handIn = handIn
        handIn.isLookedUp = true
        // What was given before is a help alone; without it everything is asked.
        var given = (try? service.given(before: person, for: handIn.procedure)) ?? GivenAgain()
        given.fields = given.fields.filter { path, value in
            handIn.answer(path) == nil && handIn.questions.contains { $0.path == path }
                && !value.isEmpty
        }
        return given.isEmpty ? advance(handIn) : .replace(.offer(handIn, given: given))
    }

    /// Names what is known and shows nothing of it: others may look at the screen, too.
    func offerText(_ handIn: HandIn, _ given: GivenAgain) -> [String] {
        let names = Question.applicant.filter { given.fields[$0.path] != nil }
            .map { $0.label[language] }
        let keys = Set(given.scans.map(\.paper))
        let papers = handIn.procedure.papers.filter { keys.contains($0.key) }.map(name)
        var lines = [
            pick(
                "Lần trước ông/bà đã khai và đồng ý cho dùng lại:",
                "Last time you gave, and agreed to have used again:")
        ]
        if !names.isEmpty { lines.append("  " + names.joined(separator: ", ")) }
        if !papers.isEmpty {
            lines.append(
                pick("  Giấy tờ đã quét: ", "  Scanned papers: ") + papers.joined(separator: "; "))
        }
        return lines + [
            pick("1. Dùng lại, xem và sửa được trước khi nộp", "1. Use it; it can be corrected"),
            pick("2. Không, tôi nhập mới", "2. No, I enter it anew"),
        ]
    }

    func chooseOffer(_ line: String, _ handIn: HandIn, _ given: GivenAgain) -> Step {
        var handIn = handIn
        switch line {
        case "1": handIn.fill(given)
        case "2", "": break
        default: return unknown
        }
        return advance(handIn)
    }

    private func advance(_ handIn: HandIn) -> Step {
        var handIn = handIn
        guard let next = handIn.next else {
            handIn.isCorrecting = false
            return .replace(.review(handIn))
        }
        handIn.position = next
        return .replace(.question(handIn))
    }
}

/// The line that a scanner types for an identity card.
extension CitizenDialogue {
    private func take(_ card: Result<CardScan, CardScanError>, _ handIn: HandIn) -> Step {
        let question = handIn.question
        switch (card, question.scan) {
        case (_, .nothing):
            return .stay(
                pick(
                    "Đây là mã QR của thẻ; câu này cần: \(question.label.vi).",
                    "This is the code of a card; asked for: \(question.label.en)."))
        case (.failure(let error), .identity), (.failure(let error), .person),
            (.failure(let error), .applicant):
            return .stay(
                language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        case (.success(let card), .identity):
            return take(card.identity.text, handIn)
        case (.success(let card), .person(let name, let identity)):
            var handIn = handIn
            handIn.fill(card, name: name, identity: identity)
            return read(card, handIn)
        case (.success(let card), .applicant):
            var handIn = handIn
            handIn.fill(card)
            return read(card, handIn)
        }
    }

    private func read(_ card: CardScan, _ handIn: HandIn) -> Step {
        if let error = problem(of: handIn) { return refused(handIn.question, error.problem) }
        let read = pick("Đã đọc thẻ của ", "Card read: ") + card.name
        return Step(notes: [read], move: proceed(handIn).move)
    }
}
