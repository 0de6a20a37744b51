package import CaseModel
package import Console

/// What is wrong with a field that was handed in, for scripts and for people.
package enum DraftText {
    /// The word that scripts compare.
    package static func identifier(_ problem: DraftProblem) -> String {
        switch problem {
        case .missing: "missing"
        case .wrongType: "wrong_type"
        case .mustBeTextInQuotes: "must_be_text"
        case .unknownKey: "unknown_key"
        case .givenTwice: "given_twice"
        case .tooLong: "too_long"
        case .tooMany: "too_many"
        case .tooLargeTogether: "too_large"
        case .invisibleCharacters: "invisible_characters"
        case .notOneOf: "not_one_of"
        case .identity: "identity"
        case .phone: "phone"
        case .date: "date"
        case .document(let problem): identifier(problem)
        case .inFuture: "in_future"
        case .tooEarly: "too_early"
        case .notANumber: "not_a_number"
        case .outOfRange: "out_of_range"
        case .unknownProcedure: "unknown_procedure"
        case .procedureAbolished: "procedure_abolished"
        case .procedureNotYet: "procedure_not_yet"
        case .paperMissing: "paper_missing"
        case .ruleBroken: "rule_broken"
        case .unknownUnit: "unknown_unit"
        case .unknownPoint: "unknown_point"
        case .cannotBeChanged: "cannot_be_changed"
        }
    }

    private static func identifier(_ problem: DocumentProblem) -> String {
        switch problem {
        case .empty: "file_empty"
        case .tooLarge: "file_too_large"
        case .unknownKind: "file_kind"
        case .damaged: "file_damaged"
        case .tooMany: "too_many_files"
        case .tooLargeTogether: "files_too_large"
        case .noSuchFile: "file_missing"
        case .unreadable: "file_unreadable"
        }
    }

    /// The sentence without the name of the field.
    package static func words(_ problem: DraftProblem) -> Localized {
        Localized(vi: ProblemText.vietnamese(problem), en: ProblemText.english(problem))
    }
}

extension Failure {
    /// A field that a person gave is refused; nothing was saved.
    package init(_ error: DraftError) {
        let field = TerminalText.visible(error.field)
        let words = DraftText.words(error.problem)
        self.init(
            .refused, vi: "\(field): \(words.vi) Chưa lưu gì.",
            en: "\(field): \(words.en) Nothing was saved.")
    }
}

extension Failure {
    package init(_ error: RatingError) {
        self.init(
            .refused, vi: ProblemText.vietnamese(error) + " Chưa lưu gì.",
            en: ProblemText.english(error) + " Nothing was saved.")
    }

    package init(_ error: FeedbackError) {
        let words =
            switch error {
            case .empty: Localized(vi: "Nội dung còn trống.", en: "The text is empty.")
            case .tooLong(let limit):
                Localized(
                    vi: "Nội dung dài hơn \(limit) ký tự.",
                    en: "The text is longer than \(limit) characters.")
            case .unclean:
                Localized(
                    vi: "Nội dung có ký tự lạ.", en: "The text has characters that are no text.")
            case .contactUnclean:
                Localized(
                    vi: "--contact cần một dòng chữ ngắn.", en: "--contact takes one short line.")
            }
        self.init(
            .refused, vi: words.vi + " Chưa lưu gì.", en: words.en + " Nothing was saved.")
    }

    package init(_ error: ActError) {
        self.init(.refused, vi: ProblemText.vietnamese(error), en: ProblemText.english(error))
    }
}
