import Foundation

/// A bad link, and the two who talk over it, as real processes.
final class Peers {
    private let folder = FreshFolder()
    private var server: Child?
    private var badlink: Child?

    private var report: URL { folder.url.appending(path: "report.json") }

    /// Starts a server that sends everything back, and a link to it.
    init(_ link: [String]) throws {
        let server = try python(Self.echo)
        try Programs.wait(for: "the server") { server.written.hasSuffix("\n") }
        let port = server.written.filter { $0 != "\n" }
        self.server = server
        badlink = try Self.link(
            to: "127.0.0.1:\(port)", link + ["--report", report.path], in: folder.url)
    }

    deinit {
        // The process of a test that failed ends with its owner as well.
        _ = try? server?.killAtOnce()
    }

    /// Starts a link; returns when it listens.
    static func link(to server: String, _ options: [String], in folder: URL) throws -> Child {
        let ends = ["--listen", "127.0.0.1:0", "--to", server]
        let child = try Child("badlink", ends + options, in: folder)
        try Programs.wait(for: "the link") { child.written.hasSuffix("\n") || !child.isRunning }
        return child
    }

    /// Sends so many random bytes over the link and reads to the end; gives what the client saw:
    /// `same`, `different`, `reset`, or `silent` when nothing comes for so long.
    func talk(bytes: Int, patience: Double = 30) throws -> String {
        let port = badlink?.written.split { ":\n".contains($0) }.last ?? ""
        let outcome = try python(Self.client, "\(port)", "\(bytes)", "\(patience)").finish()
        return outcome.lines.last ?? outcome.errors
    }

    /// Asks the link to end, and reads its report.
    func stop() throws -> [String: Any] {
        let outcome = try badlink?.stop()
        guard outcome?.status == 0 else { throw Programs.NoObject(line: "\(outcome as Any)") }
        return try Programs.object(String(contentsOf: report, encoding: .utf8))
    }

    private func python(_ script: String, _ arguments: String...) throws -> Child {
        try Child("/usr/bin/python3", ["-c", script] + arguments, in: folder.url)
    }

    private static let echo = """
        import socket, threading
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        def serve(peer):
            try:
                while piece := peer.recv(65536):
                    peer.sendall(piece)
            except OSError:
                pass
            peer.close()
        while True:
            threading.Thread(target=serve, args=listener.accept()[:1], daemon=True).start()
        """

    private static let client = """
        import os, socket, sys, threading
        try:
            peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])), float(sys.argv[3]))
        except ConnectionResetError:
            sys.exit(print("reset"))
        sent, received, troubles = os.urandom(int(sys.argv[2])), bytearray(), []
        def send():
            try:
                peer.sendall(sent)
                peer.shutdown(socket.SHUT_WR)
            except OSError as trouble:
                troubles.append(trouble)
        sender = threading.Thread(target=send)
        sender.start()
        try:
            while piece := peer.recv(65536):
                received += piece
        except ConnectionResetError as trouble:
            troubles.append(trouble)
        except TimeoutError:
            sys.exit(print("silent"))
        sender.join()
        print("reset" if troubles else "same" if received == sent else "different")
        """
}
