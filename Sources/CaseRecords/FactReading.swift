package import CaseModel
package import Reports
package import SyncProtocol

extension CaseFacts {
    /// Reads a folded case with what hangs on it; nil when it is no case, or a draft.
    ///
    /// - Parameters:
    ///   - attached: its payments, and the ratings and feedback that name it.
    ///   - calendar: the working calendar of a unit.
    package init?(
        _ state: RecordState, attached: [RecordState], hubs: [SiteNumber],
        calendar: (String?) -> WorkingCalendar
    ) {
        guard let creation = state.creation, creation.kind == RecordKind.case else { return nil }
        let view = CaseView(fields: state.dictionary(hubs: hubs))
        guard view.state != .draft else { return nil }
        self.init(
            point: creation.site.value, receivedAt: view.receivedAt ?? creation.time.wall)
        unit = view.unit ?? ""
        procedure = view.procedure
        officer = view.officer ?? ""
        channel = view.channel
        due = view.due
        readWork(view)
        if isDecided { spent = Self.spent(view, from: creation.time.wall, endedAt, calendar) }
        hasElectronicResult = view.fields["result.form"] == "electronic"
        hasResultFile = view.fields["result.hash"].map { !$0.isEmpty } ?? false
        for (name, text) in view.fields where !text.isEmpty {
            if name.hasPrefix(CaseDocument.prefix) { hasPaperFile = true }
            if name.hasPrefix("reused.") { isReused = true }
        }
        // A digitised paper that was reused is a file on a paper too.
        if isReused { hasPaperFile = true }
        hasFee = view.fields["procedure.fee"].flatMap { Int($0) }.map { $0 > 0 } ?? false
        for record in attached { read(record, hubs) }
    }

    private mutating func readWork(_ view: CaseView) {
        // The end is the decision, else the return, else the stop or refusal (Decision 766, 2.1).
        let ends = ["decided.at", "returned.at", "stopped.at", "declined.at", "withdrawn.at"]
        if view.state.isFinal { endedAt = ends.lazy.compactMap(view.instant).first }
        switch view.state {
        case .done, .ready, .returned: isDecided = endedAt != nil
        case .draft, .submitted, .accepted, .declined, .processing, .supplement, .payment,
            .waiting, .withdrawn, .stopped:
            break
        }
        // Most cases never wait: one look says so.
        guard view.fields["supplement.1"] != nil || view.fields["waiting.1"] != nil else { return }
        supplements = view.supplementCount
        if view.state.isPaused { pausedAt = view.openWait?.at }
    }

    private static func spent(
        _ view: CaseView, from createdAt: Int64, _ endedAt: Int64?,
        _ calendar: (String?) -> WorkingCalendar
    ) -> Spent? {
        guard let endedAt, let deadline = view.deadline(createdAt: createdAt) else { return nil }
        return Spent(deadline, endedAt: endedAt, calendar: calendar(view.unit))
    }

    private mutating func read(_ record: RecordState, _ hubs: [SiteNumber]) {
        switch record.creation?.kind {
        case RecordKind.payment:
            guard let payment = PaymentRecord(record, hubs: hubs)?.payment,
                payment.standing == .settled
            else { return }
            switch payment.kind {
            case .cash: isPaidInCash = true
            case .vietqr: isPaidOnline = true
            }
        case RecordKind.rating:
            let score = record.text("score", hubs: hubs).flatMap { Int($0) }
            if let score, score <= 2 { isDisliked = true }
        case RecordKind.feedback: isDisliked = true
        default: break
        }
    }
}

extension OpinionFacts {
    /// Reads a folded rating or feedback; nil when it is none.
    package init?(
        _ state: RecordState, hubs: [SiteNumber], calendar: (String?) -> WorkingCalendar
    ) {
        guard let creation = state.creation else { return nil }
        let fields = state.dictionary(hubs: hubs)
        // An anonymous one has the day alone. It counts from its beginning, so that a report of the
        // same morning has it, and its dates run from noon; without a day, from the event's time.
        let day = fields["day"].flatMap { try? CivilDate($0) }
        let receivedAt = day.map { Instant.milliseconds(on: $0, hour: 0) } ?? creation.time.wall
        let noon = day.map { Instant.milliseconds(on: $0, hour: 12) } ?? creation.time.wall
        switch creation.kind {
        case RecordKind.rating:
            guard let rating = Rating(fields: fields) else { return nil }
            self.init(
                point: creation.site.value, receivedAt: receivedAt, content: .rating(rating.score))
        case RecordKind.feedback:
            guard let feedback = Feedback(fields: fields) else { return nil }
            let clock = FeedbackClock(
                feedback, receivedAt: noon, calendar: calendar(fields["unit"]))
            self.init(
                point: creation.site.value, receivedAt: receivedAt,
                content: .feedback(feedback.kind, due: clock.due, answeredAt: clock.endedAt))
        default: return nil
        }
        unit = fields["unit"] ?? ""
        procedure = fields["procedure"] ?? ""
    }
}
