/// The four states of a case that people mix up, each by itself. Where it is durable is the fourth,
/// and known only to the store that is asked.
package struct CaseStatus: Equatable, Sendable {
    /// The money (*nghĩa vụ tài chính*).
    package enum Finance: String, CaseIterable, Sendable {
        case none
        /// The person was asked to pay.
        case asked
        /// A code to pay with was shown; nobody has confirmed that money came.
        case shown
        case confirmed
    }

    /// The way of the result to the person.
    package enum Delivery: String, CaseIterable, Sendable {
        case none
        /// Decided, and on its way to where it is handed over.
        case expected
        case ready
        case handedOver
    }

    package let business: CaseState
    package let finance: Finance
    package let delivery: Delivery

    /// Reads the states from merged fields.
    package init(_ view: CaseView) {
        business = view.state
        let asked: Finance = view.state == .payment ? .asked : .none
        finance = view.fields["finance"].flatMap(Finance.init(rawValue:)) ?? asked
        delivery =
            switch view.state {
            case .done: .expected
            case .ready: .ready
            case .returned: .handedOver
            case .draft, .submitted, .accepted, .declined, .processing, .supplement, .payment,
                .waiting, .withdrawn, .stopped:
                .none
            }
    }
}
