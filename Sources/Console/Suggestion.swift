/// Finds the word that a mistyped one was probably meant to be.
enum Suggestion {
    /// The nearest candidate, if it is near enough to be worth offering; the first of equals.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        guard word.count <= longestWord else { return nil }
        let limit = max(1, (word.count + 1) / 3)
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let distance = editDistance(word, candidate)
            // Words without one letter in common are no slip of the finger.
            guard distance < max(word.count, candidate.count) else { continue }
            if distance <= limit, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// Nobody mistypes a longer one, and the distance costs length times length.
    private static let longestWord = 64

    /// How many letters to insert, delete, replace or swap with a neighbour (optimal string
    /// alignment).
    static func editDistance(_ first: String, _ second: String) -> Int {
        let source = Array(first)
        let target = Array(second)
        var beforeLast: [Int] = []
        var last = Array(0...target.count)
        for row in source.indices {
            var current = [row + 1]
            for column in target.indices {
                let replacement = last[column] + (source[row] == target[column] ? 0 : 1)
                var cost = min(last[column + 1] + 1, current[column] + 1, replacement)
                if row > 0, column > 0, source[row] == target[column - 1],
                    source[row - 1] == target[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[target.count]
    }
}
