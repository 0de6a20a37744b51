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
        self.record = record
        self.kind = kind
        self.actor = actor
        self.time = time
        self.context = context
        // What is read from the wire, and most of what is written, is in order already.
        let isSorted = zip(fields, fields.dropFirst()).allSatisfy {
            precedesOnWire($0.name, $1.name)
        }
        if isSorted {
            self.fields = fields
            return
        }
        let sorted = fields.enumerated().sorted { left, right in
            if isSameOnWire(left.element.name, right.element.name) {
                return left.offset > right.offset
            }
            return precedesOnWire(left.element.name, right.element.name)
        }
        var unique: [Field] = []
        for (_, field) in sorted {
            if let last = unique.last, isSameOnWire(last.name, field.name) { continue }
            unique.append(field)
        }
        self.fields = unique
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

/// Negative, zero or positive; on spans, because every field of every event is compared.
private func orderOnWire(_ left: String, _ right: String) -> Int {
    let first = left.utf8Span.span
    let second = right.utf8Span.span
    guard first.count == second.count else { return first.count - second.count }
    for index in first.indices where first[index] != second[index] {
        return Int(first[index]) - Int(second[index])
    }
    return 0
}
