extension CaseView {
    /// The clock of the case; nil when no limit is known.
    ///
    /// - Parameters:
    ///   - createdAt: when the case was entered, unless its fields say when it was received.
    ///   - known: what the catalogue states, for cases that were received before limits were kept.
    package func deadline(createdAt: Int64, known: TimeLimit? = nil) -> Deadline? {
        guard let limit = fields["limit"].flatMap(TimeLimit.init(text:)) ?? known else {
            return nil
        }
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

    /// When an office took the papers as valid, for what was handed in without anybody looking.
    package var validAt: Int64? { instant("valid_at") }

    /// The new dates that were given with an apology.
    package var extensions: [Deadline.Extension] {
        (1...99).compactMap { number in
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
