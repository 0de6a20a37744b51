import Replica

/// Something that happens in a world at its time.
enum Happening {
    /// Somebody does something, at a point or at the centre.
    case work
    /// A point begins to synchronise.
    case synchronise(machine: Int)
    /// A synchronisation may have waited long enough.
    case wake(machine: Int, run: Int)
    case news(Delivery)
    case arrival(Parcel)
    /// The hub works off what has arrived.
    case turn
    case misfortune
    case switchOn(machine: Int)
    case switchOnHub
    case bundleAtHub([UInt8], machine: Int)
    case bundleAtHome([UInt8], machine: Int)

    /// A word for the trace.
    var word: String {
        switch self {
        case .work: "work"
        case .synchronise(let machine): "sync \(machine)"
        case .wake(let machine, let run): "wake \(machine).\(run)"
        case .news(let delivery): "news \(delivery.word)"
        case .arrival(let parcel): "arrival from \(parcel.machine).\(parcel.run)"
        case .turn: "turn"
        case .misfortune: "misfortune"
        case .switchOn(let machine): "start \(machine)"
        case .switchOnHub: "start hub"
        case .bundleAtHub(let file, let machine): "bundle of \(machine), \(file.count) bytes"
        case .bundleAtHome(let file, let machine): "reply for \(machine), \(file.count) bytes"
        }
    }
}

/// A request on its way to the hub.
struct Parcel {
    let machine: Int
    let run: Int
    /// How often the sender's line had been cut when it set out.
    let line: Int
    /// The number of the request; nil when nobody waits for an answer.
    let number: UInt64?
    let bytes: [UInt8]
    /// Whether the hub held it back once.
    var wasHeld = false

    /// Other bytes that nobody waits for.
    private func stray(_ bytes: [UInt8]) -> Parcel {
        Parcel(machine: machine, run: run, line: line, number: nil, bytes: bytes)
    }

    /// The first bytes, as many as a cut let through.
    func cut(_ dice: Dice) -> Parcel { stray(Array(bytes.prefix(dice.below(bytes.count)))) }

    /// With one bit changed.
    func damaged(_ dice: Dice) -> Parcel { stray(bytes.damaged(dice)) }
}

/// News on its way to a point.
struct Delivery {
    let machine: Int
    let run: Int
    /// How often the line had been cut when it set out.
    let line: Int
    let news: SyncRun.News

    var word: String {
        switch news {
        case .written(_, let bytes): "\(machine).\(run) written \(bytes)"
        case .answered(_, let bytes): "\(machine).\(run) answered \(bytes.count)"
        case .lost: "\(machine).\(run) lost"
        case .stranger: "\(machine).\(run) stranger"
        case .due: "\(machine).\(run) due"
        }
    }
}
