import CaseModel
import CaseRecords
import Frontend
import Replica
import SyncProtocol

extension Point {
    /// How many earlier cases are looked through, from the newest on.
    private static let earlierCases = 50

    /// What this person gave at this point before, as far as it is still here; for desks with
    /// staff. What somebody did not want to be used again is left out.
    func givenBefore(_ identity: IdentityNumber) throws(Failure) -> GivenBefore {
        let cases = try cases(mentioning: identity) {
            $0[ConsentPurpose.reuse.field] != ConsentAnswer.no.rawValue
        }
        return GivenBefore(identity: identity.text, cases: cases)
    }

    /// The same on a screen for everybody, where typing a number alone must show nobody's life:
    /// only from cases in which the same three facts stand and whose person agreed to the reuse.
    func givenBefore(_ person: ProvenPerson) throws(Failure) -> GivenBefore {
        let cases = try cases(mentioning: person.identity) {
            $0[ConsentPurpose.reuse.field] == ConsentAnswer.yes.rawValue
                && person.isApplicant(in: $0)
        }
        return GivenBefore(identity: person.identity.text, cases: cases)
    }

    private func cases(
        mentioning identity: IdentityNumber, where isOpen: ([String: String]) -> Bool
    ) throws(Failure) -> [[String: String]] {
        let hubs = try hubs()
        let names = try store { () throws(ReplicaError) in
            try replica.records(mentioning: identity.text, limit: Self.earlierCases)
        }
        var cases: [[String: String]] = []
        for name in names {
            let state = try store { () throws(ReplicaError) in try replica.state(of: name) }
            guard state.creation?.kind == RecordKind.case else { continue }
            let fields = state.dictionary(hubs: hubs)
            if isOpen(fields) { cases.append(fields) }
        }
        return cases
    }
}

/// Who somebody at a screen for everybody has shown to be, by a scanned card or by typing what
/// stands on it: the number, the name and the birth date.
struct ProvenPerson: Equatable {
    let identity: IdentityNumber
    let name: String
    let birthDate: CivilDate

    /// Whether the applicant of a case is this person; capitals and accents do not count.
    func isApplicant(in fields: [String: String]) -> Bool {
        fields["applicant.identity"] == identity.text
            && fields["applicant.birth_date"] == birthDate.iso
            && VietnameseText.searchKey(fields["applicant.name"] ?? "")
                == VietnameseText.searchKey(name)
    }
}
