/// Keys made of names: `Tờ khai đăng ký khai sinh` → `to-khai-dang-ky-khai-sinh`.
enum Slug {
    static let maximumLength = 48

    /// The folded words joined by hyphens, cut after a whole word; never empty.
    static func make(_ name: String) -> String {
        var slug = ""
        for word in VietnameseText.fold(name).utf8.split(whereSeparator: { !isPlain($0) }) {
            let word = Substring(word)
            let next = slug.isEmpty ? String(word.prefix(maximumLength)) : "\(slug)-\(word)"
            guard next.utf8.count <= maximumLength else { break }
            slug = next
        }
        return slug.isEmpty ? "x" : slug
    }

    /// The slug, with a number behind it when it is taken.
    static func make(_ name: String, unlike taken: Set<String>) -> String {
        let slug = make(name)
        guard taken.contains(slug) else { return slug }
        var number = 2
        while taken.contains("\(slug)-\(number)") { number += 1 }
        return "\(slug)-\(number)"
    }

    /// Whether the text can stand as a key inside a field name.
    static func isKey(_ text: String) -> Bool {
        isKey(text.utf8Span.span)
    }

    static func isKey(_ bytes: Span<UInt8>) -> Bool {
        guard (1...60).contains(bytes.count) else { return false }
        for index in bytes.indices {
            let byte = bytes[index]
            guard isPlain(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
                return false
            }
        }
        return true
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        Digits.isDigit(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
    }
}
