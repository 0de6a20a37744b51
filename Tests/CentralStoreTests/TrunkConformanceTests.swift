import CentralStore
import SyncProtocol
import Testing

/// Every store keeps trunks and parked events alike.
@Suite struct TrunkConformanceTests {
    @Test(arguments: StoreKind.allCases)
    func `positions of a trunk are dense from one, whoever writes`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var first = Branch(2)
            var second = Branch(3)
            let created = first.write()
            let other = first.write()
            let events = [
                created, second.write(created.record), first.write(created.record), other,
                second.write(other.record),
            ]
            let positions = try store.transaction { () throws(StoreError) in
                var positions: [UInt64] = []
                for event in events { positions.append(try store.append(event, arrived: 5)) }
                return positions
            }
            #expect(positions == [1, 2, 3, 1, 2])
            let trunk = try store.trunk(created.record, 1...UInt64.max)
            #expect(
                trunk
                    == events.prefix(3).enumerated().map { index, event in
                        TrunkEvent(position: UInt64(index + 1), placed: event, arrived: 5)
                    })
            #expect(try store.trunk(created.record, 2...2).map { try $0.placed() } == [events[1]])
            #expect(try store.trunk(created.record, 4...9).isEmpty)
            #expect(try store.event(at: EventPlace(SiteNumber(3), 1)) == trunk[1])
            #expect(try store.event(at: EventPlace(SiteNumber(3), 3)) == nil)
            #expect(try store.hash(of: 2, on: SiteNumber(2)) == other.hash)
            #expect(try store.hash(of: 4, on: SiteNumber(2)) == nil)
            #expect(try store.lastSequence(of: SiteNumber(2), about: created.record) == 3)
            #expect(try store.lastSequence(of: SiteNumber(4), about: created.record) == 0)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a hash or a place of a branch is taken once`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = branch.write()
            let next = branch.write(event.record)
            _ = try store.transaction { () throws(StoreError) in
                try store.append(event, arrived: 5)
            }
            let relabelled = PlacedEvent(
                site: SiteNumber(3), sequence: 1, hash: event.hash, event: event.event,
                bytes: event.bytes)
            let replaced = PlacedEvent(
                site: event.site, sequence: event.sequence, hash: next.hash, event: next.event,
                bytes: next.bytes)
            for double in [event, relabelled, replaced] {
                #expect(throws: StoreError.self) {
                    try store.transaction { () throws(StoreError) in
                        _ = try store.append(double, arrived: 6)
                    }
                }
            }
            let trunk = try store.trunk(event.record, 1...UInt64.max)
            #expect(try trunk.map { try $0.placed() } == [event])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a trunk entry that was rolled back leaves no gap`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let created = branch.write()
            let edited = branch.write(created.record)
            let position = try store.transaction { () throws(StoreError) in
                _ = try store.append(created, arrived: 5)
                refuse {
                    try store.part { () throws(StoreError) in
                        _ = try store.append(edited, arrived: 5)
                        throw .abandoned
                    }
                }
                return try store.append(edited, arrived: 6)
            }
            #expect(position == 2)
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `parked events are listed by site and sequence`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var first = Branch(2)
            var second = Branch(3)
            let created = first.write()
            let parked = [
                Sample.parked(first.write(created.record), .contextNotDelivered),
                Sample.parked(first.write(created.record), .heldBack),
                Sample.parked(second.write(created.record), .notEntitled),
            ]
            try store.transaction { () throws(StoreError) in
                _ = try store.append(created, arrived: 5)
                for event in parked.reversed() { try store.park(event) }
            }
            #expect(try store.parked(site: nil, after: 0) == parked)
            #expect(try store.parked(site: nil, after: 1) == Array(parked.prefix(2)))
            #expect(try store.parked(site: SiteNumber(2), after: 2) == [parked[1]])
            #expect(try store.parked(site: SiteNumber(9), after: 0).isEmpty)
            #expect(try store.isParked(created.record, by: SiteNumber(3)))
            #expect(try !store.isParked(created.record, by: SiteNumber(4)))
            #expect(try store.hash(of: 3, on: SiteNumber(2)) == parked[1].hash)
            #expect(try store.lastSequence(of: SiteNumber(2), about: created.record) == 3)
        }
    }

    @Test(arguments: StoreKind.allCases, ParkReason.allCases)
    func `every reason for parking comes back as it was`(
        kind: StoreKind, reason: ParkReason
    ) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let parked = Sample.parked(branch.write(), reason)
            try store.transaction { () throws(StoreError) in try store.park(parked) }
            #expect(try store.parked(site: parked.site, after: 0) == [parked])
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a place or a hash is parked once`(kind: StoreKind) throws {
        try kind.withStore { (store, _) throws in
            var branch = Branch(2)
            let event = branch.write()
            let parked = Sample.parked(event)
            try store.transaction { () throws(StoreError) in try store.park(parked) }
            let elsewhere = ParkedEvent(
                site: SiteNumber(3), sequence: 1, hash: event.hash, record: event.record,
                reason: .heldBack, bytes: event.bytes, arrived: 8)
            let replaced = ParkedEvent(
                site: event.site, sequence: 1, hash: branch.write().hash, record: event.record,
                reason: .heldBack, bytes: event.bytes, arrived: 8)
            for double in [parked, elsewhere, replaced] {
                #expect(throws: StoreError.self) {
                    try store.transaction { () throws(StoreError) in try store.park(double) }
                }
            }
            #expect(try store.parked(site: nil, after: 0) == [parked])
        }
    }
}
