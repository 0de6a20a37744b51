package import SyncProtocol

/// What a person changes in a record, and what stood on the screen while they did.
package enum Edit {
    /// The fields whose value differs from the one shown; a field in conflict counts as different,
    /// because writing it settles the conflict (design §4).
    package static func fields(
        _ wanted: [(name: String, text: String?)], in state: RecordState, hubs: [SiteNumber]
    ) -> [Event.Field] {
        wanted.compactMap { name, text in
            let value = text.map { CBORValue.text($0) } ?? .null
            let register = state.register(name)
            let shown = register?.provisional(hubs: hubs)?.value ?? .null
            let isSettled = register?.isConflict != true
            return isSettled && shown == value ? nil : Event.Field(name, value)
        }
    }

    /// The fold of what a clock covers: the record as it stood when that clock was shown.
    package static func state(
        of record: RecordName, events: [PlacedEvent], seen: VectorClock,
        tree: BranchTree = BranchTree()
    ) -> RecordState {
        RecordState(
            record, folding: events.filter { seen.covers($0.sequence, of: $0.site) },
            tree: tree)
    }
}

/// Which value shall stand after a conflict.
package enum Choice: Equatable, Sendable {
    /// The n-th of the values listed, from 1.
    case keep(Int)
    case value(String)
}

/// Why a conflict was not resolved.
package enum ResolveError: Error, Equatable, Sendable {
    case noConflict(field: String)
    case noSuchValue(Int, of: Int)

    /// The value that a choice leaves standing.
    package static func value(
        of field: String, in state: RecordState, choosing choice: Choice
    ) throws(ResolveError) -> CBORValue {
        // What the law does not let stand together may stand in a field of one value.
        let isLegal = LegalConflict.all(in: state).contains { $0.field == field }
        guard let register = state.register(field), register.isConflict || isLegal else {
            throw .noConflict(field: field)
        }
        switch choice {
        case .value(let text):
            return .text(text)
        case .keep(let number):
            let settings = register.settings
            guard settings.indices.contains(number - 1) else {
                throw .noSuchValue(number, of: settings.count)
            }
            return settings[number - 1].value
        }
    }
}

extension VectorClock {
    /// Reads `3:1,4:2`, the form in which a clock is given on a command line; nil when it is not.
    package init?(text: String) {
        var entries: [Entry] = []
        for part in text.split(separator: ",") {
            let numbers = part.split(separator: ":", omittingEmptySubsequences: false)
            guard numbers.count == 2, let site = UInt32(numbers[0]), site > 0,
                let sequence = UInt64(numbers[1]), sequence > 0
            else { return nil }
            entries.append(.init(site: SiteNumber(site), sequence: sequence))
        }
        guard !entries.isEmpty else { return nil }
        self.init(entries)
    }

    /// The form that `init(text:)` reads.
    package var text: String {
        entries.map { "\($0.site):\($0.sequence)" }.joined(separator: ",")
    }
}
