internal import Glibc

/// Tells when a link, an address or a route of this machine has changed (rtnetlink), so that nobody
/// has to ask the network whether it is back.
package final class NetworkWatch {
    /// Readable when something has changed; nil when the system tells nothing (any more).
    package private(set) var descriptor: Int32?

    /// From linux/rtnetlink.h, which Glibc does not import: links, addresses and routes of both
    /// families (RTMGRP_LINK, …_IPV4_IFADDR, …_IPV4_ROUTE, …_IPV6_IFADDR, …_IPV6_ROUTE).
    private static let groups: UInt32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400
    private static let routeProtocol: Int32 = 0
    /// Messages that are passed over at once; what is left is found the next time.
    private static let messagesAtOnce = 256

    /// Starts to watch; where that is not allowed nothing is ever told.
    package init() {
        let kind = Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let opened = socket(AF_NETLINK, kind, Self.routeProtocol)
        guard opened >= 0 else { return }
        guard Self.join(opened) else {
            _ = close(opened)
            return
        }
        descriptor = opened
    }

    deinit {
        if let descriptor { _ = close(descriptor) }
    }

    /// `struct sockaddr_nl`: family, padding, port (0: the system chooses) and groups.
    private static func join(_ descriptor: Int32) -> Bool {
        var address = [UInt32](repeating: 0, count: 3)
        unsafe address.withUnsafeMutableBytes { bytes in
            unsafe bytes.storeBytes(of: sa_family_t(AF_NETLINK), as: sa_family_t.self)
            unsafe bytes.storeBytes(of: groups, toByteOffset: 8, as: UInt32.self)
        }
        return unsafe address.withUnsafeBytes { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { pointer in
                unsafe bind(descriptor, pointer.baseAddress, socklen_t(bytes.count)) == 0
            }
        }
    }

    /// Whether something has changed since this was asked last.
    package func takeNews() -> Bool {
        guard let descriptor else { return false }
        var message = [UInt8](repeating: 0, count: 4096)
        var isNews = false
        for _ in 0..<Self.messagesAtOnce {
            let size = message.count
            let count = Descriptor.retrying { unsafe recv(descriptor, &message, size, 0) }
            // No buffer space: more has changed than the system could keep.
            if count > 0 || count < 0 && errno == ENOBUFS {
                isNews = true
                continue
            }
            if count == 0 || errno != EAGAIN { stop() }
            break
        }
        return isNews
    }

    /// A broken descriptor would be readable for ever.
    private func stop() {
        if let descriptor { _ = close(descriptor) }
        descriptor = nil
    }
}
