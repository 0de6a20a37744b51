/// Why a request got no answer of ours. The texts are for operators and hold no personal data.
package enum LinkFailure: Error, Equatable, Sendable {
    /// No connection came about: name not found, refused, no route, no answer in time.
    case unreachable(String)
    /// The connection broke on the way; the hub may have the request or not.
    case cut(String)
    /// Connected, but for too long almost nothing went through.
    case tooSlow
    /// Somebody else answered: a sign-in page, a redirection, something that is no HTTP.
    case badAnswer(String)
    /// The certificate or the handshake was refused.
    case tls(String)
    /// The answer is larger than the limit.
    case tooLarge
}

/// The hub's answer, whatever its status.
package struct HTTPAnswer: Sendable, Equatable {
    package let status: Int
    package let contentType: String?
    /// How long the hub asks us to stay away; a date is converted.
    package let retryAfterSeconds: Int?
    package let body: [UInt8]
}

/// The limits of one request as the kiosk sees it.
package struct ClientLimits: Sendable {
    package var answerBytes = 4 << 20
    /// Name, connection and TLS handshake together.
    package var connectSeconds = 10
    /// Fewer bytes a second than this, for so many seconds, end a request.
    package var minimumBytesPerSecond = 50
    package var slowSeconds = 20
    /// The longest time of one request.
    package var totalSeconds = 900
    /// Allows `http:` to other machines; envelopes are sealed, but an observer sees who talks.
    package var allowPlain = false

    package init() {}
}
