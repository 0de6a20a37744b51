internal import CCurl

/// Sends requests to one hub, at most two at once, over connections that are kept open.
///
/// Belongs to one thread. `send` starts a request, `wait` carries all of them on and tells what
/// happened next. Redirections are not followed, certificates are checked, and the proxies of the
/// environment are used except for this machine itself.
package final class HTTPClient {
    /// What happened to a request, named by the number that it was given.
    package enum Event: Sendable, Equatable {
        /// Its last byte was handed to the system.
        case written(UInt64)
        /// Statuses that mean something to the caller (401, 413, 503 …) are answers.
        case answered(UInt64, HTTPAnswer)
        /// Nothing came, or a redirection or a page for people.
        case failed(UInt64, LinkFailure)
    }

    private static let drainMilliseconds: Int64 = 50
    /// Requests under way at most.
    package static let requestsAtOnce = 2

    private let address: HubAddress
    private let multi = CurlMulti()
    private var idle: [HTTPPost] = []
    private var busy: [HTTPPost] = []
    private var events: [Event] = []

    /// Checks the address and prepares; nothing is sent. `trusting` names a file of certificates
    /// (PEM) that replace the system's.
    package init(
        baseURL: String, limits: ClientLimits = ClientLimits(), trusting certificates: String? = nil
    ) throws(URLProblem) {
        address = try HubAddress(baseURL, allowPlain: limits.allowPlain)
        for _ in 0..<Self.requestsAtOnce {
            idle.append(
                HTTPPost(limits, isLoopback: address.isLoopback, certificates: certificates))
        }
    }

    /// Everything that went out so far: headers, bodies and TLS handshakes.
    package var bytesSent: UInt64 { (idle + busy).reduce(0) { $0 + $1.transfer.bytesSent } }
    /// Everything that came in so far.
    package var bytesReceived: UInt64 {
        (idle + busy).reduce(0) { $0 + $1.transfer.bytesReceived }
    }

    /// Starts a request; its number comes back in the events about it.
    package func send(
        _ number: UInt64, path: String, headers: [(String, String)] = [], contentType: String = "",
        body: [UInt8]
    ) {
        precondition(path.hasPrefix("/"), "a path starts with a slash")
        guard let post = idle.popLast() else {
            preconditionFailure("more than \(Self.requestsAtOnce) requests at once")
        }
        // An empty value takes away a header that curl would add by itself.
        var lines = [
            "Accept:", "Expect:", "Content-Type:\(contentType.isEmpty ? "" : " ")\(contentType)",
        ]
        lines += headers.map { name, value in "\(name): \(value)" }
        post.begin(number, url: address.base + path, headerLines: lines, body: body)
        busy.append(post)
        post.curl.join(multi)
        advance()
    }

    /// Carries the requests on until something happens; nil when the time is up, when one of the
    /// `watched` descriptors can be read, or when nothing is under way and no time was given.
    package func wait(milliseconds: Int64?, watching watched: [Int32] = []) -> Event? {
        let end = milliseconds.map { SystemClock.monotonicMilliseconds() + max($0, 0) }
        while true {
            advance()
            if !events.isEmpty { return events.removeFirst() }
            let left = end.map { $0 - SystemClock.monotonicMilliseconds() }
            if let left, left <= 0 { return nil }
            if busy.isEmpty && end == nil && watched.isEmpty { return nil }
            // Nothing tells when a socket has drained: it is asked now and then.
            let isDraining = busy.contains { $0.transfer.isWriting }
            let longest: Int64 = isDraining ? Self.drainMilliseconds : 1_000
            let isReadable = multi.poll(
                milliseconds: Int32(min(left ?? longest, longest)), watching: watched)
            if isReadable { return nil }
        }
    }

    /// Gives up what is still under way; nothing is told of it any more. Connections that are not
    /// in use stay open.
    package func abandon() {
        for post in busy {
            post.curl.leave(multi)
            post.end()
        }
        idle += busy
        busy = []
        events = []
    }

    /// Lets curl do what it can do now, and notes what came of it.
    private func advance() {
        multi.perform()
        for post in busy where post.curl.isDrained && post.transfer.takeWritten() {
            events.append(.written(post.number))
        }
        while let (handle, code) = unsafe multi.next() {
            guard let index = busy.firstIndex(where: { unsafe $0.curl.isHandle(handle) }) else {
                preconditionFailure("curl finished a request that nobody sent")
            }
            let post = busy.remove(at: index)
            post.curl.leave(multi)
            do throws(LinkFailure) {
                let answer = try post.answer(code)
                if post.transfer.takeUntold() { events.append(.written(post.number)) }
                events.append(.answered(post.number, answer))
            } catch {
                events.append(.failed(post.number, error))
            }
            post.end()
            idle.append(post)
        }
    }
}
