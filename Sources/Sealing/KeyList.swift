internal import SyncProtocol

/// The key pairs of one side with their numbers, the newest last, as they stand in a key file.
///
/// Two of them are valid at once, so that what was sealed to the former one still opens.
package struct KeyList: Sendable {
    /// A key pair and the number by which envelopes name it.
    package struct Entry: Sendable {
        package let number: UInt8
        package let pair: KeyPair
        /// The day on which it was made, counted from 1970; nil where nobody noted it.
        package let day: Int?

        /// Whether it is so many days old, or nobody can say how old it is.
        package func isDue(afterDays days: Int, on today: Int) -> Bool {
            // A clock that was wrong by more than a day has noted nothing.
            guard let day, day <= today + 1 else { return true }
            return today - day >= days
        }
    }

    private static let title = "motcua keys 1"

    private static let mostKeys = 3
    private static let voucherWord = "voucher"
    private static let lifeWord = "life"

    package private(set) var entries: [Entry]
    /// What the hub seals its own words with, so that it knows them again after its store was lost;
    /// nil in a point's list.
    package private(set) var voucher: Voucher?
    /// The highest epoch that a restore began.
    package private(set) var life: UInt64 = 1

    /// A first key, with number 1.
    package init(day: Int? = nil, using generator: inout some RandomNumberGenerator) {
        entries = [Entry(number: 1, pair: KeyPair(using: &generator), day: day)]
    }

    /// Reads a key file; nil when it is none.
    package init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.first == Self.title[...] else { return nil }
        entries = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ").map(String.init)
            guard (2...3).contains(parts.count),
                read(parts[0], parts[1], parts.count == 3 ? parts[2] : nil)
            else { return nil }
        }
        guard (1...Self.mostKeys).contains(entries.count) else { return nil }
    }

    /// Reads a line; false when it is none.
    private mutating func read(_ word: String, _ value: String, _ day: String?) -> Bool {
        switch word {
        case Self.voucherWord:
            voucher = [UInt8](hex: value).flatMap { Voucher(key: $0) }
            return voucher != nil && day == nil
        case Self.lifeWord:
            guard let number = UInt64(value), number > 0, day == nil else { return false }
            life = number
            return true
        default:
            let made = day.flatMap { Int($0) }
            guard let number = UInt8(word), let secret = [UInt8](hex: value),
                let pair = KeyPair(secret: secret), day == nil || made != nil,
                !entries.contains(where: { $0.number == number })
            else { return false }
            entries.append(Entry(number: number, pair: pair, day: made))
            return true
        }
    }

    /// Adds what the hub seals its own words with, unless it is there.
    package mutating func addVoucher(using generator: inout some RandomNumberGenerator) {
        guard voucher == nil else { return }
        voucher = Voucher(using: &generator)
    }

    /// Notes that an epoch was begun.
    package mutating func note(life number: UInt64) {
        life = max(life, number)
    }

    /// The content of the key file: only its owner may read it.
    package var text: String {
        var lines =
            [Self.title]
            + entries.map { entry in
                "\(entry.number) \(entry.pair.secret.hex)" + (entry.day.map { " \($0)" } ?? "")
            }
        if let voucher { lines.append("\(Self.voucherWord) \(voucher.key.hex)") }
        if life > 1 { lines.append("\(Self.lifeWord) \(life)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The key to seal with.
    package var newest: Entry {
        guard let last = entries.last else { preconditionFailure("a key list has a key") }
        return last
    }

    /// The key of this number, nil when it is not valid any more.
    package func entry(_ number: UInt8) -> Entry? {
        entries.first { $0.number == number }
    }

    /// The pair of this number, nil when it is not valid any more.
    package func pair(_ number: UInt8) -> KeyPair? { entry(number)?.pair }

    /// Adds a new key; the newest before it, or those in use, stay valid, the others do not.
    package mutating func renew(
        keeping numbers: [UInt8?] = [], day: Int? = nil,
        using generator: inout some RandomNumberGenerator
    ) {
        let used = entries.filter { numbers.contains($0.number) }.suffix(Self.mostKeys - 1)
        let kept = used.isEmpty ? [newest] : Array(used)
        var next = newest.number
        repeat {
            next = next == .max ? 1 : next + 1
        } while kept.contains { $0.number == next }
        entries = kept + [Entry(number: next, pair: KeyPair(using: &generator), day: day)]
    }
}
