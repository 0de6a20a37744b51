/// What is wrong with one field of what somebody hands in.
package struct DraftError: Error, Equatable, Sendable {
    /// The path of the field: `applicant.identity`, `papers[2].count`; empty for the whole.
    package var field: String
    package var problem: DraftProblem

    /// Names a field and what is wrong with it.
    package init(field: String, problem: DraftProblem) {
        self.field = field
        self.problem = problem
    }
}

extension DraftError {
    /// Whether the case is right as far as it goes and only lacks something.
    package var isIncomplete: Bool {
        if case .paperMissing = problem { return true }
        return problem == .missing && field.hasPrefix("answers.")
    }
}

/// Kinds of mistakes in a field; never holds what the citizen wrote.
package enum DraftProblem: Error, Equatable, Sendable {
    case missing
    case wrongType(expected: JSONType)
    /// A number without quotes where digits are text: leading zeros would be lost.
    case mustBeTextInQuotes
    /// There is no such key; the nearest known one, if one is near.
    case unknownKey(suggestion: String?)
    case givenTwice
    case tooLong(limit: Int)
    case tooMany(limit: Int)
    /// All fields together need more than one event may hold.
    case tooLargeTogether(kilobytes: Int)
    case invisibleCharacters
    case notOneOf([String])
    case identity(IdentityError)
    case phone(PhoneError)
    case date(DateError)
    /// The file that was named is not taken.
    case document(DocumentProblem)
    case inFuture
    case tooEarly
    case notANumber
    case outOfRange(from: Int, to: Int)
    /// The catalogue has no such procedure, or it is not the one given for checking.
    case unknownProcedure(suggestion: String?)
    /// The catalogue has it no longer.
    case procedureAbolished(since: CivilDate)
    /// It is announced and not yet in force.
    case procedureNotYet(from: CivilDate)
    /// A paper without which the case is only a draft; the name is the catalogue's.
    case paperMissing(name: String, originals: Int, copies: Int)
    /// The answer does not keep to the catalogue's rule for it.
    case ruleBroken(String)
    case unknownUnit(suggestion: String?)
    /// The centre has published no point of this number.
    case unknownPoint
    /// The field exists, but is not changed this way.
    case cannotBeChanged
}

/// The types of JSON that a draft expects.
package enum JSONType: String, Sendable {
    case text
    case number
    case object
    case list
}
