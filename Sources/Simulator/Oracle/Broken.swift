/// A promise that does not hold, thrown where it is noticed.
struct Broken: Error {
    let invariant: Invariant
    let words: String

    init(_ invariant: Invariant, _ words: String) {
        self.invariant = invariant
        self.words = words
    }
}
