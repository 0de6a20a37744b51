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

    package private(set) var forks: [Fork]

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

    /// The fork that began a branch; nil for one that continues no other.
    package func fork(of site: SiteNumber) -> Fork? {
        forks.last { $0.site == site && $0.parent < site }
    }

    /// The branch from which all of a point's branches grew.
    package func root(of site: SiteNumber) -> SiteNumber {
        var label = site
        while let fork = fork(of: label) { label = fork.parent }
        return label
    }

    /// The forks that lead to some branches, each once.
    package func forks(leadingTo sites: some Sequence<SiteNumber>) -> [Fork] {
        var found: Set<SiteNumber> = []
        for site in sites {
            var label = site
            while let fork = fork(of: label), found.insert(label).inserted { label = fork.parent }
        }
        return forks.filter { found.contains($0.site) }
    }

    /// Consecutive sequences of a branch that have one label.
    package struct Stretch: Equatable, Sendable {
        package let site: SiteNumber
        package let first: UInt64
        package let last: UInt64
    }

    /// The labels of these sequences of a branch, in their order.
    package func stretches(
        of site: SiteNumber, _ sequences: ClosedRange<UInt64>
    ) -> [Stretch] {
        var found: [Stretch] = []
        var label = site
        var last = sequences.upperBound
        while let fork = fork(of: label), sequences.lowerBound <= last {
            let first = max(sequences.lowerBound, fork.sequence + 1)
            if first <= last { found.append(Stretch(site: label, first: first, last: last)) }
            last = min(last, fork.sequence)
            label = fork.parent
        }
        if sequences.lowerBound <= last {
            found.append(Stretch(site: label, first: sequences.lowerBound, last: last))
        }
        return found.reversed()
    }

    /// A clock as an author on this branch writes it into an event: what the branch has inherited
    /// is its own.
    package func context(_ clock: VectorClock, of site: SiteNumber) -> VectorClock {
        var context = VectorClock()
        for entry in clock.entries {
            let isOwn = owner(of: entry.sequence, on: site) == entry.site
            context.witness(entry.sequence, of: isOwn ? .own : entry.site)
        }
        return context
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
