/// What happens to the line and when: a value, so that the same seed gives the same day.
///
/// Every kind of trouble draws from numbers of its own: adding one does not move the others.
struct LinkSchedule {
    /// What the proxy has to carry out.
    enum Event: Equatable {
        /// All connections are reset.
        case cut
        /// One connection, chosen by the number, goes silent and stays open.
        case silence(draw: UInt64)
    }

    /// What can happen; a stall and its end take turns.
    private enum Kind: UInt64 {
        case regularCut = 1
        case randomCut, silence, stall, resume
    }

    /// A kind of trouble, the time of its next one, and how the time after that is found.
    private struct Timer {
        var kind: Kind
        var at: Int
        let interval: Int
        var random: SeededGenerator

        init(_ kind: Kind, every interval: Int, seed: UInt64) {
            self.kind = kind
            self.interval = interval
            random = SeededGenerator(seed: seed ^ kind.rawValue << 32)
            at = 0
        }

        /// Evenly between one microsecond and twice the mean.
        mutating func drawInterval() -> Int { Int.random(in: 1...2 * interval, using: &random) }
    }

    private var timers: [Timer] = []
    private let downTime: Int
    private let stallFor: Int
    private var downUntil = 0
    private var stalledSince: Int?
    private var stalledBefore = 0

    init(_ plan: LinkPlan) {
        downTime = plan.downTime
        stallFor = plan.stallFor
        add(.regularCut, plan.cutEvery, seed: plan.seed) { plan.firstCut ?? $0.interval }
        add(.randomCut, plan.cutAround, seed: plan.seed) { $0.drawInterval() }
        add(.silence, plan.silenceAround, seed: plan.seed) { $0.drawInterval() }
        add(.stall, plan.stallEvery, seed: plan.seed) { $0.interval }
    }

    private mutating func add(
        _ kind: Kind, _ interval: Int?, seed: UInt64, first: (inout Timer) -> Int
    ) {
        guard let interval, interval > 0 else { return }
        var timer = Timer(kind, every: interval, seed: seed)
        timer.at = first(&timer)
        timers.append(timer)
    }

    /// When something happens next; `nil` when never.
    var next: Int? { timers.map(\.at).min() }

    /// Whether nobody can connect.
    func isDown(at now: Int) -> Bool { now < downUntil }

    /// The time that the line knows: it stands still in a stall.
    func lineTime(at now: Int) -> Int { (stalledSince ?? now) - stalledBefore }

    /// When the line will have reached a time of its own; `nil` while it stands still.
    func time(ofLine lineTime: Int) -> Int? {
        stalledSince == nil ? lineTime + stalledBefore : nil
    }

    /// What is due, in the order of its times; each is given once.
    mutating func due(at now: Int) -> [Event] {
        var events: [Event] = []
        while let index = timers.indices.min(by: { timers[$0].at < timers[$1].at }),
            timers[index].at <= now
        {
            if let event = fire(index) { events.append(event) }
        }
        return events
    }

    private mutating func fire(_ index: Int) -> Event? {
        let time = timers[index].at
        switch timers[index].kind {
        case .regularCut:
            timers[index].at += timers[index].interval
            return cut(at: time)
        case .randomCut:
            timers[index].at += timers[index].drawInterval()
            return cut(at: time)
        case .silence:
            timers[index].at += timers[index].drawInterval()
            return .silence(draw: timers[index].random.next())
        case .stall:
            stalledSince = time
            timers[index].kind = .resume
            timers[index].at += stallFor
        case .resume:
            stalledSince = nil
            stalledBefore += stallFor
            timers[index].kind = .stall
            timers[index].at += timers[index].interval
        }
        return nil
    }

    private mutating func cut(at time: Int) -> Event {
        downUntil = max(downUntil, time + downTime)
        return .cut
    }
}
