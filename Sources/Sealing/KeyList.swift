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

    package private(set) var entries: [Entry]

    /// A first key, with number 1.
    package init(day: Int? = nil, using generator: inout some RandomNumberGenerator) {
        entries = [Entry(number: 1, pair: KeyPair(using: &generator), day: day)]
    }

    /// Reads a key file; nil when it is none.
    package init?(text: String) {
        let lines = text.split(separator: "\n")
        guard lines.first == Self.title[...], (2...3).contains(lines.count) else { return nil }
        entries = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ")
            let day = parts.count == 3 ? Int(parts[2]) : nil
            guard parts.count == 2 || day != nil, let number = UInt8(parts[0]),
                let secret = [UInt8](hex: parts[1]), let pair = KeyPair(secret: secret),
                !entries.contains(where: { $0.number == number })
            else { return nil }
            entries.append(Entry(number: number, pair: pair, day: day))
        }
    }

    /// The content of the key file: only its owner may read it.
    package var text: String {
        let lines = entries.map { entry in
            "\(entry.number) \(entry.pair.secret.hex)" + (entry.day.map { " \($0)" } ?? "")
        }
        return ([Self.title] + lines).joined(separator: "\n") + "\n"
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

    /// Adds a new key; the newest before it, or the one in use, stays valid, the others do not.
    package mutating func renew(
        keeping number: UInt8? = nil, day: Int? = nil,
        using generator: inout some RandomNumberGenerator
    ) {
        let kept = number.flatMap { entry($0) } ?? newest
        var next = newest.number
        repeat { next = next == .max ? 1 : next + 1 } while next == kept.number
        entries = [kept, Entry(number: next, pair: KeyPair(using: &generator), day: day)]
    }
}
