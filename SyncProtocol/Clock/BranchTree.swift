/// The hash tree of branches: which branch grew out of which, and after which sequence (design §7).
///
/// A branch inherits its parent's events up to the fork, so `own` inside an event means a
/// different label below the fork than above it.
package struct BranchTree: Sendable, Equatable {
    /// Branch `site` continues `parent` after `sequence`.
    package struct Fork: Sendable, Equatable {
        package let site: SiteNumber
        package let parent: SiteNumber
        package let sequence: UInt64

        package init(site: SiteNumber, parent: SiteNumber, sequence: UInt64) {
            self.site = site
            self.parent = parent
            self.sequence = sequence
        }
    }

    private var forks: [Fork]

    package init(_ forks: [Fork] = []) {
        self.forks = forks.sorted { $0.site < $1.site }
    }

    /// The label under which a sequence of a branch stands in the tree.
    package func owner(of sequence: UInt64, on site: SiteNumber) -> SiteNumber {
        var label = site
        // A parent's number is always lower than its child's, so the walk ends.
        while let fork = forks.last(where: { $0.site == label }), sequence <= fork.sequence,
            fork.parent < label
        {
            label = fork.parent
        }
        return label
    }

    /// An event's context with `own` written as the label that its branch has.
    ///
    /// A branch above a fork has also seen what it inherited, so each ancestor gets its part.
    package func resolve(_ context: VectorClock, on site: SiteNumber) -> VectorClock {
        guard !context.isEmpty else { return context }
        let own = context[.own]
        var resolved = VectorClock(context.entries.filter { $0.site != .own })
        guard own > 0 else { return resolved }
        var label = site
        var sequence = own
        while true {
            guard let fork = forks.last(where: { $0.site == label }), fork.parent < label else {
                resolved.witness(sequence, of: label)
                return resolved
            }
            if sequence > fork.sequence {
                resolved.witness(sequence, of: label)
            }
            sequence = min(sequence, fork.sequence)
            label = fork.parent
        }
    }
}
