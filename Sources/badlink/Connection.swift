/// Which way bytes go.
enum Direction: CaseIterable {
    /// From the client to the server.
    case up
    /// From the server to the client.
    case down

    var opposite: Direction {
        switch self {
        case .up: .down
        case .down: .up
        }
    }
}

/// A client, the server it wanted, and what is on the way between them.
struct Connection {
    /// One direction.
    struct Lane {
        let source: TCPSocket
        let sink: TCPSocket
        var flow = Flow()
        /// Whether the source may have more to say.
        var isReading = true
        /// The sink takes no more until the system says so.
        var isBlocked = false
        /// Nothing will ever be handed over again.
        var isOver = false
        var accepted = 0
        var delivered = 0
    }

    /// What may wait for a receiver that does not read, beyond what is on the line.
    private static let waitingBytes = 64 << 10

    private var up: Lane
    private var down: Lane
    /// Nothing gets through any more, and nobody is told.
    private(set) var isSilent = false

    init(client: TCPSocket, server: TCPSocket) {
        up = Lane(source: client, sink: server)
        down = Lane(source: server, sink: client)
    }

    subscript(direction: Direction) -> Lane {
        get {
            switch direction {
            case .up: up
            case .down: down
            }
        }
        _modify {
            switch direction {
            case .up: yield &up
            case .down: yield &down
            }
        }
    }

    var isOver: Bool { up.isOver && down.isOver }

    /// Whether bytes of the source would be taken if the line had room.
    func wantsBytes(_ direction: Direction, at now: Int) -> Bool {
        self[direction].isReading
            && self[direction].flow.waitingBytes(at: now) < Self.waitingBytes
    }

    /// Goes silent: what is sent is taken and lost, and neither end learns of the other's.
    mutating func silence() {
        isSilent = true
        for direction in Direction.allCases {
            self[direction].flow = Flow()
            self[direction].isBlocked = false
            if !self[direction].isReading { self[direction].isOver = true }
        }
    }

    /// Puts bytes of the source on their way.
    mutating func carry(_ bytes: [UInt8], _ direction: Direction, arriving arrival: Int) {
        self[direction].accepted += bytes.count
        if !isSilent { self[direction].flow.add(bytes, arriving: arrival) }
    }

    /// Notes that the source has said all.
    mutating func finish(_ direction: Direction, arriving arrival: Int) {
        self[direction].isReading = false
        self[direction].isOver = isSilent
        self[direction].flow.end(.finished, arriving: arrival)
    }

    /// Notes that the source of a direction is gone: what it sent and the news arrive at the other
    /// end in their time, what was meant for it never does.
    mutating func lose(sourceOf direction: Direction, arriving arrival: Int) {
        if isSilent { return finish(direction, arriving: arrival) }
        self[direction].isReading = false
        self[direction].flow.end(.reset, arriving: arrival)
        self[direction.opposite].isReading = false
        self[direction.opposite].flow.clear()
        self[direction.opposite].isOver = true
    }

    /// Ends the connection so that both peers see it cut.
    mutating func reset() {
        up.source.resetWhenClosed()
        up.sink.resetWhenClosed()
        up.isOver = true
        down.isOver = true
    }
}
