package import CaseModel
import CaseRecords
import CentralStore
package import SyncProtocol

/// What people told the authorities, and the answers.
extension Hub {
    /// Feedback with its dates.
    package struct FeedbackRow: Sendable {
        package let name: RecordName
        package let feedback: Feedback
        package let clock: FeedbackClock
        package let receivedAt: Int64
        /// The case's record, when its author named one.
        package let caseName: String?
        package let unit: String?
    }

    /// All feedback, the oldest first.
    package func feedback() throws(HubError) -> [FeedbackRow] {
        let calendars = Calendars(try calendarBook())
        var names: [RecordName] = []
        try records(kind: RecordKind.feedback) { row in
            names.append(row.name)
            return true
        }
        var rows: [FeedbackRow] = []
        for name in names {
            if let row = row(try fold(of: name), calendars) { rows.append(row) }
        }
        return rows
    }

    /// Answers feedback by a step that can still follow; nil
    /// when it was made already or comes too early. What was answered is never changed.
    package func answer(
        _ code: String, _ step: Feedback.Step, text: String, by officer: Officer
    ) throws(HubError) -> FeedbackRow? {
        let calendars = Calendars(try calendarBook())
        return try act { () throws(HubError) in
            guard let name = RecordName(hex: code) else { throw .notFound(code: code) }
            let state = try fold(of: name)
            guard let row = row(state, calendars) else { throw .notFound(code: code) }
            guard row.feedback.allows(step) else { return nil }
            let fields = Feedback.answer(step, at: officer.now, text: text)
            try HubError.wrap { () throws(StoreError) in
                _ = try write(
                    "answer", record: name, actor: officer.name,
                    context: state.clock.asContext(of: epoch.site),
                    fields: fields.map { .init($0.name, .text($0.value)) }, now: officer.now)
            }
            return self.row(try fold(of: name), calendars)
        }
    }

    private func row(_ state: RecordState, _ calendars: Calendars) -> FeedbackRow? {
        let fields = state.dictionary(hubs: hubs)
        guard let creation = state.creation, creation.kind == RecordKind.feedback,
            let feedback = Feedback(fields: fields)
        else { return nil }
        // An anonymous one has the day alone; one that cannot be read leaves the event's time.
        let day = fields["day"].flatMap { try? CivilDate($0) }
        let receivedAt = day.map { Instant.milliseconds(on: $0, hour: 12) } ?? creation.time.wall
        return FeedbackRow(
            name: state.name, feedback: feedback,
            clock: FeedbackClock(
                feedback, receivedAt: receivedAt, calendar: calendars.of(fields["unit"])),
            receivedAt: receivedAt, caseName: fields["case"], unit: fields["unit"])
    }
}
