/// Finds the word that a mistyped one was probably meant to be.
package enum Suggestion {
    /// The nearest of the known words; nil when none is near enough to be more than a guess.
    ///
    /// Counts letters left out, put in, changed or swapped, accents and case aside; up to a third
    /// of the word may differ, at least one letter. Of two equally near words the first is taken.
    package static func nearest(to word: String, among known: [String]) -> String? {
        let given = Array(VietnameseText.fold(word).utf8.prefix(60))
        var best: (distance: Int, word: String)?
        for candidate in known {
            let letters = Array(VietnameseText.fold(candidate).utf8.prefix(60))
            let distance = distance(given, letters)
            let allowed = max(1, max(given.count, letters.count) / 3)
            if distance <= allowed, distance < best?.distance ?? .max {
                best = (distance, candidate)
            }
        }
        return best?.word
    }

    /// Optimal string alignment: edits and swaps of neighbours.
    private static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var rows = [Array(0...second.count)]
        for row in 0..<first.count {
            var current = [row + 1]
            for column in 0..<second.count {
                let isSame = first[row] == second[column]
                var cost = min(rows[row][column] + (isSame ? 0 : 1), current[column] + 1)
                cost = min(cost, rows[row][column + 1] + 1)
                if row > 0, column > 0, first[row] == second[column - 1],
                    first[row - 1] == second[column]
                {
                    cost = min(cost, rows[row - 1][column - 1] + 1)
                }
                current.append(cost)
            }
            rows.append(current)
        }
        return rows[first.count][second.count]
    }
}
