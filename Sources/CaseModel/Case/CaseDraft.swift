/// What a person hands in, as `submit` takes it: read, but not yet held against the catalogue.
package struct CaseDraft: Equatable, Sendable {
    /// The code of the procedure.
    package var procedure: String
    package var applicant: Person
    /// The person who hands in for the applicant.
    package var helper: Person?
    /// The competent unit; nil leaves it to the catalogue.
    package var unit: String?
    package var channel: ChannelKind
    package var delivery: Delivery
    /// When the paper form was received, if it is entered later.
    package var receivedAt: Int64?
    package var answers: [Answer]
    package var papers: [PaperGiven]
    /// What the person was asked to agree to, and the answers.
    package var consents: [Consent]
    package var note: String?
    /// The caller's own id; the same one from the same point is the same case.
    package var reference: String?

    /// Puts a draft together; `validate` checks it.
    package init(
        procedure: String, applicant: Person, helper: Person? = nil, unit: String? = nil,
        channel: ChannelKind = .counter, delivery: Delivery = Delivery(kind: .counter),
        receivedAt: Int64? = nil, answers: [Answer] = [], papers: [PaperGiven] = [],
        consents: [Consent] = [], note: String? = nil, reference: String? = nil
    ) {
        self.procedure = procedure
        self.applicant = applicant
        self.helper = helper
        self.unit = unit
        self.channel = channel
        self.delivery = delivery
        self.receivedAt = receivedAt
        self.answers = answers
        self.papers = papers
        self.consents = consents
        self.note = note
        self.reference = reference
    }
}

extension CaseDraft {
    /// How the result comes back.
    package struct Delivery: Equatable, Sendable {
        package var kind: DeliveryKind
        /// The point where the result is collected.
        package var point: String?
        /// The address that the post takes it to.
        package var address: String?

        /// Names a way, and where it leads.
        package init(kind: DeliveryKind, point: String? = nil, address: String? = nil) {
            self.kind = kind
            self.point = point
            self.address = address
        }
    }

    /// An answer to a question of the form.
    package struct Answer: Equatable, Sendable {
        package var key: String
        package var value: String

        /// Answers one question.
        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// A paper that was handed in or shown.
    package struct PaperGiven: Equatable, Sendable {
        /// The key or the name of the paper.
        package var paper: String
        package var kind: PaperForm
        package var count: Int
        /// The path of its scan, exactly as it was given.
        package var file: String?

        /// Says which paper, how many, and where its scan lies.
        package init(
            paper: String, kind: PaperForm = .original, count: Int = 1, file: String? = nil
        ) {
            self.paper = paper
            self.kind = kind
            self.count = count
            self.file = file
        }
    }
}

/// How a result comes back to the person.
package enum DeliveryKind: String, CaseIterable, Sendable {
    case counter
    case electronic
    case post
}

/// Whether a paper is the original or a copy.
package enum PaperForm: String, CaseIterable, Sendable {
    case original
    case copy
}
