import Glibc

/// A TCP connection without any HTTP, to say what no decent client would say.
final class RawSocket: Sendable {
    private let descriptor: Int32

    /// Connects to this machine; receiving gives up after ten seconds.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = RawSocket.address(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, size)
            }
        }
        if result != 0 { throw SocketError(number: errno) }
        limitTime()
    }

    init(accepted descriptor: Int32) {
        self.descriptor = descriptor
        limitTime()
    }

    deinit {
        _ = close(descriptor)
    }

    static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    /// Sends everything; false when the other side has closed.
    @discardableResult
    func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(
                    descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// One piece of what comes; empty at the end of the connection.
    func receive(maximum: Int = 65536) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: maximum) { buffer, filled in
            filled = unsafe max(0, recv(descriptor, buffer.baseAddress, maximum, 0))
        }
    }

    /// Everything until the other side closes.
    func receiveAll() -> String {
        var all: [UInt8] = []
        while true {
            let piece = receive()
            if piece.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += piece
        }
    }

    /// Everything until the text has come, or the end.
    func receive(until text: String) -> String {
        var all = ""
        while !all.contains(text) {
            let piece = receive()
            if piece.isEmpty { return all }
            all += String(decoding: piece, as: UTF8.self)
        }
        return all
    }

    /// Waits so long for bytes or for the end; true when one of them is there.
    func isReadable(withinMilliseconds time: Int32) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, time) > 0
    }

    func finishSending() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    private func limitTime() {
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    }
}

struct SocketError: Error {
    let number: Int32
}
