/// Why a request does not reach the owner.
enum Refusal {
    case notFound
    case wrongMethod(allowed: String)
    case tooLarge
    case headerTooLarge
    /// Too many requests or bytes wait; the number spreads the callers who come back.
    case busy(spread: UInt64)
    case stopping

    /// The shortest time after which a refused caller may come back.
    static let retrySeconds: UInt64 = 5
    /// Over how many seconds more the callers are spread.
    static let spreadSeconds: UInt64 = 6

    /// The answer with one plain line.
    var response: HTTPResponse {
        switch self {
        case .notFound: plain(404, "not found")
        case .wrongMethod(let allowed):
            plain(405, "method not allowed", headers: [("Allow", allowed)])
        case .tooLarge: plain(413, "body too large", headers: [("Connection", "close")])
        case .headerTooLarge: plain(431, "header too large", headers: [("Connection", "close")])
        case .busy(let spread): plain(503, "busy", headers: [retryAfter(spread: spread)])
        case .stopping:
            plain(503, "stopping", headers: [retryAfter(spread: 0), ("Connection", "close")])
        }
    }

    private func retryAfter(spread: UInt64) -> (name: String, value: String) {
        ("Retry-After", String(Refusal.retrySeconds + spread % Refusal.spreadSeconds))
    }

    private func plain(
        _ status: Int, _ line: String, headers: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        HTTPResponse(
            status: status, contentType: "text/plain", headers: headers,
            body: Array("\(line)\n".utf8))
    }
}
