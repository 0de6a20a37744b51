import Console
import SyncProtocol
import Testing

@testable import Replica
@testable import kiosk

@Suite struct BacklogTests {
    @Test(
        arguments: [
            (3, 0, 4, "3 hồ sơ, khoảng 4 giây", "3 cases, about 4 s"),
            (1, 2, 99, "1 hồ sơ, 2 việc khác, khoảng 99 giây", "1 case, 2 other acts, about 99 s"),
            (0, 1, 100, "1 việc khác, khoảng 2 phút", "1 other act, about 2 min"),
            (5, 0, 5_940, "5 hồ sơ, khoảng 99 phút", "5 cases, about 99 min"),
            (5, 0, 5_941, "5 hồ sơ, khoảng 2 giờ", "5 cases, about 2 h"),
        ] as [(Int, Int, Int64, String, String)])
    func `what waits is said in words, with a time that is never too short`(
        cases: Int, others: Int, seconds: Int64, vi: String, en: String
    ) {
        let words = Backlog(cases: cases, others: others, seconds: seconds).words
        #expect(words?.vi == vi && words?.en == en)
    }

    @Test func `nothing is said when nothing waits or the line is not known`() {
        #expect(Backlog(cases: 0, others: 0, seconds: 4).words == nil)
        #expect(Backlog(cases: 2, others: 1, seconds: nil).words == nil)
    }

    @Test func `only what waits is counted, by what it is and how large`() throws {
        let record = try #require(RecordName([UInt8](repeating: 7, count: 16)))
        let items = [("case", nil), ("case", .heldBack), ("rating", nil)].enumerated().map {
            (index: Int, item: (kind: String, parked: ParkReason?)) in
            Replica.OutboxItem(
                sequence: UInt64(index + 1), record: record,
                bytes: Event(
                    record: nil, kind: item.kind, actor: "lan", time: EventTime(wall: 0),
                    context: VectorClock(), fields: []
                ).encoded, parked: item.parked)
        }
        let bytes = Int64(items[0].bytes.count + items[2].bytes.count)
        func backlog(_ rate: Int64?) -> Backlog {
            Backlog(items, [], .init(events: rate, plain: nil))
        }
        #expect(backlog(bytes) == Backlog(cases: 1, others: 1, seconds: 1))
        #expect(backlog(bytes - 1) == Backlog(cases: 1, others: 1, seconds: 2))
        #expect(backlog(nil).seconds == nil)
    }

    @Test func `scans that wait are counted by what the centre lacks of them`() throws {
        let name = DocumentName(Digest(epoch: 1))
        let record = try #require(RecordName([UInt8](repeating: 7, count: 16)))
        let documents = [nil, nil, DocumentRefusal.wrongContent].map {
            Replica.WaitingDocument(
                document: DocumentReference(name: name, lengthBytes: 900_000), record: record,
                missingBytes: 400_000, refusal: $0)
        }
        let backlog = Backlog([], documents, .init(events: nil, plain: 1_000))
        #expect(backlog == Backlog(cases: 0, others: 0, scans: 2, seconds: 800))
        #expect(backlog.words?.vi == "2 bản quét, khoảng 14 phút")
        #expect(backlog.words?.en == "2 scans, about 14 min")
        #expect(Backlog([], documents, .init(events: 9, plain: nil)).words == nil)
    }
}
