import CaseModel
import Console
import Frontend

/// `kiosk visit`: a token for the person whose visit ends, good for one rating.
enum VisitCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let token = try Point(desk).visitToken()
        if desk.wantsJSON {
            try desk.say(.object([.init(name: "visit", value: .text(token.text))]))
        } else {
            try desk.say(
                vi: "Mã đánh giá: \(token.text)\nDùng một lần, tại bất kỳ điểm nào; không gắn với "
                    + "hồ sơ.",
                en: "Visit token: \(token.text)\nGood once, at any point; tied to no case.")
        }
        return .done
    }
}
