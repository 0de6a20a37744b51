import Glibc

/// A server that answers every request with the same bytes, whatever they are, and hangs up.
final class FakeServer {
    let port: UInt16
    /// What came in on each connection.
    let requests = Collected<String>()
    private let descriptor: Int32
    private var worker: Worker?

    /// Serves so many connections, each until the end of a request; `answer` nil
    /// means hanging up without a word.
    init(
        connections: Int = 1, endOfRequest: String = "\r\n\r\n", answer: [UInt8]?
    ) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = RawSocket.address(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, size) | listen(descriptor, 16)
                    | getsockname(descriptor, $0, &size)
            }
        }
        if result != 0 { throw SocketError(number: errno) }
        port = UInt16(bigEndian: address.sin_port)
        self.descriptor = descriptor
        let requests = requests
        worker = Worker {
            for _ in 0..<connections {
                let accepted = accept(descriptor, nil, nil)
                if accepted < 0 { return }
                let connection = RawSocket(accepted: accepted)
                requests.append(connection.receive(until: endOfRequest))
                if let answer { connection.send(answer) }
            }
        }
    }

    convenience init(
        connections: Int = 1, endOfRequest: String = "\r\n\r\n", answer: String
    ) throws {
        try self.init(
            connections: connections, endOfRequest: endOfRequest, answer: Array(answer.utf8))
    }

    deinit {
        // Wakes an accept that nobody has come to.
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        worker?.join()
        _ = close(descriptor)
    }

    var url: String { "http://127.0.0.1:\(port)" }
}
