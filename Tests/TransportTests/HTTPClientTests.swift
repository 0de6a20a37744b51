import Testing

@testable import Transport

@Suite struct HTTPClientTests {
    /// What a request to a server with this answer ends in.
    private func failure(
        _ answer: String?, limits: ClientLimits = ClientLimits()
    ) throws -> LinkFailure? {
        let server = try FakeServer(answer: answer.map { Array($0.utf8) })
        let client = try HTTPClient(baseURL: server.url, limits: limits)
        do throws(LinkFailure) {
            _ = try client.echo([1])
            return nil
        } catch {
            return error
        }
    }

    @Test func `a redirection is not followed`() throws {
        let answer =
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        #expect(try failure(answer) == .badAnswer("redirection 302"))
    }

    @Test func `a sign-in page is no answer`() throws {
        let page =
            "HTTP/1.1 200 OK\r\nContent-Type: text/HTML; charset=utf-8\r\n"
            + "Content-Length: 2\r\n\r\nhi"
        #expect(try failure(page) == .badAnswer("a page for people"))
        let wanted = "HTTP/1.1 511 Sign in\r\nContent-Length: 0\r\n\r\n"
        #expect(try failure(wanted) == .badAnswer("sign-in to the network needed"))
    }

    @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "220 mail\r\n\r\n", "HTTP/7.3 200 OK\r\n\r\n"])
    func `what is no HTTP is no answer`(text: String) throws {
        guard case .badAnswer = try failure(text) else {
            Issue.record("\(String(describing: try failure(text)))")
            return
        }
    }

    @Test(arguments: [
        nil, "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
    ])
    func `a line that breaks is a cut`(answer: String?) throws {
        let found = try failure(answer)
        guard case .cut = found else {
            Issue.record("\(String(describing: found))")
            return
        }
    }

    @Test func `an error status is an answer`() throws {
        let text = "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Type: text/html\r\n"
        let server = try FakeServer(answer: text + "Content-Length: 4\r\n\r\nbusy")
        let answer = try HTTPClient(baseURL: server.url).echo([1])
        let expected = HTTPAnswer(
            status: 503, contentType: "text/html", retryAfterSeconds: 7, body: Array("busy".utf8))
        #expect(answer == expected)
        let broken = try FakeServer(answer: "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")
        #expect(try HTTPClient(baseURL: broken.url).echo([1]).status == 500)
    }

    @Test(arguments: ["Content-Length: 5000", "Transfer-Encoding: chunked", "X: until the end"])
    func `an answer over the limit is refused`(header: String) throws {
        var limits = ClientLimits()
        limits.answerBytes = 4999
        let body = String(repeating: "x", count: 5000)
        let sent = header.contains("chunked") ? "1388\r\n\(body)\r\n0\r\n\r\n" : body
        #expect(
            try failure("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n\(sent)", limits: limits) == .tooLarge)
    }

    @Test func `an answer at the limit is taken`() throws {
        var limits = ClientLimits()
        limits.answerBytes = 5000
        let body = String(repeating: "x", count: 5000)
        #expect(
            try failure("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\(body)", limits: limits)
                == nil)
    }

    @Test func `a server that is not there is unreachable`() throws {
        let port = try FakeServer(answer: "").port
        let client = try HTTPClient(baseURL: "http://127.0.0.1:\(port)")
        #expect {
            _ = try client.echo([1])
        } throws: { error in
            if case LinkFailure.unreachable = error { true } else { false }
        }
    }

    @Test func `a server that says nothing is too slow`() throws {
        let server = try HTTPServer(address: "127.0.0.1", port: 0)
        var limits = ClientLimits()
        limits.slowSeconds = 1
        let client = try HTTPClient(baseURL: "http://127.0.0.1:\(server.port)", limits: limits)
        #expect(throws: LinkFailure.tooSlow) { _ = try client.echo([1]) }
    }

    @Test func `the header of a request has at most 130 bytes`() throws {
        let server = try FakeServer(answer: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let client = try HTTPClient(baseURL: server.url)
        _ = try client.post(
            path: "/sync", headers: [], contentType: "application/motcua", body: pattern(200))
        let header =
            try #require(server.requests.all.first).split(separator: "\r\n\r\n")[0] + "\r\n\r\n"
        #expect(
            header == """
                POST /sync HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                Content-Type: application/motcua\r
                Content-Length: 200\r
                \r

                """)
        #expect(header.utf8.count <= 130)
    }

    @Test func `every byte is counted in both directions`() throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
        let server = try FakeServer(answer: answer)
        let client = try HTTPClient(baseURL: server.url)
        _ = try client.echo(Array("body".utf8))
        let request = try #require(server.requests.all.first)
        #expect(client.bytesReceived == UInt64(answer.utf8.count))
        #expect(
            client.bytesSent == UInt64(request.utf8.count) + (request.hasSuffix("body") ? 0 : 4))
    }

    @Test func `a connection that the server has closed is opened again`() throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        // A body that stays unread would turn the closing into a reset.
        let server = try FakeServer(
            connections: 3, endOfRequest: "\r\n\r\n\u{1}", answer: text)
        let client = try HTTPClient(baseURL: server.url)
        for _ in 0..<3 { #expect(try client.echo([1]).status == 200) }
    }

    @Test func `what was given up makes room, and is never heard of again`() throws {
        let silent = try HTTPServer(address: "127.0.0.1", port: 0)
        let client = try HTTPClient(baseURL: "http://127.0.0.1:\(silent.port)")
        for number in 1...2 as ClosedRange<UInt64> {
            client.send(number, path: "/sync", body: [1])
        }
        client.abandon()
        #expect(client.wait(milliseconds: nil) == nil)
        client.send(3, path: "/sync", body: [1])
        client.send(4, path: "/sync", body: [1])
        guard case .written(let number) = client.wait(milliseconds: 5_000) else {
            Issue.record("nothing was written")
            return
        }
        #expect(number > 2)
    }
}
