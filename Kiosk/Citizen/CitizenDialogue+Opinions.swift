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
        ]
    }

    func rateCode(_ line: String) -> Step {
        guard !line.isEmpty else { return .open(.rateScore(RatingEntry(code: nil))) }
        do throws(Failure) {
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
                comment: parts.count > 1 ? parts[1] : nil, isAnonymous: entry.isAnonymous)
            return store(rating, entry.code)
        } catch {
            return .stay(
                language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        }
    }

    private func store(_ rating: Rating, _ code: String?) -> Step {
        guard !rated.contains(code ?? "") else {
            return .stay(
                pick(
                    "Lần này ông/bà đã đánh giá rồi. Xin cảm ơn!",
                    "You have rated this visit already. Thank you!"))
        }
        do throws(Failure) {
            try service.rate(code, rating)
            let words =
                pick("Đã ghi nhận: ", "Saved: ") + CitizenText.word(rating.score, language)
                + pick(". Xin cảm ơn!", ". Thank you!")
            var move = Step.Move.stay
            if case .rateScore = screen { move = .home }
            return Step(notes: [words], move: move, rated: code ?? "")
        } catch {
            return sorry(error)
        }
    }

    func factorText(_ factor: Rating.Factor) -> [String] {
        let all = Rating.Factor.allCases
        let number = (all.firstIndex(of: factor) ?? 0) + 1
        return [
            pick("Mặt", "Side") + " \(number)/\(all.count). "
                + CitizenText.factor(factor)[language],
            pick(
                "1 rất không hài lòng … 5 rất hài lòng · Enter: bỏ qua",
                "1 very dissatisfied … 5 very satisfied · Enter: skip"),
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
        contact: String, _ kind: FeedbackKind, _ about: String?, _ text: String
    ) -> Step {
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
