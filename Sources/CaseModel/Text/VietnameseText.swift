/// Vietnamese text: its normal form, its folded forms, and what may stand in a field.
package enum VietnameseText {
    /// The composed normal form (NFC) of a text in Latin letters, Vietnamese included.
    ///
    /// Marks are put in canonical order, so `â` + dot below and `ạ` + circumflex both give `ậ`.
    /// Other scripts pass unchanged; see `Composition` for what is covered. Text without combining
    /// marks is returned as it is, at the cost of one look at each byte.
    package static func nfc(_ text: String) -> String {
        // U+0300–U+036F are the bytes CC 80 … CD AF: text without these lead bytes is composed.
        guard text.utf8.contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return text }
        var result = String.UnicodeScalarView()
        var cluster: [UInt32] = []
        for scalar in text.unicodeScalars {
            if scalar.properties.canonicalCombiningClass == .notReordered {
                appendComposed(cluster, to: &result)
                cluster.removeAll(keepingCapacity: true)
            }
            Composition.decompose(scalar.value, into: &cluster)
        }
        appendComposed(cluster, to: &result)
        return String(result)
    }

    /// Lower case, without any mark, with `đ` as `d`: "Đường Nguyễn Huệ" → "duong nguyen hue".
    package static func fold(_ text: String) -> String {
        mapped(text) { $0.folded }
    }

    /// Lower case without the marks of tone, keeping ă â ê ô ơ ư đ: "Đường" → "đương".
    package static func toneless(_ text: String) -> String {
        mapped(text) { $0.toneless }
    }

    /// One text for all spellings that mean the same in a search: folded words, one space between.
    ///
    /// "Hoà", "hòa" and "HOA" give the same key, and so do "Lý" and "Lí", "quý" and "quí".
    package static func searchKey(_ text: String) -> String {
        var key: [UInt8] = []
        var reader = WordReader(text)
        while reader.next() {
            if !key.isEmpty { key.append(UInt8(ascii: " ")) }
            key += reader.folded
        }
        return String(decoding: key, as: UTF8.self)
    }

    /// Whether the text holds only what a person can read: no control, bidirectional or other
    /// format characters (joiners excepted), no line breaks, no unassigned or private characters.
    package static func isClean(_ text: String) -> Bool {
        isPlain(text) || text.unicodeScalars.allSatisfy(isClean)
    }

    /// Whether the text is clean and in composed form, as every value that is stored must be.
    package static func isStorable(_ text: String) -> Bool {
        isPlain(text) || (isClean(text) && nfc(text).utf8.elementsEqual(text.utf8))
    }

    /// The text without white space at its ends, in composed form.
    package static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        let isWhole = first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex
        return nfc(isWhole ? text : String(scalars[first...last]))
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20: true
        case 0..<0x80: false
        default: !Letter.isInTable(scalar.value) && scalar.properties.isWhitespace
        }
    }

    /// Whether the text is visible ASCII and Latin letters of U+00C0–U+023F and U+1E00–U+1EFF, as
    /// nearly all is: clean and composed, told by one look at each byte.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x20...0x7E: index += 1
            case 0xC3...0xC8: index += 2
            case 0xE1 where (0xB8...0xBB).contains(bytes[index + 1]): index += 3
            default: return false
            }
        }
        return true
    }

    private static func isClean(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        if Letter.isInTable(scalar.value) { return true }
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator:
            return false
        case .format:
            return scalar.value == 0x200C || scalar.value == 0x200D
        default:
            return true
        }
    }

    private static func mapped(_ text: String, _ form: (Letter) -> UInt32) -> String {
        var result = String.UnicodeScalarView()
        for scalar in nfc(text).unicodeScalars {
            if scalar.isASCII {
                result.append(lowered(scalar))
            } else if Letter.isInTable(scalar.value) {
                result.append(Unicode.Scalar(form(Letter.of(scalar.value))) ?? scalar)
            } else if !Composition.isMark(scalar) {
                result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard ("A"..."Z").contains(scalar) else { return scalar }
        return Unicode.Scalar(UInt8(scalar.value) + 32)
    }

    /// Puts the marks of one letter in canonical order, composes them, and appends the result.
    private static func appendComposed(
        _ cluster: [UInt32], to result: inout String.UnicodeScalarView
    ) {
        guard let starter = cluster.first else { return }
        var letter = starter
        var rest: [UInt32] = []
        var lastClass: UInt8 = 0
        for mark in inCanonicalOrder(cluster.dropFirst()) {
            let combiningClass = Self.combiningClass(mark)
            let blocked = !rest.isEmpty && lastClass >= combiningClass
            if !blocked, let next = Composition.composed[.init(base: letter, mark: mark)] {
                letter = next
            } else {
                rest.append(mark)
                lastClass = combiningClass
            }
        }
        for value in [letter] + rest {
            if let scalar = Unicode.Scalar(value) { result.append(scalar) }
        }
    }

    private static func inCanonicalOrder(_ marks: ArraySlice<UInt32>) -> [UInt32] {
        // Insertion sort: stable, and there are rarely more than three.
        var sorted: [UInt32] = []
        for mark in marks {
            let position = sorted.lastIndex { combiningClass($0) <= combiningClass(mark) }
            sorted.insert(mark, at: position.map { $0 + 1 } ?? 0)
        }
        return sorted
    }

    private static func combiningClass(_ scalar: UInt32) -> UInt8 {
        Unicode.Scalar(scalar)?.properties.canonicalCombiningClass.rawValue ?? 0
    }
}
