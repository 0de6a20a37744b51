/// Collects the words of all procedures and where they stand.
struct IndexBuilder {
    private var numbers: [PackedWord: Int32] = [:]
    private var words: [PackedWord] = []
    private var occurrences: [(word: Int32, place: Int32)] = []

    init(expectedEntries: Int) {
        numbers.reserveCapacity(2048)
        occurrences.reserveCapacity(expectedEntries * 24)
    }

    /// Adds a line of `ProcedureIndex.searchKeys`.
    mutating func add(_ keys: [UInt8], position: Int32) {
        var reader = StoredWordReader(keys)
        var inName: Int32 = 1
        var count = 0
        while count < SearchLimits.wordsOfEntry, let element = reader.next() {
            switch element {
            case .word(let word):
                occurrences.append((number(word), position * 2 + inName))
                count += 1
            case .endOfName:
                inName = 0
            }
        }
    }

    /// The different words sorted by their folded form, and for each the places where it stands.
    func finish() -> (words: [PackedWord], starts: [Int], places: [Int32]) {
        let order = words.indices.sorted { precedes(words[$0], words[$1]) }
        var counts = [Int](repeating: 0, count: words.count)
        for occurrence in occurrences { counts[Int(occurrence.word)] += 1 }
        var starts = [0]
        var next = [Int](repeating: 0, count: words.count)
        for number in order {
            next[number] = starts[starts.count - 1]
            starts.append(next[number] + counts[number])
        }
        var places = [Int32](repeating: 0, count: occurrences.count)
        for occurrence in occurrences {
            places[next[Int(occurrence.word)]] = occurrence.place
            next[Int(occurrence.word)] += 1
        }
        return (order.map { words[$0] }, starts, places)
    }

    private mutating func number(_ word: PackedWord) -> Int32 {
        if let number = numbers[word] { return number }
        let number = Int32(words.count)
        numbers[word] = number
        words.append(word)
        return number
    }

    private func precedes(_ first: PackedWord, _ second: PackedWord) -> Bool {
        if first.folded != second.folded { return first.folded < second.folded }
        return (first.toneless, first.tone) < (second.toneless, second.tone)
    }
}
