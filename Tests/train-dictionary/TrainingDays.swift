import CaseModel
import SyncProtocol

/// Believable batches of events: days at points and at the centre, drawn from a fixed seed.
struct TrainingDays {
    /// How many batches of each size, in events, a dictionary is trained on.
    private static let sizes: [(events: Int, batches: Int)] = [
        (1, 1_200), (5, 400), (20, 160), (100, 40),
    ]
    /// Noon of 2 March 2026 at UTC+7, a Monday.
    private static let firstDay: Int64 = 1_772_427_600_000
    private static let dayMilliseconds: Int64 = 86_400_000
    private static let calendar = WorkingCalendar()

    private let drafts: [CaseDraft]
    private let procedures: [String: Procedure]
    private let reference: [(kind: String, fields: [(name: String, value: String)])]
    private var chance = TrainingChance(state: 2)

    init(drafts: [CaseDraft], procedures: [Procedure], units: [Unit]) {
        self.drafts = drafts
        self.procedures = Dictionary(
            procedures.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        reference =
            procedures.map { ("procedure", $0.fields) } + units.map { ("unit", $0.fields) }
    }

    /// All batches, each of one branch.
    mutating func batches() throws -> [[[UInt8]]] {
        var batches: [[[UInt8]]] = []
        for size in Self.sizes {
            for index in 0..<size.batches {
                batches.append(try batch(of: size.events, index))
            }
        }
        return batches
    }

    private mutating func batch(of count: Int, _ index: Int) throws -> [[UInt8]] {
        var day = Day(&chance, first: Self.firstDay)
        // Files full of cases, days at a desk, the centre's acts, and now and then its catalogue.
        let work = index % 8
        return try (0..<count).map { _ in
            day.pass(chance.below(work < 4 ? 30 : 600_000))
            switch work {
            case 0...3: return try newCase(&day)
            case 4, 5:
                switch chance.below(5) {
                case 0...2: return try newCase(&day)
                case 3: return try edit(&day)
                default: return try rating(&day)
                }
            case 6: return try act(&day)
            default: return index % 32 == 7 ? entry(&day) : try edit(&day)
            }
        }
    }

    private func draft(_ index: Int) -> CaseDraft { drafts[index % drafts.count] }

    /// A case of some procedure, handed in by the person of some other case.
    private mutating func newCase(_ day: inout Day) throws -> [UInt8] {
        // The last of the drafts are the samples: one of each procedure.
        let isSample = chance.below(4) == 0
        var draft = draft(
            isSample ? drafts.count - 1 - chance.below(12) : chance.below(drafts.count))
        if isSample {
            draft.applicant = self.draft(chance.below(drafts.count)).applicant
            draft.helper = nil
        }
        draft.reference = draft.reference.map { _ in day.reference() }
        guard let procedure = procedures[draft.procedure] else { throw Unknown() }
        let fields = try draft.fields(
            procedure: procedure, defaultUnit: "H57.\(19_700 + day.site % 400)", now: day.wall,
            calendar: Self.calendar)
        return event("case", fields + [(name: "slip", value: day.slip())], day)
    }

    private mutating func edit(_ day: inout Day) throws -> [UInt8] {
        let draft = draft(chance.below(drafts.count))
        let other = draft.applicant
        let fields = [
            ("applicant.phone", other.phone?.text), ("applicant.address", other.address),
            ("applicant.name", other.name), ("note", draft.note),
            ("answers.father_name", other.name),
            ("answers.child_name", other.name), ("applicant.commune", other.commune),
        ]
        let (name, value) = fields[chance.below(fields.count)]
        return event("edit", [(name: name, value: value ?? "")], day, record: chance.name())
    }

    private mutating func rating(_ day: inout Day) throws -> [UInt8] {
        var factors: [Rating.FactorScore] = []
        for factor in Rating.Factor.allCases where chance.below(2) == 0 {
            factors.append(.init(factor: factor, score: 3 + chance.below(3)))
        }
        let rating = try Rating(score: 3 + chance.below(3), factors: factors)
        let fields = rating.fields(about: [
            (name: "case", value: chance.name().description),
            (name: "procedure", value: draft(chance.below(drafts.count)).procedure),
            (name: "unit", value: "H57.\(19_700 + day.site % 400)"),
        ])
        return event("rating", fields, day)
    }

    private mutating func act(_ day: inout Day) throws -> [UInt8] {
        let unit = "H57.\(19_700 + day.site % 400)"
        let acts: [OfficerAct] = [
            .accept, .accept, .decide(.approved, reason: nil), .finish,
            .decline(reason: "Hồ sơ không thuộc thẩm quyền giải quyết."),
            .decide(.refused, reason: "Hồ sơ không đủ điều kiện theo quy định."),
        ]
        let act = acts[chance.below(acts.count)]
        let code = OfficialCode(
            unit: unit, date: CivilDate(instantMilliseconds: day.wall), sequence: day.next())
        let official = act == .accept ? [(name: "official", value: code.text)] : []
        let fields = act.fields(on: CaseView(fields: [:]), by: "", at: day.wall)
        return event(act.name, fields + official, day, record: chance.name(), isHub: true)
    }

    /// Reference data: a procedure, a unit, a point.
    private mutating func entry(_ day: inout Day) -> [UInt8] {
        let point = [
            (name: "site", value: "\(day.next())"), (name: "name", value: "Bưu cục"),
            (name: "unit", value: "H57.\(19_700 + day.site % 400)"), (name: "type", value: "post"),
        ]
        let index = chance.below(reference.count + 10)
        let (kind, fields) = index < reference.count ? reference[index] : ("point", point)
        return event(kind, fields, day, isHub: true)
    }

    private mutating func event(
        _ kind: String, _ fields: [(name: String, value: String)], _ day: Day,
        record: RecordName? = nil, isHub: Bool = false
    ) -> [UInt8] {
        // The author's branch is site 0, the hub site 1.
        let own = VectorClock.Entry(site: .own, sequence: UInt64(1 + chance.below(9_000)))
        let other = VectorClock.Entry(
            site: SiteNumber(UInt32(isHub ? day.site : 1)),
            sequence: UInt64(1 + chance.below(9_000)))
        let context = record == nil ? [] : chance.below(2) == 0 ? [own] : [own, other]
        return Event(
            record: record, kind: kind, actor: isHub ? "operator" : "agent",
            time: isHub ? EventTime(wall: day.wall) : day.time, context: VectorClock(context),
            fields: fields.map { .init($0.name, $0.value.isEmpty ? .null : .text($0.value)) }
        ).encoded
    }

    /// A case of a procedure that the catalogue does not have.
    private struct Unknown: Error {}

    /// A branch on one day.
    private struct Day {
        let site: Int
        private(set) var wall: Int64
        private let heard: Int64
        private let boot: UInt64
        private let prefix: Int
        private var number: Int

        init(_ chance: inout TrainingChance, first: Int64) {
            site = 2 + chance.below(9_000) >> chance.below(13)
            wall =
                first + Int64(chance.below(365)) * dayMilliseconds + Int64(chance.below(14_400_000))
            heard = wall - Int64(chance.below(3_600_000))
            boot = chance.next()
            prefix = chance.below(100)
            number = chance.below(10_000) >> chance.below(14)
        }

        var time: EventTime {
            EventTime(wall: wall, anchor: .init(hubTime: heard, elapsed: wall - heard, boot: boot))
        }

        mutating func pass(_ milliseconds: Int) { wall += Int64(milliseconds) }

        mutating func next() -> Int {
            number += 1
            return number
        }

        mutating func slip() -> String {
            SlipNumber.base(
                site: site, date: CivilDate(instantMilliseconds: wall), number: next())
        }

        func reference() -> String {
            let digits = String(number + 1)
            return "B\(prefix)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
    }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct TrainingChance {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func name() -> RecordName {
        guard let name = RecordName(next().bigEndianBytes + next().bigEndianBytes) else {
            preconditionFailure("16 bytes make a name")
        }
        return name
    }
}
