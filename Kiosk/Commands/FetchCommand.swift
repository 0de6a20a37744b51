import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk fetch`: asks the centre for one case that was handed in elsewhere, on proof.
enum FetchCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let asked = try lookUp(desk)
        let point = try Point(desk)
        let line = try Line(point, allowPlain: desk.invocation.options.has("plain-http"))
        let report = try SyncCommand.exchange(
            point, line, ScanBudget(bytesPerDay: 0, hours: nil), lookUp: asked)
        switch report.result.lookedUp {
        case .lent(let records, _):
            // A case may come in more than one answer; what is not here yet comes with the next.
            if let failure = report.failure(line) { throw failure }
            for record in records { try ShowCommand.say(record, point, desk) }
            return .done
        case .unproved: throw .unproved
        case .tooOften: throw .triedTooOften
        case nil:
            throw report.failure(line) ?? .unknownLookUp
        }
    }

    private static func lookUp(_ desk: Desk) throws(Failure) -> LookUp {
        let code = VietnameseText.trimmed(desk.invocation.arguments[0])
        let proof = VietnameseText.trimmed(desk.invocation.options.value("proof") ?? "")
        let limit = Limits.wordBytes
        guard !code.isEmpty, !proof.isEmpty, code.utf8.count <= limit, proof.utf8.count <= limit
        else {
            throw Failure(
                .usage,
                vi: "Cần mã hồ sơ và --proof: mã tra cứu trên giấy hẹn, hoặc 4 số cuối của số định "
                    + "danh người nộp.",
                en: "Give the case's code and --proof: the secret on the slip, or the last four "
                    + "digits of the applicant's identity number.")
        }
        return LookUp(code: code, proof: proof)
    }
}

extension Failure {
    /// Code and proof fit no case; which of them was wrong is not told.
    static var unproved: Failure {
        Failure(
            .refused,
            vi: "Số hồ sơ và mã tra cứu (hoặc 4 số cuối) không khớp với hồ sơ nào. Xin kiểm tra "
                + "lại cả hai.",
            en: "Number and secret (or the last 4 digits) together fit no case. Check both.")
    }

    /// Somebody may be guessing.
    static var triedTooOften: Failure {
        Failure(
            .refused,
            vi: "Hôm nay đã thử sai quá nhiều lần với hồ sơ này. Xin thử lại ngày mai, hoặc tới "
                + "nơi đã nộp.",
            en: "Too many wrong tries for this case today. Try again tomorrow, or go where it was "
                + "handed in.")
    }

    /// A centre of an earlier version.
    static var unknownLookUp: Failure {
        Failure(
            .failed, vi: "Trung tâm chưa biết cách tra cứu này; xin báo người quản trị.",
            en: "The centre does not know this kind of look-up yet; tell the operator.")
    }
}
