/// What was typed at the caret since it was moved there: keys in, changes of the text out.
///
/// A word is always composed from all of its keys, so that taking back the last key gives exactly
/// what was there before it.
package struct TypedRun {
    /// What happens to the text before the caret.
    package struct Change: Hashable, Sendable {
        /// How many characters are erased before the caret.
        package let erased: Int
        /// What is then inserted, the caret after it.
        package let inserted: String
    }

    package let method: TypingMethod
    private let style: ToneStyle
    private var keys: [Unicode.Scalar] = []

    package init(_ method: TypingMethod, style: ToneStyle = .classic) {
        self.method = method
        self.style = style
    }

    /// Whether there is a key to take back.
    package var isEmpty: Bool { keys.isEmpty }

    /// Takes a key in.
    package mutating func type(_ key: Unicode.Scalar) -> Change {
        let before = lastWord
        keys.append(key)
        return change(from: before, to: lastWord)
    }

    /// Takes the last key back; nil when there is none.
    package mutating func undo() -> Change? {
        guard !keys.isEmpty else { return nil }
        let before = lastWord
        keys.removeLast()
        return change(from: before, to: lastWord)
    }

    /// Leaves the text as it is, as when the caret moves away; the keys are overwritten.
    package mutating func settle() {
        for place in keys.indices { keys[place] = " " }
        keys.removeAll(keepingCapacity: true)
    }

    /// The last word with what separates it from the one before, composed.
    private var lastWord: (start: Int, text: String) {
        let end = keys.lastIndex { !Self.isWord($0) }.map { $0 + 1 } ?? 0
        if end == keys.count, let separator = keys.last {
            return (end - 1, String(separator))
        }
        return (end, compose(keys[end...]))
    }

    /// A request (`/telex`) and what a scanner types after a bar are taken as they are.
    private func compose(_ word: ArraySlice<Unicode.Scalar>) -> String {
        let isLiteral = keys.first == "/" || keys[..<word.startIndex].contains("|")
        return TypedWord.compose(word, isLiteral ? .off : method, style)
    }

    private static func isWord(_ key: Unicode.Scalar) -> Bool {
        key.isASCII
            ? ("0"..."9").contains(key) || ("a"..."z").contains(key) || ("A"..."Z").contains(key)
            : key.properties.isAlphabetic || Composition.isMark(key)
    }

    private func change(
        from before: (start: Int, text: String), to after: (start: Int, text: String)
    ) -> Change {
        if before.start < after.start {
            return Change(erased: 0, inserted: after.text)
        }
        if before.start > after.start {
            return Change(erased: before.text.count, inserted: "")
        }
        let same = zip(before.text, after.text).prefix { $0 == $1 }.count
        return Change(
            erased: before.text.count - same, inserted: String(after.text.dropFirst(same)))
    }
}

extension TypingMethod {
    /// The text that these keys compose.
    package func compose(_ keys: String, style: ToneStyle = .classic) -> String {
        var run = TypedRun(self, style: style)
        var text = ""
        for key in keys.unicodeScalars {
            let change = run.type(key)
            text.removeLast(change.erased)
            text += change.inserted
        }
        return text
    }
}
