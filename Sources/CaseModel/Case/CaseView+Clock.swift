extension CaseView {
    /// The clock of the case; nil when no limit is known and no date was given.
    ///
    /// - Parameters:
    ///   - createdAt: when the case was entered, unless its fields say when it was received.
    ///   - procedure: what the case was received under, if its limit may stand only there.
    package func deadline(createdAt: Int64, procedure: Procedure? = nil) -> Deadline? {
        // Where no limit is stated, a date that was given with an apology is the only one.
        guard let limit = limit(under: procedure) ?? (extensions.isEmpty ? nil : TimeLimit())
        else { return nil }
        let pauses = waits.map { wait in
            let reason: Deadline.Pause.Reason =
                switch wait.kind {
                case .supplement: .supplement
                case .agency: .agency
                }
            return Deadline.Pause(from: wait.at, to: wait.endedAt, reason: reason)
        }
        return Deadline(
            receivedAt: validAt ?? receivedAt ?? createdAt, limit: limit, pauses: pauses,
            extensions: extensions)
    }

    /// What the case costs by the procedure it was received under, and by its answers.
    ///
    /// A case that names no version keeps at least the amount that stood there then.
    package func fee(under procedure: Procedure?) -> Procedure.Fee? {
        var fee = procedure?.channel(channel)?.fee?.settled { fields["answers.\($0)"] }
        let kept = fields["procedure.fee"].flatMap { Int64($0) }
        guard fields["procedure.version"] == nil, let kept else { return fee }
        fee = fee ?? Procedure.Fee(amount: kept)
        fee?.amount = kept
        return fee
    }

    /// The limit that the case was received under, else what its procedure states.
    package func limit(under procedure: Procedure?) -> TimeLimit? {
        fields["limit"].flatMap(TimeLimit.init(text:))
            ?? procedure.map { TimeLimit($0, channel) }
    }

    /// When an office took the papers as valid, for what was handed in without anybody looking.
    package var validAt: Int64? { instant("valid_at") }

    /// The new dates that were given with an apology.
    package var extensions: [Deadline.Extension] {
        numbers("extension", ".at").compactMap { number in
            guard let at = instant("extension.\(number).at"),
                let due = instant("extension.\(number).due")
            else { return nil }
            return Deadline.Extension(at: at, due: due)
        }
    }

    /// The date that was promised before a newer calendar changed it, nil when none was.
    package var dueChange: DueChange? {
        guard let old = instant("due.was"), let new = due else { return nil }
        let causes = (fields["due.why"] ?? "").split(separator: " ").compactMap { word in
            let parts = word.split(separator: "=")
            // A word that is no day is passed over: the dates themselves can be read.
            return (parts.first.flatMap { try? CivilDate(String($0)) }).map {
                DueChange.Cause(date: $0, isWorked: parts.last == "worked")
            }
        }
        return DueChange(old: old, new: new, causes: causes)
    }
}

extension DueChange {
    /// The fields by which a case keeps the change.
    package var fields: [(name: String, value: String)] {
        let why = causes.map { "\($0.date.iso)=\($0.isWorked ? "worked" : "off")" }
        return [
            ("due", Instant.iso(new)), ("due.was", Instant.iso(old)),
            ("due.why", why.isEmpty ? "hours" : why.prefix(20).joined(separator: " ")),
        ]
    }
}
