import Glibc

/// One end of a TCP connection that never blocks; closed with its owner.
final class TCPSocket {
    /// What one attempt to receive brought.
    enum Received {
        case bytes([UInt8])
        case nothingYet
        /// The peer has said all.
        case finished
        /// The connection is gone.
        case lost
    }

    let descriptor: Int32

    private init(owning descriptor: Int32) {
        self.descriptor = descriptor
        // What the proxy passes on must not wait for more: it does the waiting itself. An option
        // that cannot be set costs accuracy, not bytes.
        _ = Self.set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, to: 1)
    }

    deinit {
        _ = close(descriptor)
    }

    /// Takes a connection that waits at a listening socket; `nil` when there is none.
    static func accept(at listener: Int32) -> TCPSocket? {
        let accepted = Glibc.accept(listener, nil, nil)
        return accepted < 0 ? nil : TCPSocket(owning: accepted)
    }

    /// Begins a connection to a port of this machine; how it went shows when it is used.
    static func connect(port: UInt16, bufferBytes: Int?) -> TCPSocket? {
        let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | flags, 0)
        guard opened >= 0 else { return nil }
        let made = TCPSocket(owning: opened)
        setBuffers(opened, bytes: bufferBytes)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.connect(opened, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return result == 0 || errno == EINPROGRESS ? made : nil
    }

    /// Keeps the system's buffers small, so that a sender feels the rate of the line; those that
    /// are accepted at a listening socket have its sizes.
    static func setBuffers(_ descriptor: Int32, bytes: Int?) {
        guard let bytes else { return }
        _ = set(descriptor, SOL_SOCKET, SO_RCVBUF, to: Int32(clamping: bytes))
        _ = set(descriptor, SOL_SOCKET, SO_SNDBUF, to: Int32(clamping: bytes))
    }

    private static func set(
        _ descriptor: Int32, _ level: Int32, _ name: Int32, to value: Int32
    ) -> Bool {
        var value = value
        let size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe setsockopt(descriptor, level, name, &value, size) == 0
    }

    /// Takes at most so many bytes.
    func receive(maximum: Int) -> Received {
        var count = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: maximum) { buffer, filled in
            count = unsafe recv(descriptor, buffer.baseAddress, maximum, Self.atOnce)
            filled = max(0, count)
        }
        if count > 0 { return .bytes(bytes) }
        if count == 0 { return .finished }
        return Self.isPassing(errno) ? .nothingYet : .lost
    }

    /// Hands over as much as the system takes now; `nil` when the connection is gone.
    func send(_ bytes: ArraySlice<UInt8>) -> Int? {
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Self.atOnce)
        }
        if count >= 0 { return count }
        return Self.isPassing(errno) ? 0 : nil
    }

    /// Says that no more bytes follow.
    func finishSending() {
        // A connection that is gone already has nobody who waits for the end.
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes closing a reset: the peer sees a cut line instead of an end.
    func resetWhenClosed() {
        var hard = linger(l_onoff: 1, l_linger: 0)
        let size = socklen_t(MemoryLayout<linger>.size)
        // Fails only for what is no socket.
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, size)
    }

    private static let atOnce = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)

    private static func isPassing(_ error: Int32) -> Bool {
        error == EAGAIN || error == EINTR
    }
}
