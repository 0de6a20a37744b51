import Transport

/// A real server with an owner's thread that sends every body back.
final class EchoHub {
    let server: HTTPServer
    let seen = Collected<HTTPRequest>()
    private let owner: Worker

    init(limits: HTTPLimits = HTTPLimits(), tls: TLSIdentity? = nil) throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0, limits: limits, tls: tls)
        let seen = seen
        self.server = server
        owner = Worker {
            while case .requests(let batch) = server.turn(maximum: 64, waitMilliseconds: 1000) {
                for request in batch {
                    seen.append(request)
                    server.answer(
                        request.id,
                        HTTPResponse(
                            status: 200, contentType: "application/x-echo", body: request.body))
                }
            }
        }
    }

    deinit {
        server.stop()
        owner.join()
    }

    var url: String { "http://127.0.0.1:\(server.port)" }
}

extension HTTPClient {
    /// Sends one request and waits for its end.
    func post(
        path: String, headers: [(String, String)], contentType: String, body: [UInt8]
    ) throws(LinkFailure) -> HTTPAnswer {
        send(1, path: path, headers: headers, contentType: contentType, body: body)
        while let event = wait(milliseconds: nil) {
            switch event {
            case .written: continue
            case .answered(_, let answer): return answer
            case .failed(_, let failure): throw failure
            }
        }
        throw .cut("nothing was sent")
    }

    func echo(_ body: [UInt8], path: String = "/sync") throws(LinkFailure) -> HTTPAnswer {
        try post(path: path, headers: [], contentType: "application/x-echo", body: body)
    }
}

/// Bytes that look random and are the same in every run.
func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
}
