internal import CMicroHTTPD
internal import Glibc
internal import Synchronization

/// An HTTP server whose requests are answered by one thread, the owner's.
///
/// The library's thread only reads requests. A complete one is suspended and waits for the owner,
/// who calls `turn` in a loop, works on the whole batch (one transaction), and answers each
/// request by its number. A request whose client has gone meanwhile is still handed over: its
/// bytes have arrived and are worth storing; its answer then goes nowhere.
package final class HTTPServer: Sendable {
    /// The daemon of the library; `nil` after the end.
    ///
    /// `@unchecked Sendable`: the pointer is used only under the lock around it.
    @safe private struct Daemon: @unchecked Sendable {
        var handle: OpaquePointer?
    }

    /// The port that the server listens on.
    package let port: UInt16
    private let core: ServerCore
    private let daemon: Mutex<Daemon>
    /// A descriptor that ends the server when it becomes readable; -1 without one.
    private let stopDescriptor = Atomic<Int32>(-1)
    private let lastSweep = Atomic<Int64>(0)

    /// How often overdue connections are looked for.
    private static let sweepMilliseconds: Int64 = 1000

    /// What is made of a body on the library's thread, so that the owner has less to do; it must
    /// not wait for the owner.
    package typealias Preparation = @Sendable (_ body: [UInt8]) -> (any Sendable)?

    /// Listens on a numeric address; port 0 lets the system choose one.
    package init(
        address: String, port: UInt16, limits: HTTPLimits = HTTPLimits(), tls: TLSIdentity? = nil,
        preparing preparation: Preparation? = nil
    ) throws(ServerError) {
        let listening = try ListeningSocket(address: address, port: port)
        self.port = listening.port
        core = ServerCore(limits: limits, bell: try Bell(), preparation: preparation)
        DescriptorLimit.raise(to: limits.connections + 64)
        let handle = unsafe Self.start(listening.giveAway(), core: core, tls: tls)
        daemon = unsafe Mutex(Daemon(handle: handle))
        if unsafe handle == nil { throw .cannotStart(systemError: 0) }
    }

    deinit {
        shutDown(waitMilliseconds: 0)
    }

    /// How many connections were accepted so far.
    package var connectionsAccepted: UInt64 {
        core.board.withLock { board in board.connectionsAccepted }
    }

    /// How many requests wait: for the owner, or with the owner for their answer.
    package var requestsWaiting: Int {
        core.board.withLock { board in board.suspended.count }
    }

    /// Lets `turn` end the server when the descriptor becomes readable, as `StopSignals` does.
    package func wakeOn(_ descriptor: Int32) {
        stopDescriptor.store(descriptor, ordering: .relaxed)
    }

    /// Waits for requests: at least one, or somebody woke the owner, or the time is up.
    ///
    /// At most so many, and none after those whose bodies have so many bytes together: the rest
    /// waits. To be called by one thread only. A negative time waits without end. When a stop was
    /// asked for, this call carries it out and says `.stopped`; so does every later one.
    package func turn(
        maximum: Int, bytes: Int = .max, waitMilliseconds: Int32
    ) -> Turn {
        precondition(maximum > 0 && bytes > 0, "a turn needs room for one request")
        let end: Int64 =
            waitMilliseconds < 0
            ? .max : SystemClock.monotonicMilliseconds() + Int64(waitMilliseconds)
        while true {
            let now = SystemClock.monotonicMilliseconds()
            sweep(now: now)
            if let turn = takeTurn(maximum: maximum, bytes: bytes) { return turn }
            if now >= end { return .requests([]) }
            rest(milliseconds: Int32(min(end - now, Self.sweepMilliseconds)))
        }
    }

    /// Answers a request; a number that is unknown or answered already is ignored.
    package func answer(_ id: UInt64, _ response: HTTPResponse) {
        core.board.withLock { board in board.answer(id, response) }
    }

    /// Takes requests back that the owner has worked off, with what was prepared for them: to free
    /// that is the library's thread's work as well.
    package func takeBack(_ requests: [HTTPRequest]) {
        core.board.withLock { board in board.spent += requests.compactMap(\.prepared) }
    }

    /// Makes a waiting `turn` return at once, or the next one; callable from every thread.
    package func wake() {
        core.board.withLock { board in board.ownerCalled = true }
        core.bell.ring()
    }

    /// Asks for the end; callable from every thread. The owner's next `turn` answers what is left
    /// with 503, lets those answers leave, shuts the server down, and says `.stopped`.
    package func stop() {
        core.board.withLock { board in
            if board.phase == .serving { board.phase = .stopWanted }
        }
        core.bell.ring()
    }

    private func takeTurn(maximum: Int, bytes: Int) -> Turn? {
        let (turn, mustStop) = core.board.withLock { board -> (Turn?, Bool) in
            if board.phase != .serving { return (.stopped, true) }
            if board.ready.isEmpty && !board.ownerCalled {
                board.ownerWaits = true
                return (nil, false)
            }
            board.ownerCalled = false
            return (.requests(board.takeReady(maximum: maximum, bytes: bytes)), false)
        }
        if mustStop { shutDown(waitMilliseconds: Int64(core.limits.stopSeconds) * 1000) }
        return turn
    }

    /// Waits for the bell or the stop descriptor; a negative descriptor is skipped by `poll`.
    private func rest(milliseconds: Int32) {
        let stop = stopDescriptor.load(ordering: .relaxed)
        var watched = [
            pollfd(fd: core.bell.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        // Interrupted or not, the caller looks at the board again.
        let count = unsafe poll(&watched, nfds_t(watched.count), milliseconds)
        if count > 0 && watched[0].revents != 0 { core.bell.silence() }
        if count > 0 && watched[1].revents != 0 { self.stop() }
    }

    private func sweep(now: Int64) {
        if now - lastSweep.load(ordering: .relaxed) < Self.sweepMilliseconds { return }
        lastSweep.store(now, ordering: .relaxed)
        core.cutOverdue(now: now)
        // When no more requests come, nobody else does it.
        core.freeSpent()
    }

    private func shutDown(waitMilliseconds: Int64) {
        daemon.withLock { daemon in
            guard let handle = unsafe daemon.handle else { return }
            core.board.withLock { board in board.stop(answering: Refusal.stopping.response) }
            let listening = unsafe MHD_quiesce_daemon(handle)
            if listening >= 0 { _ = close(listening) }
            awaitAnswers(until: SystemClock.monotonicMilliseconds() + waitMilliseconds)
            // Ends the library's thread; it finishes every exchange that is left on its way.
            unsafe MHD_stop_daemon(handle)
            unsafe daemon.handle = nil
        }
    }

    private func awaitAnswers(until end: Int64) {
        while core.board.withLock({ board in board.unfinished }) > 0 {
            let left = end - SystemClock.monotonicMilliseconds()
            if left <= 0 { return }
            var bell = pollfd(fd: core.bell.descriptor, events: Int16(POLLIN), revents: 0)
            // Interrupted or not, the count decides.
            _ = unsafe poll(&bell, 1, Int32(min(left, 1000)))
            core.bell.silence()
        }
    }

    private static func start(
        _ listening: Int32, core: ServerCore, tls: TLSIdentity?
    ) -> OpaquePointer? {
        var flags =
            MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
            | MHD_USE_ITC.rawValue | MHD_USE_SUPPRESS_DATE_NO_CLOCK.rawValue
        if tls != nil { flags |= MHD_USE_TLS.rawValue }
        let limits = core.limits
        let daemon = unsafe motcua_start_daemon(
            flags, listening, Unmanaged.passUnretained(core).toOpaque(),
            {
                unsafe ServerCallbacks.handle(
                    context: $0, handle: $1, url: $2, method: $3, version: $4, upload: $5,
                    uploadSize: $6, state: $7)
            },
            {
                unsafe ServerCallbacks.completed(context: $0, handle: $1, state: $2, reason: $3)
            },
            {
                unsafe ServerCallbacks.connectionChanged(
                    context: $0, handle: $1, socketContext: $2, change: $3)
            },
            UInt32(limits.connections), UInt32(limits.connectionTimeoutSeconds),
            limits.headerBytes * 2, tls?.certificate, tls?.key)
        if unsafe daemon == nil { _ = close(listening) }
        return unsafe daemon
    }
}
