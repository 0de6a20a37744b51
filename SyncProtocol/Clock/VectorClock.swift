/// An explicit vector {site → highest sequence} of one record's events that somebody has seen.
///
/// Entries are kept in the order of their sites and are never zero: equal clocks are equal bytes.
package struct VectorClock: Hashable, Sendable {
    /// One site and the highest sequence seen of it.
    package struct Entry: Hashable, Sendable {
        package let site: SiteNumber
        package var sequence: UInt64

        package init(site: SiteNumber, sequence: UInt64) {
            self.site = site
            self.sequence = sequence
        }
    }

    /// How two clocks stand to each other.
    package enum Order: Sendable {
        case equal, before, after, concurrent
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    /// Builds a clock from entries in any order; of two for one site the higher stays.
    package init(_ entries: [Entry]) {
        for entry in entries {
            witness(entry.sequence, of: entry.site)
        }
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// The highest sequence seen of a site, zero when none.
    package subscript(site: SiteNumber) -> UInt64 {
        let index = position(of: site)
        guard index < entries.count, entries[index].site == site else { return 0 }
        return entries[index].sequence
    }

    /// Whether the event with this sequence of this site has been seen.
    package func covers(_ sequence: UInt64, of site: SiteNumber) -> Bool {
        sequence <= self[site]
    }

    /// Raises the entry of one site; a lower or equal sequence changes nothing.
    package mutating func witness(_ sequence: UInt64, of site: SiteNumber) {
        guard sequence > 0 else { return }
        let index = position(of: site)
        if index < entries.count, entries[index].site == site {
            entries[index].sequence = max(entries[index].sequence, sequence)
        } else {
            entries.insert(Entry(site: site, sequence: sequence), at: index)
        }
    }

    /// Raises one site by one and returns the new sequence.
    package mutating func advance(_ site: SiteNumber) -> UInt64 {
        let next = self[site] + 1
        witness(next, of: site)
        return next
    }

    /// Takes the higher of both clocks for every site.
    package mutating func merge(_ other: VectorClock) {
        for entry in other.entries {
            witness(entry.sequence, of: entry.site)
        }
    }

    /// Whether everything seen in `other` is seen here too.
    package func covers(_ other: VectorClock) -> Bool {
        other.entries.allSatisfy { covers($0.sequence, of: $0.site) }
    }

    /// Compares by what has been seen: `before` when `other` has seen more.
    package func compare(_ other: VectorClock) -> Order {
        switch (covers(other), other.covers(self)) {
        case (true, true): .equal
        case (true, false): .after
        case (false, true): .before
        case (false, false): .concurrent
        }
    }

    private func position(of site: SiteNumber) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].site < site {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension VectorClock {
    /// The clock as an author on this branch writes it into an event: its own entry as `own`.
    package func asContext(of site: SiteNumber) -> VectorClock {
        VectorClock(
            entries.map { entry in
                Entry(site: entry.site == site ? .own : entry.site, sequence: entry.sequence)
            })
    }
}
