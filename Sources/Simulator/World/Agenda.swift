/// What is going to happen, in the order of virtual time; of two at one moment the first planned
/// comes first.
struct Agenda<Happening> {
    /// A happening at its place.
    private struct Entry {
        let time: Int64
        let serial: Int
        let happening: Happening

        func precedes(_ other: Entry) -> Bool { (time, serial) < (other.time, other.serial) }
    }

    /// A binary heap: no entry precedes the one at half its place.
    private var heap: [Entry] = []
    private var serial = 0

    var isEmpty: Bool { heap.isEmpty }

    mutating func plan(_ happening: Happening, at time: Int64) {
        serial += 1
        heap.append(Entry(time: time, serial: serial, happening: happening))
        var place = heap.count - 1
        while place > 0, heap[place].precedes(heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func next() -> (time: Int64, happening: Happening)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.time, first.happening)
    }

    private mutating func sink() {
        var place = 0
        while true {
            var first = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < heap.count && heap[child].precedes(heap[first]) {
                first = child
            }
            guard first != place else { return }
            heap.swapAt(place, first)
            place = first
        }
    }
}
