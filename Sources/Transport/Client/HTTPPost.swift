internal import CCurl

/// One request and its answer, on a handle that is used again for the next.
final class HTTPPost {
    let curl = CurlHandle()
    let transfer: Transfer
    private(set) var number: UInt64 = 0

    init(_ limits: ClientLimits, isLoopback: Bool, certificates: String?) {
        transfer = Transfer(limitBytes: limits.answerBytes)
        configure(limits)
        if isLoopback { curl.set(CURLOPT_NOPROXY, "*") }
        if let certificates { curl.set(CURLOPT_CAINFO, certificates) }
        unsafe curl.connect(Unmanaged.passUnretained(transfer).toOpaque())
    }

    func begin(_ number: UInt64, url: String, headerLines: [String], body: [UInt8]) {
        self.number = number
        transfer.begin(sending: body)
        curl.set(CURLOPT_URL, url)
        curl.prepare(bodyBytes: body.count, headerLines: headerLines)
    }

    func end() {
        curl.release()
    }

    /// The answer, or why there is none.
    func answer(_ code: CURLcode) throws(LinkFailure) -> HTTPAnswer {
        if code != CURLE_OK { throw failure(code) }
        if !transfer.isHeaderComplete { throw .cut("the header breaks off") }
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

    private func configure(_ limits: ClientLimits) {
        curl.set(CURLOPT_POST, 1)
        curl.set(CURLOPT_NOSIGNAL, 1)
        curl.set(CURLOPT_NOPROGRESS, 0)
        curl.set(CURLOPT_FOLLOWLOCATION, 0)
        curl.set(CURLOPT_PROTOCOLS_STR, "http,https")
        // HTTP/2 costs more than it saves for so few requests.
        curl.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        curl.set(CURLOPT_TCP_NODELAY, 1)
        curl.set(CURLOPT_TCP_KEEPALIVE, 1)
        curl.set(CURLOPT_TCP_KEEPIDLE, 20)
        curl.set(CURLOPT_TCP_KEEPINTVL, 10)
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

    private func failure(_ code: CURLcode) -> LinkFailure {
        if transfer.isTooLarge { return .tooLarge }
        return LinkFailure(
            code, message: curl.message, isConnected: curl.isConnected,
            hasSystemError: curl.number(CURLINFO_OS_ERRNO) != 0)
    }
}
