/// SplitMix64, shared by everything in one world: the same seed gives the same numbers everywhere.
final class Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below the bound.
    func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A number of the range.
    func among(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True in so many of a hundred draws.
    func percent(_ share: Int) -> Bool { below(100) < share }

    /// True once in so many draws.
    func once(in times: Int) -> Bool { below(times) == 0 }

    /// One element; nil of none.
    func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }

    /// The elements in another order.
    func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var rest = elements
        for index in rest.indices.dropLast() {
            rest.swapAt(index, index + below(rest.count - index))
        }
        return rest
    }
}
