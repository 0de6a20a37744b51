extension ProblemText {
    /// What is wrong with a field, in English and without its name.
    package static func english(_ problem: DraftProblem) -> String {
        switch problem {
        case .missing: "is missing; please fill it in."
        case .wrongType(let expected): "has the wrong type; \(english(expected)) is expected."
        case .mustBeTextInQuotes: "must be text in quotes, not a number, to keep leading zeros."
        case .unknownKey(let suggestion):
            "is not known here." + suggested(suggestion, "Did you mean")
        case .givenTwice: "is given twice; keep one."
        case .tooLong(let limit): "is too long; at most \(limit) characters."
        case .tooMany(let limit): "has too many entries; at most \(limit)."
        case .tooLargeTogether(let kilobytes):
            "all answers together are too long; at most \(kilobytes) KB."
        case .invisibleCharacters: "has control characters that nobody sees; type it again."
        case .notOneOf(let words): "must be one of: \(words.joined(separator: ", "))."
        case .identity(let error): english(error)
        case .phone(let error): english(error)
        case .date(let error): english(error)
        case .document(let problem): english(problem)
        case .inFuture: "lies in the future; check date and time."
        case .tooEarly: "is before the year 2000; check the year."
        case .notANumber: "must be a number, for example 3 or 1200.5."
        case .outOfRange(let from, let to): "must be from \(from) to \(to)."
        case .unknownProcedure(let suggestion):
            "is no procedure of the catalogue." + suggested(suggestion, "Did you mean")
        case .unknownUnit(let suggestion):
            "is no unit known here." + suggested(suggestion, "Did you mean")
        case .procedureAbolished(let day):
            "this procedure is abolished since \(day.iso); look for the one that replaces it."
        case .procedureNotYet(let day): "this procedure is in force only from \(day.iso)."
        case .paperMissing(let name, let originals, let copies):
            "a required paper is missing: \(name) "
                + "(\(english(originals: originals, copies: copies))); "
                + "a case is handed in when it is complete."
        case .ruleBroken(let rule): "does not keep to the rule of this question: \(rule)."
        case .unknownPoint: "is the number of no point known here."
        case .cannotBeChanged: "cannot be changed here."
        }
    }

    private static func english(originals: Int, copies: Int) -> String {
        let parts = [
            originals > 0 ? "\(originals) original" : nil, copies > 0 ? "\(copies) copy" : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? "any" : parts.joined(separator: ", ")
    }

    private static func english(_ type: JSONType) -> String {
        switch type {
        case .text: "text in quotes"
        case .number: "a number without quotes"
        case .object: "an object in { }"
        case .list: "a list in [ ]"
        }
    }

    static func english(_ error: IdentityError) -> String {
        switch error {
        case .notDigits: "an identity number is digits only; exactly 12 are needed."
        case .wrongLength(let found): "has \(found) digits; an identity number has exactly 12."
        case .unknownProvince: "the first three digits must be a province, 001 to 096."
        case .birthYearDiffers:
            "does not agree with the identity number; its digits four to six give the birth year."
        case .sexDiffers:
            "does not agree with the identity number; even fourth digit: male, odd: female."
        }
    }

    static func english(_ error: PhoneError) -> String {
        switch error {
        case .notDigits: "a phone number is digits only; 10 are needed."
        case .wrongLength(let found): "has \(found) digits; a phone number has 10."
        case .unknownPrefix: "a phone number begins with 03, 05, 07, 08 or 09."
        }
    }

    static func english(_ error: DateError) -> String {
        switch error {
        case .form: "is not written right; write it as 31/12/2026 or 2026-12-31."
        case .instantForm: "is not written right; write it as 2026-12-31T08:30:00+07:00."
        case .noSuchDay: "there is no such day."
        case .noSuchTime: "there is no such time of day."
        case .offsetMissing: "lacks its offset; add +07:00 at the end."
        }
    }

    /// Why an officer's act is not possible, in English.
    package static func english(_ error: ActError) -> String {
        switch error.problem {
        case .notInThisState:
            "The case stands at “\(error.state.nameEn)”; "
                + (error.allowed.isEmpty
                    ? "nothing more can be done with it."
                    : "possible now: \(error.allowed.joined(separator: ", ")).")
        case .reasonMissing: "A refusal needs a reason in words."
        case .reasonTooLong(let limit): "The reason is too long; at most \(limit) characters."
        case .reasonUnclean: "The reason has control characters that nobody sees; type it again."
        case .nameUnclean: "Give a short plain name."
        case .itemsMissing: "Say what is missing, each thing by itself."
        case .tooManyItems(let limit): "A request has at most \(limit) things."
        case .askedBefore(let times):
            "More papers were asked for \(times) time(s) already. Asking again makes the case "
                + "late; if that is meant, confirm it."
        case .dueNotLater: "The new date must be later than the one that was promised."
        case .dueTooFar(let year): "The new date lies after \(year); check the year."
        case .dueDayOff(let next):
            "Nobody works on the new date; the next working day is \(next.iso)."
        case .resultIncomplete:
            "An electronic result needs the digest of its file, of 64 digits, and its signer."
        }
    }

    /// What is wrong with a rating, in English.
    package static func english(_ error: RatingError) -> String {
        switch error {
        case .scoreOutOfRange: "The score must be from 1 to 5."
        case .factorOutOfRange(let factor): "The score of “\(factor)” must be from 1 to 5."
        case .unknownFactor(let suggestion):
            "There is no such factor." + suggested(suggestion, "Did you mean")
        case .factorTwice(let factor): "“\(factor)” is rated twice; keep one."
        case .commentTooLong(let limit): "The comment is too long; at most \(limit) characters."
        case .commentUnclean: "The comment has control characters that nobody sees; type it again."
        }
    }

    /// What is wrong with a scanned card, in English.
    package static func english(_ error: CardScanError) -> String {
        switch error {
        case .tooFewFields, .tooLong: "The line is no QR code of an identity card; scan again."
        case .identity(let error): "QR code: \(english(error))"
        case .nameMissing: "The QR code has no name; scan again."
        case .uncleanText: "The QR code has control characters; scan again."
        case .birthDate: "QR code: the birth date cannot be read; scan again or type it."
        case .sex: "QR code: the sex cannot be read; scan again or type it."
        case .issueDate: "QR code: the date of issue cannot be read; scan again or type it."
        }
    }
}
