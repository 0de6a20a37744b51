/// Reads the values of one column, one after the other, out of the bytes of the batch.
struct BatchColumnReader {
    private var cursor: BatchCursor
    private var lastNumber: UInt64?
    /// The text before, when it stands in the batch.
    private var lastText: Range<Int>?
    /// The text before, when it was made from the one before it.
    private var madeText: [UInt8] = []
    private var seen: [Range<Int>] = []

    init(at offset: Int) {
        cursor = BatchCursor(offset: offset)
    }

    /// Goes on where the values of the next piece stand.
    mutating func move(to offset: Int) {
        cursor = BatchCursor(offset: offset)
    }

    mutating func number(_ batch: Span<UInt8>, before: UInt64) throws(WireError) -> UInt64 {
        let folded = try cursor.varint(batch)
        let difference = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
        let number = (lastNumber ?? before) &+ UInt64(bitPattern: difference)
        lastNumber = number
        return number
    }

    mutating func content(_ batch: Span<UInt8>, _ length: Int) throws(WireError) -> Range<Int> {
        try cursor.take(batch, length)
    }

    mutating func appendText(
        _ batch: Span<UInt8>, to event: inout BoundedBytes
    ) throws(WireError) {
        let start = cursor.offset
        if let place = try place(batch, start) {
            lastText = place
            return try event.append(text: batch.extracting(place))
        }
        if let lastText {
            madeText.removeAll(keepingCapacity: true)
            madeText.append(batch.extracting(lastText))
        }
        guard TextCode.advance(&madeText) else { throw .outOfRange(at: start) }
        lastText = nil
        try event.append(text: madeText.span)
    }

    /// Where the next text stands; nil for the successor of the one before.
    private mutating func place(
        _ batch: Span<UInt8>, _ start: Int
    ) throws(WireError) -> Range<Int>? {
        let code = try cursor.textStart(batch)
        if code == TextCode.successor { return nil }
        if TextCode.references.contains(code) {
            let index = Int(code - TextCode.references.lowerBound)
            guard index < seen.count else { throw .outOfRange(at: start) }
            return seen[index]
        }
        let place = start..<(try cursor.textEnd(batch))
        if seen.count < TextCode.references.count { seen.append(place) }
        return place
    }
}

/// A place in a batch that moves forward, and never beyond the end.
struct BatchCursor {
    private(set) var offset: Int

    private mutating func byte(_ batch: Span<UInt8>) throws(WireError) -> UInt8 {
        guard offset < batch.count else { throw .truncated(at: offset, needed: 1) }
        defer { offset += 1 }
        return batch[offset]
    }

    /// Seven bits a byte, the lowest first; of the ways to write a number only the shortest.
    mutating func varint(_ batch: Span<UInt8>) throws(WireError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte(batch)
            value |= UInt64(byte & 0x7F) << shift
            guard byte < 0x80 else { continue }
            guard byte > 0 || shift == 0 else { throw .notDeterministic(at: start) }
            guard shift < 63 || byte == 1 else { throw .outOfRange(at: start) }
            return value
        }
        throw .outOfRange(at: start)
    }

    mutating func count(_ batch: Span<UInt8>, limit: Int) throws(WireError) -> Int {
        let start = offset
        let value = try varint(batch)
        guard value <= UInt64(limit) else { throw .tooLarge(limit: limit, at: start) }
        return Int(value)
    }

    mutating func take(_ batch: Span<UInt8>, _ count: Int) throws(WireError) -> Range<Int> {
        guard count <= batch.count - offset else { throw .truncated(at: offset, needed: count) }
        defer { offset += count }
        return offset..<offset + count
    }

    /// The first byte of a text, which is passed over when it stands for the whole text.
    mutating func textStart(_ batch: Span<UInt8>) throws(WireError) -> UInt8 {
        let code = try byte(batch)
        if !TextCode.isWhole(code) { offset -= 1 }
        return code
    }

    /// Passes over a text and its end; gives where the text ended.
    mutating func textEnd(_ batch: Span<UInt8>) throws(WireError) -> Int {
        while try byte(batch) != TextCode.end {}
        return offset - 1
    }

    /// Passes over so many values; for byte strings over so many bytes.
    mutating func skip(
        _ batch: Span<UInt8>, _ kind: EventShape.Kind, _ count: Int
    ) throws(WireError) {
        switch kind {
        case .unsigned, .negative:
            for _ in 0..<count { while try byte(batch) > 0x7F {} }
        case .bytes: _ = try take(batch, count)
        case .text:
            for _ in 0..<count where !TextCode.isWhole(try textStart(batch)) {
                _ = try textEnd(batch)
            }
        }
    }
}
