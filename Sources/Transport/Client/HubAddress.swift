internal import CCurl

/// Why an address cannot be the hub's.
package enum URLProblem: Error, Equatable, Sendable {
    case notAnAddress
    /// Neither `https` nor `http`.
    case schemeNotSupported(String)
    /// Plain HTTP to another machine must be allowed explicitly.
    case plainNotAllowed(host: String)
    /// A user name or a password stands in the address.
    case credentialsInside
    /// A `?…` or a `#…` stands in the address.
    case queryInside
}

/// A checked address of a hub, as curl's own parser reads it.
struct HubAddress: Equatable {
    /// The address without a slash at its end.
    let base: String
    let isLoopback: Bool

    init(_ text: String, allowPlain: Bool) throws(URLProblem) {
        let parts = try AddressParts(text)
        guard let scheme = parts.part(CURLUPART_SCHEME) else { throw .notAnAddress }
        if scheme != "https" && scheme != "http" { throw .schemeNotSupported(scheme) }
        guard let host = parts.part(CURLUPART_HOST) else { throw .notAnAddress }
        if parts.part(CURLUPART_USER) != nil || parts.part(CURLUPART_PASSWORD) != nil {
            throw .credentialsInside
        }
        if parts.part(CURLUPART_QUERY) != nil || parts.part(CURLUPART_FRAGMENT) != nil {
            throw .queryInside
        }
        isLoopback = host == "localhost" || host == "[::1]" || Self.isLoopbackFour(host)
        if scheme == "http" && !isLoopback && !allowPlain { throw .plainNotAllowed(host: host) }
        guard var base = parts.part(CURLUPART_URL) else { throw .notAnAddress }
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
    }

    /// curl has written every numeric form out, so four numbers mean an address, never a name.
    private static func isLoopbackFour(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}

/// Owns a parsed address of curl.
@safe private struct AddressParts: ~Copyable {
    private let handle: OpaquePointer

    init(_ text: String) throws(URLProblem) {
        guard let handle = unsafe curl_url() else { throw .notAnAddress }
        if unsafe curl_url_set(handle, CURLUPART_URL, text, 0) != CURLUE_OK {
            unsafe curl_url_cleanup(handle)
            throw .notAnAddress
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe curl_url_cleanup(handle)
    }

    /// A part of the address, `nil` when it has none.
    borrowing func part(_ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text = unsafe text
        else { return nil }
        defer { unsafe curl_free(text) }
        return unsafe String(cString: text)
    }
}
