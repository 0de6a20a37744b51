/// One request that waits for its answer, or what came of one before its connection died.
package struct HTTPRequest: Sendable {
    /// Names the request towards `HTTPServer.answer`; never used twice by one server.
    package let id: UInt64
    package let method: String
    package let path: String
    package var body: [UInt8]
    /// Whether the connection died before the end of the body: nobody waits for the answer, which
    /// only gives the bytes back.
    package let isCut: Bool
    /// What the server was told to make of the body on its own thread.
    package let prepared: (any Sendable)?
}

/// One answer; an empty content type leaves that header out.
package struct HTTPResponse: Sendable {
    package var status: Int
    package var contentType: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    package init(
        status: Int, contentType: String, headers: [(name: String, value: String)] = [],
        body: [UInt8]
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }
}

/// The certificate chain and the private key of a server that speaks HTTPS itself, as PEM text.
package struct TLSIdentity: Sendable {
    package let certificate: String
    package let key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// What `HTTPServer.turn` brings to the owner.
package enum Turn: Sendable {
    /// Complete requests, oldest first; none when the time is up or somebody woke the owner.
    case requests([HTTPRequest])
    /// The server is shut down; every request that was left has been answered with 503.
    case stopped
}

/// Why a server could not be started.
package enum ServerError: Error, Equatable, Sendable {
    case addressInUse
    /// Not a numeric IPv4 or IPv6 address, or not an address of this machine.
    case addressInvalid
    /// The number of the system's error, 0 when the library does not tell.
    case cannotStart(systemError: Int32)
}
