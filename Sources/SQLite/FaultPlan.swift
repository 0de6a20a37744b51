/// A planned failure for tests: one call to SQLite reports an error and is not executed.
///
/// Counted are the preparing of a statement, each of its steps, and COMMIT. A test runs the same
/// work with `failingCall` 1, 2, 3 … until `hasFailed` stays false, so that every call failed once.
package struct FaultPlan: Sendable {
    /// The counted calls so far.
    package private(set) var calls = 0
    private let failingCall: Int
    private let code: Int32

    /// Plans that the n-th counted call from now, beginning at 1, reports the result code.
    package init(failingCall: Int, code: Int32) {
        precondition(failingCall > 0, "calls are counted from 1")
        self.failingCall = failingCall
        self.code = code
    }

    /// Whether the planned failure has happened.
    package var hasFailed: Bool { calls >= failingCall }

    /// Counts one call and gives the result code that it has to report, if its turn has come.
    mutating func count() -> Int32? {
        calls += 1
        return calls == failingCall ? code : nil
    }
}
