/// The fold of a record's events: the same set gives the same bytes in any order of arrival.
package struct RecordState: Equatable, Sendable {
    package let name: RecordName
    /// The creating event, once it is here.
    package private(set) var creation: Creation?
    /// The highest sequence folded of every site: the clock that stands on the screen.
    package private(set) var clock = VectorClock()
    private var content = Content.folded([])

    /// What stands in the fields.
    private enum Content: Sendable {
        /// A record of its creating event alone, as nearly all are, is read from that event.
        case created(PlacedEvent)
        case folded([Register])
    }

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
        let isFirst = clock.isEmpty
        clock.witness(placed.sequence, of: placed.site)
        if isFirst, event.record == nil, event.context.isEmpty {
            content = .created(placed)
        } else {
            fold(placed, context: tree.resolve(event.context, on: placed.site))
        }
    }

    private mutating func fold(_ placed: PlacedEvent, context: VectorClock) {
        var registers = registers
        // So that the registers have one owner and are changed where they stand.
        content = .folded([])
        // Fields and registers are in one order: one walk along both finds all places.
        var index = 0
        for field in placed.event.fields {
            while index < registers.count, precedesOnWire(registers[index].name, field.name) {
                index += 1
            }
            if index == registers.count || !isSameOnWire(registers[index].name, field.name) {
                registers.insert(Register(name: field.name), at: index)
            }
            registers[index].set(.init(field, of: placed), context: context)
            index += 1
        }
        content = .folded(registers)
    }

    /// One register a field, in the order of the encoded names.
    package var registers: [Register] {
        switch content {
        case .created(let placed): placed.event.fields.map { Register($0, of: placed) }
        case .folded(let registers): registers
        }
    }

    /// The register of a field, when it was ever set.
    package func register(_ field: String) -> Register? {
        switch content {
        case .created(let placed):
            let fields = placed.event.fields
            return Self.place(of: field, among: fields.count) { fields[$0].name }
                .map { Register(fields[$0], of: placed) }
        case .folded(let registers):
            return Self.place(of: field, among: registers.count) { registers[$0].name }
                .map { registers[$0] }
        }
    }

    /// The fields with more than one value standing.
    package var conflicts: [Register] {
        switch content {
        case .created: []
        case .folded(let registers): registers.filter(\.isConflict)
        }
    }

    /// The text of a field as it is shown, nil when there is none.
    package func text(_ field: String, hubs: [SiteNumber]) -> String? {
        switch content {
        case .created(let placed):
            let fields = placed.event.fields
            return Self.place(of: field, among: fields.count) { fields[$0].name }
                .flatMap { fields[$0].value.text }
        case .folded:
            return register(field)?.provisional(hubs: hubs)?.value.text
        }
    }

    /// The texts of fields that are named in the order of the wire, each as `text` gives it: of a
    /// record of its creating event alone by one walk along both lists.
    package func texts(of names: [String], hubs: [SiteNumber]) -> [String?] {
        guard case .created(let placed) = content else {
            return names.map { text($0, hubs: hubs) }
        }
        let fields = placed.event.fields
        var index = 0
        return names.map { name in
            while index < fields.count, precedesOnWire(fields[index].name, name) { index += 1 }
            guard index < fields.count, isSameOnWire(fields[index].name, name) else { return nil }
            return fields[index].value.text
        }
    }

    /// The text fields as they are shown; of a conflict the provisional value.
    package func texts(hubs: [SiteNumber]) -> [(name: String, text: String)] {
        registers.compactMap { register in
            register.provisional(hubs: hubs)?.value.text.map { (register.name, $0) }
        }
    }

    /// The same by name, to look fields up; its order means nothing.
    package func dictionary(hubs: [SiteNumber]) -> [String: String] {
        var fields = [String: String](minimumCapacity: registers.count)
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

    /// Where a field stands among so many in the order of the wire, nil when it does not.
    @inline(__always)
    private static func place(
        of field: String, among count: Int, _ name: (Int) -> String
    ) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if precedesOnWire(name(middle), field) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count && isSameOnWire(name(low), field) ? low : nil
    }
}

extension RecordState {
    /// Whether two states say the same, in whatever way they were come by.
    package static func == (left: RecordState, right: RecordState) -> Bool {
        left.name == right.name && left.creation == right.creation && left.clock == right.clock
            && left.registers == right.registers
    }
}
