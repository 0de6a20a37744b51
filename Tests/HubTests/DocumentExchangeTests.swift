import CentralStore
import DocumentStore
import Foundation
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Documents between real stores.
@Suite struct DocumentExchangeTests {
    private let province: Province
    private let kiosk: Replica
    private let record: RecordName

    init() throws {
        province = try Province()
        kiosk = try province.addKiosk()
        record = try province.submit(at: kiosk)
    }

    private func isAtHub(_ document: DocumentReference) throws -> Bool {
        try province.documents().lengthBytes(of: document.name) == document.lengthBytes
    }

    @Test func `a scan comes to the hub as it is, and nothing waits any more`() throws {
        let content = Province.scan(40_000)
        let document = try province.attach(content, to: record, at: kiosk)
        #expect(try kiosk.waitingDocuments().map(\.missingBytes) == [content.count])
        let result = try province.sync(kiosk)
        #expect(result.outcome == .complete && result.documentBytes == content.count)
        #expect(try province.documents().read(document.name, 0..<content.count) == content)
        #expect(try kiosk.waitingDocuments().isEmpty)
        #expect(try province.reuses(record).isEmpty)
        #expect(try province.sync(kiosk).documentBytes == 0)
    }

    @Test(arguments: [Province.Cut.beforeHub, .afterCommit])
    func `a line that is cut at every exchange brings every scan whole`(
        cut: Province.Cut
    ) throws {
        let contents = [Province.scan(30_000), Province.scan(20_000, number: 2)]
        let documents = try contents.map { try province.attach($0, to: record, at: kiosk) }
        province.cut = cut
        for exchanges in 0..<12 {
            province.exchangesBeforeCut = exchanges
            try province.sync(kiosk)
            for (document, content) in zip(documents, contents) where try isAtHub(document) {
                #expect(
                    try province.documents().read(document.name, 0..<content.count) == content)
            }
        }
        province.cut = nil
        #expect(try province.sync(kiosk).outcome == .complete)
        for document in documents { #expect(try isAtHub(document)) }
    }

    @Test func `what the hub has from this site is not sent again, and the reuse is noted`() throws
    {
        let content = Province.scan(20_000)
        try province.attach(content, to: record, at: kiosk)
        try province.sync(kiosk)
        let second = try province.submit(at: kiosk)
        try province.attach(content, to: second, at: kiosk)
        let result = try province.sync(kiosk)
        #expect(result.outcome == .complete && result.documentBytes == 0)
        #expect(try province.reuses(second).count == 1)
        #expect(try province.reuses(record).isEmpty)
        #expect(try kiosk.waitingDocuments().isEmpty)
        // The case says it at home too.
        try province.sync(kiosk)
        let state = try kiosk.state(of: second)
        #expect(state.registers.contains { $0.name.hasPrefix("reused.ct01.") })
    }

    @Test func `another site that has the same scan proves it and sends nothing`() throws {
        let content = Province.scan(20_000)
        let document = try province.attach(content, to: record, at: kiosk)
        try province.sync(kiosk)
        let other = try province.addKiosk()
        let second = try province.submit(at: other)
        try province.attach(content, to: second, at: other)
        let result = try province.sync(other)
        #expect(result.outcome == .complete && result.documentBytes == 0)
        #expect(try province.reuses(second).count == 1)
        #expect(try other.waitingDocuments().isEmpty)
        let rows = try province.store.named(document)
        #expect(rows.count == 2 && rows.allSatisfy { $0.state == .here })
    }

    @Test func `a name alone opens nothing`() throws {
        let content = Province.scan(20_000)
        let document = try province.attach(content, to: record, at: kiosk)
        try province.sync(kiosk)
        let other = try province.addKiosk()
        let second = try province.submit(at: other)
        try province.claim(document, in: second, at: other)
        try province.sync(other)
        let row = try #require(province.store.named(document).first { $0.record == second })
        #expect(row.state == .wanted)
        #expect(try province.reuses(second).isEmpty)
        #expect(try other.waitingDocuments().map(\.refusal) == [.lostHere])
    }

    @Test func `a wrong proof is answered by asking for the chunks, and other bytes are refused`()
        throws
    {
        let content = Province.scan(5_000)
        let document = try province.attach(content, to: record, at: kiosk)
        try province.sync(kiosk)
        let thief = try RawThief(province, document)
        #expect(try thief.exchange(DocumentLoad()) == [])
        var load = DocumentLoad()
        load.offers = [document]
        guard case .prove = try thief.exchange(load).first else {
            Issue.record("no proof was asked for")
            return
        }
        load = DocumentLoad()
        load.proofs = [.init(document: document, bytes: [UInt8](repeating: 1, count: 32))]
        guard case .wanted(let ranges) = try thief.exchange(load).first else {
            Issue.record("no chunks were asked for")
            return
        }
        #expect(ranges.ranges == [0..<document.lengthBytes])
        load = DocumentLoad()
        let false_ = [UInt8](repeating: 7, count: document.lengthBytes)
        load.chunks = [.init(document: document, offset: 0, bytes: false_)]
        #expect(try thief.exchange(load) == [.refused(.wrongContent)])
        load = DocumentLoad()
        load.offers = [document]
        #expect(try thief.exchange(load) == [.refused(.wrongContent)])
        // What the others have is untouched.
        #expect(try province.documents().read(document.name, 0..<content.count) == content)
    }

    @Test func `a proof that nobody asked for, and a document that nobody named, change nothing`()
        throws
    {
        let document = try province.attach(Province.scan(3_000), to: record, at: kiosk)
        let strange = DocumentReference(
            name: DocumentName(Digest(epoch: 5)), lengthBytes: 300)
        let thief = try RawThief(province, document)
        var load = DocumentLoad()
        load.chunks = [.init(document: strange, offset: 0, bytes: [1, 2])]
        #expect(try thief.exchange(load) == [.unnamed])
        load = DocumentLoad()
        load.proofs = [.init(document: document, bytes: [UInt8](repeating: 1, count: 32))]
        guard case .wanted = try thief.exchange(load).first else {
            Issue.record("what nobody has is asked for")
            return
        }
        try province.sync(kiosk)
        #expect(try isAtHub(document))
    }

    @Test func `what is no scan is thrown away, told, and not sent again`() throws {
        let thief = try RawThief(province, nil)
        let bytes = [UInt8](repeating: 7, count: 600)
        let digest = try #require(Digest(Blake2b.hash(bytes)))
        let document = DocumentReference(name: DocumentName(digest), lengthBytes: 600)
        try thief.name(document)
        var load = DocumentLoad()
        load.chunks = [.init(document: document, offset: 0, bytes: bytes)]
        #expect(try thief.exchange(load) == [.refused(.kindNotTaken)])
        #expect(try !isAtHub(document))
    }

    @Test func `a bundle carries scans, and its reply says that they are there`() throws {
        let content = Province.scan(30_000)
        let document = try province.attach(content, to: record, at: kiosk)
        let identity = try #require(try kiosk.identity())
        let store = province.documents(of: identity.site)
        var generator = SystemRandomNumberGenerator()
        let export = try kiosk.exportBundle(
            seal: SiteSeal(identity, keys: province.keys(of: identity.site)), program: "test",
            made: province.now, using: &generator, reading: { Province.read($0, store) })
        #expect(export.documents == 1 && export.documentsLeft == 0)
        for _ in 0..<2 {
            let accepted = try province.accept(export.bundle)
            #expect(accepted.refusals.isEmpty)
            #expect(try isAtHub(document))
            try province.bring(accepted.reply, to: kiosk)
        }
        #expect(try kiosk.waitingDocuments().isEmpty)
    }

    @Test func `what no event names goes after a while, and parts that rest go too`() throws {
        let kept = try province.attach(Province.scan(3_000), to: record, at: kiosk)
        try province.sync(kiosk)
        let file = province.folder.appending(path: "stray")
        try Data(Province.scan(900)).write(to: file)
        let stray = try province.documents().add(file.path)
        try province.hub.tidyDocuments(partsBefore: 0, unnamedBefore: 0)
        #expect(try province.documents().has(stray.name))
        try province.hub.tidyDocuments(partsBefore: .max, unnamedBefore: .max)
        #expect(try !province.documents().has(stray.name))
        #expect(try isAtHub(kept))
    }
}
