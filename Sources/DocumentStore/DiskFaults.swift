/// A planned failure for tests: one call to the system fails, or the process stops there.
///
/// A test runs the same work with `call` 1, 2, 3 … until `hasHappened` stays false, so that every
/// call was the one once.
package struct DiskFaults: Sendable {
    /// What happens at the planned call.
    package enum Effect: Sendable {
        /// The call is not carried out and reports this error of the system.
        case error(Int32)
        /// The process dies: of a write half is done, of anything else nothing, and no call after
        /// it is carried out.
        case stop
    }

    /// The calls so far, in words, for tests of their order.
    package private(set) var calls: [String] = []
    private let call: Int
    private let effect: Effect

    /// Plans what happens at the n-th call from now, beginning at 1.
    package init(call: Int, effect: Effect) {
        precondition(call > 0, "calls are counted from 1")
        self.call = call
        self.effect = effect
    }

    /// Only notes the calls.
    package init() {
        call = .max
        effect = .stop
    }

    /// Whether the planned call was reached.
    package var hasHappened: Bool { calls.count >= call }

    /// What becomes of one call.
    enum Fate {
        case carriedOut
        case failing(Int32)
        /// The process dies in the midst of it.
        case halfDone
        /// The process is dead already.
        case notAtAll
    }

    /// Counts one call and says what becomes of it.
    mutating func fate(of words: String) -> Fate {
        calls.append(words)
        guard calls.count >= call else { return .carriedOut }
        switch effect {
        case .error(let number): return calls.count == call ? .failing(number) : .carriedOut
        case .stop: return calls.count == call ? .halfDone : .notAtAll
        }
    }
}
