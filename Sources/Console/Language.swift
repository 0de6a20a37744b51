/// The language in which people are spoken to.
package enum Language: String, Sendable, CaseIterable {
    case vi
    case en

    /// Chooses the text of this language.
    package func pick<Text>(_ vi: Text, _ en: Text) -> Text {
        switch self {
        case .vi: vi
        case .en: en
        }
    }
}

/// A text in both languages, so that a missing translation does not compile.
package struct Localized: Hashable, Sendable {
    package let vi: String
    package let en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    package subscript(language: Language) -> String { language.pick(vi, en) }
}
