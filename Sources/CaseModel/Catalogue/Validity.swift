/// Since when a version of a procedure applies, and since when the procedure no longer does.
package struct Validity: Equatable, Sendable {
    /// The first day of the newest version; nil when no day was given.
    package var effective: CivilDate?
    /// The decision that announced or amended it.
    package var decision: String?
    /// The first day on which it can no longer be chosen.
    package var abolished: CivilDate?
    package var abolishedBy: String?

    /// Puts the days and decisions together.
    package init(
        effective: CivilDate? = nil, decision: String? = nil, abolished: CivilDate? = nil,
        abolishedBy: String? = nil
    ) {
        self.effective = effective
        self.decision = decision
        self.abolished = abolished
        self.abolishedBy = abolishedBy
    }

    /// The fields that it stands in; `DESIGN.md` says why they are apart from the content.
    package static let fieldNames = [
        "abolished", "abolished.decision", "effective", "effective.decision",
    ]

    func write(to writer: inout FieldWriter) {
        writer.add("effective", effective?.iso)
        writer.add("effective.decision", decision)
        writer.add("abolished", abolished?.iso)
        writer.add("abolished.decision", abolishedBy)
    }

    init(_ reader: FieldReader) throws(CatalogueError) {
        // An unreadable day is an error and not no day: the procedure would be in force for ever.
        effective = try reader.value("effective") { try? CivilDate($0) }
        decision = reader.text("effective.decision")
        // The same.
        abolished = try reader.value("abolished") { try? CivilDate($0) }
        abolishedBy = reader.text("abolished.decision")
    }
}

/// Whether a procedure can be chosen on a day.
package enum Standing: String, CaseIterable, Sendable {
    case inForce = "in_force"
    /// It is announced and takes effect later.
    case notYet = "not_yet"
    case abolished
}
