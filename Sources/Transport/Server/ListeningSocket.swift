internal import Glibc

/// A bound, listening TCP socket; closed with its owner unless it was given away.
package struct ListeningSocket: ~Copyable {
    /// For watching and accepting; never to be closed by others.
    package let descriptor: Int32
    package let port: UInt16

    /// Binds to a numeric address; port 0 lets the system choose one.
    package init(address: String, port: UInt16) throws(ServerError) {
        let place = try Place(address: address, port: port)
        let opened = socket(place.family, Int32(SOCK_STREAM.rawValue) | Self.flags, 0)
        if opened < 0 { throw .cannotStart(systemError: errno) }
        do throws(ServerError) {
            try Self.listen(opened, at: place)
            self.port = try Self.boundPort(opened)
        } catch {
            _ = close(opened)
            throw error
        }
        descriptor = opened
    }

    deinit {
        _ = close(descriptor)
    }

    /// Gives the descriptor to somebody who closes it.
    consuming func giveAway() -> Int32 {
        let given = descriptor
        discard self
        return given
    }

    private static let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)

    private static func listen(_ descriptor: Int32, at place: borrowing Place) throws(ServerError) {
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        // Without it a restarted server waits for the connections of its former life to fade.
        if unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size) != 0 {
            throw .cannotStart(systemError: errno)
        }
        if place.bind(descriptor) != 0 {
            switch errno {
            case EADDRINUSE: throw .addressInUse
            case EADDRNOTAVAIL: throw .addressInvalid
            default: throw .cannotStart(systemError: errno)
            }
        }
        if Glibc.listen(descriptor, SOMAXCONN) != 0 { throw .cannotStart(systemError: errno) }
    }

    private static func boundPort(_ descriptor: Int32) throws(ServerError) -> UInt16 {
        var bound = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &bound) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe getsockname(descriptor, address, &size)
            }
        }
        if result != 0 { throw .cannotStart(systemError: errno) }
        // The port lies at the same place in both families: right after the family.
        return unsafe withUnsafeBytes(of: &bound) { bytes in
            UInt16(bigEndian: unsafe bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }
}

/// A numeric address and a port in the form that the system wants.
private struct Place: ~Copyable {
    let family: Int32
    private var storage = sockaddr_storage()
    private let size: socklen_t

    init(address: String, port: UInt16) throws(ServerError) {
        var four = sockaddr_in()
        var six = sockaddr_in6()
        if unsafe inet_pton(AF_INET, address, &four.sin_addr) == 1 {
            family = AF_INET
            size = socklen_t(MemoryLayout<sockaddr_in>.size)
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &storage) {
                unsafe $0.storeBytes(of: four, as: sockaddr_in.self)
            }
        } else if unsafe inet_pton(AF_INET6, address, &six.sin6_addr) == 1 {
            family = AF_INET6
            size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            unsafe withUnsafeMutableBytes(of: &storage) {
                unsafe $0.storeBytes(of: six, as: sockaddr_in6.self)
            }
        } else {
            throw .addressInvalid
        }
    }

    func bind(_ descriptor: Int32) -> Int32 {
        unsafe withUnsafePointer(to: storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe Glibc.bind(descriptor, address, size)
            }
        }
    }
}
