internal import CMicroHTTPD

/// What libmicrohttpd calls on its own thread. Nothing here waits, and nothing keeps a pointer.
///
/// These are static functions: a closure written in main-actor code would trap on that thread.
enum ServerCallbacks {
    /// Called once after the header, once for each piece of the body, once at its end, and once
    /// more after a suspended connection was resumed.
    static func handle(
        context: UnsafeMutableRawPointer?, handle: OpaquePointer?, url: UnsafePointer<CChar>?,
        method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?,
        upload: UnsafePointer<CChar>?, uploadSize: UnsafeMutablePointer<Int>?,
        state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let context = unsafe context, let handle = unsafe handle, let url = unsafe url,
            let method = unsafe method, let uploadSize = unsafe uploadSize,
            let state = unsafe state
        else { return .NO }
        let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        guard let known = unsafe state.pointee else {
            let exchange = unsafe Exchange(
                method: String(cString: method), path: String(cString: url),
                startedAt: SystemClock.monotonicMilliseconds())
            unsafe state.pointee = Unmanaged.passRetained(exchange).toOpaque()
            return unsafe decide(exchange, handle: handle, core: core)
        }
        let exchange = unsafe Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue()
        let count = unsafe uploadSize.pointee
        guard count > 0 else { return unsafe finish(exchange, handle: handle, core: core) }
        let bytes = unsafe UnsafeRawBufferPointer(start: upload, count: count)
        unsafe uploadSize.pointee = 0
        return unsafe core.receive(bytes, of: exchange) ? .YES : .NO
    }

    /// Called when a request is over in whatever way; takes back the library's reference.
    static func completed(
        context: UnsafeMutableRawPointer?, handle: OpaquePointer?,
        state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, reason: MHD_RequestTerminationCode
    ) {
        guard let context = unsafe context, let handle = unsafe handle, let state = unsafe state,
            let known = unsafe state.pointee
        else { return }
        unsafe state.pointee = nil
        let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let exchange = unsafe Unmanaged<Exchange>.fromOpaque(known).takeRetainedValue()
        unsafe core.exchangeEnded(exchange, on: Connection(handle))
    }

    /// Called when a connection is accepted and, before its socket is closed, when it ends.
    static func connectionChanged(
        context: UnsafeMutableRawPointer?, handle: OpaquePointer?,
        socketContext: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        change: MHD_ConnectionNotificationCode
    ) {
        guard let context = unsafe context, let handle = unsafe handle else { return }
        let core = unsafe Unmanaged<ServerCore>.fromOpaque(context).takeUnretainedValue()
        let connection = unsafe Connection(handle)
        if change == .CONNECTION_NOTIFY_STARTED {
            unsafe core.connectionOpened(connection, socket: motcua_connection_socket(handle))
        } else {
            core.connectionClosed(connection)
        }
    }

    private static func decide(
        _ exchange: Exchange, handle: OpaquePointer, core: ServerCore
    ) -> MHD_Result {
        // The library has refused a length that is no number; one beyond Int is too large as well.
        let declared = unsafe header("Content-Length", handle: handle).map { Int($0) ?? .max }
        let refusal = unsafe core.refusal(
            method: exchange.method, path: exchange.path,
            headerBytes: motcua_header_size(handle), declaredBytes: declared)
        if let refusal {
            exchange.phase = .refused
            return unsafe send(refusal.response, handle: handle, core: core)
        }
        if let declared { exchange.body.reserveCapacity(declared) }
        unsafe core.bodyBegins(Connection(handle))
        return .YES
    }

    private static func finish(
        _ exchange: Exchange, handle: OpaquePointer, core: ServerCore
    ) -> MHD_Result {
        let connection = unsafe Connection(handle)
        switch exchange.phase {
        case .collecting:
            guard let refusal = core.handOver(exchange, on: connection) else { return .YES }
            exchange.phase = .refused
            return unsafe send(refusal.response, handle: handle, core: core)
        case .overloaded:
            exchange.phase = .refused
            let refusal = Refusal.busy(spread: UInt64(exchange.received))
            return unsafe send(refusal.response, handle: handle, core: core)
        case .handedOver(let id):
            let answer = core.takeAnswer(of: exchange, id)
            return unsafe send(answer, handle: handle, core: core)
        case .answered, .refused:
            // Once it is shutting down the library drops answers and asks again: cut.
            return .NO
        }
    }

    private static func send(
        _ response: HTTPResponse, handle: OpaquePointer, core: ServerCore
    ) -> MHD_Result {
        let copy = unsafe response.body.withUnsafeBytes { bytes in
            unsafe MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                .RESPMEM_MUST_COPY)
        }
        guard let copy = unsafe copy else { return .NO }
        defer { unsafe MHD_destroy_response(copy) }
        var headers = response.headers
        if !response.contentType.isEmpty {
            headers.append(("Content-Type", response.contentType))
        }
        for header in headers {
            let added = unsafe MHD_add_response_header(copy, header.name, header.value)
            precondition(added == .YES, "header \(header.name) cannot be sent")
        }
        unsafe core.answerBegins(bytes: response.body.count, on: Connection(handle))
        return unsafe MHD_queue_response(handle, UInt32(response.status), copy)
    }

    private static func header(_ name: String, handle: OpaquePointer) -> String? {
        let value = unsafe MHD_lookup_connection_value(handle, .HEADER_KIND, name)
        guard let value = unsafe value else { return nil }
        return unsafe String(cString: value)
    }
}
