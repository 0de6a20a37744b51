/// What a person gave before at this point, to be offered again instead of asked for again.
///
/// Nothing is taken over by itself: it is shown to the staff beside the question, and the person
/// says whether it still holds.
package struct GivenBefore: Equatable, Sendable {
    /// A paper of an earlier case whose scan is here.
    package struct Paper: Equatable, Sendable {
        package let document: CaseDocument
        /// The procedure whose list of papers has the key.
        package let procedure: String
    }

    /// By the name of the field, `applicant.phone` for instance; the newest value that was given.
    package private(set) var fields: [String: String] = [:]
    /// The newest scan of each paper, in the order of the papers' keys.
    package private(set) var papers: [Paper] = []

    /// Gathers from the fields of earlier cases, the newest first; only those of this identity
    /// number as the applicant's count.
    package init(identity: String, cases: [[String: String]]) {
        let own = cases.filter { $0["applicant.identity"] == identity }
        for known in own {
            for (name, value) in known where name.hasPrefix("applicant.") && !value.isEmpty {
                fields[name] = fields[name] ?? value
            }
        }
        var found: [String: Paper] = [:]
        for known in own {
            for document in CaseDocument.all(in: known) where found[document.paper] == nil {
                found[document.paper] = Paper(
                    document: document, procedure: known["procedure"] ?? "")
            }
        }
        papers = found.keys.sorted().compactMap { found[$0] }
    }

    /// The scans that may serve for the papers of a procedure: those of the same key.
    package func papers(for procedure: Procedure) -> [Paper] {
        let keys = Set(procedure.papers.map(\.key))
        return papers.filter { keys.contains($0.document.paper) }
    }
}
