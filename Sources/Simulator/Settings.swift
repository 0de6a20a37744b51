/// What a run is to be like; everything else follows from the seed.
package struct Settings: Equatable, Sendable {
    package static let usualSteps = 400

    package var seed: UInt64
    /// How much happens before the faults end and everything has to become quiet.
    package var steps: Int
    /// The faults that may happen; nil for a choice that the seed makes.
    package var faults: [Fault]?
    /// The points; nil for a number that the seed chooses.
    package var sites: Int?
    /// A mistake that is made on purpose.
    package var bug: Mistake?

    package init(
        seed: UInt64, steps: Int = Settings.usualSteps, faults: [Fault]? = nil, sites: Int? = nil,
        bug: Mistake? = nil
    ) {
        self.seed = seed
        self.steps = steps
        self.faults = faults
        self.sites = sites
        self.bug = bug
    }
}

/// What came of a run.
package struct Outcome: Equatable, Sendable {
    package let seed: UInt64
    /// What happened, the becoming quiet included.
    package let steps: Int
    /// A hash of everything that happened and of what stood in the stores at the end.
    package let trace: UInt64
    /// What the run has done, to see that it tests what it is meant to.
    package let tally: Tally
    /// What is wrong, when something is.
    package let finding: Finding?
}

/// How often things happened.
package struct Tally: Equatable, Sendable {
    package var events = 0
    package var cases = 0
    package var conflicts = 0
    package var parked = 0
    package var exchanges = 0
    package var lost = 0
    package var crashes = 0
    package var diskTroubles = 0
    package var bundles = 0
    package var refused = 0
    package var pruned = 0

    package init() {}

    /// Adds what another run did.
    package mutating func add(_ other: Tally) {
        events += other.events
        cases += other.cases
        conflicts += other.conflicts
        parked += other.parked
        exchanges += other.exchanges
        lost += other.lost
        crashes += other.crashes
        diskTroubles += other.diskTroubles
        bundles += other.bundles
        refused += other.refused
        pruned += other.pruned
    }
}

/// A broken promise, with what a person needs to see it again.
package struct Finding: Equatable, Sendable {
    package let seed: UInt64
    package let step: Int
    package let invariant: Invariant
    package let words: String
    /// The last things that happened.
    package let trace: [String]
}

/// The promises that are checked.
package enum Invariant: String, CaseIterable, Sendable {
    /// What a person was told is saved stands in the point's store.
    case saved
    /// What a point believes to be at the centre is there.
    case acknowledged
    /// Acknowledgement and cursors never go back.
    case monotone
    /// What a point believes in a backup stands in the two newest that were read back.
    case backup
    /// Nothing stands twice, and nothing that nobody wrote.
    case counted
    /// The values that stand, and the conflicts, are those that the screens imply.
    case conflicts
    /// Stores with the same events say the same.
    case convergence
    /// A point holds only what it may see.
    case entitlement
    /// An event that was folded claims no more than was delivered to its site.
    case context
    /// A parked event holds back later ones of its branch and record.
    case heldBack = "held-back"
    /// Without faults everything is quiet soon.
    case quiet
    /// Official codes are unique, and a slip leads to all that bear it.
    case codes
    /// Nothing fails or is refused without a cause.
    case unexpected
}
