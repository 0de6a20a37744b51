import CaseModel
import CaseRecords
import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

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
    private let calendar = WorkingCalendar()

    init(_ point: Point) throws(Failure) {
        self.point = point
        catalogue = Catalogue(point)
    }

    /// Why a case was not taken.
    enum Problem: Error {
        case draft(DraftError)
        /// This point could not store a file; the case may be as right as any.
        case failure(Failure)
    }

    /// Reads and checks one case against the catalogue here; it names no files.
    func check(_ json: JSONValue) throws(DraftError) -> Checked {
        let (draft, procedure) = try read(json)
        if let file = try draft.files(procedure: procedure).first {
            throw DraftError(field: file.place, problem: .unknownKey(suggestion: nil))
        }
        return try check(draft, procedure, [])
    }

    /// Reads and checks one case against the catalogue here, and makes its files durable: the event
    /// that names them comes after.
    func check(_ json: JSONValue, with scans: Scans) throws(Problem) -> Checked {
        let (draft, procedure) = try Self.drafting { () throws(DraftError) in try read(json) }
        let (checked, files) = try Self.drafting { () throws(DraftError) in
            (try check(draft, procedure, []), try draft.files(procedure: procedure))
        }
        guard !files.isEmpty else { return checked }
        let documents = try scans.add(files)
        return try Self.drafting { () throws(DraftError) in
            try check(draft, procedure, documents)
        }
    }

    private static func drafting<T>(_ body: () throws(DraftError) -> T) throws(Problem) -> T {
        do throws(DraftError) {
            return try body()
        } catch {
            throw .draft(error)
        }
    }

    /// The draft, held against the catalogue here, and its procedure.
    private func read(_ json: JSONValue) throws(DraftError) -> (CaseDraft, Procedure) {
        let draft = try CaseDraft(json: json)
        let now = SystemClock.wallMilliseconds()
        guard let procedure = catalogue.procedure(draft.procedure) else {
            let nearest = Suggestion.nearest(to: draft.procedure, among: catalogue.codes)
            throw DraftError(
                field: "procedure", problem: .unknownProcedure(suggestion: nearest))
        }
        try draft.validate(procedure: procedure, units: catalogue.units, now: now)
        if let number = draft.delivery.point, let known = catalogue.points,
            UInt32(number) != nil, !known.contains(number)
        {
            throw DraftError(field: "delivery.point", problem: .unknownPoint)
        }
        return (draft, procedure)
    }

    private func check(
        _ draft: CaseDraft, _ procedure: Procedure, _ documents: [CaseDocument]
    ) throws(DraftError) -> Checked {
        let fields = try draft.fields(
            procedure: procedure, defaultUnit: point.identity.unit,
            now: SystemClock.wallMilliseconds(), calendar: calendar, documents: documents)
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
                let time = PointClock.now(progress)
                var entries: [Entry] = []
                for item in cases {
                    entries.append(try enter(item, actor: actor, time: time, entries))
                }
                let placed = try point.replica.write(entries.compactMap(\.draft))
                return receipts(of: entries, placed, progress)
            }
        }
    }

    /// What becomes of one checked case.
    private enum Entry {
        case fresh(Replica.Draft, base: String, due: String?, reference: String?)
        case known(ReplicaRow)
        /// The same reference as an earlier one of this batch.
        case again(index: Int)

        var draft: Replica.Draft? {
            if case .fresh(let draft, _, _, _) = self { draft } else { nil }
        }
    }

    private func enter(
        _ item: Checked, actor: String, time: EventTime, _ before: [Entry]
    ) throws(ReplicaError) -> Entry {
        if let reference = item.reference {
            if let known = try known(reference) { return .known(known) }
            let index = before.firstIndex { entry in
                if case .fresh(_, _, _, let other) = entry { other == reference } else { false }
            }
            if let index { return .again(index: index) }
        }
        let day = CivilDate(instantMilliseconds: time.wall)
        let number = try point.replica.next("slip/\(day.compact)")
        let base = SlipNumber.base(
            site: Int(point.identity.site.value), date: day, number: Int(number))
        var fields = item.fields.map { Event.Field($0.name, .text($0.value)) }
        fields.append(.init("slip", .text(base)))
        return .fresh(
            .init(kind: RecordKind.case, actor: actor, time: time, fields: fields), base: base,
            due: item.fields.first { $0.name == "due" }?.value, reference: item.reference)
    }

    private func receipts(
        of entries: [Entry], _ placed: [PlacedEvent], _ progress: Progress
    ) -> [Receipt] {
        var receipts: [Receipt] = []
        var written = placed.makeIterator()
        for entry in entries {
            switch entry {
            case .known(let row): receipts.append(receipt(of: row, progress))
            case .again(let index): receipts.append(receipts[index].again)
            case .fresh(_, let base, let due, _):
                guard let event = written.next() else {
                    preconditionFailure("fewer events were written than drafted")
                }
                receipts.append(
                    Receipt(
                        record: event.record,
                        slip: SlipNumber.make(base: base, hashBytes: event.hash.bytes),
                        official: nil, due: due, durability: .saved,
                        secret: secret(of: event.hash), isKnown: false))
            }
        }
        return receipts
    }

    /// The case that the same caller handed in here before under this reference.
    private func known(_ reference: String) throws(ReplicaError) -> ReplicaRow? {
        try point.replica.records(kind: RecordKind.case, matching: reference).first {
            $0.summary.reference == reference && $0.site == point.identity.site
        }
    }

    private func receipt(of row: ReplicaRow, _ progress: Progress) -> Receipt {
        // Without its creating event a record has no secret; the rest is shown all the same.
        let creation = try? point.replica.state(of: row.name).creation
        return Receipt(
            record: row.name, slip: row.summary.slip ?? "", official: row.summary.official,
            due: row.summary.texts["due"],
            durability: point.durability(of: row, acknowledged: progress.acknowledged.number),
            secret: creation.map { secret(of: $0.hash) } ?? "", isKnown: true)
    }

    private func secret(of hash: Digest) -> String {
        LookUpSecret.text(
            SlipSecret.bytes(eventHash: hash.bytes, key: point.identity.slipKey))
    }
}
