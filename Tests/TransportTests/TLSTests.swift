import Testing

@testable import Transport

@Suite struct TLSTests {
    private let folder = TemporaryFolder()

    @Test func `a certificate that we trust carries requests`() throws {
        let hub = try EchoHub(tls: .ofTests)
        try Files.writePrivate(
            "\(folder.path)/trusted", Array(TLSIdentity.ofTests.certificate.utf8))
        let client = try HTTPClient(
            baseURL: "https://127.0.0.1:\(hub.server.port)", trusting: "\(folder.path)/trusted")
        for count in [1, 100_000] {
            #expect(try client.echo(pattern(count)).body == pattern(count))
        }
        #expect(hub.server.connectionsAccepted == 1)
        #expect(client.bytesReceived > 100_000)
    }

    @Test func `a certificate that nobody vouches for is refused`() throws {
        let hub = try EchoHub(tls: .ofTests)
        #expect(try failure(port: hub.server.port, host: "127.0.0.1"))
        #expect(hub.seen.all.isEmpty)
    }

    @Test func `a certificate for another name is refused`() throws {
        let hub = try EchoHub(tls: .ofTests)
        try Files.writePrivate(
            "\(folder.path)/trusted", Array(TLSIdentity.ofTests.certificate.utf8))
        let trusted = "\(folder.path)/trusted"
        #expect(try failure(port: hub.server.port, host: "localhost", trusting: trusted))
        #expect(hub.seen.all.isEmpty)
    }

    @Test func `a server without TLS is no hub of ours`() throws {
        let server = try FakeServer(
            endOfRequest: "\u{0}", answer: "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n")
        let client = try HTTPClient(baseURL: "https://127.0.0.1:\(server.port)")
        #expect {
            _ = try client.echo([1])
        } throws: { error in
            if case LinkFailure.tls = error { true } else { false }
        }
    }

    @Test func `a key that is none does not start`() {
        #expect(throws: ServerError.cannotStart(systemError: 0)) {
            _ = try HTTPServer(
                address: "127.0.0.1", port: 0, tls: TLSIdentity(certificate: "x", key: "y"))
        }
    }

    /// True when the handshake fails as one of TLS.
    private func failure(port: UInt16, host: String, trusting: String? = nil) throws -> Bool {
        let client = try HTTPClient(baseURL: "https://\(host):\(port)", trusting: trusting)
        do throws(LinkFailure) {
            _ = try client.echo([1])
            return false
        } catch .tls {
            return true
        }
    }
}

extension TLSIdentity {
    /// Made for these tests only; it vouches for 127.0.0.1 until the year 2125.
    static let ofTests = TLSIdentity(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBkDCCATagAwIBAgIUTJlNvHnGbeteMnsQcXbmw6ViH2cwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjAzNDkzMloYDzIxMjYxMDI5
            MDM0OTMyWjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAR+dr1G5rl9EjCMADaA3ieBjjO63x2Jn0Ia65Yw59Qn6iaR3XMNoa2h
            kJbKx83C6XQI5f9NsxstaJFYiu6/SUaIo2QwYjAdBgNVHQ4EFgQU25vlVVtx6pXl
            cNts9FpBdOYU7HowHwYDVR0jBBgwFoAU25vlVVtx6pXlcNts9FpBdOYU7HowDwYD
            VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0gAMEUC
            IBqOV8w/u/4H0VeAp1h6WDaDQ4GYLIHGE1j/Ump+O/C+AiEAjS5Alca83EJqgEqq
            5cgUZ6bCJTI3YJVAERqu7GI8L/s=
            -----END CERTIFICATE-----

            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9Kkp9qKkmsbk/fVx
            YxLe75tVymQRJ0F52nKUwc3HIQyhRANCAAR+dr1G5rl9EjCMADaA3ieBjjO63x2J
            n0Ia65Yw59Qn6iaR3XMNoa2hkJbKx83C6XQI5f9NsxstaJFYiu6/SUaI
            -----END PRIVATE KEY-----

            """)
}
