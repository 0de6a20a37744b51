/// The fold of a record's events: the same set gives the same bytes in any order of arrival.
package struct RecordState: Equatable, Sendable {
    package let name: RecordName
    /// The creating event, once it is here.
    package private(set) var creation: Creation?
    /// The highest sequence folded of every site: the clock that stands on the screen.
    package private(set) var clock = VectorClock()
    /// One register a field, in the order of the encoded names.
    package private(set) var registers: [Register] = []

    /// What the creating event says beside its fields.
    package struct Creation: Equatable, Sendable {
        package let kind: String
        package let site: SiteNumber
        package let sequence: UInt64
        package let hash: Digest
        package let actor: String
        package let time: EventTime
    }

    package init(_ name: RecordName) {
        self.name = name
    }

    /// Folds events of one record.
    package init(
        _ name: RecordName, folding events: some Sequence<PlacedEvent>,
        tree: BranchTree = BranchTree()
    ) {
        self.name = name
        for event in events {
            apply(event, tree: tree)
        }
    }

    /// Adds one event; applying it twice changes nothing.
    package mutating func apply(_ placed: PlacedEvent, tree: BranchTree = BranchTree()) {
        precondition(placed.record == name, "an event of another record")
        let event = placed.event
        if event.record == nil {
            creation = Creation(
                kind: event.kind, site: placed.site, sequence: placed.sequence, hash: placed.hash,
                actor: event.actor, time: event.time)
        }
        clock.witness(placed.sequence, of: placed.site)
        let context = tree.resolve(event.context, on: placed.site)
        if registers.isEmpty { registers.reserveCapacity(event.fields.count) }
        // Fields and registers are in one order, so that one walk along both finds all places.
        var index = 0
        for field in event.fields {
            let setting = Register.Setting(
                value: field.value, site: placed.site, sequence: placed.sequence,
                actor: event.actor, time: event.time)
            while index < registers.count, precedesOnWire(registers[index].name, field.name) {
                index += 1
            }
            if index == registers.count || !isSameOnWire(registers[index].name, field.name) {
                registers.insert(Register(name: field.name), at: index)
            }
            registers[index].set(setting, context: context)
            index += 1
        }
    }

    /// The register of a field, when it was ever set.
    package func register(_ field: String) -> Register? {
        let index = index(of: field)
        guard index < registers.endIndex, isSameOnWire(registers[index].name, field) else {
            return nil
        }
        return registers[index]
    }

    /// The fields with more than one value standing.
    package var conflicts: [Register] { registers.filter(\.isConflict) }

    /// The text of a field as it is shown, nil when there is none.
    package func text(_ field: String, hubs: [SiteNumber]) -> String? {
        register(field)?.provisional(hubs: hubs)?.value.text
    }

    /// The text fields as they are shown; of a conflict the provisional value.
    package func texts(hubs: [SiteNumber]) -> [(name: String, text: String)] {
        registers.compactMap { register in
            register.provisional(hubs: hubs)?.value.text.map { (register.name, $0) }
        }
    }

    /// The same by name, to look fields up; its order means nothing.
    package func dictionary(hubs: [SiteNumber]) -> [String: String] {
        var fields: [String: String] = [:]
        for (name, text) in texts(hubs: hubs) {
            fields[name] = text
        }
        return fields
    }

    /// Deterministic bytes of the whole state, to compare replicas with.
    package var encoded: [UInt8] {
        var encoder = CBOREncoder()
        encoder.array(3)
        encoder.bytes(creation?.hash.bytes ?? [])
        encoder.clock(clock)
        encoder.array(registers.count)
        for register in registers {
            register.encode(to: &encoder)
        }
        return encoder.bytes
    }

    private func index(of field: String) -> Int {
        var low = 0
        var high = registers.count
        while low < high {
            let middle = (low + high) / 2
            if precedesOnWire(registers[middle].name, field) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
