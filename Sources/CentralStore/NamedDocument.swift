package import SyncProtocol

/// A document that a site's event names in one record, and how far its content has come from there.
package struct NamedDocument: Equatable, Sendable {
    /// How far the content has come.
    package enum State: Equatable, Sendable {
        case wanted
        case here
        case refused(DocumentRefusal)
    }

    package let document: DocumentReference
    package let record: RecordName
    package let site: SiteNumber
    package var state = State.wanted
    /// What was drawn for a proof that has not come yet.
    package var nonce: [UInt8]?
    /// Whether a proof was wrong; no other is asked for.
    package var isDisproved = false

    package init(document: DocumentReference, record: RecordName, site: SiteNumber) {
        self.document = document
        self.record = record
        self.site = site
    }
}
