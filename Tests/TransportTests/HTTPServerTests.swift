import Testing

@testable import Transport

@Suite struct HTTPServerTests {
    @Test(arguments: [0, 1, 2, 200, 8191, 65_536, 1 << 20])
    func `a body comes back as it was sent`(count: Int) throws {
        let hub = try EchoHub()
        let client = try HTTPClient(baseURL: hub.url)
        let body = pattern(count)
        let answer = try client.echo(body)
        #expect(answer.status == 200)
        #expect(answer.body == body)
        #expect(answer.contentType == "application/x-echo")
    }

    @Test func `many requests share one connection`() throws {
        let hub = try EchoHub()
        let client = try HTTPClient(baseURL: hub.url)
        for number in 0..<100 {
            #expect(try client.echo(pattern(number)).body == pattern(number))
        }
        #expect(hub.server.connectionsAccepted == 1)
    }

    @Test func `sixty-four clients at once all get their own bodies back`() throws {
        let hub = try EchoHub()
        let url = hub.url
        let failures = Collected<String>()
        let workers = (0..<64).map { client in
            Worker {
                do {
                    let link = try HTTPClient(baseURL: url)
                    for number in 0..<50 {
                        let body = pattern(client * 37 + number)
                        if try link.echo(body).body != body { failures.append("another body") }
                    }
                } catch {
                    failures.append("\(error)")
                }
            }
        }
        for worker in workers { worker.join() }
        #expect(failures.all == [])
        #expect(hub.seen.all.count == 64 * 50)
        #expect(Set(hub.seen.all.map(\.id)).count == 64 * 50)
        #expect(hub.server.connectionsAccepted == 64)
    }

    @Test func `the owner sees method, path and body`() throws {
        let hub = try EchoHub()
        let client = try HTTPClient(baseURL: hub.url)
        _ = try client.post(
            path: "/sync", headers: [], contentType: "application/x-envelope", body: [1])
        let request = try #require(hub.seen.all.first)
        #expect(request.method == "POST")
        #expect(request.path == "/sync")
        #expect(request.body == [1])
    }

    @Test func `health is asked with GET`() throws {
        let hub = try EchoHub()
        let socket = try RawSocket(port: hub.server.port)
        socket.send("GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        #expect(socket.receiveAll().hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(hub.seen.all.map(\.method) == ["GET"])
    }

    @Test func `the header of a small answer has at most 90 bytes`() throws {
        let hub = try EchoHub()
        let socket = try RawSocket(port: hub.server.port)
        let type = "application/x-echo"
        socket.send("POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nok")
        let answer = socket.receive(until: "ok")
        #expect(
            answer == "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: 2\r\n\r\nok")
        #expect(answer.utf8.count - 2 <= 90)
    }

    @Test(arguments: [
        ("GET /nothing", "HTTP/1.1 404 Not Found"), ("POST /syncs", "HTTP/1.1 404 Not Found"),
        ("GET /sync", "HTTP/1.1 405 Method Not Allowed"),
        ("POST /healthz", "HTTP/1.1 405 Method Not Allowed"),
    ])
    func `other paths and methods never reach the owner`(start: String, expected: String) throws {
        let hub = try EchoHub()
        let socket = try RawSocket(port: hub.server.port)
        socket.send("\(start) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        let answer = socket.receiveAll()
        #expect(answer.hasPrefix(expected))
        #expect(answer.contains("\r\nAllow: ") == expected.contains("405"))
        #expect(hub.seen.all.isEmpty)
    }

    @Test func `a port that is taken is said so`() throws {
        let hub = try EchoHub()
        #expect(throws: ServerError.addressInUse) {
            _ = try HTTPServer(address: "127.0.0.1", port: hub.server.port)
        }
    }

    @Test(arguments: ["localhost", "", "1.2.3", "192.0.2.1", "::g"])
    func `an address that is not ours is refused`(address: String) {
        #expect(throws: ServerError.addressInvalid) {
            _ = try HTTPServer(address: address, port: 0)
        }
    }

    @Test func `waking ends a turn without requests`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        server.wake()
        guard case .requests(let batch) = server.turn(maximum: 8, waitMilliseconds: -1) else {
            Issue.record("stopped")
            return
        }
        #expect(batch.isEmpty)
    }

    @Test func `what is made of a body ahead comes with its request, also with one that was cut`()
        throws
    {
        let server = try HTTPServer(address: "127.0.0.1", port: 0) { body in
            body.isEmpty ? nil : body.count
        }
        let socket = try RawSocket(port: server.port)
        socket.send(HTTPServerTests.request(body: "abc"))
        let whole = try #require(server.requests(maximum: 1).first)
        #expect(whole.prepared as? Int == 3 && whole.body.count == 3 && !whole.isCut)
        server.answer(whole.id, HTTPResponse(status: 200, contentType: "", body: []))
        var other: RawSocket? = try RawSocket(port: server.port)
        other?.send("POST /sync HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabcd")
        other = nil
        var cut: HTTPRequest?
        for _ in 0..<100 where cut == nil { cut = server.requests(maximum: 1).first }
        #expect(cut?.prepared as? Int == 4 && cut?.isCut == true)
    }

    @Test func `a turn brings at most what was asked for, oldest first`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        let sockets = try (0..<3).map { _ in try RawSocket(port: server.port) }
        for socket in sockets { socket.send(HTTPServerTests.request(body: "x")) }
        var sizes: [Int] = []
        var ids: [UInt64] = []
        for _ in 0..<100 where ids.count < 3 {
            let batch = server.requests(maximum: 2)
            sizes.append(batch.count)
            ids += batch.map(\.id)
        }
        #expect(ids == [1, 2, 3])
        #expect(sizes.allSatisfy { $0 <= 2 })
    }

    @Test func `a turn takes no more requests once their bodies have so many bytes`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        let sockets = try (0..<5).map { _ in try RawSocket(port: server.port) }
        for (index, body) in ["abcdef", "abc", "abc", "ab", "ab"].enumerated() {
            sockets[index].send(HTTPServerTests.request(body: body))
            try server.awaitSuspended(index + 1)
        }
        let turns = (0..<3).map { _ in server.requests(maximum: 64, bytes: 5).map(\.body.count) }
        #expect(turns == [[6], [3, 3], [2, 2]])
    }

    @Test func `what was prepared for a request is freed once the owner has given it back`() throws
    {
        final class Prepared: Sendable {}
        let server = try HTTPServer(address: "127.0.0.1", port: 0) { _ in Prepared() }
        let socket = try RawSocket(port: server.port)
        socket.send(HTTPServerTests.request(body: "abc"))
        var requests = server.requests()
        weak let prepared = requests.first?.prepared as? Prepared
        try #require(prepared != nil)
        for request in requests { server.answerEmpty(request.id) }
        server.takeBack(requests)
        requests = []
        #expect(prepared != nil)
        // When no other request comes, within a second.
        for _ in 0..<3 where prepared != nil {
            _ = server.turn(maximum: 1, waitMilliseconds: 1_200)
        }
        #expect(prepared == nil)
    }

    static func request(body: String) -> String {
        "POST /sync HTTP/1.1\r\nHost: h\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}

extension HTTPServer {
    /// The requests of one turn; none when the server has stopped.
    func requests(maximum: Int = 64, bytes: Int = .max) -> [HTTPRequest] {
        let turn = turn(maximum: maximum, bytes: bytes, waitMilliseconds: 5000)
        guard case .requests(let batch) = turn else { return [] }
        return batch
    }

    /// Waits until so many requests are suspended; asking for a path that is not ours takes time
    /// without touching the queue.
    func awaitSuspended(_ count: Int) throws {
        let probe = try RawSocket(port: port)
        for _ in 0..<10_000 where requestsWaiting < count {
            probe.send("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n")
            _ = probe.receive(until: "not found\n")
        }
        precondition(requestsWaiting == count, "\(requestsWaiting) requests are suspended")
    }

    /// An answer without content.
    func answerEmpty(_ id: UInt64) {
        answer(id, HTTPResponse(status: 200, contentType: "", body: []))
    }
}
