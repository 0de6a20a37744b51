import CaseModel
import CaseRecords
import Console
import Forms
import SyncProtocol

/// What the notices and the control sheet take from the acts of a case.
extension CaseForms {
    /// The newest supplement request, with who made it (form 02).
    var request: (sheet: SupplementSheet, by: String)? {
        for wait in view.waits.reversed() {
            guard case .supplement(let request) = wait.kind else { continue }
            let sheet = SupplementSheet(
                items: request.items, reason: request.reason, guidance: request.guidance)
            return (sheet, wait.by)
        }
        return nil
    }

    /// The newest extension, with who gave it and the date that was promised before (form 04).
    var apology: (sheet: ApologySheet, by: String)? {
        var promised: Int64?
        var found: (sheet: ApologySheet, by: String)?
        for placed in events {
            let text = { (name: String) in
                placed.event.fields.first { $0.name == name }?.value.text
            }
            let due = text("due").flatMap(instant)
            if placed.event.kind == CaseAct.extend.rawValue, let due {
                let reason = placed.event.fields.first {
                    $0.name.hasPrefix("extension.") && $0.name.hasSuffix(".reason")
                }
                let sheet = ApologySheet(
                    reason: reason?.value.text ?? "", due: promised, newDue: due)
                found = (sheet, placed.event.actor)
            }
            promised = due ?? promised
        }
        return found
    }

    /// Who did one of these acts last; who received the case when nobody did.
    func actor(of acts: CaseAct...) -> String {
        let kinds = acts.map(\.rawValue)
        return events.last { kinds.contains($0.event.kind) }?.event.actor
            ?? (state.creation?.actor ?? around.actor)
    }

    /// The rows of the control sheet (form 06).
    func handOvers(_ language: Language) -> [HandOverRow] {
        let steps = events.steps(place: around.point)
        return ControlSheet(steps, unit: view.unit, due: view.due).rows.map { row in
            let act = CaseAct(rawValue: row.act).map { language.pick($0.nameVi, $0.nameEn) }
            let note = [act ?? language.pick("Nhận hồ sơ", "Received"), row.note]
            return HandOverRow(
                giver: holder(row.from), receiver: holder(row.to), at: row.time,
                timing: row.punctuality,
                note: note.filter { !$0.isEmpty }.joined(separator: ": "))
        }
    }

    /// A unit by its name, a point as it is, and the person for nobody.
    private func holder(_ name: String) -> String {
        name.isEmpty ? view.applicantName : around.unit(name) ?? name
    }

    private func instant(_ text: String) -> Int64? {
        // An unreadable time counts as none.
        try? Instant.milliseconds(iso: text)
    }
}
