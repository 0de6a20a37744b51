internal import CCurl

/// Owns one easy handle of curl and makes its calls safe.
///
/// Options of ours are known to the library, so a refused one is a mistake of ours: it stops.
@safe final class CurlHandle {
    private let handle: UnsafeMutableRawPointer
    /// Where curl writes the words of its last failure; it lives as long as the handle.
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// What the request under way has lent to curl.
    private var headers: HeaderList?

    /// Done once for the process; the language makes it safe from several threads.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    static func prepareLibrary() {
        precondition(Self.isLibraryReady, "curl cannot be initialised")
    }

    init() {
        Self.prepareLibrary()
        guard let handle = unsafe curl_easy_init() else {
            preconditionFailure("curl has no memory left")
        }
        unsafe self.handle = handle
        unsafe words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe check(motcua_set_pointer(handle, CURLOPT_ERRORBUFFER, words), CURLOPT_ERRORBUFFER)
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe words.deallocate()
    }

    /// Connects the callbacks; the context is a `Transfer` that outlives every `perform`.
    func connect(_ context: UnsafeMutableRawPointer) {
        let write = unsafe motcua_set_writer(handle) {
            unsafe Transfer.write(bytes: $0, size: $1, count: $2, context: $3)
        }
        check(write, CURLOPT_WRITEFUNCTION)
        let read = unsafe motcua_set_reader(handle) {
            unsafe Transfer.read(bytes: $0, size: $1, count: $2, context: $3)
        }
        check(read, CURLOPT_READFUNCTION)
        unsafe check(motcua_set_pointer(handle, CURLOPT_READDATA, context), CURLOPT_READDATA)
        let trace = unsafe motcua_set_tracer(handle) { _, kind, bytes, size, context in
            unsafe Transfer.trace(kind: kind, bytes: bytes, size: size, context: context)
        }
        check(trace, CURLOPT_DEBUGFUNCTION)
        let progress = unsafe motcua_set_progress(handle) { context, _, _, _, sent in
            unsafe Transfer.note(sent: Int(sent), context: context)
        }
        check(progress, CURLOPT_XFERINFOFUNCTION)
        unsafe check(
            motcua_set_pointer(handle, CURLOPT_XFERINFODATA, context), CURLOPT_XFERINFODATA)
        unsafe check(motcua_set_pointer(handle, CURLOPT_WRITEDATA, context), CURLOPT_WRITEDATA)
        unsafe check(motcua_set_pointer(handle, CURLOPT_DEBUGDATA, context), CURLOPT_DEBUGDATA)
    }

    func set(_ option: CURLoption, _ value: Int) {
        unsafe check(motcua_set_long(handle, option, value), option)
    }

    func set(_ option: CURLoption, offset value: Int) {
        unsafe check(motcua_set_offset(handle, option, curl_off_t(value)), option)
    }

    /// curl copies the text.
    func set(_ option: CURLoption, _ value: String) {
        unsafe check(motcua_set_text(handle, option, value), option)
    }

    /// Makes the next request ready: curl borrows the headers until `release`.
    func prepare(bodyBytes: Int, headerLines: [String]) {
        release()
        let headers = HeaderList(headerLines)
        unsafe words.pointee = 0
        unsafe check(motcua_set_headers(handle, headers.first), CURLOPT_HTTPHEADER)
        set(CURLOPT_POSTFIELDSIZE_LARGE, offset: bodyBytes)
        self.headers = headers
    }

    /// Takes back what curl had borrowed; no request of this handle is under way.
    func release() {
        unsafe check(motcua_set_headers(handle, nil), CURLOPT_HTTPHEADER)
        headers = nil
    }

    func join(_ multi: CurlMulti) {
        unsafe multi.add(handle)
    }

    func leave(_ multi: CurlMulti) {
        unsafe multi.remove(handle)
    }

    func isHandle(_ other: UnsafeMutableRawPointer) -> Bool {
        unsafe handle == other
    }

    /// Whether the system has handed on to the line all that it was given.
    var isDrained: Bool { unsafe motcua_unsent_bytes(handle) == 0 }

    /// The words of the last failure.
    var message: String { unsafe String(cString: words) }

    /// Whether the last request had a connection, handshake included.
    var isConnected: Bool {
        // How long it took until the request could be sent; 0 when it never could.
        offset(CURLINFO_PRETRANSFER_TIME_T) > 0
    }

    func number(_ what: CURLINFO) -> Int {
        var value = 0
        let code = unsafe motcua_get_long(handle, what, &value)
        precondition(code == CURLE_OK, "curl does not know \(what)")
        return value
    }

    func offset(_ what: CURLINFO) -> Int {
        var value: curl_off_t = 0
        let code = unsafe motcua_get_offset(handle, what, &value)
        precondition(code == CURLE_OK, "curl does not know \(what)")
        return Int(value)
    }

    func text(_ what: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        let code = unsafe motcua_get_text(handle, what, &value)
        precondition(code == CURLE_OK, "curl does not know \(what)")
        guard let value = unsafe value else { return nil }
        return unsafe String(cString: value)
    }

    private func check(_ code: CURLcode, _ option: CURLoption) {
        precondition(code == CURLE_OK, "curl refuses option \(option.rawValue): \(code.rawValue)")
    }
}

/// Owns a list of header lines; curl only borrows it.
@safe private final class HeaderList {
    let first: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            let isOneLine = line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
            precondition(isOneLine, "a header is one line")
            unsafe list = curl_slist_append(list, line)
            precondition(unsafe list != nil, "curl has no memory left")
        }
        unsafe first = list
    }

    deinit {
        unsafe curl_slist_free_all(first)
    }
}
