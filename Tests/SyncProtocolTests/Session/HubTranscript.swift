import SyncProtocol

/// A hub's action with only what can be compared.
enum HubAct: Equatable {
    case look(base: UInt64, count: Int, records: [RecordName])
    case store([Fate], pull: Request.Pull?, proven: UInt64)
    case refuse(Refusal)
    case answer(Answer)

    init(_ action: HubSession.Action) {
        self =
            switch action {
            case .look(let base, let count, let records):
                .look(base: base, count: count, records: records)
            case .store(let judged, let pull, let proven):
                .store(judged.map(Fate.init), pull: pull, proven: proven)
            case .refuse(let refusal): .refuse(refusal)
            case .answer(let answer): .answer(answer)
            }
    }
}

/// An event of a batch, and why it was parked if it was.
struct Fate: Equatable {
    let head: Head
    let bytes: [UInt8]
    let reason: ParkReason?

    init(_ judged: HubSession.Judged) {
        head = judged.head
        bytes = judged.bytes
        reason = judged.reason
    }

    /// The fate of an event whose place is known.
    init(_ event: PlacedEvent, _ reason: ParkReason? = nil) {
        head = Head(sequence: event.sequence, hash: event.hash)
        bytes = event.bytes
        self.reason = reason
    }
}

extension HubSession {
    mutating func hear(_ input: Input) -> [HubAct] {
        handle(input).map(HubAct.init)
    }
}
