package import CaseModel
package import SyncProtocol
package import Transport

/// Why a document was not stored, completed or read; nothing that was visible has changed.
package enum DocumentStoreError: Error, Equatable, Sendable {
    /// The system refused: a full disk, a missing permission, a failing device.
    case file(FileFailure)
    /// What was given, or what has arrived, is no document that is taken.
    case refused(DocumentProblem)
    /// All bytes have arrived and are not what the name says: they were thrown away.
    case mismatch(DocumentName)
    /// The bytes do not lie within a document of that length.
    case outOfRange
    /// The bytes would leave the document in more pieces than the map may hold.
    case tooScattered(limit: Int)
    /// There is no such complete document here.
    case missing(DocumentName)
}
