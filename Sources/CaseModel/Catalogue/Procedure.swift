/// An administrative procedure (*thủ tục hành chính*) as the catalogue states it.
package struct Procedure: Equatable, Sendable {
    /// For example `1.001193`.
    package var code: String
    package var nameVi: String
    package var nameEn: String?
    /// The field of administration (*lĩnh vực*), for example `Hộ tịch`.
    package var fieldVi: String
    package var fieldEn: String?
    /// Levels of administration that decide: `commune`, `province`, `ministry`, `other`.
    package var levels: [String]
    /// The decision that announced the procedure.
    package var decision: String?
    /// At most one of each kind, in the order counter, online, post.
    package var channels: [Channel]
    /// Time of day, `HH:mm`: received up to then, due the same day; later, the next working day.
    package var sameDayCutoff: String?
    package var papers: [Paper]
    package var form: [FormField]
    /// What the person receives.
    package var resultVi: String?
    package var notes: String?
    /// What the source of the catalogue was not sure of; never shown to a citizen as law.
    package var unsure: [String]
    /// Ids of the competent units; empty means the unit of the applicant's commune.
    package var units: [String]
    package var validity: Validity

    /// Puts a procedure together.
    package init(
        code: String, nameVi: String, nameEn: String? = nil, fieldVi: String = "",
        fieldEn: String? = nil, levels: [String] = [], decision: String? = nil,
        channels: [Channel] = [], sameDayCutoff: String? = nil, papers: [Paper] = [],
        form: [FormField] = [], resultVi: String? = nil, notes: String? = nil,
        unsure: [String] = [], units: [String] = [], validity: Validity = Validity()
    ) {
        self.code = code
        self.nameVi = nameVi
        self.nameEn = nameEn
        self.fieldVi = fieldVi
        self.fieldEn = fieldEn
        self.levels = levels
        self.decision = decision
        self.channels = channels
        self.sameDayCutoff = sameDayCutoff
        self.papers = papers
        self.form = form
        self.resultVi = resultVi
        self.notes = notes
        self.unsure = unsure
        self.units = units
        self.validity = validity
    }

    /// The channel of that kind, if the procedure is offered through it.
    package func channel(_ kind: ChannelKind) -> Channel? {
        channels.first { $0.kind == kind }
    }
}

/// A way to hand in (*kênh tiếp nhận*).
package enum ChannelKind: String, CaseIterable, Sendable {
    case counter
    case online
    case post

    /// The number that the national portal uses.
    package var portalNumber: Int {
        switch self {
        case .counter: 1
        case .online: 2
        case .post: 3
        }
    }
}

extension Procedure {
    /// What one channel promises: time limit and fee may differ by channel.
    package struct Channel: Equatable, Sendable {
        package var kind: ChannelKind
        /// Nil when the catalogue states no limit.
        package var limit: Limit?
        /// Nil when the catalogue says nothing of a fee.
        package var fee: Fee?

        /// Puts a channel together.
        package init(kind: ChannelKind, limit: Limit? = nil, fee: Fee? = nil) {
            self.kind = kind
            self.limit = limit
            self.fee = fee
        }
    }

    /// A time limit in its own unit.
    package struct Limit: Hashable, Sendable {
        package var count: Int
        package var unit: LimitUnit

        /// So many days or hours.
        package init(count: Int, unit: LimitUnit) {
            self.count = count
            self.unit = unit
        }
    }

    /// The unit of a time limit.
    package enum LimitUnit: String, CaseIterable, Sendable {
        case workingDay
        case calendarDay
        case hour
    }

    /// A paper that the procedure asks for (*thành phần hồ sơ*).
    package struct Paper: Equatable, Sendable {
        /// Unique within the procedure, made of the folded name; never changes with the name.
        package var key: String
        package var nameVi: String
        package var nameEn: String?
        package var originals: Int
        package var copies: Int
        package var kind: PaperKind
        /// When the paper is needed, in words; nil means always.
        package var condition: String?
        /// The same for the machine.
        package var when: Condition?
        /// Without it a case is a draft; only where the catalogue says so.
        package var required: Bool

        /// Puts a paper together.
        package init(
            key: String, nameVi: String, nameEn: String? = nil, originals: Int = 1,
            copies: Int = 0, kind: PaperKind = .submit, condition: String? = nil,
            when: Condition? = nil, required: Bool = false
        ) {
            self.key = key
            self.nameVi = nameVi
            self.nameEn = nameEn
            self.originals = originals
            self.copies = copies
            self.kind = kind
            self.condition = condition
            self.when = when
            self.required = required
        }
    }

    /// Whether a paper is handed in or only shown.
    package enum PaperKind: String, CaseIterable, Sendable {
        case submit
        case present
    }
}

extension Procedure.Limit {
    /// `5 workingDay`, as it stands in a field.
    package var text: String { "\(count) \(unit.rawValue)" }

    /// Reads what `text` writes.
    package init?(text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Digits.value(parts[0]),
            let unit = Procedure.LimitUnit(rawValue: String(parts[1])),
            (1...CaseLimits.timeLimit).contains(count)
        else { return nil }
        self.init(count: count, unit: unit)
    }

    /// For comparison only: hours times ten, five working days a week.
    var approximateLength: Int {
        switch unit {
        case .hour: count * 10
        case .calendarDay: count * 240
        case .workingDay: count * 336
        }
    }
}
