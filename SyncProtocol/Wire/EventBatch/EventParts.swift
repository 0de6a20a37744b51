/// Takes one event apart after the other: what `EventShape` describes, and the values in order.
struct EventParts {
    /// What was taken out of an event.
    struct Value {
        /// The number, or the hash of a text.
        let number: UInt64
        /// Where a text or a byte string stands in the event.
        let content: Range<Int>
    }

    private(set) var emptied: [UInt8] = []
    private(set) var values: [Value] = []
    private var offset = 0
    /// What was not copied into `emptied` yet begins here.
    private var literalStart = 0

    /// False when the event has to travel as it is.
    mutating func read(_ event: Span<UInt8>) -> Bool {
        emptied.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        offset = 0
        literalStart = 0
        guard event.count <= Limits.eventBytes, item(event, depth: Limits.depth),
            offset == event.count
        else { return false }
        emptied.append(event.extracting(literalStart..<offset))
        return true
    }

    private mutating func item(_ event: Span<UInt8>, depth: Int) -> Bool {
        let start = offset
        guard depth > 0, let head = CBORHead(event, at: start) else { return false }
        offset = head.end
        switch head.major {
        case CBORHead.text: return text(event, head, start)
        case CBORHead.bytes: return bytes(event, head)
        case CBORHead.array:
            for _ in 0..<head.argument where !item(event, depth: depth - 1) { return false }
        case CBORHead.map:
            for _ in 0..<head.argument where !(key(event) && item(event, depth: depth - 1)) {
                return false
            }
        case CBORHead.simple: break
        default: number(event, head, start)
        }
        return true
    }

    private mutating func number(_ event: Span<UInt8>, _ head: CBORHead, _ start: Int) {
        empty(event, to: start)
        emptied.append(head.major << 5)
        literalStart = offset
        values.append(.init(number: head.argument, content: start..<start))
    }

    private mutating func bytes(_ event: Span<UInt8>, _ head: CBORHead) -> Bool {
        guard head.argument <= UInt64(event.count - offset) else { return false }
        empty(event, to: offset)
        let content = offset..<offset + Int(head.argument)
        offset = content.upperBound
        literalStart = offset
        values.append(.init(number: 0, content: content))
        return true
    }

    private mutating func text(_ event: Span<UInt8>, _ head: CBORHead, _ start: Int) -> Bool {
        guard head.argument <= UInt64(event.count - offset) else { return false }
        empty(event, to: start)
        emptied.append(head.major << 5)
        let content = offset..<offset + Int(head.argument)
        offset = content.upperBound
        literalStart = offset
        guard let hash = TextCode.hash(event.extracting(content)) else { return false }
        values.append(.init(number: hash, content: content))
        return true
    }

    private mutating func key(_ event: Span<UInt8>) -> Bool {
        guard let head = CBORHead(event, at: offset),
            let length = head.keyLength(within: event.count)
        else { return false }
        offset = head.end + length
        return true
    }

    private mutating func empty(_ event: Span<UInt8>, to end: Int) {
        emptied.append(event.extracting(literalStart..<end))
    }
}
