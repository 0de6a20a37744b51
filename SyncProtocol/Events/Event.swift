/// One immutable fact about a record, in the strict order of its branch (design §4).
///
/// An event is identified by the hash of its canonical bytes and of everything before it on its
/// branch. It names no site and no sequence of its own: both are labels that may change.
package struct Event: Equatable, Sendable {
    /// The record that this event is about; nil for the event that creates it.
    package let record: RecordName?
    /// What kind of act this is, for instance `case`, `edit` or `accept`.
    package let kind: String
    /// Who did it, as asserted by the site.
    package let actor: String
    package let time: EventTime
    /// What stood on the screen when the person opened the record; `SiteNumber.own` is the
    /// author's branch. Empty for a creating event.
    package let context: VectorClock
    /// The fields that it sets, in the order of their encoded names, each once.
    package let fields: [Field]

    /// A field and the value that it gets; null clears it.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: CBORValue

        package init(_ name: String, _ value: CBORValue) {
            self.name = name
            self.value = value
        }
    }

    /// Sorts the fields; of two settings of one field the last stays.
    package init(
        record: RecordName?, kind: String, actor: String, time: EventTime, context: VectorClock,
        fields: [Field]
    ) {
        var unique: [Field] = []
        unique.reserveCapacity(fields.count)
        // Sorting is stable, so that of equal names the last setting comes last; places are moved
        // because fields are four times as large.
        let places = fields.indices.sorted { precedesOnWire(fields[$0].name, fields[$1].name) }
        for place in places {
            if let last = unique.last, isSameOnWire(last.name, fields[place].name) {
                unique.removeLast()
            }
            unique.append(fields[place])
        }
        self.init(
            record: record, kind: kind, actor: actor, time: time, context: context,
            inOrder: unique)
    }

    /// Takes fields that are in the order of the wire, each once.
    init(
        record: RecordName?, kind: String, actor: String, time: EventTime, context: VectorClock,
        inOrder fields: [Field]
    ) {
        self.record = record
        self.kind = kind
        self.actor = actor
        self.time = time
        self.context = context
        self.fields = fields
    }
}

extension CBOREncoder {
    /// Whether one text key of a map comes before another.
    package static func isAscending(_ left: String, _ right: String) -> Bool {
        precedesOnWire(left, right)
    }
}

/// Whether two names have the same bytes; `==` would take two Unicode forms of one for equal.
func isSameOnWire(_ left: String, _ right: String) -> Bool {
    orderOnWire(left, right) == 0
}

/// The order of text keys in deterministic CBOR: shorter names first, then by their bytes.
func precedesOnWire(_ left: String, _ right: String) -> Bool {
    orderOnWire(left, right) < 0
}

/// Negative, zero or positive; most names differ in their length already.
private func orderOnWire(_ left: String, _ right: String) -> Int {
    let difference = left.utf8.count - right.utf8.count
    guard difference == 0 else { return difference }
    let first = left.utf8Span.span
    let second = right.utf8Span.span
    for index in first.indices where first[index] != second[index] {
        return Int(first[index]) - Int(second[index])
    }
    return 0
}
