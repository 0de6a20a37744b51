package import SyncProtocol

/// Something that `verify` or `doctor` found not to be as it should be.
package enum Flaw: Equatable, Sendable {
    /// What SQLite says of the file, in its own words.
    case file(String)
    /// An event of a branch that is not there, though later ones are.
    case missingEvent(SiteNumber, UInt64)
    /// An event whose hash does not follow from the one before it.
    case brokenChain(SiteNumber, UInt64)
    /// The last event of a branch is not the one that the store believes it to be.
    case wrongHead(SiteNumber)
    /// What was acknowledged is not an event of this branch.
    case wrongAcknowledgement(UInt64)
    /// Events that stand in trunks and on no branch, or the other way round; how many more.
    case strayEvents(Int)
    /// An event whose bytes cannot be read.
    case unreadableEvent(RecordName)
    /// A trunk whose positions are not 1, 2, 3 and so on.
    case brokenTrunk(RecordName)
    /// What lists show of a record is not what its events say; it can be made again.
    case wrongSummary(RecordName)
    /// A change log whose chain breaks at a number.
    case brokenLog(SiteNumber, UInt64)
    case missingDocument(DocumentName)
    case damagedDocument(DocumentName)
    /// A backup that does not hold what was put into it.
    case changedBackup
    /// A key file that others may read.
    case openKeyFile(String)
    case missingKeyFile(String)
    /// Free bytes of the disk.
    case diskFull(UInt64)
    case diskNearlyFull(UInt64)
    /// The clock stands before what is known to be past, in milliseconds since 1970.
    case clockBehind(Int64)
    case notEncrypted
    case encryptionUnknown

    /// Whether it is worth knowing without anything being wrong.
    package var isWarning: Bool {
        switch self {
        case .diskNearlyFull, .notEncrypted, .encryptionUnknown: true
        case .file, .missingEvent, .brokenChain, .wrongHead, .wrongAcknowledgement, .strayEvents,
            .unreadableEvent, .brokenTrunk, .wrongSummary, .brokenLog, .missingDocument,
            .damagedDocument, .changedBackup, .openKeyFile, .missingKeyFile, .diskFull,
            .clockBehind:
            false
        }
    }
}

/// What a check of a whole store found, and how much it looked at.
package struct Findings: Equatable, Sendable {
    /// More flaws than anybody reads: the first ones say what is wrong.
    package static let limit = 200

    package private(set) var flaws: [Flaw] = []
    package var records = 0
    package var events = 0
    package var documents = 0

    package init() {}

    /// Whether nothing is wrong; a warning is no flaw.
    package var isSound: Bool { flaws.allSatisfy(\.isWarning) }

    /// Notes a flaw, as long as there are not too many.
    package mutating func add(_ flaw: Flaw) {
        guard flaws.count < Self.limit else { return }
        flaws.append(flaw)
    }
}
