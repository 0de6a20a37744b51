import CaseModel
import CaseRecords
import CentralStore
import Sealing
import SyncProtocol

/// Cases that are lent to a point on proof (design §5, partial replication).
extension Hub {
    /// How long a point may see what was proved to it: a day.
    static let loanMilliseconds: Int64 = 86_400_000

    /// Looks a case up for a site and lends it what is proved; every wrong proof counts against the
    /// case, whichever site it comes from.
    func lookUp(
        _ asked: LookUp, for site: Site, now: Int64
    ) throws(StoreError) -> LookUpResult {
        let day = CivilDate(instantMilliseconds: now).compact
        let until = now + Self.loanMilliseconds
        var found: [RecordName] = []
        var isBlocked = false
        // All branches of a point see the same.
        let root = try tree().root(of: site.number)
        for row in try cases(coded: asked.code) {
            guard try store.wrongProofs(of: row.name, on: day) < Limits.wrongProofsPerDay else {
                isBlocked = true
                continue
            }
            guard try isProved(row, by: asked.proof) else {
                try store.noteWrongProof(of: row.name, on: day)
                continue
            }
            try lend(row, to: root, until: until)
            found.append(row.name)
        }
        guard found.isEmpty else { return .lent(found, until: until) }
        return isBlocked ? .tooOften : .unproved
    }

    /// The cases that a printed code stands for. A caller's reference is no such code: many cases
    /// may share one, and a proof would be tried on all of them at once.
    private func cases(coded code: String) throws(StoreError) -> [RecordRow] {
        for reading in TypedCode.readings(code) {
            let rows = try store.records(matching: reading).filter {
                $0.summary.kind == RecordKind.case
                    && ($0.summary.slip == reading || $0.summary.official == reading)
            }
            if !rows.isEmpty { return Array(rows.prefix(Limits.casesPerLookUp)) }
        }
        return []
    }

    /// Whether somebody knows the secret on the slip, or how the applicant's number ends.
    private func isProved(_ row: RecordRow, by proof: String) throws(StoreError) -> Bool {
        let state = try state(of: row.name)
        let typed = LookUpSecret.plain(proof)
        let identity = state.text("applicant.identity", hubs: hubs) ?? ""
        if typed.utf8.count == 4, identity.utf8.count > 4, identity.hasSuffix(typed) { return true }
        guard let creation = state.creation,
            let key = try store.site(creation.site)?.slipKey
        else { return false }
        return typed
            == LookUpSecret.text(SlipSecret.bytes(eventHash: creation.hash.bytes, key: key))
    }

    /// Lends a case and what hangs on it; a site that may see it anyway needs no loan.
    private func lend(
        _ row: RecordRow, to site: SiteNumber, until: Int64
    ) throws(StoreError) {
        var notes = ChangeNotes()
        for row in [row] + (try attached(to: row.name)) {
            let isKnown = try store.isInterested(site, in: row.name)
            let isLent = try store.isLent(row.name, to: site)
            // What is lent already is lent for longer.
            if isLent || !isKnown { try store.lend(row.name, to: site, until: until) }
            if !isKnown { try noteGrant(of: row, to: site, in: &notes) }
        }
        try log(&notes)
    }
}
