/// What is left of an event when its values are taken out, and where each of them belongs.
///
/// An emptied event is the event with every number set to 0 and every text and byte string without
/// its content; only byte strings keep their length. Keys of maps, true, false and null stay.
struct EventShape: Sendable {
    /// The kinds of values that are taken out; the number is CBOR's major type.
    enum Kind: Int, Sendable {
        case unsigned, negative, bytes, text
    }

    /// A place where a value was taken out.
    struct Hole: Sendable {
        /// What stands between the value before and this one.
        let literal: Range<Int>
        let kind: Kind
        let column: Int
        /// The length of a byte string, 0 for others.
        let length: Int
    }

    let holes: [Hole]
    /// What stands after the last value.
    let rest: Range<Int>
}

/// The columns of a batch: values at one place of their events share one, whatever the shape.
struct ColumnPlan: Sendable {
    /// A step from an array or a map to one of its items.
    private struct Step: Hashable {
        let parent: Int
        let key: ArraySlice<UInt8>
    }

    private var nodes: [Step: Int] = [:]
    private var columns: [Int: Int] = [:]
    private(set) var kinds: [EventShape.Kind] = []

    /// The top of every event.
    static let root = 0

    mutating func node(under parent: Int, key: ArraySlice<UInt8>) -> Int {
        let step = Step(parent: parent, key: key)
        if let node = nodes[step] { return node }
        let node = nodes.count + 1
        nodes[step] = node
        return node
    }

    mutating func column(at node: Int, _ kind: EventShape.Kind) -> Int {
        if let column = columns[node * 4 + kind.rawValue] { return column }
        columns[node * 4 + kind.rawValue] = kinds.count
        kinds.append(kind)
        return kinds.count - 1
    }
}

/// Reads an emptied event, and finds or opens the columns that its values stand in.
struct EventShapeReader {
    private let source: [UInt8]
    private let start: Int
    private var offset = 0
    private var literalStart = 0
    private var holes: [EventShape.Hole] = []

    /// Reads the emptied event at `range`; the ranges of the shape are those of `bytes`.
    static func shape(
        _ bytes: [UInt8], _ range: Range<Int>, plan: inout ColumnPlan
    ) throws(WireError) -> EventShape {
        var reader = EventShapeReader(Array(bytes[range]), from: range.lowerBound)
        try reader.item(at: ColumnPlan.root, depth: Limits.depth, &plan)
        guard reader.offset == reader.source.count else {
            throw .trailing(at: reader.start + reader.offset)
        }
        return EventShape(holes: reader.holes, rest: reader.literal(to: reader.offset))
    }

    private init(_ source: [UInt8], from start: Int) {
        self.source = source
        self.start = start
    }

    private func literal(to end: Int) -> Range<Int> { start + literalStart..<start + end }

    private mutating func head() throws(WireError) -> CBORHead {
        guard let head = CBORHead(source.span, at: offset) else {
            throw .notDeterministic(at: start + offset)
        }
        offset = head.end
        return head
    }

    private mutating func item(
        at node: Int, depth: Int, _ plan: inout ColumnPlan
    ) throws(WireError) {
        let first = offset
        guard depth > 0 else { throw .tooDeep(at: start + first) }
        let head = try head()
        if let kind = EventShape.Kind(rawValue: Int(head.major)) {
            return try take(kind, head, first, column: plan.column(at: node, kind))
        }
        switch head.major {
        case CBORHead.array:
            for index in 0..<head.argument {
                let key = index.bigEndianBytes[...]
                try item(at: plan.node(under: node, key: key), depth: depth - 1, &plan)
            }
        case CBORHead.map:
            for _ in 0..<head.argument {
                let key = try key()
                try item(at: plan.node(under: node, key: key), depth: depth - 1, &plan)
            }
        default: return
        }
    }

    private mutating func take(
        _ kind: EventShape.Kind, _ head: CBORHead, _ first: Int, column: Int
    ) throws(WireError) {
        let limit = kind == .bytes ? UInt64(Limits.eventBytes) : 0
        guard head.argument <= limit else { throw .outOfRange(at: start + first) }
        // The head of a byte string stays; those of other values are written with the value.
        let literal = literal(to: kind == .bytes ? offset : first)
        holes.append(
            .init(literal: literal, kind: kind, column: column, length: Int(head.argument)))
        literalStart = offset
    }

    private mutating func key() throws(WireError) -> ArraySlice<UInt8> {
        let first = offset
        let head = try head()
        guard let length = head.keyLength(within: source.count) else {
            throw .outOfRange(at: start + first)
        }
        offset += length
        return source[first..<offset]
    }
}
