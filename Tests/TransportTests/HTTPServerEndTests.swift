import Glibc
import Testing

@testable import Transport

/// Clients that vanish, requests that break off, and servers that stop.
@Suite struct HTTPServerEndTests {
    /// The library notices some half-closed connections only by their silence.
    private static let impatient = {
        var limits = HTTPLimits()
        limits.connectionTimeoutSeconds = 1
        return limits
    }()

    @Test func `answering a client that has gone is harmless`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        var client: RawSocket? = try RawSocket(port: server.port)
        client?.send(HTTPServerTests.request(body: "x"))
        let batch = server.requests()
        #expect(batch.map(\.body) == [Array("x".utf8)])
        client = nil
        for request in batch {
            server.answer(
                request.id, HTTPResponse(status: 200, contentType: "", body: pattern(100_000)))
            server.answerEmpty(request.id)
        }
        server.answerEmpty(999)
        let other = try RawSocket(port: server.port)
        other.send(HTTPServerTests.request(body: "y"))
        let next = server.requests()
        #expect(next.map(\.body) == [Array("y".utf8)])
        for request in next { server.answerEmpty(request.id) }
        #expect(other.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `half a request never reaches the owner as a whole one`() throws {
        let hub = try EchoHub(limits: HTTPServerEndTests.impatient)
        for text in [
            "P", "POST /sync HTTP/1.1\r\nHost: h\r\n",
            "POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n12345",
            "POST /sync HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n",
        ] {
            let socket = try RawSocket(port: hub.server.port)
            socket.send(text)
            socket.finishSending()
            #expect(!socket.receiveAll().hasPrefix("HTTP/1.1 2"))
        }
        #expect(try HTTPClient(baseURL: hub.url).echo([7]).body == [7])
        #expect(hub.seen.all.filter { !$0.isCut }.map(\.body) == [[7]])
        #expect(hub.seen.all.filter { $0.isCut }.allSatisfy { $0.body == Array("12345".utf8) })
    }

    /// Reset or finished in the middle of a body, with and without a declared length.
    @Test(arguments: [
        "Content-Length: 10\r\n\r\nabcde", "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
    ])
    func `what came of a body before its connection died reaches the owner`(rest: String) throws {
        var limits = HTTPServerEndTests.impatient
        limits.totalBodyBytes = 10
        let server = try HTTPServer(address: "127.0.0.1", port: 0, limits: limits)
        for _ in 0..<5 {
            var client: RawSocket? = try RawSocket(port: server.port)
            client?.send("POST /sync HTTP/1.1\r\nHost: h\r\n" + rest)
            client = nil
            let batch = server.requests()
            #expect(batch.map(\.body) == [Array("abcde".utf8)])
            #expect(batch.map(\.isCut) == [true])
            #expect(server.requestsWaiting == 1)
            // Nobody hears it; the bytes are given back, or soon there would be no room.
            for request in batch { server.answerEmpty(request.id) }
            #expect(server.requestsWaiting == 0)
        }
        let other = try RawSocket(port: server.port)
        other.send(HTTPServerTests.request(body: "0123456789"))
        #expect(server.requests().map(\.isCut) == [false])
    }

    @Test func `a stop forgets what came in parts`() throws {
        let server = try HTTPServer(
            address: "127.0.0.1", port: 0, limits: HTTPServerEndTests.impatient)
        var client: RawSocket? = try RawSocket(port: server.port)
        client?.send("POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabcde")
        client = nil
        #expect(server.requests().count == 1)
        server.stop()
        guard case .stopped = server.turn(maximum: 8, waitMilliseconds: 0) else {
            Issue.record("not stopped")
            return
        }
    }

    @Test(arguments: [
        "\u{0}\u{1}\u{2}\r\n\r\n", "hello\r\n\r\n", "POST\r\n\r\n", "\r\n\r\n\r\n\r\nx\r\n\r\n",
        "POST /sync HTTP/9.9\r\nHost: h\r\nContent-Length: 0\r\n\r\n",
        "POST /sync HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        "POST /sync HTTP/1.1\r\nHost: h\r\nno colon here\r\nContent-Length: zero\r\n\r\n",
    ])
    func `garbage is refused and the server goes on`(text: String) throws {
        let hub = try EchoHub(limits: HTTPServerEndTests.impatient)
        let socket = try RawSocket(port: hub.server.port)
        socket.send(text)
        socket.finishSending()
        #expect(!socket.receiveAll().hasPrefix("HTTP/1.1 2"))
        #expect(hub.seen.all.isEmpty)
        #expect(try HTTPClient(baseURL: hub.url).echo([7]).body == [7])
    }

    @Test func `a stop answers what is suspended and says so`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        let sockets = try (0..<5).map { _ in try RawSocket(port: server.port) }
        for socket in sockets { socket.send(HTTPServerTests.request(body: "x")) }
        try server.awaitSuspended(5)
        let taken = server.requests(maximum: 2)
        #expect(taken.count == 2)
        server.stop()
        for _ in 0..<2 {
            guard case .stopped = server.turn(maximum: 8, waitMilliseconds: 0) else {
                Issue.record("not stopped")
                return
            }
        }
        for socket in sockets {
            #expect(socket.receiveAll().hasPrefix("HTTP/1.1 503 "))
        }
        for request in taken { server.answerEmpty(request.id) }
        #expect(throws: SocketError.self) { _ = try RawSocket(port: server.port) }
    }

    @Test func `a server that is dropped with suspended requests closes them`() throws {
        var server: HTTPServer? = try HTTPServer(address: "127.0.0.1", port: 0)
        let socket = try RawSocket(port: server?.port ?? 0)
        socket.send(HTTPServerTests.request(body: "x"))
        #expect(server?.requests().count == 1)
        server = nil
        #expect(!socket.receiveAll().hasPrefix("HTTP/1.1 2"))
    }

    @Test func `a readable descriptor stops the server`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        var ends: [Int32] = [-1, -1]
        #expect(unsafe pipe(&ends) == 0)
        defer { for end in ends { _ = close(end) } }
        server.wakeOn(ends[0])
        #expect(unsafe write(ends[1], "x", 1) == 1)
        guard case .stopped = server.turn(maximum: 8, waitMilliseconds: 10_000) else {
            Issue.record("not stopped")
            return
        }
    }
}
