/// What can go wrong in a world.
package enum Fault: String, CaseIterable, Sendable {
    case loss, duplication, reordering, partition, cut, corruption
    case bundles, replay
    /// The programs of one side end at any moment, or its machine loses power.
    case crash, power
    case full
    case inputOutput = "io"
    case flip
    case clock
    /// A site claims to have seen what was never delivered to it.
    case lie
    case clone
    case restoreKiosk = "restore-kiosk"
    case restoreHub = "restore-hub"
    /// A point is revoked, and readmitted later.
    case revoke
    /// Points remove what the centre's backups hold.
    case prune
    /// Points renew their keys.
    case renew

    /// All but damaged bits, which today's programs are not asked to survive.
    package static var usual: [Fault] { allCases.filter { $0 != .flip } }
}

/// Which faults a world has, and how bad they are.
struct Weather {
    private let faults: [Fault]
    /// In percent of all messages.
    let loss: Int
    let duplication: Int
    let cuts: Int
    let corruption: Int
    /// The longest that a message may take, in milliseconds.
    let slowest: Int
    /// The mean time between two misfortunes, in milliseconds.
    let misfortunes: Int
    /// Whether everything works from now on.
    var isCalm = false

    /// Draws the weather: faults that are wished for and no others, or those that the dice choose
    /// and those that are needed.
    init(_ wished: [Fault]?, needed: [Fault], _ dice: Dice) {
        // Worlds with few faults find other things than worlds with all of them.
        let share = dice.among(10...80)
        let drawn = Fault.usual.filter { _ in dice.percent(share) }
        faults = wished ?? drawn + needed.filter { !drawn.contains($0) }
        loss = dice.among(1...30)
        duplication = dice.among(1...50)
        cuts = dice.among(1...30)
        corruption = dice.among(1...10)
        slowest = dice.pick([2_000, 20_000, 120_000]) ?? 2_000
        misfortunes = dice.among(4_000...60_000)
    }

    func has(_ fault: Fault) -> Bool { !isCalm && faults.contains(fault) }

    /// The faults that befall a machine from time to time.
    var blows: [Fault] {
        let blows: [Fault] = [
            .partition, .cut, .bundles, .replay, .crash, .power, .full, .inputOutput, .flip, .clock,
            .clone, .restoreKiosk, .restoreHub, .revoke, .prune, .renew,
        ]
        // Backups and keys of a centre that is put back to before them say nothing any more, and
        // a disk that is put back to before a renewal needs a new code.
        return blows.filter { has($0) }
            .filter { $0 != .prune || !has(.restoreHub) }
            .filter { $0 != .renew || !(has(.restoreHub) || has(.restoreKiosk) || has(.clone)) }
    }

    var names: String { faults.map(\.rawValue).joined(separator: " ") }
}
