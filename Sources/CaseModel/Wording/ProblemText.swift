/// Sentences for people about what is wrong and what would be right, in both languages.
///
/// A sentence names the field and never repeats what the citizen wrote there.
package enum ProblemText {
    /// The problem of a draft in Vietnamese: `applicant.identity: phải có đúng 12 chữ số…`.
    package static func vietnamese(_ error: DraftError) -> String {
        prefixed(error.field, vietnamese(error.problem))
    }

    /// The problem of a draft in English.
    package static func english(_ error: DraftError) -> String {
        prefixed(error.field, english(error.problem))
    }

    private static func prefixed(_ field: String, _ sentence: String) -> String {
        field.isEmpty ? sentence : "\(field): \(sentence)"
    }

    static func suggested(_ suggestion: String?, _ words: String) -> String {
        suggestion.map { " \(words) “\($0)”?" } ?? ""
    }
}
