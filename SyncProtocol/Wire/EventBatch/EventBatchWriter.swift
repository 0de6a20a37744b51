/// Takes events apart into shapes and columns, of one batch or of one that goes on piece by piece.
struct EventBatchWriter {
    private var numbers: [Int] = []
    private var emptied: [[UInt8]] = []
    /// How many shapes stand in the pieces before.
    private var taken = 0
    private var shapes: [EventShape] = []
    private var numberOfShape: [[UInt8]: Int] = [:]
    private var plan = ColumnPlan()
    private var columns: [BatchColumn] = []
    private var whole: [UInt8] = []
    private var parts = EventParts()

    /// The events that were added since this was asked last: see PROTOCOL.md for the order.
    mutating func takePiece() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendVarint(UInt64(numbers.count))
        guard !numbers.isEmpty else { return bytes }
        bytes.appendVarint(UInt64(emptied.count - taken))
        for shape in emptied[taken...] {
            bytes.appendVarint(UInt64(shape.count))
            bytes.append(contentsOf: shape)
        }
        for number in numbers { bytes.appendVarint(UInt64(number)) }
        for index in columns.indices { bytes.append(contentsOf: columns[index].takeNew()) }
        bytes.append(contentsOf: whole)
        taken = emptied.count
        numbers = []
        whole = []
        return bytes
    }

    mutating func append(_ event: [UInt8]) {
        guard parts.read(event.span), let number = number(of: parts.emptied) else {
            numbers.append(0)
            whole.appendVarint(UInt64(event.count))
            whole.append(contentsOf: event)
            return
        }
        numbers.append(number)
        var last: UInt64 = 0
        for (hole, value) in zip(shapes[number - 1].holes, parts.values) {
            switch hole.kind {
            case .unsigned, .negative:
                columns[hole.column].append(number: value.number, before: last)
                last = value.number
            case .bytes:
                columns[hole.column].append(content: event.span.extracting(value.content))
            case .text:
                let text = event.span.extracting(value.content)
                columns[hole.column].append(text: text, hash: value.number)
            }
        }
    }

    /// The number of a shape, counted from 1; nil when its events have to travel as they are.
    private mutating func number(of shape: [UInt8]) -> Int? {
        // Events of one kind come in rows: the last shape is tried before it is looked up.
        if let last = numbers.last, last > 0, emptied[last - 1] == shape { return last }
        if let number = numberOfShape[shape] { return number }
        // Whatever the reader would refuse is not written.
        let read = try? EventShapeReader.shape(shape, 0..<shape.count, plan: &plan)
        guard let read else { return nil }
        emptied.append(shape)
        shapes.append(read)
        numberOfShape[shape] = shapes.count
        while columns.count < plan.kinds.count { columns.append(BatchColumn()) }
        return shapes.count
    }
}
