import Testing

@testable import Transport

@Suite struct HTTPServerLimitTests {
    @Test func `a declared length over the limit is refused before the body`() throws {
        let hub = try EchoHub()
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n\r\n")
        let answer = socket.receiveAll()
        #expect(answer.hasPrefix("HTTP/1.1 413 "))
        #expect(answer.contains("\r\nConnection: close\r\n"))
        #expect(hub.seen.all.isEmpty)
    }

    @Test(arguments: ["99999999999999999999999999", "-1", "1x", ""])
    func `a length that is no number of ours is refused`(length: String) throws {
        let hub = try EchoHub()
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: \(length)\r\n\r\n")
        #expect(socket.receiveAll().hasPrefix("HTTP/1.1 4"))
        #expect(hub.seen.all.isEmpty)
    }

    @Test func `a client that sends too much is told so`() throws {
        let hub = try EchoHub()
        let client = try HTTPClient(baseURL: hub.url)
        do throws(LinkFailure) {
            #expect(try client.echo(pattern(2 << 20)).status == 413)
        } catch {
            // The server may hang up before the client has stopped sending.
            guard case .cut = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(hub.seen.all.isEmpty)
        #expect(try client.echo([1]).body == [1])
    }

    @Test func `a body in chunks is put together`() throws {
        let hub = try EchoHub()
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        socket.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        #expect(socket.receive(until: "abcde").hasSuffix("\r\n\r\nabcde"))
    }

    @Test func `a body in chunks is cut at the limit`() throws {
        var limits = HTTPLimits()
        limits.bodyBytes = 1000
        let hub = try EchoHub(limits: limits)
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        let chunk = "100\r\n" + String(repeating: "x", count: 256) + "\r\n"
        for _ in 0..<10_000 where !socket.send(chunk) { break }
        #expect(socket.receiveAll() == "")
        #expect(hub.seen.all.isEmpty)
        #expect(try HTTPClient(baseURL: hub.url).echo([1]).body == [1])
    }

    @Test func `when too many bytes wait the next one is told to come back`() throws {
        var limits = HTTPLimits()
        limits.totalBodyBytes = 1000
        let server = try HTTPServer(address: "127.0.0.1", port: 0, limits: limits)
        let first = try RawSocket(port: server.port)
        first.send(HTTPServerTests.request(body: String(repeating: "a", count: 900)))
        let held = server.requests()
        #expect(held.count == 1)
        let second = try RawSocket(port: server.port)
        second.send(HTTPServerTests.request(body: String(repeating: "b", count: 200)))
        #expect(second.receive(until: "busy\n").hasPrefix("HTTP/1.1 503 "))
        for request in held { server.answerEmpty(request.id) }
        #expect(first.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        let third = try RawSocket(port: server.port)
        third.send(HTTPServerTests.request(body: String(repeating: "c", count: 1000)))
        #expect(server.requests().map(\.body.count) == [1000])
    }

    @Test func `a body in chunks that finds no room is read and refused`() throws {
        var limits = HTTPLimits()
        limits.totalBodyBytes = 100
        let hub = try EchoHub(limits: limits)
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        socket.send("c8\r\n" + String(repeating: "x", count: 200) + "\r\n0\r\n\r\n")
        let answer = socket.receive(until: "busy\n")
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.contains("\r\nRetry-After: "))
        #expect(try HTTPClient(baseURL: hub.url).echo(pattern(100)).body == pattern(100))
    }

    @Test func `a full queue tells the next one to come back`() throws {
        var limits = HTTPLimits()
        limits.queuedRequests = 2
        let server = try HTTPServer(address: "127.0.0.1", port: 0, limits: limits)
        let queued = try (0..<2).map { _ in try RawSocket(port: server.port) }
        for socket in queued { socket.send(HTTPServerTests.request(body: "q")) }
        try server.awaitSuspended(2)
        let client = try HTTPClient(baseURL: "http://127.0.0.1:\(server.port)")
        let answer = try client.echo([1])
        #expect(answer.status == 503)
        #expect((5...10).contains(answer.retryAfterSeconds ?? 0))
        #expect(server.requests().count == 2)
    }

    @Test func `a header over the limit is refused`() throws {
        let hub = try EchoHub()
        for size in [9_000, 100_000] {
            let socket = try RawSocket(port: hub.server.port)
            let long = String(repeating: "x", count: size)
            socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nX: \(long)\r\nContent-Length: 0\r\n\r\n")
            let answer = socket.receiveAll()
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"))
        }
        #expect(hub.seen.all.isEmpty)
    }

    @Test func `a sender that drips its header is cut`() throws {
        var limits = HTTPLimits()
        limits.connectionTimeoutSeconds = 1
        limits.graceSeconds = 0
        let hub = try EchoHub(limits: limits)
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nX: ")
        var dripped = 0
        for _ in 0..<200 where !socket.isReadable(withinMilliseconds: 50) {
            socket.send("x")
            dripped += 1
        }
        #expect(dripped < 200)
        #expect(socket.receiveAll() == "")
        #expect(hub.seen.all.isEmpty)
    }

    @Test func `the hub ends a silent connection before a point gives it up`() {
        #expect(HTTPLimits().connectionTimeoutSeconds < ClientLimits().slowSeconds)
    }

    @Test func `a sender that drips its body is cut`() throws {
        var limits = HTTPLimits()
        limits.graceSeconds = 0
        let hub = try EchoHub(limits: limits)
        let socket = try RawSocket(port: hub.server.port)
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n")
        var dripped = 0
        for _ in 0..<200 where !socket.isReadable(withinMilliseconds: 10) {
            socket.send("x")
            dripped += 1
        }
        #expect(dripped < 200)
        #expect(hub.seen.all.allSatisfy { $0.isCut })
    }

    @Test func `a reader that does not read is cut`() throws {
        var limits = HTTPLimits()
        limits.graceSeconds = 0
        limits.minimumBytesPerSecond = 1 << 30
        let server = try HTTPServer(address: "127.0.0.1", port: 0, limits: limits)
        let socket = try RawSocket(port: server.port)
        socket.send(HTTPServerTests.request(body: "x"))
        // More than the buffers of the system hold.
        let body = [UInt8](repeating: 0, count: 64 << 20)
        for request in server.requests() {
            server.answer(request.id, HTTPResponse(status: 200, contentType: "", body: body))
        }
        _ = server.turn(maximum: 1, waitMilliseconds: 2500)
        var received = 0
        for piece in sequence(state: (), next: { _ in socket.receive(maximum: 1 << 20) }) {
            if piece.isEmpty { break }
            received += piece.count
        }
        #expect(received < body.count)
    }

    @Test(arguments: [
        (0, 10_000, false), (0, 10_001, true), (1, 12_000, true), (1000, 12_000, false),
        (999, 12_000, true), (14_500, 39_000, false), (14_499, 39_000, true),
    ])
    func `the rate counts from the end of the grace time`(
        received: Int, elapsed: Int64, isTooSlow: Bool
    ) {
        let limits = HTTPLimits()
        #expect(limits.isTooSlow(received: received, afterMilliseconds: elapsed) == isTooSlow)
    }
}
