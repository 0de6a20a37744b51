package import CaseModel

/// Lines of a long answer, written in pieces of a bounded size as they come.
package struct Sheet {
    private static let pieceBytes = 64 << 10

    private let desk: Desk
    private var piece = ""
    private var failure: Failure?

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Adds an object as one line; false when there is nobody to write to, and nothing more is
    /// needed.
    package mutating func add(_ json: JSONValue) -> Bool {
        guard failure == nil else { return false }
        if !piece.isEmpty { piece += "\n" }
        piece += json.write()
        if piece.utf8.count >= Self.pieceBytes { write() }
        return failure == nil
    }

    /// Writes what is left, or says why writing failed.
    package mutating func finish() throws(Failure) {
        if !piece.isEmpty, failure == nil { write() }
        if let failure { throw failure }
    }

    private mutating func write() {
        do throws(Failure) {
            try desk.say(piece)
        } catch {
            failure = error
        }
        piece.removeAll(keepingCapacity: true)
    }
}
