import CaseModel
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// A point that names documents in a case of its own and says of them what it likes.
final class RawThief {
    private let raw: RawKiosk
    private let record: RecordName

    init(_ province: Province, _ document: DocumentReference?) throws {
        raw = try RawKiosk(province)
        record =
            raw.write(
                nil,
                [
                    .text("procedure", "1.001193"), .text("applicant.name", "Hoa"),
                    .text("slip", "T-\(raw.site)-261122-1"),
                ]
            ).record
        if let document { try name(document) } else { try raw.send() }
    }

    /// Names a document in its case.
    func name(_ document: DocumentReference) throws {
        let field = CaseDocument(
            paper: "ct01", digest: "\(document.name)", lengthBytes: document.lengthBytes,
            kind: .pdf, path: "a.pdf")
        raw.write(record, [.text(field.field, field.value)])
        let answer = try raw.send()
        #expect(answer.parked.isEmpty)
    }

    /// What the hub says to a request with this.
    func exchange(_ load: DocumentLoad) throws -> [DocumentVerdict] {
        var request = raw.request()
        request.documents = load
        guard case .answer(let bytes) = try raw.reply(request.encoded) else { return [] }
        return try Answer(decoding: bytes, hash: Blake2b.chain).documents.map(\.verdict)
    }

    /// What the hub gives to whoever asks for this.
    func ask(_ want: DocumentWant) throws -> [DocumentDelivery] {
        var request = raw.request()
        request.wanted = [want]
        guard case .answer(let bytes) = try raw.reply(request.encoded) else { return [] }
        return try Answer(decoding: bytes, hash: Blake2b.chain).deliveries
    }
}
