import Testing

@testable import Transport

@Suite struct HubAddressTests {
    @Test(arguments: [
        ("https://hub.example", "https://hub.example"),
        ("HTTPS://Hub.Example/", "https://Hub.Example"),
        ("https://hub.example:8443/motcua/", "https://hub.example:8443/motcua"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost/", "http://localhost"), ("http://[::1]:80/x", "http://[::1]:80/x"),
    ])
    func `a good address is taken`(text: String, base: String) throws {
        #expect(try HubAddress(text, allowPlain: false).base == base)
    }

    @Test(arguments: [
        ("", URLProblem.notAnAddress), ("hub.example", .notAnAddress), ("https://", .notAnAddress),
        ("https://a b/", .notAnAddress), ("ftp://hub.example", .schemeNotSupported("ftp")),
        ("file:///etc/hosts", .schemeNotSupported("file")),
        ("https://me:secret@hub.example", .credentialsInside),
        ("https://hub.example/?a=b", .queryInside), ("https://hub.example/#a", .queryInside),
        ("http://hub.example", .plainNotAllowed(host: "hub.example")),
        ("http://127.hub.example", .plainNotAllowed(host: "127.hub.example")),
        ("http://127.0.0.1.nip.example", .plainNotAllowed(host: "127.0.0.1.nip.example")),
        ("http://10.0.0.1", .plainNotAllowed(host: "10.0.0.1")),
    ])
    func `a bad address is refused`(text: String, problem: URLProblem) {
        #expect(throws: problem) { _ = try HubAddress(text, allowPlain: false) }
    }

    @Test func `plain HTTP to others can be chosen`() throws {
        #expect(try HubAddress("http://hub.example", allowPlain: true).base == "http://hub.example")
    }
}
