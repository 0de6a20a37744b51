internal import CMicroHTTPD
internal import Glibc
internal import Synchronization

/// The part of the server that the library's callbacks reach: limits, the board, the owner's bell.
///
/// `HTTPServer` holds it for as long as the daemon runs, so the callbacks borrow it unretained.
final class ServerCore: Sendable {
    let limits: HTTPLimits
    let board = Mutex(ServerBoard())
    let bell: Bell
    private let preparation: HTTPServer.Preparation?

    init(limits: HTTPLimits, bell: Bell, preparation: HTTPServer.Preparation?) {
        self.limits = limits
        self.bell = bell
        self.preparation = preparation
    }

    /// The paths that reach the owner and the one method of each.
    static func allowedMethod(path: String) -> String? {
        switch path {
        case "/sync": "POST"
        case "/healthz": "GET"
        default: nil
        }
    }

    // MARK: - Connections

    func connectionOpened(_ connection: Connection, socket: Int32) {
        let deadline = SystemClock.monotonicMilliseconds() + limits.headerMilliseconds
        board.withLock { board in
            board.connectionsAccepted += 1
            board.connections[connection] = .init(socket: socket, deadline: deadline)
        }
    }

    func connectionClosed(_ connection: Connection) {
        board.withLock { board in
            board.connections[connection] = nil
        }
    }

    /// Cuts every connection whose time is over. The library closes a socket only after
    /// `connectionClosed`, so under the lock the descriptor is still this connection's.
    func cutOverdue(now: Int64) {
        board.withLock { board in
            for (_, watched) in board.connections where watched.deadline < now {
                // It may be gone already: then the library closes it just the same.
                _ = shutdown(watched.socket, Int32(SHUT_RDWR))
            }
        }
    }

    // MARK: - One request

    /// Decides from the header alone whether the body is worth reading.
    func refusal(method: String, path: String, headerBytes: Int, declaredBytes: Int?) -> Refusal? {
        guard let allowed = Self.allowedMethod(path: path) else { return .notFound }
        if method != allowed { return .wrongMethod(allowed: allowed) }
        if headerBytes > limits.headerBytes { return .headerTooLarge }
        if let declaredBytes, declaredBytes > limits.bodyBytes { return .tooLarge }
        return board.withLock { board in
            if board.phase != .serving { return .stopping }
            let full =
                board.ready.count >= limits.queuedRequests
                || board.bodyBytes + (declaredBytes ?? 0) > limits.totalBodyBytes
            return full ? .busy(spread: board.connectionsAccepted) : nil
        }
    }

    /// While a body comes in, its rate and the silence limit watch over the connection.
    func bodyBegins(_ connection: Connection) {
        setDeadline(.max, of: connection)
    }

    /// Takes one piece of a body; false means that the connection is to be cut.
    func receive(_ bytes: UnsafeRawBufferPointer, of exchange: Exchange) -> Bool {
        exchange.received += bytes.count
        let elapsed = SystemClock.monotonicMilliseconds() - exchange.startedAt
        if exchange.received > limits.bodyBytes {
            // What came of it is of no use to anybody.
            exchange.phase = .refused
            return false
        }
        if limits.isTooSlow(received: exchange.received, afterMilliseconds: elapsed) {
            return false
        }
        guard case .collecting = exchange.phase else { return true }
        if reserve(bytes.count) {
            unsafe exchange.body.append(contentsOf: bytes)
        } else {
            release(bodyOf: exchange)
            exchange.phase = .overloaded
        }
        return true
    }

    private func reserve(_ count: Int) -> Bool {
        board.withLock { board in
            guard board.bodyBytes + count <= limits.totalBodyBytes else { return false }
            board.bodyBytes += count
            return true
        }
    }

    /// Gives back what a body has reserved that the owner will not see.
    func release(bodyOf exchange: Exchange) {
        let count = exchange.body.count
        exchange.body = []
        board.withLock { board in
            board.bodyBytes -= count
        }
    }

    /// Suspends the connection and gives the complete request to the owner.
    ///
    /// The library may be called under the board's lock: it never calls us under a lock of its own.
    func handOver(_ exchange: Exchange, on connection: Connection) -> Refusal? {
        let prepared = preparation?(exchange.body)
        // What is prepared here is freed here, while the owner works: memory goes back to the
        // thread that has taken it.
        defer { freeSpent() }
        return board.withLock { board in
            if board.phase != .serving { return .stopping }
            if board.ready.count >= limits.queuedRequests {
                return .busy(spread: board.connectionsAccepted)
            }
            let id = enter(exchange, prepared, on: connection, &board)
            exchange.phase = .handedOver(id)
            board.unfinished += 1
            connection.suspend()
            return nil
        }
    }

    /// Gives the owner what came of a body whose connection has died, while there is room.
    private func handOverPart(_ exchange: Exchange) {
        let prepared = preparation?(exchange.body)
        board.withLock { board in
            guard board.phase == .serving, board.ready.count < limits.queuedRequests else { return }
            _ = enter(exchange, prepared, on: nil, &board)
        }
    }

    /// Puts a request into the owner's queue; without a connection it was cut.
    private func enter(
        _ exchange: Exchange, _ prepared: (any Sendable)?, on connection: Connection?,
        _ board: inout ServerBoard
    ) -> UInt64 {
        board.lastID += 1
        let bodyBytes = exchange.body.count
        board.ready.append(
            exchange.takeRequest(
                id: board.lastID, isCut: connection == nil, prepared: prepared))
        board.suspended[board.lastID] = .init(connection: connection, bodyBytes: bodyBytes)
        if board.ownerWaits { bell.ring() }
        board.ownerWaits = false
        return board.lastID
    }

    /// Frees what was prepared for requests that are answered.
    func freeSpent() {
        _ = board.withLock { board in board.takeSpent() }
    }

    /// The owner's answer to a request, once; the answer is now the library's affair.
    func takeAnswer(of exchange: Exchange, _ id: UInt64) -> HTTPResponse {
        exchange.phase = .answered
        let answer = board.withLock { board in board.answers.removeValue(forKey: id) }
        guard let answer else { preconditionFailure("request \(id) resumed without an answer") }
        return answer
    }

    func answerBegins(bytes: Int, on connection: Connection) {
        let allowed = limits.sendingMilliseconds(bytes: bytes)
        setDeadline(SystemClock.monotonicMilliseconds() + allowed, of: connection)
    }

    /// The request is over, answered or not; the connection may bring another one.
    func exchangeEnded(_ exchange: Exchange, on connection: Connection) {
        if case .collecting = exchange.phase, !exchange.body.isEmpty { handOverPart(exchange) }
        release(bodyOf: exchange)
        setDeadline(
            SystemClock.monotonicMilliseconds() + limits.headerMilliseconds, of: connection)
        switch exchange.phase {
        case .collecting, .overloaded, .refused: return
        case .handedOver, .answered: break
        }
        board.withLock { board in
            if case .handedOver(let id) = exchange.phase { board.answers[id] = nil }
            board.unfinished -= 1
            if board.phase == .stopping { bell.ring() }
        }
    }

    private func setDeadline(_ deadline: Int64, of connection: Connection) {
        board.withLock { board in
            board.connections[connection]?.deadline = deadline
        }
    }
}
