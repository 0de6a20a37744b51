import CaseModel
import Console
import Frontend

/// What each screen of the agent's desk says.
extension AgentDialogue {
    var text: [String] {
        switch place {
        case .names(let names):
            [pick("Ai làm việc? Gõ số hoặc tên:", "Who works? Type the number or name:")]
                + numbered(names)
        case .pin(let name): [name]
        case .menu: menu
        case .entry(let entry): entryHelp + entry.opening
        case .file:
            [
                pick(
                    "Tệp JSON Lines nào? Mỗi dòng một hồ sơ, dòng sai bị từ chối riêng.",
                    "Which file of JSON Lines? One case a line; a bad line is refused alone.")
            ]
        case .lists: lists
        case .items(let listing, let list):
            listed(name(listing), list) + (listing == .parked ? [afterParked] : [])
        case .code:
            [
                pick("Số giấy tiếp nhận hoặc mã hồ sơ?", "Slip number or official code?"),
                pick(
                    "Không có thì quét thẻ, gõ số định danh hoặc tên người nộp.",
                    "Without it: scan the card, or type the identity number or the name."),
            ]
        case .opened(_, let shown): shown + acts
        case .asking(let question, let code): asking(question, code)
        case .spelling(_, _, let typed, let meant):
            CitizenText.spelling(typed: typed, meant: meant, language)
        case .drafts(let list): listed(Self.drafts, list)
        case .draft(let item): draft(item)
        case .sending: sending
        case .conflicts(let all):
            [pick("Xung đột chờ quyết định:", "Conflicts to settle:")]
                + numbered(all.map { "\($0.code) · \($0.name)" })
        case .conflict(let conflict):
            conflict.lines + [
                pick(
                    "Số: giữ giá trị đó · = giá trị khác, ví dụ: = 0905218446",
                    "Number: keep that value · = another value, as: = 0905218446")
            ]
        }
    }

    /// The commands, always the last line of a screen.
    var footer: String {
        let again = place.scope.takesNine ? "9" : pick("'lại'", "'again'")
        return pick(
            "0 quay lại · ? trợ giúp · \(again) đọc lại · q kết thúc",
            "0 back · ? help · \(again) read again · q end")
    }

    var help: [String] {
        switch place {
        case .menu:
            [
                pick(
                    "Gõ số hoặc chữ của việc cần làm. k: khóa máy; k 2 hoặc k Minh: đổi người.",
                    "Type the number or letter of what to do. k: lock; k 2 or k Minh: switch.")
            ]
        case .entry: entryHelp
        case .names, .pin:
            [
                pick(
                    "Quên mã PIN: người phụ trách chạy kiosk staff disable rồi add.",
                    "PIN forgotten: the operator runs kiosk staff disable, then add.")
            ]
        case .lists, .items, .drafts, .conflicts:
            [
                pick(
                    "Gõ số của dòng muốn mở, rồi bấm Enter. k: khóa máy.",
                    "Type the number of the line to open, then Enter. k: lock.")
            ]
        case .sending:
            [
                pick(
                    "Mọi việc đã lưu tại đây và tự gửi khi có mạng; 4 là thử gửi ngay.",
                    "All work is saved here and sent by itself; 4 tries at once.")
            ]
        case .opened:
            [
                pick(
                    "Gõ số của việc cần làm với hồ sơ này. Chưa bấm Enter thì chưa ghi gì.",
                    "Type the number of what to do with this case.")
            ]
        case .conflict:
            [
                pick(
                    "Hai nơi ghi khác nhau, chưa mất gì. Hỏi người nộp, rồi gõ số của giá trị "
                        + "đúng.",
                    "Two places wrote different values and nothing is lost. Ask the applicant, "
                        + "then type the number of the right one.")
            ]
        case .draft:
            [
                pick(
                    "Enter để đi tiếp; bản nháp chỉ mất khi đã nộp hoặc gõ bo.",
                    "Enter goes on; the draft is gone only when handed in, or by: discard.")
            ]
        case .file, .code, .asking, .spelling:
            [
                pick(
                    "Gõ câu trả lời rồi bấm Enter; 0 quay lại, chưa ghi gì.",
                    "Type the answer, then Enter; 0 leads back and nothing is saved.")
            ]
        }
    }

    func name(_ listing: AgentListing) -> Localized {
        switch listing {
        case .work(let list): name(list)
        case .person: Localized(vi: "Hồ sơ của người này", en: "Cases of this person")
        case .parked: Localized(vi: "Bị trung tâm giữ lại", en: "Set aside by the centre")
        }
    }

    /// The name of a list of work.
    func name(_ list: WorkList) -> Localized {
        switch list {
        case .dueToday: Localized(vi: "Đến hạn hôm nay", en: "Due today")
        case .overdue: Localized(vi: "Quá hạn", en: "Overdue")
        case .toHandOver: Localized(vi: "Chờ trả kết quả", en: "To hand over")
        case .waitingForPapers: Localized(vi: "Chờ bổ sung giấy tờ", en: "Waiting for papers")
        case .sent: Localized(vi: "Đã về trung tâm hôm nay", en: "At the centre, of today")
        }
    }

    private func listed(_ title: Localized, _ list: AgentList) -> [String] {
        let more = list.total - list.items.count
        let rest = pick(
            "… còn \(more) nữa; tìm từng hồ sơ ở mục 5.",
            "… and \(more) more; each is found at 5.")
        return ["\(title[language]) (\(list.total)):"] + numbered(list.items.map(\.words))
            + (more > 0 ? [rest] : [])
    }

    private func numbered(_ lines: [String]) -> [String] {
        lines.enumerated().map { "\($0.offset + 1). \($0.element)" }
    }

    private var afterParked: String {
        pick(
            "Số: mở hồ sơ. Gửi lại ngay: 0, rồi 4.",
            "Number: open the case. To try again now: 0, then 4.")
    }

    /// ` (3)`; nothing where there is nothing.
    private static func count(_ number: Int, _ what: String = "") -> String {
        number == 0 ? "" : " (\(number)\(what))"
    }

    private var lists: [String] {
        let counts = service.counts
        return numbered(
            Self.workLists.map { name($0)[language] + Self.count(counts.work[$0] ?? 0) })
    }

    private var menu: [String] {
        let counts = service.counts
        return [
            pick("QUẦY TIẾP NHẬN — \(actor)", "COUNTER — \(actor)"),
            pick("1. Nhập hồ sơ", "1. Enter a case"),
            pick("2. Người tiếp theo, cùng thủ tục (r)", "2. Next person, same procedure (r)"),
            pick("3. Nhập từ tệp", "3. Cases from a file"),
            pick("4. Việc cần làm", "4. Work lists") + Self.count(counts.work.values.reduce(0, +)),
            pick(
                "5. Mở hồ sơ: thu phí, trả kết quả, bổ sung",
                "5. Open a case: payment, hand-over, papers"),
            pick("6. Bản nháp", "6. Drafts") + Self.count(counts.drafts),
            pick("7. Gửi và nhận", "7. Sending")
                + Self.count(counts.parked, pick(" bị giữ lại", " set aside")),
            pick("8. Xung đột", "8. Conflicts") + Self.count(counts.conflicts),
            pick("c. Chốt ngày", "c. Close the day")
                + (needsPIN ? pick(" · k. Khóa, đổi người", " · k. Lock, switch") : ""),
        ]
    }

    private var entryHelp: [String] {
        [
            pick(
                "Nhiều câu trên một dòng: cách nhau bằng ; · chưa đủ thì giữ nháp: /nhap",
                "Several answers on one line: put ; between · to keep a draft: /draft")
        ]
    }

    private var acts: [String] {
        [
            pick(
                "1. Thu tiền mặt · 2. Mã QR · 3. Trả kết quả · 4. Nhận bổ sung · 5. Sửa · 6. Xem "
                    + "giấy hẹn · 7. Rút hồ sơ · 8. Xem hết",
                "1. Cash · 2. QR code · 3. Hand over · 4. Papers received · 5. Change · 6. Show "
                    + "the slip · 7. Withdraw · 8. Everything"),
            pick("Enter: màn hình đầu", "Enter: first screen")
                + (last == nil
                    ? "" : pick(" · r: người tiếp theo", " · r: next person")),
        ]
    }

    private func asking(_ question: AgentQuestion, _ code: String) -> [String] {
        switch question {
        case .amount:
            return [pick("Số tiền? Enter: phần còn phải nộp.", "How much? Enter: what is due.")]
        case .receiver:
            return [
                pick(
                    "Ai nhận? Gõ tên hoặc quét thẻ. Enter: người nộp.",
                    "Who receives? Type the name or scan the card. Enter: the applicant.")
            ]
        case .change:
            // As below.
            let fields = (try? service.changeable(code)) ?? []
            return numbered(fields.map(\.words)) + [
                pick(
                    "Số của mục và giá trị mới, ví dụ: 4 0905218446 · dấu - là xóa",
                    "The field's number and its new value, as: 4 0905218446 · a - clears it")
            ]
        case .proof:
            return [
                pick(
                    "Nộp ở nơi khác? Gõ mã tra cứu trên giấy, hoặc 4 số cuối của số định danh "
                        + "người nộp, hoặc quét thẻ.",
                    "Handed in elsewhere? Type the secret on the slip, or the last 4 digits of the "
                        + "applicant's number, or scan the card."),
                pick(
                    "Trung tâm được hỏi ngay, nhiều nhất 20 giây; bấm phím bất kỳ để thôi.",
                    "The centre is asked at once, for 20 seconds at most; any key ends it."),
            ]
        case .reason: return [pick("Lý do rút hồ sơ?", "Why is it withdrawn?")]
        case .paper:
            // A case that cannot be read says so when the act is tried.
            let papers = (try? service.papers(of: code)) ?? []
            return service.requested(of: code) + [
                pick(
                    "Giấy tờ nào đã có? Gõ số, kèm tên tệp nếu có bản quét:",
                    "Which paper is here? Its number, and the file of its scan if there is one:")
            ] + numbered(papers.map(\.words))
        }
    }

    private func draft(_ item: AgentItem) -> [String] {
        // What cannot be read now says so when it is taken up.
        if let handIn = try? service.resume(item.code) {
            let next =
                handIn.isAnswered
                ? pick("Enter: xem lại và nộp", "Enter: look it over and hand in")
                : pick("Enter: nhập tiếp các câu chưa trả lời", "Enter: go on with what is open")
            return [item.words, next + pick(" · bo: bỏ bản nháp", " · discard: drop it")]
        }
        let field = item.missing.first ?? "applicant.phone"
        let value = field.hasPrefix("papers.") ? "original×1" : "…"
        return [
            item.words,
            pick(
                "Enter: nộp · bo: bỏ bản nháp · bổ sung một mục: \(field)=\(value)",
                "Enter: hand in · discard: drop it · to add: \(field)=\(value)"),
        ]
    }

    private var sending: [String] {
        let waiting = isPractice ? 0 : service.state.waiting
        return [
            pick("1. Chờ gửi", "1. Waiting") + Self.count(waiting),
            pick("2. Bị trung tâm giữ lại", "2. Set aside") + Self.count(service.counts.parked),
            pick("3. Đã về trung tâm hôm nay", "3. At the centre, of today"),
            pick("4. Gửi lại ngay", "4. Try again now"),
        ]
    }
}
