import Glibc
import Transport

/// The loop around the link: one thread that waits for sockets, for the line, and for a signal.
struct Proxy: ~Copyable {
    /// What a watched descriptor stands for.
    private enum Watched {
        case signals
        case listener
        case source(Int, Direction)
        case sink(Int, Direction)
    }

    private let listener: ListeningSocket
    private let targetPort: UInt16
    private let bufferBytes: Int?
    private var schedule: LinkSchedule
    private(set) var link: Link
    private let start = SystemClock.monotonicMilliseconds()
    private var turns = 0

    /// Makes a link that begins to work with `run`.
    init(listener: consuming ListeningSocket, targetPort: UInt16, plan: LinkPlan) {
        self.targetPort = targetPort
        schedule = LinkSchedule(plan)
        link = Link(plan)
        bufferBytes = Self.bufferBytes(plan)
        TCPSocket.setBuffers(listener.descriptor, bytes: bufferBytes)
        self.listener = listener
    }

    /// Half a second of the faster direction; `nil` leaves the system's own size.
    private static func bufferBytes(_ plan: LinkPlan) -> Int? {
        guard let up = plan.upRate, let down = plan.downRate else { return nil }
        return min(max(max(up, down) / 2, 4 << 10), 256 << 10)
    }

    var port: UInt16 { listener.port }

    /// Microseconds since the start.
    var now: Int { Int(SystemClock.monotonicMilliseconds() - start) * 1_000 }

    /// Works until a signal asks for the end.
    mutating func run(until signals: StopSignals) {
        while true {
            for event in schedule.due(at: now) { link.carryOut(event) }
            link.deliver(at: schedule.lineTime(at: now))
            let watched = watch(signals)
            var descriptors = watched.map(\.descriptor)
            let ready = unsafe poll(&descriptors, nfds_t(descriptors.count), timeout)
            precondition(ready >= 0 || errno == EINTR, "poll fails: error \(errno)")
            guard ready > 0 else { continue }
            turns += 1
            // Another one is first each time, so that all get their share of the line.
            for offset in watched.indices {
                let index = (offset + turns) % watched.count
                guard descriptors[index].revents != 0 else { continue }
                if case .signals = watched[index].meaning { return }
                act(on: watched[index].meaning)
            }
        }
    }

    private mutating func act(on meaning: Watched) {
        switch meaning {
        case .signals: break
        case .listener: accept()
        case .source(let index, let direction):
            link.read(index, direction, at: schedule.lineTime(at: now))
        case .sink(let index, let direction): link.unblock(index, direction)
        }
    }

    private mutating func accept() {
        guard let client = TCPSocket.accept(at: listener.descriptor) else { return }
        guard !schedule.isDown(at: now), link.connections.count < Link.mostConnections,
            let server = TCPSocket.connect(port: targetPort, bufferBytes: bufferBytes)
        else { return link.refuse(client) }
        link.open(client: client, server: server)
    }

    /// Only what somebody waits for is watched: a hang-up would be reported again and again.
    private mutating func watch(
        _ signals: StopSignals
    ) -> [(descriptor: pollfd, meaning: Watched)] {
        let time = schedule.lineTime(at: now)
        var watched = [
            (Self.watch(signals.descriptor, POLLIN), Watched.signals),
            (Self.watch(listener.descriptor, POLLIN), Watched.listener),
        ]
        for direction in Direction.allCases {
            let hasRoom = link.hasRoom(direction, at: time)
            for (index, connection) in link.connections.enumerated() {
                let lane = connection[direction]
                let source = lane.source.descriptor
                if hasRoom, connection.wantsBytes(direction, at: time) {
                    watched.append((Self.watch(source, POLLIN), .source(index, direction)))
                }
                if lane.isBlocked {
                    let sink = Self.watch(lane.sink.descriptor, POLLOUT)
                    watched.append((sink, .sink(index, direction)))
                }
            }
        }
        return watched
    }

    private static func watch(_ descriptor: Int32, _ events: Int32) -> pollfd {
        pollfd(fd: descriptor, events: Int16(events), revents: 0)
    }

    /// Milliseconds until something happens by itself; −1 when nothing does.
    private var timeout: Int32 {
        mutating get {
            let now = now
            let change = link.nextChange(at: schedule.lineTime(at: now))
            let times = [schedule.next, change.flatMap { schedule.time(ofLine: $0) }]
            guard let next = times.compactMap(\.self).min() else { return -1 }
            return Int32(clamping: (max(0, next - now) + 999) / 1_000)
        }
    }
}
