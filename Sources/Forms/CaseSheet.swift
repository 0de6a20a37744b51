package import CaseModel

/// What the forms say of a case and of the office that prints them.
package struct CaseSheet: Equatable, Sendable {
    /// A paper that was handed in.
    package struct Paper: Equatable, Sendable {
        package let name: String
        package let count: PaperCount

        package init(name: String, count: PaperCount) {
            self.name = name
            self.count = count
        }
    }

    /// The office that decides.
    package var unit = ""
    /// Where the form is printed: the point that received the case, or the office.
    package var place = ""
    /// Milliseconds since 1970 UTC.
    package var printedAt: Int64 = 0
    package var slip = ""
    package var official: String?
    /// The look-up secret; nil where it cannot be made.
    package var secret: String?
    /// The token with which this visit can be rated; nil where none was given.
    package var visit: String?
    package var procedureCode = ""
    package var procedureName = ""
    package var applicant = ""
    package var identity: String?
    package var phone: String?
    package var address: String?
    package var helper: String?
    /// Who received the case.
    package var receiver = ""
    package var receivedAt: Int64 = 0
    package var due: Int64?
    package var limit: Procedure.Limit?
    package var delivery = DeliveryKind.counter
    /// The point or the address where the result comes to.
    package var deliveryPlace: String?
    package var fee: Procedure.Fee?
    package var finance = Finance.State.notStated
    /// Receipts for cash and the like, as they are to be printed.
    package var payments: [Payment] = []
    package var papers: [Paper] = []
    package var note: String?
    /// The lines of the square with the look-up text, as wide as the form bears.
    package var lookUpSquare: [String] = []
    /// The same for the payment that was shown last.
    package var paymentSquare: [String] = []

    package init() {}

    /// What the square with the look-up text says: slip number and secret, as a scanner types them.
    package var lookUpText: String {
        ([slip] + [secret].compactMap(\.self)).joined(separator: " ")
    }
}

/// What is asked for in a supplement request: everything at once (form 02).
package struct SupplementSheet: Equatable, Sendable {
    package var items: [String]
    package var reason: String
    package var guidance: String?
    /// Until when the papers are waited for.
    package var until: Int64?

    package init(items: [String], reason: String, guidance: String? = nil, until: Int64? = nil) {
        self.items = items
        self.reason = reason
        self.guidance = guidance
        self.until = until
    }
}

/// Why a result comes later, and when (form 04).
package struct ApologySheet: Equatable, Sendable {
    package var reason: String
    /// The date promised before; nil when none was.
    package var due: Int64?
    package var newDue: Int64

    package init(reason: String, due: Int64?, newDue: Int64) {
        self.reason = reason
        self.due = due
        self.newDue = newDue
    }
}

/// A row of the control sheet: one hand-over (form 06).
package struct HandOverRow: Equatable, Sendable {
    package var giver: String
    package var receiver: String
    package var at: Int64
    /// Nil when no limit is stated for the step.
    package var timing: Punctuality?
    package var note: String?

    package init(
        giver: String, receiver: String, at: Int64, timing: Punctuality? = nil, note: String? = nil
    ) {
        self.giver = giver
        self.receiver = receiver
        self.at = at
        self.timing = timing
        self.note = note
    }
}

/// A row of the register: one case (form 07).
package struct RegisterRow: Equatable, Sendable {
    package var code: String
    package var procedure: String
    package var applicant: String
    package var contact: String?
    package var receivedAt: Int64
    package var due: Int64?
    package var returnedAt: Int64?
    package var state: CaseState

    package init(
        code: String, procedure: String, applicant: String, contact: String?, receivedAt: Int64,
        due: Int64?, returnedAt: Int64?, state: CaseState
    ) {
        self.code = code
        self.procedure = procedure
        self.applicant = applicant
        self.contact = contact
        self.receivedAt = receivedAt
        self.due = due
        self.returnedAt = returnedAt
        self.state = state
    }
}
