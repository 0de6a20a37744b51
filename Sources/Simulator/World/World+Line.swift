import Replica
import SyncProtocol

/// The line between points and the centre, and the synchronisations on it.
extension World {
    /// How long a point waits for an answer, in milliseconds.
    private static let patience: Int64 = 30_000
    /// As often as the program asks for a branch in one synchronisation.
    private static let mostBranchings = 3

    /// Begins a synchronisation, unless one is under way.
    func synchronise(_ kiosk: KioskMachine) throws(Broken) {
        guard kiosk.run == nil else { return }
        kiosk.branchings = 0
        kiosk.earlier = nil
        try begin(kiosk)
    }

    private func begin(_ kiosk: KioskMachine) throws(Broken) {
        let outside = SyncRun.World(
            send: { kiosk.port.sent.append(($0, $1)) }, wait: { _ in nil },
            random: { [dice] in dice.next() }, monotonic: { [clock] in clock.now },
            boot: kiosk.boot)
        try advance(kiosk) { (replica) throws(ReplicaError) in
            guard let identity = try replica.identity() else { throw .notEnrolled }
            let seal = SiteSeal(
                identity, keys: kiosk.keys, compression: self.templates.compression)
            kiosk.run = SyncRun(replica: replica, seal: seal, world: outside, program: "simulate")
            kiosk.runNumber += 1
            kiosk.result = nil
            return try kiosk.run?.begin()
        }
    }

    /// Hands news to the synchronisation that they are for.
    func deliver(_ delivery: Delivery) throws(Broken) {
        let kiosk = kiosks[delivery.machine]
        guard kiosk.run != nil, delivery.run == kiosk.runNumber, delivery.line == kiosk.line
        else { return }
        var isAnswer = false
        switch delivery.news {
        case .answered(let number, let bytes):
            isAnswer = true
            trace.mix(bytes)
            kiosk.waiting.remove(number)
        case .lost(let number, _), .stranger(let number):
            guard kiosk.waiting.remove(number) != nil else { return }
            tally.lost += 1
        case .written, .due:
            break
        }
        try advance(kiosk) { (_) throws(ReplicaError) in try kiosk.run?.handle(delivery.news) }
        if isAnswer { try checkProgress(kiosk) }
    }

    /// Tells a synchronisation that the time has come for which it waits.
    func wake(_ kiosk: KioskMachine, _ run: Int) throws(Broken) {
        guard run == kiosk.runNumber, let time = kiosk.run?.wake, time <= now else { return }
        try advance(kiosk) { (_) throws(ReplicaError) in try kiosk.run?.handle(.due) }
    }

    /// Moves a synchronisation on, sends what it sends, and notes when it is over.
    private func advance(
        _ kiosk: KioskMachine, _ body: (Replica) throws(ReplicaError) -> SyncRun.Result?
    ) throws(Broken) {
        let done = try use(kiosk) { (replica) throws(ReplicaError) in
            let ended = try body(replica)
            try noteSite(kiosk, replica)
            return ended
        }
        guard let ended = done else { return }
        let sent = kiosk.port.sent
        kiosk.port.sent = []
        // Taking the numbers of requests has synced whatever stood there.
        if !sent.isEmpty { kiosk.isLastDoubtful = false }
        for message in sent { send(message.bytes, message.number, from: kiosk) }
        guard let run = kiosk.run else { return }
        let isHopeless = kiosk.waiting.isEmpty && run.wake == nil
        if let result = ended ?? (isHopeless ? run.unanswered : nil) {
            return try conclude(kiosk, result)
        }
        if let time = run.wake {
            agenda.plan(.wake(machine: kiosk.number, run: kiosk.runNumber), at: max(time, now))
        }
    }

    /// Ends a run; after one that tells of a fork the next asks for a branch, as `kiosk sync` does.
    private func conclude(_ kiosk: KioskMachine, _ ended: SyncRun.Result) throws(Broken) {
        let result = kiosk.earlier.map { ended.after($0) } ?? ended
        note("point \(kiosk.number) ends: \(result.outcome) \(result.sent) \(result.received)")
        kiosk.run = nil
        kiosk.waiting = []
        if result.outcome.isFork, kiosk.branchings < Self.mostBranchings {
            kiosk.branchings += 1
            try prepareBranch(kiosk)
            kiosk.earlier = result
            return try begin(kiosk)
        }
        kiosk.result = result
        if kiosk.isRefused { tally.refused += 1 }
        // The program ends, and with it the connection: SQLite then tidies the file up.
        if dice.once(in: 4) {
            kiosk.replica = nil
            checkPower(kiosk)
        }
    }

    private func send(_ bytes: [UInt8], _ number: UInt64, from kiosk: KioskMachine) {
        tally.exchanges += 1
        trace.mix(bytes)
        overhear(bytes)
        kiosk.waiting.insert(number)
        let written = 20 + Int64(bytes.count / 4)
        tell(kiosk, .written(number, bytes: bytes.count), in: written)
        let parcel = Parcel(
            machine: kiosk.number, run: kiosk.runNumber, line: kiosk.line, number: number,
            bytes: bytes)
        guard kiosk.cutOff.up <= now, !isLost else {
            tell(kiosk, .lost(number, retryAfter: nil), in: Self.patience)
            return sendPart(of: parcel)
        }
        plan(.arrival(parcel), in: written + delay)
        if isDoubled { plan(.arrival(parcel), in: written + delay) }
        if isChanged { plan(.arrival(parcel.damaged(dice)), in: written + delay) }
    }

    /// What a cut leaves of a request may reach the hub.
    private func sendPart(of parcel: Parcel) {
        guard weather.has(.cut), dice.once(in: 2) else { return }
        plan(.arrival(parcel.cut(dice)), in: delay)
    }

    /// Brings an answer home, or not.
    func answer(_ parcel: Parcel, _ bytes: [UInt8]) {
        guard let number = parcel.number else { return }
        let kiosk = kiosks[parcel.machine]
        let news: SyncRun.News = .answered(number, bytes)
        if kiosk.cutOff.down > now || isLost {
            // Of an answer that was cut some bytes may still be taken for one.
            let isCut = weather.has(.cut) && !bytes.isEmpty && dice.once(in: 2)
            let part = isCut ? Array(bytes.prefix(dice.below(bytes.count))) : nil
            tell(parcel, part.map { .answered(number, $0) } ?? .lost(number, retryAfter: nil))
        } else if isChanged {
            tell(parcel, .answered(number, bytes.damaged(dice)))
        } else {
            tell(parcel, news)
            if isDoubled { tell(parcel, news) }
        }
    }

    /// Tells the sender of a request something, unless its line was cut since.
    func tell(_ parcel: Parcel, _ news: SyncRun.News) {
        let delivery = Delivery(
            machine: parcel.machine, run: parcel.run, line: parcel.line, news: news)
        plan(.news(delivery), in: delay)
    }

    /// Tells the present synchronisation of a point something.
    func tell(_ kiosk: KioskMachine, _ news: SyncRun.News, in delay: Int64) {
        let delivery = Delivery(
            machine: kiosk.number, run: kiosk.runNumber, line: kiosk.line, news: news)
        plan(.news(delivery), in: delay)
    }

    /// Cuts the line of a point: whatever is on its way to it is lost.
    func cut(_ kiosk: KioskMachine) {
        kiosk.line += 1
        for number in kiosk.waiting.sorted() {
            tell(kiosk, .lost(number, retryAfter: nil), in: 0)
        }
    }

    private var isLost: Bool {
        weather.has(.loss) && dice.percent(weather.loss)
            || weather.has(.cut) && dice.percent(weather.cuts)
    }

    private var isDoubled: Bool { weather.has(.duplication) && dice.percent(weather.duplication) }

    private var isChanged: Bool { weather.has(.corruption) && dice.percent(weather.corruption) }

    /// How long a message takes: with much jitter a later one overtakes.
    private var delay: Int64 {
        guard !weather.isCalm else { return 100 }
        return Int64(50 + dice.below(weather.has(.reordering) ? weather.slowest : 600))
    }

    private func overhear(_ bytes: [UInt8]) {
        guard weather.has(.replay), dice.once(in: 3) else { return }
        hub.overheard.append(bytes)
        if hub.overheard.count > 20 { hub.overheard.removeFirst(10) }
    }
}

extension [UInt8] {
    /// The same bytes with one bit changed.
    func damaged(_ dice: Dice) -> [UInt8] {
        guard !isEmpty else { return self }
        var bytes = self
        bytes[dice.below(count)] ^= 1 << UInt8(dice.below(8))
        return bytes
    }
}
