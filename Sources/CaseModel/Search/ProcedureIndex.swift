/// Finds procedures by code or by words, with or without accents.
///
/// All words of the question must be found; the last letters of a word may be missing. Better
/// matches come first: a code; then by each word whether it is whole, has the same marks, the same
/// letters without tone, or only the same letters folded; then words of the name before words of
/// the field and keywords; then the shorter name; then the code.
package struct ProcedureIndex: Sendable {
    /// Sorted by length of the name, then by code, so that the position settles ties.
    private let codes: [String]
    private let plainCodes: [[UInt8]]
    /// The different words, sorted by their folded form.
    private let words: [PackedWord]
    /// Where the places of a word begin; one more entry than there are words.
    private let starts: [Int]
    /// Position of the procedure times two, plus one when the word stands in the name.
    private let places: [Int32]

    /// Prepares and indexes; when the same procedures are indexed at every start, store the result
    /// of `searchKeys` and use `init(prepared:)`.
    package init(_ entries: [(code: String, name: String, field: String, keywords: String)]) {
        self.init(
            prepared: entries.map {
                ($0.code, Self.searchKeys(name: $0.name, field: $0.field, keywords: $0.keywords))
            })
    }

    /// The words to find a procedure by, one line that a database column can keep.
    package static func searchKeys(name: String, field: String, keywords: String = "") -> String {
        var line: [UInt8] = []
        append(name, to: &line)
        line.append(UInt8(ascii: "/"))
        append(field, to: &line)
        append(keywords, to: &line)
        return String(decoding: line, as: UTF8.self)
    }

    private static func append(_ text: String, to line: inout [UInt8]) {
        var reader = WordReader(text)
        while reader.next() {
            line += reader.toneless
            if let sign = reader.tone.sign { line.append(sign) }
            line.append(UInt8(ascii: " "))
        }
    }

    /// Builds the index from codes and the lines that `searchKeys` made.
    package init(prepared entries: [(code: String, keys: String)]) {
        let lines = entries.map { Array($0.keys.utf8) }
        let lengths = lines.map { $0.firstIndex(of: UInt8(ascii: "/")) ?? $0.count }
        let order = entries.indices.sorted { first, second in
            if lengths[first] != lengths[second] { return lengths[first] < lengths[second] }
            return entries[first].code < entries[second].code
        }
        var builder = IndexBuilder(expectedEntries: entries.count)
        for (position, entry) in order.enumerated() {
            builder.add(lines[entry], position: Int32(position))
        }
        codes = order.map { entries[$0].code }
        plainCodes = codes.map(plainCode)
        (words, starts, places) = builder.finish()
    }

    /// The codes of the procedures that match, best first.
    package func search(_ text: String, limit: Int) -> [String] {
        let questions = Wanted.words(of: text)
        guard !questions.isEmpty, limit > 0 else { return [] }
        var scores = [Int](repeating: 0, count: codes.count)
        var found = [Int](repeating: 0, count: codes.count)
        for (round, forms) in questions.enumerated() {
            match(forms, round: round, scores: &scores, found: &found)
        }
        let wanted = plainCode(text)
        var hits: [(score: Int, position: Int)] = []
        for position in codes.indices {
            let code = codeScore(position, wanted)
            guard code > 0 || found[position] == questions.count else { continue }
            hits.append((code + scores[position], position))
        }
        hits.sort { ($1.score, $0.position) < ($0.score, $1.position) }
        return hits.prefix(limit).map { codes[$0.position] }
    }

    private func codeScore(_ position: Int, _ wanted: [UInt8]) -> Int {
        let code = plainCodes[position]
        guard !wanted.isEmpty, code.starts(with: wanted) else { return 0 }
        return code == wanted ? 2_000_000 : 1_000_000
    }

    /// Adds the points of one word to the procedures that had all the words before it.
    private func match(
        _ forms: [Wanted], round: Int, scores: inout [Int], found: inout [Int]
    ) {
        var best = [UInt8](repeating: 0, count: codes.count)
        for wanted in forms {
            for index in positions(in: PackedWord.range(ofPrefix: wanted.word.folded)) {
                let points = wanted.points(words[index])
                for place in places[starts[index]..<starts[index + 1]] {
                    let value = points * 2 + UInt8(place & 1)
                    let position = Int(place >> 1)
                    if value > best[position] { best[position] = value }
                }
            }
        }
        for position in best.indices where best[position] > 0 && found[position] == round {
            found[position] += 1
            scores[position] += Int(best[position] / 2) * 64 + Int(best[position] & 1)
        }
    }

    private func positions(in range: ClosedRange<UInt128>) -> Range<Int> {
        let lower = firstPosition { $0 >= range.lowerBound }
        let upper = firstPosition { $0 > range.upperBound }
        return lower..<max(lower, upper)
    }

    /// The first word for which the condition holds; it holds for all words after it.
    private func firstPosition(where holds: (UInt128) -> Bool) -> Int {
        var low = 0
        var high = words.count
        while low < high {
            let middle = (low + high) / 2
            if holds(words[middle].folded) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// The limits of a search.
enum SearchLimits {
    /// Further words of a question are passed over.
    static let words = 16
    /// Further words of one procedure are passed over.
    static let wordsOfEntry = 500
}

/// A word that is looked for, and what another word is worth to it.
private struct Wanted {
    let word: PackedWord
    /// Only words that go on after this one count.
    let onlyAsBeginning: Bool

    /// The words of a question, each in the forms to look for.
    static func words(of text: String) -> [[Wanted]] {
        var words: [[Wanted]] = []
        var reader = WordReader(text)
        while words.count < SearchLimits.words, reader.next() {
            words.append(forms(of: reader))
        }
        return words
    }

    /// A final `y` was read as `i`; at the beginning of a longer word it may still be a `y`.
    private static func forms(of reader: WordReader) -> [Wanted] {
        let word = PackedWord(
            folded: reader.folded, toneless: reader.toneless, tone: reader.tone)
        let whole = Wanted(word: word, onlyAsBeginning: false)
        guard reader.folded.last == UInt8(ascii: "i"), WordReader.isOnlyVowel(reader.folded) else {
            return [whole]
        }
        let y = [UInt8(ascii: "y")]
        let begun = PackedWord(
            folded: reader.folded.dropLast() + y, toneless: reader.toneless.dropLast() + y,
            tone: reader.tone)
        return [whole, Wanted(word: begun, onlyAsBeginning: true)]
    }

    /// 6 to 4 for the whole word, 3 to 1 for a beginning: same marks, same letters, folded.
    func points(_ other: PackedWord) -> UInt8 {
        let isWhole = other.folded == word.folded && !onlyAsBeginning
        let letters = isWhole ? other.toneless : begun(other.toneless)
        let level: UInt8 = letters != word.toneless ? 1 : other.tone != word.tone ? 2 : 3
        return isWhole ? level + 3 : level
    }

    private func begun(_ toneless: UInt128) -> UInt128 {
        toneless & ~PackedWord.tail(of: word.toneless)
    }
}

/// Letters and digits of a code in lower case: `1.001193` → `1001193`.
private func plainCode(_ text: String) -> [UInt8] {
    text.utf8.compactMap { byte in
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): nil
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: byte
        }
    }
}
