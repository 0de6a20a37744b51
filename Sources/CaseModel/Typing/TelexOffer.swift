/// Finds Telex that nobody composed, as in "Nguyeenx Vawn An".
package enum TelexOffer {
    /// The text as it was probably meant, or nil when there is nothing to offer.
    ///
    /// Something is offered only when every word is Vietnamese afterwards and one was not before;
    /// numbers, codes and addresses of the net are passed over. Common English words that happen
    /// to be Telex (`his`, `door`) are left alone.
    package static func composed(_ text: String) -> String? {
        var words: [String] = []
        var isChanged = false
        for part in text.split(separator: " ", omittingEmptySubsequences: false) {
            guard let word = word(of: part), !word.isEmpty else {
                words.append(String(part))
                continue
            }
            guard let meant = meant(by: word) else { return nil }
            isChanged = isChanged || meant != word
            words.append(meant + part.dropFirst(word.count))
        }
        return isChanged ? words.joined(separator: " ") : nil
    }

    /// The letters of a part up to its punctuation; nil for what is no word.
    private static func word(of part: Substring) -> String? {
        let word = part.prefix { $0.isLetter }
        let isWord = part.dropFirst(word.count).allSatisfy { ",.;:!?)".contains($0) }
        return isWord ? String(word) : nil
    }

    /// A Vietnamese word itself, or what it composes to; nil when it is Vietnamese neither way.
    private static func meant(by word: String) -> String? {
        if Syllable.isVietnamese(word) { return word }
        guard word.utf8.count == word.count, !english.contains(word.lowercased()) else {
            return nil
        }
        let composed = TypingMethod.telex.compose(word)
        return Syllable.isVietnamese(composed) ? composed : nil
    }

    /// English words that are Telex of a syllable, as far as people use them here.
    private static let english = Set(
        """
        air airs as bar bars bees bets boos box boss bus buys car cars chair chairs cheer cheers \
        chips class coos cows cups cuts days deer does door doors days docs dogs dots due ears \
        hair hairs has hats her hers his hits hoax hour if is jar keen keep keeps keys king lax \
        lay lays leer lots low maps max mix moon moons more near noon nor nose now of off or ox \
        par pay pays per pier pix poor row says see seem seems seen sees six sooner soon so sons \
        soap star stars tax taxes teen teens ten tens this thus tips too tools toss tours toys \
        trees tries us vans vets was ways yes
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
