/// What publishing a catalogue would change, before anything is changed.
///
/// Only what differs becomes a change. The day and the decision of the act are no content: they are
/// written with a change and never make one. An amendment without a day corrects the version that
/// stands. What is missing in a file is abolished only when the file is said to be complete.
package struct CataloguePlan: Equatable, Sendable {
    /// What happens to a procedure; the words are those of the machine form.
    package enum Act: String, CaseIterable, Sendable {
        case announced
        case amended
        case abolished
    }

    /// A field before and after; nil is absent.
    package struct FieldChange: Equatable, Sendable {
        package let name: String
        package let from: String?
        package let to: String?
    }

    /// One procedure that changes.
    package struct Change: Equatable, Sendable {
        package let act: Act
        package let code: String
        package let name: String
        /// In the order of the names, each with another value than before.
        package let fields: [FieldChange]

        /// The value that a field gets, if it changes.
        package func value(_ field: String) -> String? {
            fields.first { $0.name == field }?.to
        }
    }

    package private(set) var changes: [Change] = []
    package private(set) var unchanged: [String] = []
    /// What is wrong against the catalogue that stands; what the file itself has is not repeated.
    package private(set) var problems: [ImportProblem] = []

    private let standing: [String: [String: String]]
    private let publication: Publication
    private let today: CivilDate

    /// Compares a file with the fields of the procedures that stand, by code.
    package init(
        _ found: CatalogueImport, standing: [String: [String: String]], publication: Publication,
        isComplete: Bool, today: CivilDate
    ) {
        self.standing = standing
        self.publication = publication
        self.today = today
        for procedure in found.procedures {
            compare(procedure, isRevived: found.revived.contains(procedure.code))
        }
        for abolition in found.abolitions {
            abolish(abolition.code, day: abolition.day, by: abolition.decision)
        }
        guard isComplete else { return }
        let listed = Set(found.procedures.map(\.code) + found.abolitions.map(\.code))
        for code in standing.keys.sorted() where !listed.contains(code) {
            abolish(code, day: nil, by: nil)
        }
    }

    /// How many procedures one act concerns.
    package func count(_ act: Act) -> Int {
        changes.count { $0.act == act }
    }

    private mutating func compare(_ procedure: Procedure, isRevived: Bool) {
        let before = standing[procedure.code] ?? [:]
        if let day = before["abolished"], !isRevived {
            // What is to end later is still amended until then.
            if day <= today.iso {
                return note(procedure.code, .warning, .abolishedStays(since: day))
            }
        }
        var after = Dictionary(uniqueKeysWithValues: procedure.fields.map { ($0.name, $0.value) })
        for name in Validity.fieldNames { after[name] = before[name] }
        if isRevived {
            after["abolished"] = nil
            after["abolished.decision"] = nil
        }
        let own = procedure.validity.effective
        let isSame = after == before && (own == nil || own?.iso == before["effective"])
        guard !isSame else { return unchanged.append(procedure.code) }
        publish(&after, before, day: own ?? publication.effective)
        guard isSmall(after) else { return note(procedure.code, .refused, .tooLarge) }
        if let day = after["effective"], let earlier = before["effective"], day < earlier {
            // The text is one that this model has written.
            guard let earlier = try? CivilDate(earlier) else { return }
            return note(procedure.code, .refused, .effectiveBefore(standing: earlier))
        }
        let isNew = before.isEmpty || isRevived && before["abolished"] != nil
        add(isNew ? .announced : .amended, procedure.code, procedure.nameVi, before, after)
    }

    /// Writes the day and the decision of the act; a new day takes the older decision away.
    private func publish(
        _ after: inout [String: String], _ before: [String: String], day: CivilDate?
    ) {
        if let day { after["effective"] = day.iso }
        if let decision = publication.decision {
            after["effective.decision"] = decision
        } else if after["effective"] != before["effective"] {
            after["effective.decision"] = nil
        }
    }

    private mutating func abolish(_ code: String, day: CivilDate?, by decision: String?) {
        guard let before = standing[code] else {
            return note(code, .refused, .abolishedUnknown)
        }
        guard before["abolished"] == nil || (day != nil && before["abolished"] != day?.iso) else {
            return unchanged.append(code)
        }
        var after = before
        after["abolished"] = (day ?? publication.effective ?? today).iso
        after["abolished.decision"] = decision ?? publication.decision
        add(.abolished, code, before["name"] ?? "", before, after)
    }

    private mutating func add(
        _ act: Act, _ code: String, _ name: String, _ before: [String: String],
        _ after: [String: String]
    ) {
        let names = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        let fields = names.sorted().map {
            FieldChange(name: $0, from: before[$0], to: after[$0])
        }
        changes.append(Change(act: act, code: code, name: name, fields: fields))
    }

    private func isSmall(_ fields: [String: String]) -> Bool {
        fields.count <= CaseLimits.procedureFields
            && fields.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count + 8 }
                <= CaseLimits.procedureBytes
    }

    private mutating func note(
        _ code: String, _ severity: ImportProblem.Severity, _ reason: ImportProblem.Reason
    ) {
        problems.append(
            ImportProblem(place: "", code: code, severity: severity, reason: reason))
    }
}
