import CaseModel
import CaseRecords
import CentralStore
import DocumentStore
import Foundation
import Hub
import Replica
import Sealing
import SyncProtocol
import Testing

/// Documents on their way to another point, between real stores.
@Suite struct DocumentDeliveryTests {
    private static let day: Int64 = 86_400_000
    private let province: Province
    private let home: Replica
    private let far: Replica
    private let record: RecordName
    private let content = Province.scan(60_000)
    private let document: DocumentReference

    /// A case of one point with a scan, lent to another point.
    init() throws {
        province = try Province()
        home = try province.addKiosk()
        far = try province.addKiosk()
        record = try province.submit(at: home, ["applicant.identity": "046194003217"])
        document = try province.attach(content, to: record, at: home)
        try province.sync(home)
        try borrow()
    }

    private func borrow() throws {
        let slip = try #require(try home.record(record)?.summary.slip)
        let asked = LookUp(code: slip, proof: "3217")
        guard case .lent = try province.sync(far, lookUp: asked).lookedUp else {
            Issue.record("the case was not lent")
            return
        }
    }

    private func store(of replica: Replica) throws -> DocumentStore {
        province.documents(of: try #require(try replica.identity()).site)
    }

    /// The document as far as a point has it: whole, or nothing of it.
    private func content(
        _ document: DocumentReference, at replica: Replica
    ) throws -> [UInt8]? {
        let store = try store(of: replica)
        guard try store.has(document.name) else { return nil }
        return try store.read(document.name, 0..<document.lengthBytes)
    }

    @Test func `a scan comes whole to a point that may see the case, and to no other`() throws {
        #expect(try content(document, at: far) == nil)
        #expect(try far.want(document))
        let result = try province.sync(far)
        #expect(result.outcome == .complete && result.fetchedBytes == content.count)
        #expect(try content(document, at: far) == content)
        #expect(try far.wantedDocuments().isEmpty && result.absences.isEmpty)
        #expect(try province.sync(far).fetchedBytes == 0)
        let stranger = try province.addKiosk()
        try province.sync(stranger)
        #expect(try !stranger.want(document))
    }

    @Test func `a result that the centre attaches comes to the point that took the case in`()
        throws
    {
        let result = Province.scan(9_000, number: 7)
        let paper = try province.attachAtCentre(result, to: record)
        try province.sync(home)
        #expect(try home.want(paper))
        #expect(try province.sync(home).fetchedBytes == result.count)
        #expect(try content(paper, at: home) == result)
    }

    @Test(arguments: [Province.Cut.beforeHub, .afterCommit])
    func `a line that is cut at every exchange brings it whole, and nothing before`(
        cut: Province.Cut
    ) throws {
        #expect(try far.want(document))
        province.cut = cut
        var bytes = 0
        for exchanges in 0..<10 {
            province.exchangesBeforeCut = exchanges
            bytes += try province.sync(far).fetchedBytes
            let seen = try content(document, at: far)
            #expect(seen == nil || seen == content)
        }
        province.cut = nil
        bytes += try province.sync(far).fetchedBytes
        #expect(try content(document, at: far) == content)
        // What had come stayed.
        #expect(bytes == content.count)
    }

    @Test func `what has come before a program died is not asked for again`() throws {
        let store = try store(of: far)
        _ = try store.write(
            Array(content[..<20_000]), at: 0, of: document.name, lengthBytes: content.count)
        #expect(try far.want(document))
        #expect(try province.sync(far).fetchedBytes == content.count - 20_000)
        #expect(try content(document, at: far) == content)
        // It died between making the document visible and noting that.
        #expect(try far.want(document))
        #expect(try province.sync(far).fetchedBytes == 0)
        #expect(try far.wantedDocuments().isEmpty)
    }

    @Test func `a budget bounds what comes, and the next session goes on`() throws {
        #expect(try far.want(document))
        let first = try province.sync(far, documentBytes: 10_000)
        #expect(first.outcome == .complete && first.fetchedBytes == 10_000)
        #expect(try content(document, at: far) == nil)
        #expect(try province.sync(far).fetchedBytes == content.count - 10_000)
    }

    @Test func `a name alone opens nothing`() throws {
        let thief = try RawThief(province, document)
        var ranges = ByteRanges()
        try ranges.insert(0..<document.lengthBytes)
        let want = DocumentWant(document: document, ranges: ranges)
        // It stands in the thief's own case, for which nothing has come.
        #expect(try thief.ask(want) == [.absent(document, .notYet)])
        let strange = DocumentReference(name: DocumentName(Digest(epoch: 5)), lengthBytes: 300)
        var some = ByteRanges()
        try some.insert(0..<300)
        let other = DocumentWant(document: strange, ranges: some)
        #expect(try thief.ask(other) == [.absent(strange, .unnamed)])
    }

    @Test func `what the centre does not have yet is told, and not asked for for ever`() throws {
        let late = try province.attach(Province.scan(5_000, number: 3), to: record, at: home)
        // The event comes, the content does not.
        try province.sync(home, documentBytes: 0)
        try province.sync(far)
        #expect(try far.want(late))
        let result = try province.sync(far)
        #expect(result.absences == [late: .notYet] && result.outcome == .complete)
        #expect(try far.wantedDocuments().isEmpty)
        try province.sync(home)
        #expect(try far.want(late))
        #expect(try province.sync(far).absences.isEmpty)
        #expect(try content(late, at: far) == Province.scan(5_000, number: 3))
    }

    @Test func `when the loan is over nothing more comes, and what came is wiped with it`() throws {
        #expect(try far.want(document))
        try province.sync(far, documentBytes: 10_000)
        province.now += Self.day + 60_000
        let late = try province.sync(far)
        #expect(late.fetchedBytes == 0 && late.absences == [document: .unnamed])
        let store = try store(of: far)
        var erased: [DocumentReference] = []
        try far.wipeLoans(now: province.now) { document in
            erased.append(document)
            // A test that cannot remove it fails below.
            try? store.erase(document.name, lengthBytes: document.lengthBytes)
        }
        #expect(erased == [document])
        #expect(
            try store.missing(document.name, lengthBytes: content.count) == [0..<content.count])
        #expect(try !far.isNamed(document.name) && !far.want(document))
    }

    @Test func `events come before documents, and documents are not starved by them`() throws {
        #expect(try far.want(document))
        for number in 0..<40 {
            try province.edit(
                record, at: home, ["note": String(repeating: "\(number) ", count: 90)])
        }
        try province.sync(home)
        let result = try province.sync(far)
        #expect(result.outcome == .complete && result.fetchedBytes == content.count)
        #expect(try far.state(of: record).encoded == province.hub.fold(of: record).encoded)
    }

    @Test func `no point names a result`() throws {
        try province.attach(
            Province.scan(900), to: record, at: home, paper: CaseDocument.resultPaper)
        try province.sync(home)
        #expect(try home.outbox().compactMap(\.parked) == [.valueNotAllowed])
    }
}
