import SyncProtocol

/// A few texts by name, in the order of the wire: for so few a list is less work than hashing.
package struct ListedTexts: Equatable, Sendable {
    /// A text with its name.
    package struct Entry: Equatable, Sendable {
        package let name: String
        package let text: String
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package var count: Int { entries.count }

    /// The text of a name; nil takes it away.
    package subscript(name: String) -> String? {
        get { entries.first { $0.name == name }?.text }
        set {
            // Nearly always they come in order.
            let isLast = entries.last.map { CBOREncoder.isAscending($0.name, name) } ?? true
            let place =
                isLast
                ? entries.endIndex
                : entries.firstIndex { !CBOREncoder.isAscending($0.name, name) } ?? entries.endIndex
            let isHere = place < entries.endIndex && entries[place].name == name
            if isHere { entries.remove(at: place) }
            if let newValue { entries.insert(Entry(name: name, text: newValue), at: place) }
        }
    }
}

extension ListedTexts: ExpressibleByDictionaryLiteral {
    /// Takes a literal of names and texts.
    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, text) in elements { self[name] = text }
    }
}
