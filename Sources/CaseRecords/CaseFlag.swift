package import CaseModel
package import SyncProtocol

/// Something about a case that a person has to look at; nothing is decided by it.
package enum CaseFlag: Equatable, Sendable {
    /// It was handed in for a procedure that was abolished by then, by a point that did not know.
    case procedureAbolished(since: CivilDate)
    /// Probably handed in at another point too; the codes of all that may be one.
    case probableDuplicate([String])
    /// Nobody could tell which unit is competent.
    case toRoute
    /// The point's clock was dead, or ahead of the centre's, when it took the case: a person sets
    /// the time of reception.
    case receptionUnsure(claimed: Int64, arrived: Int64)
    /// A point wrote in it whose work is doubtful, because it was stolen for instance.
    case revokedPoint(SiteNumber)

    /// The word of the machine form.
    package var word: String {
        switch self {
        case .procedureAbolished: "procedure_abolished"
        case .probableDuplicate: "probable_duplicate"
        case .toRoute: "to_route"
        case .receptionUnsure: "reception_unsure"
        case .revokedPoint: "revoked_point"
        }
    }
}
