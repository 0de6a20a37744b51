import CaseModel
import Console
import Frontend

/// The last look at a case, and what is said once it is stored.
extension CitizenDialogue {
    func reviewText(_ handIn: HandIn) -> [String] {
        let procedure = handIn.procedure
        var lines = [
            pick("XEM LẠI: ", "REVIEW: ")
                + language.pick(procedure.nameVi, procedure.nameEn ?? procedure.nameVi)
        ]
        for (index, question) in handIn.questions.enumerated() {
            lines.append("\(index + 1). \(question.label[language]): \(shown(question, handIn))")
        }
        if let channel = procedure.channel(handIn.channel) {
            let fee = channel.fee?.settled { handIn.answer("answers.\($0)") }
            lines.append(
                "   " + ProcedureText.limit(channel.limit, language) + "; "
                    + ProcedureText.fee(fee, language))
        }
        let missing = handIn.papersMissing.map { paper in
            language.pick(paper.nameVi, paper.nameEn ?? paper.nameVi)
        }
        if !missing.isEmpty {
            lines.append(
                pick("   Chưa có, sẽ phải bổ sung: ", "   Not here, to be brought later: ")
                    + missing.joined(separator: "; "))
        }
        let last = handIn.questions.count + 1
        lines.append(
            pick(
                "ok hoặc \(last): NỘP HỒ SƠ · 1–\(last - 1): sửa dòng đó",
                "ok or \(last): HAND IN · 1–\(last - 1): correct that line"))
        return lines
    }

    func review(_ line: String, _ handIn: HandIn) -> Step {
        switch VietnameseText.searchKey(line) {
        case "ok", "nop", "nop ho so", "dong y", "hand in", "submit", "yes":
            return store(handIn)
        case "\(handIn.questions.count + 1)":
            return store(handIn)
        default:
            guard let number = Int(line), handIn.questions.indices.contains(number - 1) else {
                return unknown
            }
            var handIn = handIn
            handIn.position = number - 1
            handIn.isCorrecting = true
            return .replace(.question(handIn))
        }
    }

    private func store(_ handIn: HandIn) -> Step {
        do throws(DraftError) {
            return take(try service.check(handIn.submission, scans: handIn.documents))
        } catch {
            // A paper that is missing is answered where all papers are.
            let path = error.field.hasPrefix("papers.") ? Question.papersPath : error.field
            let question = handIn.questions.first { $0.path == path }
            let label = question?.label[language] ?? error.field
            return .stay("\(label): \(DraftText.words(error.problem)[language])")
        }
    }

    private func take(_ checked: Intake.Checked) -> Step {
        do throws(Failure) {
            return Step(move: .finish(.receipt(try service.take(checked))))
        } catch {
            return sorry(error)
        }
    }

    func receiptText(_ receipt: Intake.Receipt) -> [String] {
        [
            pick(
                "ĐÃ NỘP. Hồ sơ sẽ tự gửi về trung tâm khi có mạng.",
                "HANDED IN. The case goes to the centre as soon as there is a link."),
            pick("Số giấy tiếp nhận: ", "Slip number: ") + receipt.slip,
            pick("Mã tra cứu: ", "Look-up secret: ") + receipt.secret,
            pick("Hẹn trả kết quả: ", "Due: ") + CitizenText.due(receipt.due, language),
            pick("Nơi lưu: ", "Stored: ") + CaseText.durability(receipt.durability, language),
            pick("Xin ghi lại số và mã này.", "Please write down number and secret."),
        ] + acts(receipt.slip)
    }
}
