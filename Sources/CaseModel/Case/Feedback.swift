/// What is wrong with feedback.
package enum FeedbackError: Error, Equatable, Sendable {
    case empty
    case tooLong(limit: Int)
    case unclean
    case contactUnclean
}

/// What somebody tells the authorities (*phản ánh, kiến nghị*): written once, answered beside it.
package struct Feedback: Equatable, Sendable {
    package let kind: FeedbackKind
    package let text: String
    /// Where an answer reaches the person.
    package let contact: String?
    package let isAnonymous: Bool
    /// Each at most once, in the order of the steps.
    package private(set) var answers: [Answer] = []

    /// What the centre did about it.
    package enum Step: String, CaseIterable, Sendable {
        /// It is no feedback that anybody can work on.
        case refused
        /// The person is asked to say more.
        case asked
        case resolved
        /// The answer stands where everybody can read it.
        case published
    }

    /// A step with its words.
    package struct Answer: Equatable, Sendable {
        package let step: Step
        package let at: Int64
        package let text: String
    }

    /// Checks and tidies what was written; an anonymous author leaves no contact.
    package init(
        kind: FeedbackKind, text: String, contact: String? = nil, isAnonymous: Bool = false
    ) throws(FeedbackError) {
        self.kind = kind
        self.text = try Feedback.tidied(text)
        guard !self.text.isEmpty else { throw .empty }
        self.isAnonymous = isAnonymous
        let reach = contact.map { VietnameseText.nfc(VietnameseText.trimmed($0)) } ?? ""
        guard VietnameseText.isClean(reach), reach.count <= CaseLimits.name else {
            throw .contactUnclean
        }
        self.contact = reach.isEmpty || isAnonymous ? nil : reach
    }

    private static func tidied(_ text: String) throws(FeedbackError) -> String {
        do throws(DraftProblem) {
            return try FieldCheck.lines(text, limit: CaseLimits.comment)
        } catch {
            let isLong = error == .tooLong(limit: CaseLimits.comment)
            throw isLong ? .tooLong(limit: CaseLimits.comment) : .unclean
        }
    }

    /// The step that ends the matter for the person, once it was made.
    package var end: Answer? { answers.first { $0.step == .refused || $0.step == .resolved } }

    /// Whether a step can follow on what was done before; each is done once.
    package func allows(_ step: Step) -> Bool {
        guard !answers.contains(where: { $0.step == step }) else { return false }
        switch step {
        case .refused, .asked, .resolved: return end == nil
        case .published: return answers.contains { $0.step == .resolved }
        }
    }
}

extension Feedback {
    /// The fields of the event that creates it, in the order of their names.
    ///
    /// `about` names `case`, `procedure`, `unit`, `day`; an anonymous one drops the case.
    package func fields(
        about: [(name: String, value: String)] = []
    ) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        for (name, value) in about where !(isAnonymous && name == "case") {
            writer.add(name, value)
        }
        writer.add("about", kind.rawValue)
        writer.add("text", text)
        writer.add("contact", contact)
        writer.add("anonymous", isAnonymous ? "yes" : nil)
        return writer.sorted
    }

    /// The fields by which the centre answers.
    package static func answer(
        _ step: Step, at time: Int64, text: String
    ) -> [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("answer.\(step.rawValue)", text)
        writer.add("answer.\(step.rawValue).at", Instant.iso(time))
        return writer.sorted
    }

    /// Reads the fields of a record; nil when they are no feedback.
    package init?(fields: [String: String]) {
        guard let kind = fields["about"].flatMap(FeedbackKind.init(rawValue:)),
            let text = fields["text"], !text.isEmpty
        else { return nil }
        self.kind = kind
        self.text = text
        contact = fields["contact"].flatMap { $0.isEmpty ? nil : $0 }
        isAnonymous = fields["anonymous"] == "yes"
        let view = CaseView(fields: fields)
        answers = Step.allCases.compactMap { step in
            view.instant("answer.\(step.rawValue).at").map {
                Answer(step: step, at: $0, text: fields["answer.\(step.rawValue)"] ?? "")
            }
        }
    }
}

/// The dates by which feedback is to be dealt with, in working days (domain §5).
package struct FeedbackClock: Equatable, Sendable {
    /// Until when it can be refused.
    package let refuseBy: Int64
    /// Until when the person can be asked for more.
    package let askBy: Int64
    package let resolveBy: Int64
    /// Two days after it was resolved; nil before.
    package let publishBy: Int64?
    /// When it was refused or resolved.
    package let endedAt: Int64?
    /// The date by which that had to happen.
    package let due: Int64

    /// Counts from the day after the feedback came.
    package init(_ feedback: Feedback, receivedAt: Int64, calendar: WorkingCalendar) {
        let by = { (days: Int, from: Int64) in
            let date = CivilDate(instantMilliseconds: from)
            return calendar.end(of: calendar.workingDay(days, after: date))
        }
        refuseBy = by(2, receivedAt)
        askBy = by(5, receivedAt)
        resolveBy = by(15, receivedAt)
        publishBy = feedback.answers.first { $0.step == .resolved }.map { by(2, $0.at) }
        endedAt = feedback.end?.at
        due = feedback.end?.step == .refused ? refuseBy : resolveBy
    }

    /// Whether a step that is still to come is overdue.
    package func isOverdue(_ feedback: Feedback, at now: Int64) -> Bool {
        if endedAt == nil { return now > resolveBy }
        guard let publishBy, feedback.allows(.published) else { return false }
        return now > publishBy
    }
}
