import CaseRecords
import Hub
import SyncProtocol
import Testing

/// Which documents the events and the state of a record name.
@Suite struct DocumentReferenceTests {
    private static let digests = ["ab", "cd"].map { String(repeating: $0, count: 32) }

    private func field(_ digest: String, paper: String = "x", name: String = "a.pdf") -> Event.Field
    {
        .text("documents.\(paper).\(digest.prefix(16))", "\(digest) 100 pdf \(name)")
    }

    private func reference(_ digest: String) throws -> DocumentReference {
        DocumentReference(name: try #require(DocumentName(hex: digest)), lengthBytes: 100)
    }

    @Test func `an event names the documents of its fields`() throws {
        let digest = Self.digests[0]
        let event = Event(
            record: nil, kind: "case", actor: "Lan", time: EventTime(wall: 0),
            context: VectorClock(),
            fields: [
                .text("note", "a"), field(digest), .text("documents.x.0011223344556677", "a"),
                .init("documents.x.8811223344556677", .null),
            ])
        #expect(try event.documents == [reference(digest)])
    }

    @Test func `a hub takes documents from points and kiosks, and its state names each once`()
        throws
    {
        let province = try Province(isInMemory: true)
        for (tag, type) in [(100, "post"), (200, "kiosk")] as [(UInt8, String)] {
            let kiosk = try RawKiosk(province, type: type, tag: tag)
            let record = kiosk.write(nil, [.text("note", "một"), field(Self.digests[1])]).record
            kiosk.write(record, [field(Self.digests[0])])
            kiosk.write(record, [field(Self.digests[0], paper: "y")])
            // Without having seen the first one: both names stand, and it is one document.
            kiosk.write(record, [field(Self.digests[0], name: "b.pdf")])
            #expect(try kiosk.send().parked == [])
            let state = try province.hub.fold(of: record)
            #expect(state.conflicts.count == 1)
            #expect(try state.documents == Self.digests.map { try reference($0) })
        }
    }
}
