/// What goes wrong with a virtual disk, and after how many of its calls.
package struct DiskTrouble: Equatable, Sendable {
    /// The ways in which a disk fails.
    package enum Kind: Equatable, Sendable {
        /// Reads, writes and syncs report an error and do nothing.
        case inputOutput
        /// Nothing can be made longer.
        case full
        /// The machine is off from this call on.
        case powerLoss
    }

    let kind: Kind
    /// The calls that still succeed.
    private(set) var callsBefore: Int
    /// The calls that it then lasts; a loss of power lasts until somebody switches on.
    private(set) var calls: Int

    /// Plans a trouble.
    package init(_ kind: Kind, callsBefore: Int, lasting calls: Int = 1) {
        self.kind = kind
        self.callsBefore = callsBefore
        self.calls = calls
    }

    /// Counts a call and says whether it meets the trouble.
    mutating func meets() -> Bool {
        guard callsBefore == 0 else {
            callsBefore -= 1
            return false
        }
        calls -= 1
        return true
    }

    var isOver: Bool { callsBefore == 0 && calls <= 0 }
}

/// What SQLite asks a file system for.
enum DiskCall {
    case read, write, truncate, sync, open, delete

    /// Whether it needs room.
    var mayGrow: Bool {
        switch self {
        case .write, .open: true
        case .read, .truncate, .sync, .delete: false
        }
    }
}
