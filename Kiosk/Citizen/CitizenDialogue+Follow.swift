import CaseModel
import CaseRecords
import Console
import Frontend
import QRCode

/// Following a case, and what can be done with one that was handed in: rate, pay, tell, print.
extension CitizenDialogue {
    func follow(_ code: String, proof line: String) -> Step {
        guard !line.isEmpty else { return unknown }
        let proof: String
        switch CardScan.scanned(line) {
        case .success(let card): proof = card.identity.lastFour
        case .failure(let error):
            return .stay(
                language.pick(ProblemText.vietnamese(error), ProblemText.english(error)))
        case nil: proof = line
        }
        do throws(Failure) {
            if let followed = try service.follow(code: code, proof: proof) {
                return Step(move: .finish(.followed(followed)))
            }
            let words = pick(
                "Hồ sơ này không nhận tại điểm này. Đang hỏi trung tâm, nhiều nhất 20 giây; bấm "
                    + "phím bất kỳ để thôi…",
                "This case was not received at this point. Asking the centre, 20 seconds at most; "
                    + "any key ends it…")
            return Step(notes: [words], move: .stay, order: .ask(code: code, proof: proof))
        } catch {
            return sorry(error)
        }
    }

    /// Where the centre's answer leads.
    static func step(after answer: Result<FollowedCase?, Failure>, _ language: Language) -> Step {
        switch answer {
        case .success(let followed?): return Step(move: .finish(.followed(followed)))
        case .success(nil): return Step(notes: [Failure.unproved.text[language]], move: .back)
        case .failure(let failure): return Step(notes: [failure.text[language]], move: .back)
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
            pick("Hẹn trả kết quả: ", "Due: ") + CitizenText.due(followed.due, language)
                + (followed.waits.isEmpty
                    ? "" : pick(" (đang dừng, sẽ hẹn lại)", " (stands still, will move)")),
            pick("Nơi lưu: ", "Stored: ") + stored,
        ] + followed.waits.map { $0[language] }
            + acts(followed.slip, mayPrint: followed.isReceivedHere)
    }

    /// What can be done with a case, the same wherever one is shown.
    func acts(_ code: String, mayPrint: Bool = true) -> [String] {
        let rating = pick(
            "1–5. Hài lòng không? 1 rất không hài lòng đến 5 rất hài lòng",
            "1–5. Satisfied? 1 very dissatisfied to 5 very satisfied")
        let printing = pick("8. In giấy tiếp nhận", "8. Print the slip")
        return (rated.contains(code) ? [] : [rating]) + [
            pick("6. Lệ phí và cách nộp", "6. The fee, and how to pay"),
            pick("7. Phản ánh về hồ sơ này", "7. Feedback about this case"),
        ] + (canPrint && mayPrint ? [printing] : []) + [
            pick("Enter: về màn hình đầu", "Enter: to the first screen")
        ]
    }

    func actOnCase(_ line: String, _ code: String, mayPrint: Bool = true) -> Step {
        switch VietnameseText.searchKey(line.isEmpty ? " " : line) {
        case _ where line.isEmpty: return Step(move: .home)
        case "6", "le phi", "fee", "pay": return openFee(code)
        case "7", "phan anh", "feedback": return .open(.feedbackKind(about: code))
        case "8", "in", "print": return canPrint && mayPrint ? printSlip(code) : unknown
        default:
            let score = line.split(separator: " ").first.flatMap { Int($0) }
            guard let score, (1...5).contains(score) else { return unknown }
            return rate(RatingEntry(code: code), line)
        }
    }

    private func printSlip(_ code: String) -> Step {
        do throws(Failure) {
            // Who has rated the visit needs no token for it.
            let token = rated.isEmpty ? visit ?? service.visitToken() : nil
            let lines = try service.slip(code, visit: token, language)
            return Step(
                notes: [pick("Đang in. Xin lấy giấy ở máy in.", "Printing. Take the slip.")],
                move: .stay, order: .print(lines), visit: token)
        } catch {
            return sorry(error)
        }
    }
}

/// What a case costs, and the transfer that pays it.
extension CitizenDialogue {
    private func openFee(_ code: String) -> Step {
        do throws(Failure) {
            return .open(.fee(try service.fee(code, language)))
        } catch {
            return sorry(error)
        }
    }

    func feeText(_ fee: CitizenFee) -> [String] {
        guard fee.isOpen else {
            return fee.lines + [pick("Enter: quay lại", "Enter: back")]
        }
        let transfer =
            fee.canTransfer
            ? pick("1. Chuyển khoản: hiện mã QR", "1. Transfer: show the QR code")
            : pick(
                "Chưa có tài khoản để chuyển khoản tại điểm này.",
                "There is no account to transfer to here yet.")
        return fee.lines + [
            transfer,
            pick(
                "Tiền mặt: nộp tại quầy có nhân viên, nhớ nhận biên lai.",
                "Cash: pay at a counter with staff, and take the receipt."),
            pick("Enter: quay lại", "Enter: back"),
        ]
    }

    func chooseFee(_ line: String, _ fee: CitizenFee) -> Step {
        guard !line.isEmpty else { return Step(move: .back) }
        let isWanted = ["1", "chuyen khoan", "qr", "transfer"].contains(
            VietnameseText.searchKey(line))
        guard isWanted, fee.canTransfer, fee.isOpen else { return unknown }
        do throws(Failure) {
            return .replace(.transfer(try service.transfer(fee.code)))
        } catch {
            return sorry(error)
        }
    }

    func transferText(_ transfer: Transfer) -> [String] {
        // Half the lines of the square's width are needed; what stands above it must stay, too.
        let room = min(width, 2 * (height - 3))
        let square =
            squares.map { Square.lines([transfer.payload], $0, .screen, width: room) } ?? []
        let title =
            square.isEmpty
            ? pick("Gõ vào ứng dụng ngân hàng:", "Type into the bank's application:")
            : pick("Quét mã này, hoặc gõ:", "Scan this code, or type:")
        return square + [
            title, transfer.words[language],
            pick(
                "Trạng thái: đã đưa mã, chờ xác nhận. Chỉ coi là đã nộp khi trung tâm xác nhận "
                    + "đã nhận tiền.",
                "State: code shown, to be confirmed. It counts as paid once the centre confirms "
                    + "that the money came."),
            pick("Enter: quay lại", "Enter: back"),
        ]
    }
}
