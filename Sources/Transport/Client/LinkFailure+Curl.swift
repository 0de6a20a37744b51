internal import CCurl

extension LinkFailure {
    /// Says in our words why a request of curl failed.
    ///
    /// `hasSystemError`: the system refused a socket call, so a failed handshake was a cut line.
    init(_ code: CURLcode, message: String, isConnected: Bool, hasSystemError: Bool) {
        let words = message.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : message
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            self = isConnected ? .tooSlow : .unreachable(words)
        case CURLE_SSL_CONNECT_ERROR:
            // A line that breaks during the handshake is no reason to suspect the hub.
            let isCut = hasSystemError || words.contains("SSL_ERROR_SYSCALL")
            self = isCut ? .cut(words) : .tls(words)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED:
            self = .tls(words)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
            CURLE_INTERFACE_FAILED, CURLE_PROXY:
            self = .unreachable(words)
        case CURLE_FILESIZE_EXCEEDED:
            self = .tooLarge
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
            CURLE_HTTP2, CURLE_TOO_MANY_REDIRECTS:
            self = .badAnswer(words)
        default:
            // Sending or receiving failed, or something rare: try again, as after a cut.
            self = isConnected ? .cut(words) : .unreachable(words)
        }
    }
}
