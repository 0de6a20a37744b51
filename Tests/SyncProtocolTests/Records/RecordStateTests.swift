import SyncProtocol
import Testing

@Suite struct RecordStateTests {
    private let hub = SiteNumber(1)
    private var branch = Branch(SiteNumber(2))
    private var other = Branch(SiteNumber(3))

    /// Folds in this order and in the other, which must give the same bytes.
    private func fold(_ events: [PlacedEvent]) throws -> RecordState {
        let name = try #require(events.first).record
        let state = RecordState(name, folding: events)
        #expect(RecordState(name, folding: events.reversed()).encoded == state.encoded)
        #expect(RecordState(name, folding: events + events).encoded == state.encoded)
        return state
    }

    @Test mutating func `the creating event gives the record its kind and its name`() throws {
        branch.skip()
        let created = branch.write(nil, fields: ["name": "Lan"])
        let state = try fold([created])
        #expect(state.name == created.hash.recordName)
        let creation = try #require(state.creation)
        #expect(creation.kind == "case")
        #expect(creation.site == SiteNumber(2))
        #expect(creation.sequence == 2)
        #expect(creation.hash == created.hash)
        #expect(state.clock == clock([2: 2]))
    }

    @Test mutating func `an edit that saw a value replaces it`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let edit = other.write(created.record, context: [2: 1], fields: ["name": "Lân"])
        let state = try fold([created, edit])
        #expect(state.register("name")?.values == [.text("Lân")])
        #expect(state.conflicts.isEmpty)
    }

    @Test mutating func `two edits that did not see each other are a conflict`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let left = branch.write(created.record, context: [0: 1], fields: ["name": "Lân"])
        let right = other.write(created.record, context: [2: 1], fields: ["name": "Lản"])
        let state = try fold([created, left, right])
        #expect(state.conflicts.map(\.name) == ["name"])
        #expect(state.register("name")?.values == [.text("Lân"), .text("Lản")])
    }

    @Test mutating func `two officers at one desk are concurrent too`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let first = branch.write(created.record, context: [0: 1], fields: ["name": "Lân"])
        let second = branch.write(created.record, context: [0: 1], fields: ["name": "Lản"])
        #expect(try fold([created, first, second]).conflicts.map(\.name) == ["name"])
    }

    @Test mutating func `different fields merge`() throws {
        let created = branch.write(nil, fields: ["name": "Lan", "phone": "1"])
        let left = branch.write(created.record, context: [0: 1], fields: ["name": "Lân"])
        let right = other.write(created.record, context: [2: 1], fields: ["phone": "2"])
        let state = try fold([created, left, right])
        #expect(state.conflicts.isEmpty)
        #expect(state.texts(hubs: []).map(\.name) == ["name", "phone"])
        #expect(state.texts(hubs: []).map(\.text) == ["Lân", "2"])
    }

    @Test mutating func `equal concurrent values are no conflict and both stand`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let left = branch.write(created.record, context: [0: 1], fields: ["name": "Lân"])
        let right = other.write(created.record, context: [2: 1], fields: ["name": "Lân"])
        let state = try fold([created, left, right])
        #expect(state.conflicts.isEmpty)
        #expect(state.register("name")?.settings.count == 2)
    }

    @Test mutating func `a resolution that saw all the values ends the conflict`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let left = branch.write(created.record, context: [0: 1], fields: ["name": "Lân"])
        let right = other.write(created.record, context: [2: 1], fields: ["name": "Lản"])
        var desk = Branch(hub)
        let resolution = desk.write(
            created.record, context: [2: 2, 3: 1], fields: ["name": "Lân"])
        let state = try fold([created, left, right, resolution])
        #expect(state.conflicts.isEmpty)
        #expect(state.register("name")?.settings.map(\.site) == [hub])
    }

    @Test mutating func `a value that comes after its successor does not come back`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let edit = branch.write(created.record, context: [0: 1], fields: ["name": "Lân"])
        var state = RecordState(created.record)
        state.apply(edit)
        #expect(state.creation == nil)
        state.apply(created)
        #expect(state.register("name")?.values == [.text("Lân")])
        #expect(state.creation != nil)
    }

    @Test mutating func `clearing a field against setting it is a conflict`() throws {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let cleared = branch.write(
            .sample(created.record, context: clock([0: 1]), fields: [.init("name", .null)]))
        let set = other.write(created.record, context: [2: 1], fields: ["name": "Lân"])
        let state = try fold([created, cleared, set])
        #expect(state.register("name")?.values == [.null, .text("Lân")])
        #expect(state.conflicts.count == 1)
    }

    @Test mutating func `while a conflict stands the hub's value is shown, else the higher site's`()
        throws
    {
        let created = branch.write(nil, fields: ["name": "Lan"])
        let left = branch.write(created.record, context: [0: 1], fields: ["name": "point 2"])
        let right = other.write(created.record, context: [2: 1], fields: ["name": "point 3"])
        var desk = Branch(hub)
        let central = desk.write(created.record, context: [2: 1], fields: ["name": "hub"])
        let points = try fold([created, left, right])
        #expect(points.texts(hubs: [hub]).map(\.text) == ["point 3"])
        let all = try fold([created, left, right, central])
        #expect(all.texts(hubs: [hub]).map(\.text) == ["hub"])
        #expect(all.texts(hubs: []).map(\.text) == ["point 3"])
    }

    @Test mutating func `names of fields in two Unicode forms are two fields in any order`() throws
    {
        // Swift's == takes them for one; bytes, hashes and other replicas do not.
        let created = branch.write(nil, fields: ["\u{E9}": "composed"])
        let edit = other.write(created.record, context: [2: 1], fields: ["e\u{301}": "decomposed"])
        let state = try fold([created, edit])
        #expect(state.registers.map { Array($0.name.utf8).count } == [2, 3])
        #expect(state.register("\u{E9}")?.values == [.text("composed")])
    }

    @Test mutating func `a record that was only created says the same as one folded`() throws {
        let created = branch.write(nil, fields: ["name": "Lan", "note": "x", "a": ""])
        let once = try fold([created])
        let twice = RecordState(created.record, folding: [created, created])
        #expect(once == twice)
        #expect(once.registers == twice.registers && once.conflicts == twice.conflicts)
        for field in ["name", "note", "a", "b", ""] {
            #expect(once.register(field) == twice.register(field))
            #expect(once.text(field, hubs: [hub]) == twice.text(field, hubs: [hub]))
        }
        #expect(once.text("name", hubs: []) == "Lan" && once.text("b", hubs: []) == nil)
    }

    @Test mutating func `registers stand in the order of their names on the wire`() throws {
        let created = branch.write(nil, fields: ["zz": "1", "a": "2", "b": "3", "aaa": "4"])
        #expect(try fold([created]).registers.map(\.name) == ["a", "b", "zz", "aaa"])
    }
}
