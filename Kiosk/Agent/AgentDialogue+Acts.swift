import CaseModel
import Console
import Frontend

/// What the agent does with cases: each act is a command of `kiosk`.
extension AgentDialogue {
    func chooseTask(_ line: String) -> Step {
        switch VietnameseText.searchKey(line.isEmpty ? " " : line) {
        case "1", "nhap", "nhap ho so", "entry": begin(nil)
        case "2", "r", "lap lai", "repeat":
            last.map { begin(HandIn(following: $0)) }
                ?? .stay(pick("Chưa nhập hồ sơ nào để lặp lại.", "There is no case to repeat yet."))
        case "3", "tu tep", "file": .open(.file)
        case "4", "viec", "lists": .open(.lists)
        case "5", "mo", "open": .open(.code)
        case "6", "ban nhap", "drafts":
            listed(Self.drafts) { () throws(Failure) in .drafts(try service.drafts()) }
        case "7", "gui", "send": .open(.sending)
        case "8", "xung dot", "conflicts":
            listed(Self.conflicts) { () throws(Failure) in .conflicts(try service.conflicts()) }
        case "c", "chot", "chot ngay", "close": closing()
        default: unknown
        }
    }

    func chooseList(_ line: String) -> Step {
        guard let list = chosen(line, Self.workLists) else { return unknown }
        return self.list(list)
    }

    func chooseSending(_ line: String) -> Step {
        switch VietnameseText.searchKey(line.isEmpty ? " " : line) {
        case "1", "cho gui", "outbox": return said(["outbox", "--limit=\(AgentList.longest)"])
        case "2", "bi giu", "parked":
            return listed(name(.parked)) { () throws(Failure) in try items(.parked) }
        case "3", "da gui", "sent": return list(.sent)
        case "4", "gui lai", "gui ngay", "retry", "sync":
            return retry
        default: return unknown
        }
    }

    static let drafts = Localized(vi: "Bản nháp", en: "Drafts")
    static let conflicts = Localized(vi: "Xung đột", en: "Conflicts")

    /// The lists that are work to do; what was sent is looked at with the outbox.
    static let workLists: [WorkList] = [.dueToday, .overdue, .toHandOver, .waitingForPapers]

    private var retry: Step {
        guard !isPractice else {
            return .stay(
                pick(
                    "Đang tập làm: không gửi gì về trung tâm.",
                    "This is practice: nothing is sent to the centre."))
        }
        do throws(Failure) {
            try service.retry()
            return .stay(
                pick(
                    "Sẽ gửi ngay trong lúc chờ gõ; cứ làm tiếp, dấu nhắc cho biết còn bao nhiêu.",
                    "It is sent while nobody types; go on, the prompt says how much is left."))
        } catch {
            return .stay(error.text[language])
        }
    }

    private func list(_ list: WorkList) -> Step {
        listed(name(list)) { () throws(Failure) in try items(.work(list)) }
    }

    /// A case by its number, or the cases of somebody: by name, or by the number of the card, typed
    /// or scanned.
    func find(_ line: String) -> Step {
        guard let person = Self.person(line) else { return line.isEmpty ? unknown : open(line) }
        let listing = AgentListing.person(person)
        return listed(name(listing)) { () throws(Failure) in try items(listing) }
    }

    private func items(_ listing: AgentListing) throws(Failure) -> AgentPlace {
        switch listing {
        case .work(let list): .items(listing, try service.work(list))
        case .person(let person): .items(listing, try service.cases(of: person))
        case .parked: .items(listing, try service.parked())
        }
    }

    /// The place as it is now, after what was done to one of its cases.
    func renewed(_ place: AgentPlace) -> AgentPlace {
        guard case .items(let listing, _) = place else { return place }
        // What cannot be read now stays as it was seen; the act itself will say what is wrong.
        return (try? items(listing)) ?? place
    }

    private static func person(_ line: String) -> SoughtPerson? {
        // What is no card may be a number.
        if let card = try? CardScan(line: line) { return .numbered(card.identity) }
        // What is neither is a name, or the number of a case, which says what is wrong with it.
        if let identity = try? IdentityNumber(line) { return .numbered(identity) }
        let isName = line.contains(where: \.isLetter) && !line.contains(where: \.isNumber)
        return isName ? .named(line) : nil
    }

    private func listed(
        _ title: Localized, _ read: () throws(Failure) -> AgentPlace
    ) -> Step {
        do throws(Failure) {
            let place = try read()
            guard !place.isEmptyList else {
                return .stay(title[language] + pick(": không có.", ": none."))
            }
            return .open(place)
        } catch {
            return .stay(error.text[language])
        }
    }

    func open(_ code: String) -> Step {
        do throws(Failure) {
            return .open(.opened(code: code, shown: try brief(code)))
        } catch {
            let mayBeElsewhere = [.notFound(code), .keptAtCentre(code)].contains(error)
            guard mayBeElsewhere, !isPractice, code.utf8.count >= Self.shortestCode else {
                return .stay(error.text[language])
            }
            return Step(
                notes: [error.text[language]], move: .open(.asking(.proof, code: code)))
        }
    }

    /// What is shorter is no code of a case, but something else at the wrong place.
    private static let shortestCode = 8

    /// A case that was handed in elsewhere, from the centre.
    private func fetch(_ code: String, proof: String) -> Step {
        do throws(Failure) {
            let code = try service.fetch(code, proof: proof)
            return Step(move: .replace(.opened(code: code, shown: try brief(code))))
        } catch {
            return .stay(error.text[language])
        }
    }

    func chooseAct(_ line: String, _ code: String) -> Step {
        switch VietnameseText.searchKey(line) {
        case _ where line.isEmpty: Step(move: .home)
        case "r", "lap lai", "repeat": last.map { begin(HandIn(following: $0)) } ?? unknown
        case "1", "tien mat", "cash": .open(.asking(.amount, code: code))
        case "2", "ma qr", "qr": said(["pay", code, "--qr", "--actor=\(actor)"])
        case "3", "tra", "return": .open(.asking(.receiver, code: code))
        case "4", "bo sung", "papers": .open(.asking(.paper, code: code))
        case "5", "sua", "edit": .open(.asking(.change, code: code))
        case "6", "in", "print":
            said([
                "receipt", code, "--width=\(FormChoice.width(fitting: width))", "--actor=\(actor)",
            ])
        case "7", "rut", "withdraw": .open(.asking(.reason, code: code))
        case "8", "xem het", "all": said(["show", "--", code])
        default: unknown
        }
    }

    /// The answer to a question before an act; Enter takes what the question names.
    func answer(_ question: AgentQuestion, _ line: String, _ code: String) -> Step {
        if let card = CardScan.scanned(line) { return answer(question, card, code) }
        guard question.takesProse, let meant = TelexOffer.composed(line) else {
            return act(question, line, code)
        }
        return Step(
            move: .replace(.spelling(question, code: code, typed: line, meant: meant)))
    }

    /// A card answers where a person is asked for, with no more of it than is needed.
    private func answer(
        _ question: AgentQuestion, _ card: Result<CardScan, CardScanError>, _ code: String
    ) -> Step {
        switch (question, card) {
        case (.receiver, .success(let card)): act(question, card.name, code)
        case (.proof, .success(let card)): act(question, card.identity.lastFour, code)
        case (.receiver, .failure(let error)), (.proof, .failure(let error)):
            .stay(language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        case (.amount, _), (.paper, _), (.change, _), (.reason, _): unknown
        }
    }

    func chooseSpelling(
        _ line: String, _ question: AgentQuestion, _ code: String, typed: String, meant: String
    ) -> Step {
        switch line {
        case "1", "": act(question, meant, code)
        case "2": act(question, typed, code)
        default: unknown
        }
    }

    private func act(_ question: AgentQuestion, _ line: String, _ code: String) -> Step {
        switch question {
        case .amount:
            let amount = digits(line)
            guard amount.allSatisfy({ ("0"..."9").contains($0) }) else {
                return .stay(
                    pick(
                        "Xin gõ số tiền bằng chữ số, ví dụ: 15.000",
                        "Type the amount in digits, as: 15.000"))
            }
            return done(
                ["pay", code, "--cash"] + (amount.isEmpty ? [] : ["--amount=\(amount)"]), code)
        case .receiver:
            return done(["return", code] + (line.isEmpty ? [] : ["--to=\(line)"]), code)
        case .reason:
            guard !line.isEmpty else { return unknown }
            return done(["withdraw", code, "--reason=\(line)"], code)
        case .change:
            guard let change = change(line, code) else { return unknown }
            return done(["edit", code, "--", change], code)
        case .paper: return receive(line, code)
        case .proof: return line.isEmpty ? unknown : fetch(code, proof: line)
        }
    }

    /// `4 0905218446` by the number in the list, or `applicant.phone=0905218446`.
    private func change(_ line: String, _ code: String) -> String? {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        // A case that cannot be read says so when the act is tried.
        let fields = (try? service.changeable(code)) ?? []
        guard words.count == 2, let field = chosen(words[0], fields)?.field else {
            return line.contains("=") ? line : nil
        }
        return "\(field)=\(words[1] == "-" ? "" : words[1])"
    }

    /// Amounts are typed as they are spoken: `15.000`.
    private func digits(_ line: String) -> String { line.filter { $0 != "." && $0 != " " } }

    /// A paper that was missing is here now: its number, or `number file` with its scan.
    private func receive(_ line: String, _ code: String) -> Step {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        do throws(Failure) {
            guard let paper = chosen(words.first ?? "", try service.papers(of: code)) else {
                return unknown
            }
            guard words.count == 1 else {
                return done(["attach", code, paper.key, words[1]], code)
            }
            return done(["edit", code, "--", "papers.\(paper.key)=original×1"], code)
        } catch {
            return .stay(error.text[language])
        }
    }

    func settle(_ line: String, _ conflict: AgentConflict) -> Step {
        let resolve = ["resolve", conflict.code, conflict.field]
        let choice: String
        if let number = Int(line), (1...conflict.values).contains(number) {
            choice = "--keep=\(number)"
        } else if line.hasPrefix("="), line.count > 1 {
            choice = "--value=" + VietnameseText.trimmed(String(line.dropFirst()))
        } else {
            return unknown
        }
        do throws(Failure) {
            _ = try service.perform(resolve + [choice, "--actor=\(actor)"])
            let rest = try service.conflicts()
            return Step(
                notes: [pick("Đã ghi lựa chọn.", "The choice was saved.")],
                move: rest.isEmpty ? .home : .backTo(.conflicts(rest)))
        } catch {
            return .stay(error.text[language])
        }
    }

    func change(_ line: String, draft code: String) -> Step {
        do throws(Failure) {
            if line.isEmpty, let handIn = try service.resume(code) { return begin(handIn) }
            let isDropped = ["bo", "discard"].contains(VietnameseText.searchKey(line))
            let words =
                isDropped
                ? ["discard", code]
                : ["complete", "--actor=\(actor)", "--", code] + (line.isEmpty ? [] : [line])
            return Step(notes: try service.perform(words), move: .home)
        } catch {
            return .stay(error.text[language])
        }
    }

    func takeFile(_ line: String) -> Step {
        guard !line.isEmpty else { return unknown }
        do throws(Failure) {
            let said = try service.perform(["submit", "--file=\(line)", "--actor=\(actor)"])
            return Step(notes: said, move: .home)
        } catch {
            return .stay(error.text[language])
        }
    }

    /// Carries out an act and shows the case as it is then; a payment is told beside it.
    private func done(_ words: [String], _ code: String) -> Step {
        do throws(Failure) {
            let end = words.firstIndex(of: "--") ?? words.endIndex
            let said = try service.perform(words[..<end] + ["--actor=\(actor)"] + words[end...])
            let place = AgentPlace.opened(code: code, shown: try brief(code))
            // A payment has its receipt, and an edit of one line says why nothing was changed.
            let isTold = words[0] == "pay" || (words[0] == "edit" && said.count == 1)
            return Step(
                notes: isTold ? said : [pick("Đã ghi.", "Saved.")], move: .backTo(place))
        } catch {
            return Step(notes: [error.text[language]], move: .back)
        }
    }

    /// What is typed as a code is never read as an option.
    func brief(_ code: String) throws(Failure) -> [String] {
        try service.perform(["show", "--short", "--", code])
    }

    private func said(_ words: [String]) -> Step {
        do throws(Failure) {
            return Step(notes: try service.perform(words), move: .stay)
        } catch {
            return .stay(error.text[language])
        }
    }

    private func closing() -> Step {
        do throws(Failure) {
            return Step(notes: try service.closing().lines(language), move: .stay)
        } catch {
            return .stay(error.text[language])
        }
    }

    /// `k` locks, and `k 2` or `k Minh` asks for the PIN of who takes over, wherever a line is no
    /// answer in words.
    func lockStep(_ line: String) -> Step? {
        guard place.scope.takesWords, !isLocked else { return nil }
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        let isRequest = words.first.map { ["k", "khoa", "lock"].contains(VietnameseText.fold($0)) }
        return isRequest == true ? lockStep(next: words.dropFirst().first) : nil
    }

    /// The screen gives way to the names, or to the PIN of who comes next.
    private func lockStep(next: String?) -> Step {
        guard !isPractice else {
            return .stay(
                pick(
                    "Đang tập làm: không ai đăng nhập, không có gì để khóa.",
                    "This is practice: nobody has signed in, and there is nothing to lock."))
        }
        do throws(Failure) {
            let names = try service.staff()
            guard !names.isEmpty else {
                return .stay(
                    pick(
                        "Điểm này chưa có nhân viên có mã PIN (kiosk staff add).",
                        "No staff here have a PIN yet (kiosk staff add)."))
            }
            guard let next else { return Step(move: .lock(names, next: nil)) }
            guard let name = name(next, in: names) else { return sharedName }
            return Step(move: .lock(names, next: name))
        } catch {
            return .stay(error.text[language])
        }
    }
}

extension AgentPlace {
    /// Whether it is a list with nothing in it.
    fileprivate var isEmptyList: Bool {
        switch self {
        case .items(_, let list), .drafts(let list): list.items.isEmpty
        case .conflicts(let conflicts): conflicts.isEmpty
        case .names, .pin, .menu, .entry, .file, .lists, .code, .opened, .asking, .spelling, .draft,
            .sending, .conflict:
            false
        }
    }
}
