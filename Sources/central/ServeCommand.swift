import CentralStore
import Console
import Frontend
import Hub
import SyncProtocol
import Transport

/// `central serve`: takes synchronisations in, many in one transaction.
///
/// The library's thread reads requests and opens them; this thread owns the store. What a turn
/// has brought is committed once, and only then answered.
enum ServeCommand {
    /// Requests of one turn at most.
    private static let turnRequests = 256
    /// When their bodies have so many bytes the rest waits for the next turn: answers to the first
    /// go out while the others are worked off.
    private static let turnBytes = 16 << 10

    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let (hub, store) = try Opening.hubAndStore(desk)
        let seal = try KeyFile.Watched(desk)
        let (address, port) = try listen(desk)
        let tls = try identity(desk)
        let server: HTTPServer
        let signals: StopSignals
        do throws(ServerError) {
            signals = try StopSignals.install()
            let ahead = seal.current.ahead
            server = try HTTPServer(
                address: address, port: port, limits: limits, tls: tls
            ) { ahead.open($0) }
        } catch {
            throw failure(error, address: "\(address):\(port)", hasTLS: tls != nil)
        }
        server.wakeOn(signals.descriptor)
        tidyDocuments(hub)
        // What cannot be judged now is judged at the next start, or when its point asks.
        try? hub.judgeAllAgain(now: SystemClock.wallMilliseconds())
        try desk.remark(
            vi: "Đang nhận đồng bộ tại \(address):\(server.port); dừng bằng Ctrl-C.",
            en: "Taking syncs at \(address):\(server.port); stop with Ctrl-C.")
        // Optimised code lets go of an object after its last use; this one holds SIGTERM back.
        withExtendedLifetime(signals) {
            serve(hub, seal, server, Upkeep(hub, store), desk)
        }
        return .done
    }

    /// A transfer that rests for a month begins again; a document that no event names is removed
    /// after a day.
    private static func tidyDocuments(_ hub: Hub) {
        let now = Int(SystemClock.wallMilliseconds() / 1_000)
        // Whatever stays is looked at again at the next start.
        try? hub.tidyDocuments(partsBefore: now - 30 * 86_400, unnamedBefore: now - 86_400)
    }

    private static var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.bodyBytes = Limits.envelopeBytes
        return limits
    }

    private static func serve(
        _ hub: Hub, _ seal: KeyFile.Watched, _ server: HTTPServer, _ upkeep: Upkeep,
        _ desk: Desk
    ) {
        var waiting = WaitingRoom()
        var upkeep = upkeep
        while true {
            let patience = min(waiting.isEmpty ? 60_000 : 1_000, upkeep.patienceMilliseconds)
            switch server.turn(
                maximum: turnRequests, bytes: turnBytes, waitMilliseconds: patience)
            {
            case .stopped: return
            case .requests(let requests):
                work(off: requests, hub, seal, server, &waiting)
                server.takeBack(requests)
                tellForks(hub, desk)
                Readmitted.tell(hub, desk)
                upkeep.turn(isIdle: requests.isEmpty)
            }
        }
    }

    /// What a person should look at; `central forks` keeps it.
    private static func tellForks(_ hub: Hub, _ desk: Desk) {
        // A line that cannot be written now is found in `central forks`.
        for fork in (try? hub.takeOpenedForks()) ?? [] {
            let words = ForksCommand.words(fork)
            // As above.
            try? desk.remark(vi: words.vi, en: words.en)
        }
    }

    private static func work(
        off requests: [HTTPRequest], _ hub: Hub, _ seal: KeyFile.Watched, _ server: HTTPServer,
        _ waiting: inout WaitingRoom
    ) {
        let now = SystemClock.monotonicMilliseconds()
        for (id, answer) in waiting.takeLate(now: now) {
            server.answer(id, response(to: .answer(answer)))
        }
        var envelopes: [WaitingRoom.Envelope] = []
        for request in requests {
            if request.path == "/healthz" {
                server.answer(request.id, health(hub))
            } else {
                envelopes.append(
                    .init(
                        id: request.id,
                        arrival: Arrival(
                            request.body, opened: request.prepared as? OpenedAhead),
                        isCut: request.isCut))
            }
        }
        seal.refresh()
        // What waited for one of these goes in after it.
        while !envelopes.isEmpty {
            let replies = hub.turn(
                envelopes.map(\.arrival), seal.current, now: SystemClock.wallMilliseconds())
            var taken: [WaitingRoom.Envelope] = []
            for (envelope, reply) in zip(envelopes, replies) {
                switch reply {
                case .early(let answer) where waiting.hold(envelope, answer, now: now):
                    continue
                case .answer, .early, .part, .stranger, .badMessage, .unavailable:
                    server.answer(envelope.id, response(to: reply))
                    taken.append(envelope)
                }
            }
            envelopes = waiting.takeFollowers(of: taken)
        }
    }

    /// Healthy means that the store answers.
    private static func health(_ hub: Hub) -> HTTPResponse {
        do throws(HubError) {
            _ = try hub.sites()
            return .plain(200, "ok\n")
        } catch {
            return .plain(503, "the store does not answer\n")
        }
    }

    private static func response(to reply: Hub.Reply) -> HTTPResponse {
        switch reply {
        case .answer(let bytes), .early(let bytes):
            HTTPResponse(status: 200, contentType: "", body: bytes)
        case .stranger(.unknown):
            .plain(401, "this seal opens nothing here\n")
        case .stranger(.codeUsed):
            .plain(409, "the enrolment code was used by another kiosk\n")
        case .stranger(.codeExpired):
            .plain(410, "the enrolment code has expired\n")
        case .part, .badMessage:
            .plain(400, "the message cannot be read\n")
        case .unavailable:
            HTTPResponse(
                status: 503, contentType: "text/plain",
                headers: [(name: "Retry-After", value: "5")], body: Array("try later\n".utf8))
        }
    }
}

extension ServeCommand {
    private static func listen(_ desk: Desk) throws(Failure) -> (String, UInt16) {
        let text = desk.invocation.options.value("listen") ?? ""
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else {
            throw Failure(
                .usage, vi: "--listen cần dạng ĐỊA-CHỈ:CỔNG, ví dụ 127.0.0.1:8080.",
                en: "--listen takes ADDRESS:PORT, for example 127.0.0.1:8080.")
        }
        let address = text[..<colon].drop { $0 == "[" }
        return (String(address.hasSuffix("]") ? address.dropLast() : address), port)
    }

    private static func identity(_ desk: Desk) throws(Failure) -> TLSIdentity? {
        let options = desk.invocation.options
        switch (options.value("tls-cert"), options.value("tls-key")) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            do throws(FileFailure) {
                let read = { (path: String) throws(FileFailure) in
                    String(decoding: try Files.read(path, limitBytes: 1 << 20), as: UTF8.self)
                }
                return TLSIdentity(certificate: try read(certificate), key: try read(key))
            } catch {
                throw Failure(error)
            }
        case (nil, _?), (_?, nil):
            throw Failure(
                .usage, vi: "--tls-cert và --tls-key phải đi cùng nhau.",
                en: "--tls-cert and --tls-key go together.")
        }
    }

    private static func failure(
        _ error: ServerError, address: String, hasTLS: Bool
    ) -> Failure {
        switch error {
        case .addressInUse:
            Failure(
                .failed, vi: "Địa chỉ \(address) đang có chương trình khác dùng.",
                en: "The address \(address) is in use by another program.")
        case .addressInvalid:
            Failure(
                .usage, vi: "'\(address)' không phải địa chỉ số của máy này.",
                en: "'\(address)' is not a numeric address of this machine.")
        case .cannotStart where hasTLS:
            Failure(
                .failed,
                vi: "Không mở được máy chủ tại \(address). Xin kiểm tra --tls-cert và --tls-key: "
                    + "cần chứng thư và khóa dạng PEM, đi với nhau.",
                en: "The server cannot start at \(address). Check --tls-cert and --tls-key: they "
                    + "must be a certificate and its key in PEM form.")
        case .cannotStart:
            Failure(
                .failed, vi: "Không mở được máy chủ tại \(address): \(error).",
                en: "The server cannot start at \(address): \(error).")
        }
    }
}

extension HTTPResponse {
    fileprivate static func plain(_ status: Int, _ line: String) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "text/plain", body: Array(line.utf8))
    }
}
