import CaseModel
import Console
import Frontend

/// Ratings: one a visit, with as much or as little as a person wants to say.
extension CitizenDialogue {
    var rateCodeText: [String] {
        [
            pick("Số giấy tiếp nhận hoặc mã hồ sơ?", "Slip number or official code?"),
            pick(
                "Enter: không có số, đánh giá chung điểm này",
                "Enter: no number, rate this point as a whole"),
            pick(
                "Có mã đánh giá của lần trước (V-…) thì gõ mã đó",
                "Of an earlier visit: its token (V-…)"),
        ]
    }

    func rateCode(_ line: String) -> Step {
        guard !line.isEmpty else { return .open(.rateScore(RatingEntry(code: nil))) }
        do throws(Failure) {
            if ["v-", "v "].contains(where: line.lowercased().hasPrefix) {
                let hash = try service.spend(line)
                return .open(.rateScore(RatingEntry(code: nil, visit: hash)))
            }
            return .open(.rateScore(RatingEntry(code: try service.known(line))))
        } catch {
            return sorry(error)
        }
    }

    func scores(_ entry: RatingEntry) -> [String] {
        let anonymous =
            entry.isAnonymous
            ? pick("7. Ẩn danh: đang bật", "7. Anonymous: on")
            : pick("7. Ẩn danh: đang tắt", "7. Anonymous: off")
        return [pick("Ông/bà hài lòng đến mức nào?", "How satisfied are you?")]
            + (1...5).reversed().map { "  \($0). \(CitizenText.word($0, language))" }
            + [
                pick(
                    "Gõ số; muốn góp ý thì viết sau số, ví dụ: 4 chờ hơi lâu",
                    "Type the number; a comment may follow, as: 4 a bit slow"),
                pick("6. Chấm từng mặt trước", "6. Score each side of it first"),
                anonymous,
            ]
    }

    func rate(_ entry: RatingEntry, _ line: String) -> Step {
        var entry = entry
        if case .rateScore = screen {
            if line == "6" { return .replace(.rateFactor(entry, .access)) }
            if line == "7" {
                entry.isAnonymous.toggle()
                return .replace(.rateScore(entry))
            }
        }
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        do throws(RatingError) {
            let rating = try Rating(
                score: parts.first.flatMap { Int($0) } ?? 0, factors: entry.factors,
                comment: parts.count > 1 ? parts[1] : nil, isAnonymous: entry.isAnonymous,
                visit: entry.visit ?? ownVisit)
            return store(rating, entry)
        } catch {
            return .stay(
                language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        }
    }

    /// A rating spends the token that was given at this visit, so that it cannot be used again.
    private var ownVisit: String? {
        guard rated.isEmpty, let visit else { return nil }
        // A token that cannot be spent is no reason to lose what somebody says.
        return try? service.spend(visit.text)
    }

    private func store(_ rating: Rating, _ entry: RatingEntry) -> Step {
        let code = entry.visit ?? entry.code
        var move = Step.Move.stay
        // What is left there is nothing but the question.
        if case .rateScore = screen { move = .home }
        guard !rated.contains(code ?? "") else {
            let words = pick(
                "Lần này ông/bà đã đánh giá rồi. Xin cảm ơn!",
                "You have rated this visit already. Thank you!")
            return Step(notes: [words], move: move)
        }
        do throws(Failure) {
            try service.rate(entry.code, rating)
            let words =
                pick("Đã ghi nhận: ", "Saved: ") + CitizenText.word(rating.score, language)
                + pick(". Xin cảm ơn!", ". Thank you!")
            return Step(notes: [words], move: move, rated: code ?? "")
        } catch {
            return sorry(error)
        }
    }

    func partingText(_ token: VisitToken) -> [String] {
        [
            pick("Ông/bà chưa đánh giá lần này.", "You have not rated this visit."),
            pick(
                "1–5. Đánh giá ngay: 1 rất không hài lòng đến 5 rất hài lòng",
                "1–5. Rate it now: 1 very dissatisfied to 5 very satisfied"),
            pick("Hoặc để sau, tại bất kỳ điểm nào, với mã ", "Or later, at any point, with ")
                + token.text,
            pick(
                "Mã dùng một lần, không gắn với hồ sơ nào.",
                "The token is good once and tied to no case."),
            pick("Enter: kết thúc", "Enter: end"),
        ]
    }

    func part(_ line: String, _ token: VisitToken) -> Step {
        guard !line.isEmpty else { return farewell }
        let score = line.split(separator: " ").first.flatMap { Int($0) }
        guard let score, (1...5).contains(score) else { return unknown }
        let step = rate(RatingEntry(code: nil), line)
        guard step.rated != nil else { return step }
        return Step(notes: step.notes + farewell.notes, move: .leave, rated: step.rated)
    }

    func factorText(_ factor: Rating.Factor) -> [String] {
        let all = Rating.Factor.allCases
        let number = (all.firstIndex(of: factor) ?? 0) + 1
        return [
            pick("Mặt", "Side") + " \(number)/\(all.count). "
                + CitizenText.factor(factor)[language],
            pick(
                "1 rất không hài lòng đến 5 rất hài lòng · Enter: bỏ qua",
                "1 very dissatisfied to 5 very satisfied · Enter: skip"),
        ]
    }

    func rate(_ factor: Rating.Factor, _ line: String, _ entry: RatingEntry) -> Step {
        var entry = entry
        entry.factors.removeAll { $0.factor == factor }
        if !line.isEmpty {
            guard let score = Int(line), (1...5).contains(score) else {
                return .stay(pick("Xin gõ một số trong 1–5.", "Type a number of 1–5."))
            }
            entry.factors.append(Rating.FactorScore(factor: factor, score: score))
        }
        let next = Rating.Factor.allCases.drop { $0 != factor }.dropFirst().first
        return .replace(next.map { .rateFactor(entry, $0) } ?? .rateScore(entry))
    }
}

/// Feedback and complaints, with a name to it or without.
extension CitizenDialogue {
    func feedbackKindText(_ about: String?) -> [String] {
        let subject = about.map { pick(" VỀ HỒ SƠ ", " ABOUT CASE ") + $0 } ?? ""
        return [pick("PHẢN ÁNH, KIẾN NGHỊ", "FEEDBACK OR COMPLAINT") + subject + ":"]
            + FeedbackKind.allCases.enumerated().map { index, kind in
                "\(index + 1). \(pick(kind.nameVi, kind.nameEn))"
            }
    }

    func chooseFeedback(_ line: String, _ about: String?) -> Step {
        let kinds = FeedbackKind.allCases
        guard let number = Int(line), kinds.indices.contains(number - 1) else {
            return .stay(
                pick("Xin gõ một số trong 1–\(kinds.count).", "Type a number of 1–\(kinds.count)."))
        }
        return .open(.feedbackText(kinds[number - 1], about: about))
    }

    func feedbackText(_ kind: FeedbackKind) -> [String] {
        [
            pick(kind.nameVi, kind.nameEn),
            pick(
                "Xin viết việc đã xảy ra: ở đâu, ngày nào, ai, điều gì. Chưa gửi ngay.",
                "Write what happened: where, which day, who, what. It is not sent yet."),
        ]
    }

    func takeFeedback(_ line: String, _ kind: FeedbackKind, _ about: String?) -> Step {
        do throws(FeedbackError) {
            let text = try Feedback(kind: kind, text: line).text
            return .open(.feedbackContact(kind, about: about, text: text))
        } catch {
            return .stay(Failure(error).text[language])
        }
    }

    func feedbackContactText(about: String?) -> [String] {
        let hidden =
            about == nil
            ? pick(
                "Enter: gửi ẩn danh, không giờ, không tên",
                "Enter: send anonymously, without time or name")
            : pick(
                "Enter: gửi ẩn danh, không giờ, không tên, không gắn với hồ sơ",
                "Enter: send anonymously, without time or name and tied to no case")
        return [
            pick(
                "Muốn được trả lời thì gõ tên và số điện thoại hoặc địa chỉ.",
                "For an answer, type a name and a phone number or an address."),
            hidden,
        ]
    }

    func sendFeedback(
        contact line: String, _ kind: FeedbackKind, _ about: String?, _ text: String
    ) -> Step {
        let contact: String
        switch CardScan.scanned(line) {
        // An answer needs a name and an address, and nothing else of the card.
        case .success(let card): contact = "\(card.name), \(card.address)"
        case .failure(let error):
            return .stay(
                language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        case nil: contact = line
        }
        let feedback: Feedback
        do throws(FeedbackError) {
            feedback = try Feedback(
                kind: kind, text: text, contact: contact, isAnonymous: contact.isEmpty)
        } catch {
            return .stay(Failure(error).text[language])
        }
        do throws(Failure) {
            try service.tell(feedback, about: about)
        } catch {
            return sorry(error)
        }
        let words =
            feedback.isAnonymous
            ? pick(
                "Đã ghi nhận ẩn danh. Xin cảm ơn!",
                "Your feedback is saved, anonymously. Thank you!")
            : pick(
                "Đã ghi nhận. Cơ quan trả lời trong 15 ngày làm việc. Xin cảm ơn!",
                "Your feedback is saved. It is answered within 15 working days. Thank you!")
        return Step(notes: [words], move: .home)
    }
}
