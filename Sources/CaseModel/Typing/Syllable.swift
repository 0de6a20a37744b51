/// What a Vietnamese syllable can be: an onset, a rhyme and a tone that fit together.
///
/// It tells a syllable from an English word or a code; it does not insist on the spelling of the
/// onset (k or c, ng or ngh), since names do not either.
enum Syllable {
    /// Whether the word, in any case, is a Vietnamese syllable with at most one tone.
    static func isVietnamese(_ word: String) -> Bool {
        var tone = Tone.level
        for scalar in VietnameseText.nfc(word).unicodeScalars where Letter.isInTable(scalar.value) {
            let found = Letter.of(scalar.value).tone
            guard found == .level || tone == .level else { return false }
            if found != .level { tone = found }
        }
        let letters = VietnameseText.toneless(word)
        return onsets.contains { onset in
            letters.hasPrefix(onset)
                && fits(String(letters.dropFirst(onset.count)), after: onset, tone)
        }
    }

    private static func fits(_ rhyme: String, after onset: String, _ tone: Tone) -> Bool {
        guard rhymes.contains(rhyme) || (special[onset] ?? []).contains(rhyme) else { return false }
        return tone == .rising || tone == .heavy || !stops.contains { rhyme.hasSuffix($0) }
    }

    /// The vowels that a rhyme can have, without the marks of tone.
    static let nuclei: Set<String> = Set(
        rhymes.map { rhyme in
            String(rhyme.prefix { !"cghmnpt".contains($0) })
        })

    static let onsets =
        words(
            "ngh ng nh gh gi ch kh ph qu th tr b c d đ g h k l m n p r s t v x") + [""]

    /// Closed by one of these, a syllable has the rising or the heavy tone.
    static let stops = ["c", "ch", "p", "t"]

    static let rhymes = Set(
        words(
            """
            a ai ao au ay âu ây e eo ê êu i ia iêu iu o oa oai oao oay oe oeo oi ô ôi ơ ơi u ua \
            uây uê ui uôi uơ uy uya uyu ư ưa ưi ươi ươu ưu y yêu \
            ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât \
            ec em en eng ep et êch êm ên ênh êp êt ich im in inh ip it \
            oc om on ong op ot ooc oong ôc ôm ôn ông ôp ôt ơm ơn ơp ơt \
            uc um un ung up ut ưc ưm ưn ưng ưt \
            oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt oen oet \
            uân uâng uât uêch uênh uych uynh uyn uyp uyt uyên uyêt \
            iêc iêm iên iêng iêp iêt yêm yên yêng yêt uôc uôm uôn uông uôt \
            ươc ươm ươn ương ươp ươt
            """))

    /// What only these onsets go before: their own last letter is part of the vowel.
    static let special = ["gi": ["êng"], "qu": ["ynh", "ych", "yn", "yp", "yt"]]

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map(String.init)
    }
}
