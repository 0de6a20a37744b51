import Foundation
import Testing

/// HTTPS on the way: a real nginx in front of the hub, and the hub's own TLS.
@Suite struct ProxyTests {
    private let world: World
    private let certificate: URL
    private let key: URL

    init() throws {
        world = try World()
        certificate = world.folder.appending(path: "certificate.pem")
        key = world.folder.appending(path: "key.pem")
        let made = try Child(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                "-out", certificate.path, "-keyout", key.path,
            ], in: world.folder
        ).finish()
        try #require(made.status == 0, "\(made.errors)")
    }

    @Test func `a point works through nginx with TLS, and nothing is lost when it goes`() throws {
        let (nginx, port) = try startNginx()
        try enrol(port: port, "--certificate", certificate.path)
        #expect(try world.kiosk("a", "sync").status == 0)
        _ = try world.kiosk("a", "submit", input: .text(Cases.lines(300, "r")))
        let sent = try world.kiosk("a", "sync", "--json")
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(try world.central("list", "--json").lines.count == 300)
        try nginx.killAtOnce()
        _ = try world.kiosk("a", "submit", input: .text(Cases.line("late")))
        let offline = try world.kiosk("a", "sync")
        #expect(offline.status == 4 && offline.errors.contains("no link"))
    }

    @Test func `when nginx finds no hub the kiosk keeps its work and says so`() throws {
        let (nginx, port) = try startNginx()
        try enrol(port: port, "--certificate", certificate.path)
        #expect(try world.stopHub()?.status == 0)
        let offline = try world.kiosk("a", "sync")
        #expect(offline.status == 4 && offline.errors.contains("502"))
        try nginx.killAtOnce()
    }

    @Test func `a certificate that nobody vouches for is refused`() throws {
        let (nginx, port) = try startNginx()
        try enrol(port: port)
        let refused = try world.kiosk("a", "sync")
        #expect(refused.status == 4 && refused.errors.contains("certificate is not valid"))
        try nginx.killAtOnce()
    }

    @Test func `the hub speaks TLS by itself`() throws {
        #expect(try world.stopHub()?.status == 0)
        try world.startHub(["--tls-cert", certificate.path, "--tls-key", key.path])
        try enrol(port: world.port, "--certificate", certificate.path)
        #expect(try world.kiosk("a", "sync").status == 0)
    }

    @Test func `what is no certificate is refused before anything is enrolled`() throws {
        let file = world.folder.appending(path: "note.txt")
        try Data("no certificate".utf8).write(to: file)
        let refused = try world.kiosk(
            "a", "enrol", world.code("Point a"), "--certificate", file.path)
        #expect(refused.status == 3 && refused.errors.contains("no certificate"))
        #expect(try world.kiosk("a", "list").errors.contains("not enrolled"))
    }

    private func enrol(port: Int, _ options: String...) throws {
        let ticket = try world.central(
            "enrol", "--name", "Far", "--unit", "H57.19815", "--type", "post",
            "--address", "https://127.0.0.1:\(port)", "--json")
        let code = try #require(ticket.objects().first?.text("code"))
        let enrolled = try world.start("a", ["enrol", code] + options).finish()
        try #require(enrolled.status == 0, "\(enrolled.errors)")
    }

    /// Starts nginx in front of the hub, as README tells; another port when one was taken.
    private func startNginx() throws -> (Child, port: Int) {
        for _ in 0..<5 {
            let port = Int.random(in: 20_000...32_000)
            let file = world.folder.appending(path: "nginx-\(port).conf")
            try Data(configuration(port: port).utf8).write(to: file)
            let nginx = try Child(
                "/usr/sbin/nginx",
                ["-p", world.folder.path, "-e", "stderr", "-c", file.path], in: world.folder)
            let pid = world.folder.appending(path: "nginx-\(port).pid").path
            try Programs.wait(for: "nginx") {
                !nginx.isRunning || FileManager.default.fileExists(atPath: pid)
            }
            if nginx.isRunning { return (nginx, port) }
        }
        throw Programs.TooSlow(what: "nginx on a free port")
    }

    private func configuration(port: Int) -> String {
        """
        daemon off;
        master_process off;
        pid nginx-\(port).pid;
        events {}
        http {
            access_log off;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server {
                listen 127.0.0.1:\(port) ssl;
                ssl_certificate \(certificate.path);
                ssl_certificate_key \(key.path);
                client_max_body_size 2m;
                location / {
                    proxy_pass http://\(world.address);
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_request_buffering off;
                }
            }
        }
        """
    }
}
