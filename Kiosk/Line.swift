import Console
import Frontend
import Replica
import SyncProtocol
import Transport

/// The line to the centre: carries sealed envelopes over HTTP.
final class Line {
    private let client: HTTPClient
    /// What ends the waiting, when there is such a thing.
    private let signals: StopSignals?
    /// What is under way, with its bytes.
    private var sizes: [UInt64: Int] = [:]
    private var hasStopped = false
    /// Why the last message got no answer.
    private(set) var problem: Localized?
    /// What the centre answered when trying again does not help.
    private(set) var refusal: Failure?
    /// Milliseconds that the centre asked to stay away, when it said so last.
    private(set) var retryAfter: Int64?

    init(_ point: Point, allowPlain: Bool, until signals: StopSignals? = nil) throws(Failure) {
        self.signals = signals
        var limits = ClientLimits()
        limits.allowPlain = allowPlain
        do throws(URLProblem) {
            client = try HTTPClient(
                baseURL: point.identity.hubAddress, limits: limits, trusting: point.certificates)
        } catch {
            throw Failure(
                .failed,
                vi: "Địa chỉ trung tâm '\(point.identity.hubAddress)' không dùng được: \(error). "
                    + "http tới máy khác cần --plain-http.",
                en: "The centre's address '\(point.identity.hubAddress)' cannot be used: "
                    + "\(error). Plain http to another machine needs --plain-http.")
        }
    }

    /// Everything that went out, headers included.
    var bytesSent: UInt64 { client.bytesSent }
    /// Everything that came in, headers included.
    var bytesReceived: UInt64 { client.bytesReceived }

    /// Starts to send a message.
    func send(_ number: UInt64, _ message: [UInt8]) {
        sizes[number] = message.count
        client.send(
            number, path: "/sync", body: message)
    }

    /// Forgets what the synchronisation before has left; its connections stay open.
    func beginAgain() {
        client.abandon()
        sizes = [:]
        problem = nil
        refusal = nil
        retryAfter = nil
    }

    /// Whether a signal has asked to end.
    var isStopped: Bool {
        if signals?.next() != nil { hasStopped = true }
        return hasStopped
    }

    /// Waits for news of what was sent, or until a time on the monotonic clock; nil when none can
    /// come, or when a signal asks to end.
    func wait(until time: Int64?) -> SyncRun.News? {
        while !isStopped && !isSilent(until: time) {
            if let news = look(until: time, watching: watched) { return news }
        }
        return nil
    }

    /// Whether nothing is under way and no time is waited for.
    func isSilent(until time: Int64?) -> Bool { time == nil && sizes.isEmpty }

    /// Waits for news, until a time, or until one of these descriptors can be read (then nil).
    func look(until time: Int64?, watching descriptors: [Int32]) -> SyncRun.News? {
        let left = time.map { max($0 - SystemClock.monotonicMilliseconds(), 0) }
        switch client.wait(milliseconds: left, watching: descriptors) {
        case .written(let number):
            return .written(number, bytes: sizes[number] ?? 0)
        case .answered(let number, let answer):
            sizes[number] = nil
            return news(of: number, answer)
        case .failed(let number, let failure):
            sizes[number] = nil
            problem = words(failure)
            return .lost(number, retryAfter: nil)
        case nil:
            guard let time, time <= SystemClock.monotonicMilliseconds() else { return nil }
            return .due
        }
    }

    /// Waits while nothing is under way: for so long, for a signal, or for these descriptors.
    func rest(milliseconds: Int64, watching descriptors: [Int32]) {
        precondition(sizes.isEmpty, "resting while a message is under way")
        _ = client.wait(milliseconds: milliseconds, watching: watched + descriptors)
    }

    private var watched: [Int32] { signals.map { [$0.descriptor] } ?? [] }

    private func news(of number: UInt64, _ answer: HTTPAnswer) -> SyncRun.News {
        guard answer.status == 200 else {
            problem = words(status: answer.status)
            // The first says what is wrong: a ticket shown after it may be refused otherwise.
            refusal = refusal ?? refusal(status: answer.status)
            retryAfter = answer.retryAfterSeconds.map { Int64($0) * 1_000 }
            return answer.status == 401
                ? .stranger(number) : .lost(number, retryAfter: retryAfter)
        }
        problem = nil
        retryAfter = nil
        return .answered(number, answer.body)
    }

    private func refusal(status: Int) -> Failure? {
        switch status {
        case 401:
            Failure(
                .failed,
                vi: "Trung tâm không mở được phong bì của điểm này: khóa đã bị thay, hoặc mã ghi "
                    + "danh sai. Dữ liệu vẫn an toàn tại đây; xin báo người quản trị.",
                en: "The centre cannot open what this point sends: its key was replaced, or the "
                    + "enrolment code was wrong. The work is safe here; tell the operator.")
        case 409:
            Failure(
                .failed,
                vi: "Mã ghi danh đã được dùng ở máy khác. Dữ liệu vẫn an toàn tại đây; "
                    + "xin người quản trị cấp mã mới.",
                en: "The enrolment code was used on another machine. The work is safe here; "
                    + "ask the operator for a new code.")
        case 410:
            Failure(
                .failed,
                vi: "Mã ghi danh đã hết hạn. Dữ liệu vẫn an toàn tại đây; "
                    + "xin người quản trị cấp mã mới.",
                en: "The enrolment code has expired. The work is safe here; "
                    + "ask the operator for a new code.")
        default: nil
        }
    }

    private func words(status: Int) -> Localized {
        switch status {
        case 503:
            Localized(vi: "trung tâm đang bận", en: "the centre is busy")
        default:
            Localized(vi: "trung tâm trả lời \(status)", en: "the centre answered \(status)")
        }
    }

    private func words(_ failure: LinkFailure) -> Localized {
        switch failure {
        case .unreachable: Localized(vi: "không có đường truyền", en: "no link")
        case .cut: Localized(vi: "đường truyền bị ngắt", en: "the link was cut")
        case .tooSlow: Localized(vi: "đường truyền quá chậm", en: "the link is too slow")
        case .badAnswer:
            Localized(
                vi: "có máy khác trả lời thay trung tâm, có thể mạng đòi đăng nhập",
                en: "something else answers; the network may want a sign-in")
        case .tls: Localized(vi: "chứng thư không hợp lệ", en: "the certificate is not valid")
        case .tooLarge: Localized(vi: "trả lời quá lớn", en: "the answer is too large")
        }
    }
}
