import CaseModel
package import CaseRecords
import CentralStore
import SyncProtocol

/// Cases that were probably handed in twice, looked for when somebody asks.
///
/// The lists alone tell nearly all apart; only cases of one procedure with applicants of one name
/// at different points are folded and compared.
extension Hub {
    /// All of them.
    package func probableDuplicates() throws(HubError) -> [ProbableDuplicate] {
        var first: [Int: SiteNumber] = [:]
        var doubtful: Set<Int> = []
        try records(kind: RecordKind.case) { row in
            guard let key = Self.duplicateKey(of: row) else { return true }
            if let other = first[key], other != row.creation.site { doubtful.insert(key) }
            first[key] = first[key] ?? row.creation.site
            return true
        }
        guard !doubtful.isEmpty else { return [] }
        first = [:]
        var names: [RecordName] = []
        try records(kind: RecordKind.case) { row in
            if let key = Self.duplicateKey(of: row), doubtful.contains(key) {
                names.append(row.name)
            }
            return true
        }
        var states: [RecordState] = []
        for name in names { states.append(try fold(of: name)) }
        return ProbableDuplicate.all(among: states, hubs: hubs)
    }

    /// A number that cases of one procedure and one applicant's name share; others may share it by
    /// chance, which folding finds out.
    private static func duplicateKey(of row: RecordRow) -> Int? {
        let state = row.summary.state.flatMap { CaseState(rawValue: $0) } ?? .submitted
        guard state.mayBeDouble, let name = row.summary.texts["applicant.name"] else { return nil }
        var hasher = Hasher()
        hasher.combine(row.summary.texts["procedure"])
        hasher.combine(VietnameseText.searchKey(name))
        return hasher.finalize()
    }
}
