internal import CCurl

/// Sends requests to one hub, one after another, over one connection that is kept open.
///
/// Belongs to one thread; `post` blocks it. Redirections are not followed, certificates are
/// checked, and the proxies of the environment are used except for this machine itself.
package final class HTTPClient {
    private let curl: CurlHandle
    private let transfer: Transfer
    private let address: HubAddress

    /// Checks the address and prepares; nothing is sent. `trusting` names a file of certificates
    /// (PEM) that replace the system's.
    package init(
        baseURL: String, limits: ClientLimits = ClientLimits(), trusting certificates: String? = nil
    ) throws(URLProblem) {
        address = try HubAddress(baseURL, allowPlain: limits.allowPlain)
        transfer = Transfer(limitBytes: limits.answerBytes)
        curl = CurlHandle()
        configure(limits)
        if address.isLoopback { curl.set(CURLOPT_NOPROXY, "*") }
        if let certificates { curl.set(CURLOPT_CAINFO, certificates) }
        unsafe curl.connect(Unmanaged.passUnretained(transfer).toOpaque())
    }

    /// Everything that went out so far: headers, bodies and TLS handshakes.
    package var bytesSent: UInt64 { transfer.bytesSent }
    /// Everything that came in so far.
    package var bytesReceived: UInt64 { transfer.bytesReceived }

    /// Sends a body and waits for the answer. Statuses that mean something to the caller (401,
    /// 413, 503 …) are answers; a redirection or a page for people is `.badAnswer`.
    package func post(
        path: String, headers: [(String, String)], contentType: String, body: [UInt8]
    ) throws(LinkFailure) -> HTTPAnswer {
        precondition(path.hasPrefix("/"), "a path starts with a slash")
        transfer.begin()
        curl.set(CURLOPT_URL, address.base + path)
        // An empty value takes away a header that curl would add by itself.
        var lines = [
            "Accept:", "Expect:", "Content-Type:\(contentType.isEmpty ? "" : " ")\(contentType)",
        ]
        lines += headers.map { name, value in "\(name): \(value)" }
        let code = curl.perform(body: body, headerLines: lines)
        if code != CURLE_OK { throw failure(code) }
        if !transfer.isHeaderComplete { throw .cut("the header breaks off") }
        return try answer()
    }

    private func configure(_ limits: ClientLimits) {
        curl.set(CURLOPT_POST, 1)
        curl.set(CURLOPT_NOSIGNAL, 1)
        curl.set(CURLOPT_FOLLOWLOCATION, 0)
        curl.set(CURLOPT_PROTOCOLS_STR, "http,https")
        // HTTP/2 costs more than it saves for one request at a time.
        curl.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        curl.set(CURLOPT_TCP_NODELAY, 1)
        curl.set(CURLOPT_TCP_KEEPALIVE, 1)
        curl.set(CURLOPT_TCP_KEEPIDLE, 20)
        curl.set(CURLOPT_TCP_KEEPINTVL, 10)
        curl.set(CURLOPT_MAXCONNECTS, 1)
        curl.set(CURLOPT_CONNECTTIMEOUT, limits.connectSeconds)
        curl.set(CURLOPT_LOW_SPEED_LIMIT, limits.minimumBytesPerSecond)
        curl.set(CURLOPT_LOW_SPEED_TIME, limits.slowSeconds)
        curl.set(CURLOPT_TIMEOUT, limits.totalSeconds)
        curl.set(CURLOPT_SSL_VERIFYPEER, 1)
        curl.set(CURLOPT_SSL_VERIFYHOST, 2)
        curl.set(CURLOPT_MAXFILESIZE_LARGE, offset: limits.answerBytes)
        // The trace function counts; it prints nothing.
        curl.set(CURLOPT_VERBOSE, 1)
    }

    private func answer() throws(LinkFailure) -> HTTPAnswer {
        let status = curl.number(CURLINFO_RESPONSE_CODE)
        let contentType = curl.text(CURLINFO_CONTENT_TYPE)
        if (300..<400).contains(status) { throw .badAnswer("redirection \(status)") }
        // 511: a network that wants people to sign in first.
        if status == 511 { throw .badAnswer("sign-in to the network needed") }
        let isPage = contentType?.lowercased().hasPrefix("text/html") ?? false
        if isPage && (200..<300).contains(status) { throw .badAnswer("a page for people") }
        let retryAfter = curl.offset(CURLINFO_RETRY_AFTER)
        return HTTPAnswer(
            status: status, contentType: contentType,
            retryAfterSeconds: retryAfter > 0 ? retryAfter : nil, body: transfer.body)
    }

    private func failure(_ code: CURLcode) -> LinkFailure {
        if transfer.isTooLarge { return .tooLarge }
        return LinkFailure(
            code, message: curl.message, isConnected: curl.isConnected,
            hasSystemError: curl.number(CURLINFO_OS_ERRNO) != 0)
    }
}
