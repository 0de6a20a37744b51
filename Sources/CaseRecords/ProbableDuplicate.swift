package import CaseModel
package import SyncProtocol

/// Cases that are probably one: the same person, the same procedure, two points, overlapping days.
///
/// Only ever flagged: nothing is merged by itself (design §4).
package struct ProbableDuplicate: Equatable, Sendable {
    package let records: [RecordName]
    package let conflict: LegalConflict

    /// Looks for them; the order of the states means nothing.
    package static func all(among states: [RecordState], hubs: [SiteNumber]) -> [Self] {
        var groups: [String: [Candidate]] = [:]
        for candidate in states.compactMap({ Candidate($0, hubs: hubs) }) {
            groups[candidate.key, default: []].append(candidate)
        }
        return groups.keys.sorted().flatMap { clusters(groups[$0] ?? []) }
    }

    /// Those of one person and procedure, taken apart where no day is shared.
    private static func clusters(_ candidates: [Candidate]) -> [Self] {
        let sorted = candidates.sorted { ($0.first, $0.name) < ($1.first, $1.name) }
        var clusters: [[Candidate]] = []
        var reach: CivilDate?
        for candidate in sorted {
            let isNear = reach.map { candidate.days.lowerBound <= $0 } ?? false
            if isNear {
                clusters[clusters.count - 1].append(candidate)
                reach = max(reach ?? candidate.days.upperBound, candidate.days.upperBound)
            } else {
                clusters.append([candidate])
                reach = candidate.days.upperBound
            }
        }
        return clusters.filter { cluster in
            // Where all is done nothing is left to decide.
            Set(cluster.map(\.fact.site)).count > 1 && cluster.contains(where: \.isOpen)
        }.map { cluster in
            Self(
                records: cluster.map(\.name),
                conflict: LegalConflict(.probableDuplicate, "duplicate", cluster.map(\.fact)))
        }
    }

    /// What counts of a case.
    private struct Candidate {
        let name: RecordName
        let key: String
        let days: ClosedRange<CivilDate>
        let first: Int64
        let isOpen: Bool
        let fact: LegalConflict.Fact

        /// Nil for what was given up already, and for what names nobody.
        init?(_ state: RecordState, hubs: [SiteNumber]) {
            guard let creation = state.creation, creation.kind == RecordKind.case else {
                return nil
            }
            let view = CaseView(fields: state.dictionary(hubs: hubs))
            guard let person = view.personKey, view.state.mayBeDouble else { return nil }
            name = state.name
            key = view.procedure + "\n" + person
            first = view.receivedAt ?? creation.time.wall
            isOpen = !view.state.isFinal
            let ended = isOpen ? nil : view.instant("decided.at") ?? view.instant("returned.at")
            let day = CivilDate(instantMilliseconds: first)
            let last = ended.map(CivilDate.init(instantMilliseconds:)) ?? .distantFuture
            days = day...max(day, last)
            let slip = Projection.slip(of: state, base: view.fields["slip"])
            fact = .init(
                matter: .handedIn(code: slip ?? "\(state.name)"), site: creation.site,
                actor: creation.actor, time: first)
        }
    }
}

extension CaseView {
    /// The number of the person, or the name with what else is known; nil when there is neither.
    fileprivate var personKey: String? {
        if let identity = applicantIdentity { return identity }
        guard let more = fields["applicant.birth_date"] ?? applicantPhone, !more.isEmpty,
            !applicantName.isEmpty
        else { return nil }
        return VietnameseText.searchKey(applicantName) + " " + more
    }
}

extension CaseState {
    /// Whether a case in this state can be one too many; what was given up already cannot.
    package var mayBeDouble: Bool {
        switch self {
        case .submitted, .accepted, .processing, .supplement, .payment, .waiting, .done, .ready,
            .returned:
            true
        case .draft, .declined, .withdrawn, .stopped: false
        }
    }
}

extension CivilDate {
    /// A day after all that are worked with.
    fileprivate static var distantFuture: CivilDate { CivilDate(dayNumber: .max) }
}
