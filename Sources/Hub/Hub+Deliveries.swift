import CentralStore
import SyncProtocol

/// The content of documents on its way to a point that may read them.
extension Hub {
    /// What a request gets of the documents that it asks for: the lowest lane of its answer.
    func deliver(
        _ request: Request, to site: SiteNumber, beside answer: Answer
    ) throws(StoreError) -> [DocumentDelivery] {
        guard let documents else { return [] }
        var room = room(for: request, beside: answer)
        var deliveries: [DocumentDelivery] = []
        for want in request.wanted {
            let document = want.document
            if let absence = try absence(of: document, for: site) {
                deliveries.append(.absent(document, absence))
                continue
            }
            for range in want.ranges.ranges where room > 0 {
                let part = range.prefix(room)
                guard let bytes = documents.read(document, part.startIndex..<part.endIndex) else {
                    deliveries.append(.absent(document, .later))
                    break
                }
                deliveries.append(
                    .chunk(
                        DocumentChunk(document: document, offset: part.startIndex, bytes: bytes)))
                room -= bytes.count
            }
        }
        return Array(deliveries.prefix(Limits.chunksPerAnswer))
    }

    /// What is asked for fills an answer without entries; of one with entries it gets the part of
    /// the room that they leave, and never less than an eighth.
    private func room(for request: Request, beside answer: Answer) -> Int {
        let asked = request.wanted.reduce(0) { $0 + $1.ranges.count }
        let most = min(asked, Limits.answerRoom.upperBound)
        guard let pull = request.pull else { return most }
        let whole = max(pull.room, 1)
        return max(most * max(whole - answer.entryBytes, whole / 8) / whole, 1)
    }

    /// Why a site gets nothing of a document; nil when it may read it, and it is here.
    ///
    /// It is here for a record only when somebody has sent the whole of it for this record, proved
    /// to have it, or might read it anyway: a name alone opens nothing.
    private func absence(
        of document: DocumentReference, for site: SiteNumber
    ) throws(StoreError) -> DocumentAbsence? {
        var absence = DocumentAbsence.unnamed
        for row in try store.named(document) {
            guard try store.isInterested(site, in: row.record) else { continue }
            if row.state == .here { return nil }
            absence = .notYet
        }
        return absence
    }
}
