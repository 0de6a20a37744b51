/// The line and the connections over it. It moves bytes when it is told the time; it never waits.
struct Link {
    private(set) var connections: [Connection] = []
    private(set) var tally = Tally()
    private let cutAfterBytes: Int?
    private var pacers: [Direction: Pacer]

    /// One process may have 1,024 descriptors by default, and a connection needs two.
    static let mostConnections = 400

    init(_ plan: LinkPlan) {
        cutAfterBytes = plan.cutAfterBytes
        pacers = [
            .up: Pacer(bytesPerSecond: plan.upRate, delay: plan.delay),
            .down: Pacer(bytesPerSecond: plan.downRate, delay: plan.delay),
        ]
    }

    /// Adds a connection.
    mutating func open(client: TCPSocket, server: TCPSocket) {
        tally.connections += 1
        connections.append(Connection(client: client, server: server))
    }

    /// Sends a client away.
    mutating func refuse(_ client: TCPSocket) {
        tally.refused += 1
        client.resetWhenClosed()
    }

    /// Carries out what the schedule says.
    mutating func carryOut(_ event: LinkSchedule.Event) {
        switch event {
        case .cut:
            tally.cuts += 1
            for index in connections.indices { connections[index].reset() }
            connections.removeAll()
            for direction in Direction.allCases { pacers[direction]?.clear() }
        case .silence(let draw):
            guard !connections.isEmpty else { return }
            tally.silences += 1
            connections[Int(draw % UInt64(connections.count))].silence()
        }
    }

    /// Hands over everything that has arrived, and forgets connections that are over.
    mutating func deliver(at now: Int) {
        for index in connections.indices {
            for direction in Direction.allCases where !connections[index][direction].isOver {
                deliver(index, direction, at: now)
            }
        }
        connections.removeAll { $0.isOver }
    }

    private mutating func deliver(_ index: Int, _ direction: Direction, at now: Int) {
        while !connections[index][direction].isBlocked {
            let bytes = connections[index][direction].flow.arrived(at: now)
            if bytes.isEmpty { break }
            guard let count = connections[index][direction].sink.send(bytes) else {
                return lose(index, sourceOf: direction.opposite, at: now)
            }
            connections[index][direction].flow.remove(count)
            connections[index][direction].isBlocked = count < bytes.count
            connections[index][direction].delivered += count
            tally[direction].delivered += count
        }
        if direction == .up, connections[index][direction].delivered == cutAfterBytes {
            tally.cuts += 1
            return connections[index].reset()
        }
        switch connections[index][direction].flow.end(at: now) {
        case nil: break
        case .finished:
            connections[index][direction].sink.finishSending()
            connections[index][direction].isOver = true
        case .reset:
            connections[index].reset()
        }
    }

    private mutating func lose(_ index: Int, sourceOf direction: Direction, at now: Int) {
        let arrival = pacers[direction]?.take(0, at: now) ?? now
        connections[index].lose(sourceOf: direction, arriving: arrival)
    }

    /// Whether the line takes bytes in a direction.
    mutating func hasRoom(_ direction: Direction, at now: Int) -> Bool {
        (pacers[direction]?.room(at: now) ?? 0) > 0
    }

    /// Puts the next bytes of a source on the line.
    mutating func read(_ index: Int, _ direction: Direction, at now: Int) {
        var maximum = pacers[direction]?.room(at: now) ?? 0
        if direction == .up, let cutAfterBytes {
            maximum = min(maximum, cutAfterBytes - connections[index][direction].accepted)
        }
        guard maximum > 0 else { return }
        switch connections[index][direction].source.receive(maximum: maximum) {
        case .nothingYet: break
        case .bytes(let bytes):
            let arrival = pacers[direction]?.take(bytes.count, at: now) ?? now
            connections[index].carry(bytes, direction, arriving: arrival)
            tally[direction].accepted += bytes.count
            if direction == .up, connections[index][direction].accepted == cutAfterBytes {
                connections[index][direction].isReading = false
            }
        case .finished:
            let arrival = pacers[direction]?.take(0, at: now) ?? now
            connections[index].finish(direction, arriving: arrival)
        case .lost:
            lose(index, sourceOf: direction, at: now)
        }
    }

    /// The sink takes bytes again.
    mutating func unblock(_ index: Int, _ direction: Direction) {
        connections[index][direction].isBlocked = false
    }

    /// When bytes or ends arrive, or there is room again for a source that waits for it.
    mutating func nextChange(at now: Int) -> Int? {
        var times: [Int] = []
        for direction in Direction.allCases {
            let lanes = connections.lazy.map { $0[direction] }
            times += lanes.filter { !$0.isOver && !$0.isBlocked }.compactMap(\.flow.nextArrival)
            let isWanted = connections.contains { $0.wantsBytes(direction, at: now) }
            if isWanted, !hasRoom(direction, at: now), let room = pacers[direction]?.nextRoom {
                times.append(room)
            }
        }
        return times.min()
    }
}
