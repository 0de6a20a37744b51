/// Puts the events of a batch together again, piece by piece: what later pieces refer to is kept.
struct EventBatchReader: Sendable {
    /// All pieces one after the other: shapes and texts of the earlier ones count on.
    private var bytes: [UInt8] = []
    private var plan = ColumnPlan()
    private var shapes: [EventShape] = []
    private var numbers: [Int] = []
    private var columns: [BatchColumnReader] = []
    /// Where the next event that travels as it is begins.
    private var whole = BatchCursor(offset: 0)

    /// The events of the next piece: at most so many, of `limitBytes` together. After an error
    /// nothing more can be read.
    mutating func read(
        _ piece: [UInt8], limitEvents: Int, limitBytes: Int
    ) throws(WireError) -> [[UInt8]] {
        whole = BatchCursor(offset: bytes.count)
        bytes += piece
        numbers = []
        try findColumns(limitEvents: limitEvents)
        // Apart from the rest of this value, so that it can be lent while that changes.
        let batch = bytes
        return try events(batch.span, limitBytes: limitBytes)
    }

    /// Reads shapes and finds where the values of each column begin.
    private mutating func findColumns(limitEvents: Int) throws(WireError) {
        let bytes = bytes
        let batch = bytes.span
        let count = try whole.count(batch, limit: limitEvents)
        guard count > 0 else { return }
        for _ in 0..<(try whole.count(batch, limit: count)) {
            let length = try whole.count(batch, limit: Limits.eventBytes)
            let range = try whole.take(batch, length)
            shapes.append(try EventShapeReader.shape(bytes, range, plan: &plan))
        }
        var uses = [Int](repeating: 0, count: shapes.count + 1)
        for _ in 0..<count {
            let number = try whole.count(batch, limit: shapes.count)
            numbers.append(number)
            uses[number] += 1
        }
        // Values of a column; for byte strings their bytes, because their lengths are known.
        var sizes = [Int](repeating: 0, count: plan.kinds.count)
        for (shape, uses) in zip(shapes, uses.dropFirst()) {
            for hole in shape.holes {
                sizes[hole.column] += hole.kind == .bytes ? uses * hole.length : uses
            }
        }
        for (index, kind) in plan.kinds.enumerated() {
            if index == columns.count {
                columns.append(BatchColumnReader(at: whole.offset))
            } else {
                columns[index].move(to: whole.offset)
            }
            try whole.skip(batch, kind, sizes[index])
        }
    }

    /// The events, of at most `limitBytes` together.
    private mutating func events(_ batch: Span<UInt8>, limitBytes: Int) throws(WireError)
        -> [[UInt8]]
    {
        var events: [[UInt8]] = []
        events.reserveCapacity(numbers.count)
        var left = limitBytes
        for number in numbers {
            // Events of one batch are about as long as each other.
            var event = BoundedBytes(
                limit: min(left, Limits.eventBytes), capacity: (events.last?.count ?? 256) + 32)
            if number == 0 {
                try appendWhole(batch, to: &event)
            } else {
                try append(shapes[number - 1], batch, to: &event)
            }
            left -= event.bytes.count
            events.append(event.bytes)
        }
        guard whole.offset == batch.count else { throw .trailing(at: whole.offset) }
        return events
    }

    private mutating func appendWhole(
        _ batch: Span<UInt8>, to event: inout BoundedBytes
    ) throws(WireError) {
        let length = try whole.count(batch, limit: Limits.eventBytes)
        try event.append(batch.extracting(try whole.take(batch, length)))
    }

    private mutating func append(
        _ shape: EventShape, _ batch: Span<UInt8>, to event: inout BoundedBytes
    ) throws(WireError) {
        var last: UInt64 = 0
        for hole in shape.holes {
            try event.append(batch.extracting(hole.literal))
            switch hole.kind {
            case .unsigned, .negative:
                last = try columns[hole.column].number(batch, before: last)
                try event.append(number: last, hole.kind)
            case .bytes:
                let content = try columns[hole.column].content(batch, hole.length)
                try event.append(batch.extracting(content))
            case .text:
                try columns[hole.column].appendText(batch, to: &event)
            }
        }
        try event.append(batch.extracting(shape.rest))
    }
}

/// The bytes of an event, which are refused before they become more than a limit.
struct BoundedBytes {
    private let limit: Int
    private var encoder: CBOREncoder

    var bytes: [UInt8] { encoder.bytes }

    init(limit: Int, capacity: Int) {
        self.limit = limit
        encoder = CBOREncoder(capacity: min(limit, capacity))
    }

    mutating func append(_ span: Span<UInt8>) throws(WireError) {
        try reserve(span.count)
        encoder.raw(span)
    }

    mutating func append(text: Span<UInt8>) throws(WireError) {
        try reserve(text.count)
        encoder.head(major: CBORHead.text, UInt64(text.count))
        try append(text)
    }

    mutating func append(number: UInt64, _ kind: EventShape.Kind) throws(WireError) {
        encoder.head(major: UInt8(kind.rawValue), number)
        // A number has nine bytes at most: they may be counted afterwards.
        try reserve(0)
    }

    private func reserve(_ count: Int) throws(WireError) {
        guard encoder.bytes.count + count <= limit else { throw .tooLarge(limit: limit, at: 0) }
    }
}
