import CaseModel
import CaseRecords
import Frontend
import Replica
import Sealing
import SyncProtocol

/// Takes cases in: checks what people hand in and makes it durable, with a slip number.
final class Intake {
    /// A case that was checked and waits to be written.
    struct Checked {
        let fields: [(name: String, value: String)]
        let reference: String?
    }

    /// A case that is on this disk.
    struct Receipt {
        let record: RecordName
        let slip: String
        let official: String?
        let due: String?
        let durability: Durability
        /// The look-up secret printed on the slip; empty for a case received elsewhere.
        let secret: String
        /// Whether the caller's reference was handed in before: the same case, counted once.
        let isKnown: Bool

        /// The same receipt for the same reference handed in once more.
        var again: Receipt {
            Receipt(
                record: record, slip: slip, official: official, due: due, durability: durability,
                secret: secret, isKnown: true)
        }
    }

    /// Bytes of an event that are left for its kind, author, time and slip.
    private static let reservedBytes = 1 << 10

    private let point: Point
    private let catalogue: Catalogue
    /// What is known of the centre's time, for the case that the clock here is dead.
    private let progress: Progress

    init(_ point: Point) throws(Failure) {
        self.point = point
        catalogue = Catalogue(point)
        progress = try point.progress()
    }

    private var now: Int64 { PointClock.now(progress).wall }

    /// Why a case was not taken.
    enum Problem: Error {
        case draft(DraftError)
        /// This point could not store a file; the case may be as right as any.
        case failure(Failure)
    }

    /// Reads and checks one case against the catalogue here; it names no files, and scans of its
    /// papers are here already.
    func check(_ json: JSONValue, scans: [CaseDocument]) throws(DraftError) -> Checked {
        let (draft, offer) = try read(json)
        if let file = try draft.files(procedure: offer.procedure).first {
            throw DraftError(field: file.place, problem: .unknownKey(suggestion: nil))
        }
        return try check(draft, offer, scans)
    }

    /// Reads and checks one case against the catalogue here, and makes its files durable: the event
    /// that names them comes after.
    func check(_ json: JSONValue, with scans: Scans) throws(Problem) -> Checked {
        let (draft, offer) = try Self.drafting { () throws(DraftError) in try read(json) }
        let (checked, files) = try Self.drafting { () throws(DraftError) in
            (try check(draft, offer, []), try draft.files(procedure: offer.procedure))
        }
        guard !files.isEmpty else { return checked }
        let documents = try scans.add(files)
        return try Self.drafting { () throws(DraftError) in
            try check(draft, offer, documents)
        }
    }

    /// What a case lacks of what is required; what it gives must be right.
    func missing(_ json: JSONValue) throws(DraftError) -> [DraftError] {
        let draft = try CaseDraft(json: json)
        let now = now
        let procedure = try offer(draft, now: now).procedure
        try draft.validateGiven(procedure: procedure, units: catalogue.units, now: now)
        return draft.missing(procedure: procedure, now: now)
    }

    private static func drafting<T>(_ body: () throws(DraftError) -> T) throws(Problem) -> T {
        do throws(DraftError) {
            return try body()
        } catch {
            throw .draft(error)
        }
    }

    /// The draft, held against the catalogue here, and its procedure.
    private func read(_ json: JSONValue) throws(DraftError) -> (CaseDraft, Offer) {
        let draft = try CaseDraft(json: json)
        let now = now
        let offer = try offer(draft, now: now)
        try draft.validate(procedure: offer.procedure, units: catalogue.units, now: now)
        if let number = draft.delivery.point, let known = catalogue.points,
            UInt32(number) != nil, !known.contains(number)
        {
            throw DraftError(field: "delivery.point", problem: .unknownPoint)
        }
        return (draft, offer)
    }

    /// The procedure as it held when the case was received; only one in force then can be chosen.
    private func offer(_ draft: CaseDraft, now: Int64) throws(DraftError) -> Offer {
        let day = CivilDate(instantMilliseconds: draft.receivedAt ?? now)
        guard let offer = catalogue.offer(draft.procedure, on: day) else {
            let nearest = Suggestion.nearest(to: draft.procedure, among: catalogue.openCodes)
            throw DraftError(
                field: "procedure", problem: .unknownProcedure(suggestion: nearest))
        }
        let validity = offer.procedure.validity
        switch offer.standing {
        case .inForce:
            return offer
        case .notYet:
            let problem = DraftProblem.procedureNotYet(from: validity.effective ?? day)
            throw DraftError(field: "procedure", problem: problem)
        case .abolished:
            let problem = DraftProblem.procedureAbolished(since: validity.abolished ?? day)
            throw DraftError(field: "procedure", problem: problem)
        }
    }

    /// The competent unit, as far as it can be told here; without one the centre routes the case.
    private func unit(_ draft: CaseDraft, _ procedure: Procedure) -> String? {
        if let unit = draft.unit { return unit }
        let answer = catalogue.competence.unit(
            for: procedure, commune: draft.applicant.commune, point: point.identity.unit)
        return switch answer {
        case .unit(let id): id
        case .unclear: nil
        }
    }

    private func check(
        _ draft: CaseDraft, _ offer: Offer, _ documents: [CaseDocument]
    ) throws(DraftError) -> Checked {
        let unit = unit(draft, offer.procedure)
        let fields = try draft.fields(
            procedure: offer.procedure, version: offer.version, defaultUnit: unit,
            now: now, calendar: catalogue.calendar(of: unit),
            documents: documents)
        guard fields.count < Limits.fieldsPerEvent,
            fields.reduce(0, { $0 + $1.name.utf8.count + $1.value.utf8.count + 8 })
                < Limits.eventBytes - Self.reservedBytes
        else {
            let limit = (Limits.eventBytes - Self.reservedBytes) >> 10
            throw DraftError(field: "", problem: .tooLargeTogether(kilobytes: limit))
        }
        return Checked(fields: fields, reference: draft.reference)
    }

    /// Writes checked cases in one transaction; when this returns they survive a power cut.
    func take(_ cases: [Checked], actor: String) throws(Failure) -> [Receipt] {
        guard !cases.isEmpty else { return [] }
        return try point.store { () throws(ReplicaError) in
            try point.replica.transaction { () throws(ReplicaError) in
                let progress = try point.replica.progress()
                let entries = try sort(cases)
                let fresh = try enter(entries.compactMap(\.fresh), PointClock.now(progress))
                let placed = try point.replica.write(fresh.map { $0.draft(actor: actor) })
                return receipts(of: entries, zip(fresh, placed), progress)
            }
        }
    }

    /// What becomes of one checked case.
    private enum Entry {
        case fresh(Checked)
        case known(ReplicaRow)
        /// The same reference as an earlier one of this batch.
        case again(index: Int)

        var fresh: Checked? {
            if case .fresh(let item) = self { item } else { nil }
        }
    }

    private func sort(_ cases: [Checked]) throws(ReplicaError) -> [Entry] {
        var entries: [Entry] = []
        var first: [String: Int] = [:]
        for (index, item) in cases.enumerated() {
            if let reference = item.reference {
                if let known = try known(reference) {
                    entries.append(.known(known))
                    continue
                }
                if let index = first[reference] {
                    entries.append(.again(index: index))
                    continue
                }
                first[reference] = index
            }
            entries.append(.fresh(item))
        }
        return entries
    }

    /// A case that gets its slip number now.
    private struct Fresh {
        let item: Checked
        let time: EventTime
        /// The slip number before the hash is known.
        let base: String

        func draft(actor: String) -> Replica.Draft {
            var fields = item.fields.map { Event.Field($0.name, .text($0.value)) }
            fields.append(.init("slip", .text(base)))
            return Replica.Draft(kind: RecordKind.case, actor: actor, time: time, fields: fields)
        }
    }

    private func enter(
        _ items: [Checked], _ time: EventTime
    ) throws(ReplicaError) -> [Fresh] {
        guard !items.isEmpty else { return [] }
        let day = CivilDate(instantMilliseconds: time.wall)
        let number = try point.replica.next("slip/\(day.compact)", count: items.count)
        let site = Int(point.identity.site.value)
        return items.enumerated().map { index, item in
            let base = SlipNumber.base(site: site, date: day, number: Int(number) + index)
            return Fresh(item: item, time: time, base: base)
        }
    }

    private func receipts(
        of entries: [Entry], _ written: Zip2Sequence<[Fresh], [PlacedEvent]>,
        _ progress: Progress
    ) -> [Receipt] {
        var receipts: [Receipt] = []
        var written = written.makeIterator()
        for entry in entries {
            switch entry {
            case .known(let row): receipts.append(receipt(of: row, progress))
            case .again(let index): receipts.append(receipts[index].again)
            case .fresh:
                guard let (fresh, event) = written.next() else {
                    preconditionFailure("fewer events were written than drafted")
                }
                receipts.append(receipt(of: fresh, event))
            }
        }
        return receipts
    }

    private func receipt(of fresh: Fresh, _ event: PlacedEvent) -> Receipt {
        Receipt(
            record: event.record,
            slip: SlipNumber.make(base: fresh.base, hashBytes: event.hash.bytes), official: nil,
            due: fresh.item.fields.first { $0.name == "due" }?.value, durability: .saved,
            secret: secret(of: event.hash), isKnown: false)
    }

    /// The case that the same caller handed in here before under this reference.
    private func known(_ reference: String) throws(ReplicaError) -> ReplicaRow? {
        try point.replica.cases(reference: reference).first { $0.site == point.identity.site }
    }

    private func receipt(of row: ReplicaRow, _ progress: Progress) -> Receipt {
        // Without its creating event a record has no secret; the rest is shown all the same.
        let creation = try? point.replica.state(of: row.name).creation
        return Receipt(
            record: row.name, slip: row.summary.slip ?? "", official: row.summary.official,
            due: row.summary.texts["due"],
            durability: point.durability(of: row, progress),
            secret: creation.map { secret(of: $0.hash) } ?? "", isKnown: true)
    }

    private func secret(of hash: Digest) -> String {
        LookUpSecret.text(
            SlipSecret.bytes(eventHash: hash.bytes, key: point.identity.slipKey))
    }
}
