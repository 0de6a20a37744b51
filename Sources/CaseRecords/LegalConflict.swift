package import CaseModel
package import SyncProtocol

/// Facts about one case that the law does not let stand together (design §4): both are kept, and a
/// person decides.
package struct LegalConflict: Equatable, Sendable {
    /// What happened.
    package enum Kind: String, CaseIterable, Sendable {
        case acceptedTwice = "accepted_twice"
        case paidTwice = "paid_twice"
        case returnedTwice = "returned_twice"
        /// Two requests for more papers, asked at once.
        case requestedTwice = "requested_twice"
        /// Withdrawn by the citizen while the office decided.
        case withdrawnAgainstDecided = "withdrawn_decided"
        /// A new date was given while the case was finished.
        case extendedAgainstFinished = "extended_finished"
        /// Sent to another unit while somebody accepted or decided it, or sent to two at once.
        case changedUnit = "changed_unit"
        /// The same person with the same procedure at two points within the same days.
        case probableDuplicate = "probable_duplicate"
    }

    /// One of the facts: what, by whom, where and when.
    package struct Fact: Equatable, Sendable {
        package let matter: Matter
        package let site: SiteNumber
        package let actor: String
        package let time: Int64
    }

    /// What a fact says.
    package enum Matter: Equatable, Sendable {
        case accepted
        case state(CaseState)
        case payment(Payment, RecordName)
        case returned
        case requested(SupplementRequest)
        case extended(due: Int64)
        case unit(String)
        case handedIn(code: String)
    }

    package let kind: Kind
    /// Where the contract lists it beside the fields in conflict; one that a person can settle by
    /// `resolve`, unless it is `payment` or `duplicate`, which are no fields of a case.
    package let field: String
    package let facts: [Fact]

    init(_ kind: Kind, _ field: String, _ facts: [Fact]) {
        self.kind = kind
        self.field = field
        self.facts = facts
    }

    /// All that stand for a case, in the order of the kinds.
    package static func all(in state: RecordState, money: CaseMoney) -> [LegalConflict] {
        ([paidTwice(money)].compactMap(\.self) + all(in: state)).sorted { $0.order < $1.order }
    }

    private static func paidTwice(_ money: CaseMoney) -> LegalConflict? {
        guard money.finance.state == .paidTwice else { return nil }
        let settled = money.payments.filter { $0.payment.standing == .settled }
        return LegalConflict(
            .paidTwice, "payment",
            settled.map {
                Fact(
                    matter: .payment($0.payment, $0.name), site: $0.site, actor: $0.actor,
                    time: $0.time)
            })
    }

    private var order: Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
}
