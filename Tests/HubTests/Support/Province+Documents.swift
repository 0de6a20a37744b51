import CaseModel
import CaseRecords
import DocumentStore
import Foundation
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Scans in a province.
extension Province {
    /// A scan of so many bytes; another number makes another one.
    static func scan(_ lengthBytes: Int, number: UInt8 = 1) -> [UInt8] {
        let pages = (0..<max(0, lengthBytes - 16)).map { UInt8(truncatingIfNeeded: $0 * 7) }
        return Array("%PDF-1.4\n".utf8) + [number] + pages + Array("%%EOF\n".utf8)
    }

    /// Puts a scan into a kiosk's store and names it in a case.
    @discardableResult
    func attach(
        _ content: [UInt8], to record: RecordName, at replica: Replica, paper: String = "ct01"
    ) throws -> DocumentReference {
        let site = try #require(try replica.identity()).site
        let file = folder.appending(path: "scan-\(UUID())")
        try Data(content).write(to: file)
        let added = try documents(of: site).add(file.path)
        let document = CaseDocument(
            paper: paper, digest: "\(added.name)", lengthBytes: added.lengthBytes,
            kind: added.kind, path: "a.pdf")
        try edit(record, at: replica, [document.field: document.value])
        return DocumentReference(name: added.name, lengthBytes: added.lengthBytes)
    }

    /// Names a document in a case without having it.
    func claim(
        _ document: DocumentReference, in record: RecordName, at replica: Replica
    ) throws {
        let field = CaseDocument(
            paper: "ct01", digest: "\(document.name)", lengthBytes: document.lengthBytes,
            kind: .pdf, path: "a.pdf")
        try edit(record, at: replica, [field.field: field.value])
    }

    /// The days on which a case says that a paper was used again.
    func reuses(_ record: RecordName) throws -> [String] {
        let state = try hub.open("\(record)").state
        return state.registers.filter { $0.name.hasPrefix("reused.") }.flatMap { register in
            register.values.compactMap(\.text)
        }
    }

    /// Where a kiosk's shell puts documents from the centre.
    static func arrivals(_ store: DocumentStore) -> DocumentArrivals {
        DocumentArrivals(
            missing: { document in
                // A store that cannot be read has nothing to say.
                guard
                    // What cannot be looked at is not asked for.
                    let gaps = try? store.missing(
                        document.name, lengthBytes: document.lengthBytes)
                else { return nil }
                var ranges = ByteRanges()
                for gap in gaps {
                    // Tests leave few gaps.
                    try? ranges.insert(gap)
                }
                return ranges
            },
            write: { chunk in
                do throws(DocumentStoreError) {
                    let progress = try store.write(
                        chunk.bytes, at: chunk.offset, of: chunk.document.name,
                        lengthBytes: chunk.document.lengthBytes)
                    return progress == .complete ? .complete : .incomplete
                } catch .mismatch {
                    return .wrong
                } catch {
                    return .failed
                }
            })
    }

    /// Attaches a document at the centre, as an officer does.
    @discardableResult
    func attachAtCentre(
        _ content: [UInt8], to record: RecordName, paper: String = CaseDocument.resultPaper
    ) throws -> DocumentReference {
        let file = folder.appending(path: "result-\(UUID())")
        try Data(content).write(to: file)
        let added = try documents().add(file.path)
        let document = CaseDocument(
            paper: paper, digest: "\(added.name)", lengthBytes: added.lengthBytes,
            kind: added.kind, path: "ket-qua.pdf")
        _ = try hub.attach(
            document, to: "\(record)", by: Hub.Officer(name: "Bình", now: now))
        return DocumentReference(name: added.name, lengthBytes: added.lengthBytes)
    }
}
