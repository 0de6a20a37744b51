import CaseModel
import Console
import Frontend

/// What each screen says.
extension CitizenDialogue {
    var text: [String] {
        switch screen {
        case .menu: menu
        case .language: languageText
        case .search(let isHandingIn): searchText(isHandingIn)
        case .events: eventsText
        case .fields(let names): fieldsText(names)
        case .results(let names): results(names)
        case .procedure(let procedure): procedureText(procedure)
        case .question(let handIn): questionText(handIn)
        case .spelling(_, let typed, let meant):
            CitizenText.spelling(typed: typed, meant: meant, language)
        case .offer(let handIn, let given): offerText(handIn, given)
        case .review(let handIn): reviewText(handIn)
        case .leaving:
            [
                pick(
                    "Hồ sơ đang nhập CHƯA nộp; kết thúc thì các mục đã nhập bị xóa.",
                    "The case is NOT handed in; ending now deletes what was entered."),
                pick("Enter: nhập tiếp. q: xóa và kết thúc.", "Enter: go on. q: delete and end."),
            ] + (isStaffed ? [keepingDraft] : [])
        case .receipt(let receipt): receiptText(receipt)
        case .followCode:
            [pick("Số giấy tiếp nhận hoặc mã hồ sơ?", "Slip number or official code?")]
        case .followSecret:
            [
                pick("Mã tra cứu in trên giấy tiếp nhận?", "Look-up secret printed on the slip?"),
                pick(
                    "Không có mã: 4 số cuối của số định danh người nộp, hoặc quét thẻ người nộp",
                    "Without it: the last 4 digits of the applicant's number, or scan that card"),
            ]
        case .followed(let followed): followedText(followed)
        case .fee(let fee): feeText(fee)
        case .transfer(let transfer): transferText(transfer)
        case .rateCode: rateCodeText
        case .rateScore(let entry): scores(entry)
        case .rateFactor(_, let factor): factorText(factor)
        case .feedbackKind(let about): feedbackKindText(about)
        case .feedbackText(let kind, _): feedbackText(kind)
        case .feedbackContact(_, let about, _): feedbackContactText(about: about)
        case .parting(let token): partingText(token)
        }
    }

    /// The commands, always the last line of a screen.
    var footer: String {
        let again = screen.scope.takesNine ? "9" : pick("'lại'", "'again'")
        return pick(
            "0 quay lại · ? trợ giúp · \(again) đọc lại · q kết thúc",
            "0 back · ? help · \(again) read again · q end")
    }

    private var menu: [String] {
        [
            pick("MỘT CỬA — xin chọn một số:", "ONE-STOP SHOP — choose a number:"),
            pick("1. Tìm thủ tục", "1. Find a procedure"),
            pick("2. Nộp hồ sơ", "2. Hand in a case"),
            pick("3. Theo dõi hồ sơ, nộp lệ phí", "3. Follow a case, pay its fee"),
            pick("4. Đánh giá sự phục vụ", "4. Rate the service"),
            pick("5. Phản ánh, kiến nghị", "5. Feedback or complaint"),
            pick("6. Ngôn ngữ, chữ dễ đọc / Language", "6. Language, easier reading / Ngôn ngữ"),
        ]
    }

    private var languageText: [String] {
        [
            "1. Tiếng Việt", "2. English",
            pick("3. Dòng ngắn và thưa, dễ đọc", "3. Short lines, wide apart"),
            pick("4. Cho máy đọc màn hình", "4. For a screen reader"),
            pick("5. Như thường", "5. As usual"),
        ]
    }

    var help: [String] {
        switch screen {
        case .menu: [plainHelp, requests]
        case .language, .events, .fields, .results, .procedure, .spelling, .offer, .leaving, .fee,
            .transfer, .rateFactor, .feedbackKind, .parting:
            [plainHelp]
        case .receipt, .followed:
            [
                pick(
                    "Gõ 1 đến 5 để đánh giá, có thể viết lời góp ý sau số đó; hoặc số của việc "
                        + "cần làm. q: kết thúc, xóa màn hình.",
                    "Type 1 to 5 to rate, a comment may follow; or the number of what you want. "
                        + "q ends and clears the screen.")
            ]
        case .feedbackText, .feedbackContact:
            [
                pick(
                    "Ẩn danh thì không ai biết người viết; có liên hệ thì được trả lời. 0 quay lại "
                        + "mà không gửi.",
                    "Anonymous: nobody learns who wrote it; with a contact there is an answer. "
                        + "0 goes back without sending."),
                requests,
            ]
        case .search:
            [
                pick(
                    "Gõ vài chữ về việc cần làm, không dấu cũng được. Ví dụ: khai sinh",
                    "Type a few words about what you need. For example: birth registration"),
                requests,
            ]
        case .question(let handIn): questionHelp(handIn.question)
        case .review:
            [
                pick(
                    "Xem từng dòng. Gõ số của dòng sai để sửa. Gõ ok khi đã đúng hết.",
                    "Check each line. Type the number of a wrong line to correct it. "
                        + "Type ok when all is right.")
            ]
        case .followCode, .followSecret, .rateCode:
            [
                pick(
                    "Số và mã có trên giấy tiếp nhận, chữ hoa hay chữ thường đều được. "
                        + "Ví dụ: T-3-261122-1-K5Q và 7KQ2MD",
                    "Number and secret stand on the slip; capitals or not. "
                        + "For example: T-3-261122-1-K5Q and 7KQ2MD")
            ]
        case .rateScore:
            [
                pick(
                    "Gõ một số từ 1 đến 5; có thể viết thêm lời góp ý sau số đó.",
                    "Type a number from 1 to 5; a comment may follow it.")
            ]
        }
    }

    private var keepingDraft: String {
        pick(
            "Muốn giữ lại làm sau: Enter, rồi gõ /nhap.",
            "To keep it for later: Enter, then type /draft.")
    }

    private var plainHelp: String {
        pick(
            "Gõ số của việc cần làm rồi bấm Enter. Có thể gõ chữ không dấu.",
            "Type the number of what you want, then Enter.")
    }

    /// What the terminal itself can be asked for, at every prompt.
    private var requests: String {
        pick(
            "Gõ dấu tiếng Việt: /telex hoặc /vni, thôi: /off. Chữ thoáng hơn: /large; máy đọc màn "
                + "hình: /reader; như cũ: /normal. Cần thêm thời gian: +",
            "Vietnamese letters: /telex or /vni, to end: /off. Roomier lines: /large; for a screen "
                + "reader: /reader; as before: /normal. More time: +")
    }

    private func questionHelp(_ question: Question) -> [String] {
        let kind =
            switch question.kind {
            case .words:
                pick("Gõ câu trả lời rồi bấm Enter.", "Type the answer, then Enter.")
            case .digits:
                pick("Gõ như ví dụ rồi bấm Enter.", "Type as in the example, then Enter.")
            case .number:
                pick(
                    "Gõ một số. Số không gõ là 00, vì 0 là quay lại.",
                    "Type a number. Zero is typed 00, since 0 goes back.")
            case .choice:
                pick("Gõ số của lựa chọn.", "Type the number of the choice.")
            case .papers:
                pick(
                    "Gõ các số, cách nhau bằng dấu cách. * là tất cả, - là không có.",
                    "Type the numbers with blanks between. * is all, - is none.")
            case .consents:
                isStaffed
                    ? pick(
                        "Số của điều người nộp đồng ý; *: tất cả, -: không điều nào, Enter: chưa "
                            + "hỏi. Hồ sơ vẫn được nhận như thường.",
                        "The numbers of what the person agrees to; *: all, -: none, Enter: not "
                            + "asked. The case is taken all the same.")
                    : pick(
                        "Gõ số của điều đồng ý, cách nhau bằng dấu cách. Enter hay -: không đồng "
                            + "ý điều nào; hồ sơ vẫn được nhận như thường.",
                        "Type the numbers of what you agree to. Enter or -: to none; the case is "
                            + "taken all the same.")
            }
        let keep = pick(
            "0 về câu trước, các câu đã trả lời được giữ. Chưa có gì được lưu trước khi nộp.",
            "0 goes one question back and keeps the answers. Nothing is stored before the end.")
        let typing = question.kind == .words ? requests : nil
        return [question.help?[language], kind, typing, keep].compactMap(\.self)
    }
}
