import CaseModel
import CaseRecords
import Console
import Frontend

/// Following and rating a case that was handed in.
extension CitizenDialogue {
    func follow(_ code: String, secret: String) -> Step {
        do throws(Failure) {
            guard let followed = try service.follow(code: code, secret: secret) else {
                let words = pick(
                    "Số và mã tra cứu không khớp với hồ sơ nào nhận tại điểm này.",
                    "Number and secret together fit no case received at this point.")
                return Step(notes: [words], move: .back)
            }
            return Step(move: .finish(.followed(followed)))
        } catch {
            return sorry(error)
        }
    }

    func followedText(_ followed: FollowedCase) -> [String] {
        let stored =
            switch followed.durability {
            case .saved:
                pick(
                    "đã lưu tại đây, chờ gửi về trung tâm",
                    "saved here, waits to be sent to the centre")
            case .centre: pick("đã ở trung tâm", "at the centre")
            case .backup:
                pick("đã ở trung tâm và có bản sao lưu", "at the centre and in its backups")
            }
        return [
            pick("Hồ sơ ", "Case ") + followed.slip + ": " + followed.procedure,
            pick("Trạng thái: ", "State: ")
                + pick(followed.state.nameVi, followed.state.nameEn),
            pick("Mã chính thức: ", "Official code: ")
                + (followed.official ?? pick("chưa có", "none yet")),
            pick("Hẹn trả kết quả: ", "Due: ") + CitizenText.due(followed.due, language),
            pick("Nơi lưu: ", "Stored: ") + stored,
            pick("Enter: về màn hình đầu", "Enter: to the first screen"),
        ]
    }

    func rateCode(_ line: String) -> Step {
        guard !line.isEmpty else { return unknown }
        do throws(Failure) {
            return .open(.rateScore(code: try service.known(line)))
        } catch {
            return sorry(error)
        }
    }

    var scores: [String] {
        [pick("Ông/bà hài lòng đến mức nào?", "How satisfied are you?")]
            + (1...5).reversed().map { "  \($0). \(CitizenText.word($0, language))" }
            + [
                pick(
                    "Gõ số; muốn góp ý thì viết sau số, ví dụ: 4 chờ hơi lâu",
                    "Type the number; a comment may follow, as: 4 a bit slow")
            ]
    }

    func rate(_ code: String, _ line: String) -> Step {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        do throws(RatingError) {
            let rating = try Rating(
                score: parts.first.flatMap { Int($0) } ?? 0,
                comment: parts.count > 1 ? parts[1] : nil)
            return rate(code, rating)
        } catch {
            return .stay(
                language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        }
    }

    private func rate(_ code: String, _ rating: Rating) -> Step {
        do throws(Failure) {
            try service.rate(code, rating)
            let words =
                pick("Đã ghi nhận: ", "Saved: ") + CitizenText.word(rating.score, language)
                + pick(". Xin cảm ơn!", ". Thank you!")
            return Step(notes: [words], move: .home)
        } catch {
            return sorry(error)
        }
    }
}
