internal import CCurl

/// Owns a multi handle of curl: several requests in one thread, and the connections they share.
@safe final class CurlMulti {
    private let handle: UnsafeMutableRawPointer

    init() {
        CurlHandle.prepareLibrary()
        guard let handle = unsafe curl_multi_init() else {
            preconditionFailure("curl has no memory left")
        }
        unsafe self.handle = handle
    }

    deinit {
        // The easy handles have left by then; what this frees are the connections.
        _ = unsafe curl_multi_cleanup(handle)
    }

    func add(_ easy: UnsafeMutableRawPointer) {
        unsafe check(curl_multi_add_handle(handle, easy))
    }

    func remove(_ easy: UnsafeMutableRawPointer) {
        unsafe check(curl_multi_remove_handle(handle, easy))
    }

    /// Does what can be done without waiting.
    func perform() {
        var running: Int32 = 0
        unsafe check(curl_multi_perform(handle, &running))
    }

    /// Waits until a connection has something to do, a watched descriptor can be read (then true),
    /// or the time is up.
    func poll(milliseconds: Int32, watching watched: [Int32]) -> Bool {
        var extra = watched.map { descriptor in
            curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        }
        var count: Int32 = 0
        unsafe check(
            curl_multi_poll(handle, &extra, UInt32(extra.count), max(milliseconds, 0), &count))
        return extra.contains { $0.revents != 0 }
    }

    /// The next request that has ended, with its result.
    func next() -> (UnsafeMutableRawPointer, CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(handle, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE,
                let easy = unsafe message.pointee.easy_handle
            else { continue }
            return unsafe (easy, message.pointee.data.result)
        }
        return nil
    }

    private func check(_ code: CURLMcode) {
        precondition(code == CURLM_OK, "curl cannot go on: \(code.rawValue)")
    }
}
