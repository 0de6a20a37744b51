import CaseModel
import CaseRecords
package import CentralStore
package import Reports
import SyncProtocol

/// Reports at the centre: facts are brought up to date, then counted.
extension Hub {
    /// So many records or events are looked at in one transaction, so that no sync waits for long.
    private static let newsPerStep = 2_000
    /// To be raised when the same events give other facts.
    private static let factRules = 2

    /// Makes the facts of all records that have changed since the last time.
    ///
    /// The first time that is everything; afterwards it costs as much as came in since.
    package func refreshFacts(in facts: any FactStore) throws(HubError) {
        let book = try calendarBook()
        let (calendars, basis) = (Calendars(book), basis(of: book))
        while try refreshSome(in: facts, calendars, basis, limit: Self.newsPerStep) {}
    }

    /// The same in one small step, between other work; false when nothing was left.
    package func refreshSomeFacts(in facts: any FactStore, limit: Int) throws(HubError) -> Bool {
        let book = try calendarBook()
        return try refreshSome(in: facts, Calendars(book), basis(of: book), limit: limit)
    }

    private func refreshSome(
        in facts: any FactStore, _ calendars: Calendars, _ basis: String, limit: Int
    ) throws(HubError) -> Bool {
        try HubError.wrap { () throws(StoreError) in
            try store.transaction { () throws(StoreError) in
                if try facts.factBasis() != basis { try facts.beginFacts(basis: basis) }
                return try refresh(try facts.factNews(limit: limit), facts, calendars)
            }
        }
    }

    /// The report on a period, from facts that were brought up to date.
    package func report(
        _ period: ReportPeriod, by grouping: Grouping?, settings: [IndexPoints],
        in facts: any FactStore
    ) throws(HubError) -> Report {
        try refreshFacts(in: facts)
        let points = try reaches(facts)
        var builder = ReportBuilder(period, by: grouping, points: points, settings: settings)
        try HubError.wrap { () throws(StoreError) in
            guard period.first <= period.last else { return }
            try facts.cases(received: period.first...period.last) {
                builder.add($0)
                return true
            }
            try facts.opinions(received: period.first...period.last) {
                builder.add($0)
                return true
            }
        }
        let names = try groupNames(grouping)
        return builder.report { _, key in names[key] }
    }

    private func basis(of book: CalendarBook) -> String {
        var text = "\(Self.factRules)"
        for record in book.records {
            text += "\n" + record.key
            for field in record.fields { text += "\n\(field.name)=\(field.value)" }
        }
        return "\(hash(Digest(epoch: 0), Array(text.utf8)).prefix)"
    }

    /// Works off one step; false when there was nothing left.
    private func refresh(
        _ news: FactNews, _ facts: any FactStore, _ calendars: Calendars
    ) throws(StoreError) -> Bool {
        let (rows, comeByThemselves) =
            switch news {
            case .first(let rows): (rows, true)
            case .changed(let rows): (rows, false)
            case .none: ([RecordRow](), false)
            }
        guard !rows.isEmpty else { return false }
        let tree = try store.tree()
        var done: Set<RecordName> = []
        for row in rows {
            if row.summary.kind == RecordKind.case {
                guard done.insert(row.name).inserted else { continue }
                try refresh(row, facts, tree, calendars)
                continue
            }
            if let opinion = try opinion(row, tree, calendars) {
                try facts.put(opinion, of: row.creation)
            }
            // What hangs on a case changes what is to be said of the case.
            guard !comeByThemselves, let name = row.summary.key.flatMap({ RecordName(hex: $0) }),
                !done.contains(name), let about = try store.record(name)
            else { continue }
            done.insert(name)
            try refresh(about, facts, tree, calendars)
        }
        return true
    }

    private func opinion(
        _ row: RecordRow, _ tree: BranchTree, _ calendars: Calendars
    ) throws(StoreError) -> OpinionFacts? {
        guard [RecordKind.rating, RecordKind.feedback].contains(row.summary.kind) else {
            return nil
        }
        let state = RecordState(row.name, folding: try events(of: row.name), tree: tree)
        var facts = OpinionFacts(state, hubs: hubs, calendar: calendars.of)
        if row.summary.kind == RecordKind.rating, let visit = row.summary.reference,
            let first = try firstRating(of: visit), first != row.name
        {
            facts?.content = .repeated
        }
        return facts
    }

    private func refresh(
        _ row: RecordRow, _ facts: any FactStore, _ tree: BranchTree, _ calendars: Calendars
    ) throws(StoreError) {
        guard row.summary.kind == RecordKind.case else { return }
        let state = RecordState(row.name, folding: try events(of: row.name), tree: tree)
        let attached = try facts.records(keyed: "\(row.name)").map {
            (attached) throws(StoreError) in
            RecordState(attached.name, folding: try events(of: attached.name), tree: tree)
        }
        let made = CaseFacts(
            state, attached: attached, hubs: hubs, calendar: calendars.of)
        if let made { try facts.put(made, of: row.creation) }
    }

    private func reaches(_ facts: any FactStore) throws(HubError) -> [PointReach] {
        try HubError.wrap { () throws(StoreError) in
            let parked = Dictionary(
                grouping: try store.parked(site: nil, after: 0), by: \.site
            ).mapValues { UInt64($0.count) }
            return try store.sites().filter { !hubs.contains($0.number) }.map {
                (site) throws(StoreError) in
                let head = site.head?.sequence ?? 0
                let sent = max(site.claimedSequence, head)
                return PointReach(
                    site: site.number.value, name: site.name, unit: site.unit,
                    lastSeen: site.lastSeen, sent: sent,
                    acknowledged: try facts.eventsReached(on: site.number),
                    parked: parked[site.number] ?? 0, waiting: sent - head)
            }
        }
    }

    /// What people call the units, points or procedures.
    private func groupNames(_ grouping: Grouping?) throws(HubError) -> [String: String] {
        let kind: String
        switch grouping {
        case .unit: kind = RecordKind.unit
        case .point: kind = RecordKind.point
        case .procedure: kind = RecordKind.procedure
        case .officer, nil: return [:]
        }
        var names: [String: String] = [:]
        try records(kind: kind) { row in
            if let key = row.summary.key { names[key] = row.summary.texts["name"] }
            return true
        }
        return names
    }
}
