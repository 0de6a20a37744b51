import Console
import Frontend
import Replica
import SyncProtocol
import Transport

/// Asking the centre for a case that was handed in elsewhere, while the person waits.
extension PointService {
    private static let patienceMilliseconds: Int64 = 20_000

    /// The case, if the proof fits it; nil does not tell which of the two was wrong.
    ///
    /// Gives up after 20 seconds, or as soon as one of the descriptors can be read: then somebody
    /// types, or a signal has come.
    func ask(
        _ code: String, proof: String, allowPlain: Bool, watching descriptors: [Int32]
    ) throws(Failure) -> FollowedCase? {
        let limit = Limits.wordBytes
        guard code.utf8.count <= limit, proof.utf8.count <= limit else { return nil }
        let line = try Line(point, allowPlain: allowPlain)
        var exchange = try Exchange(
            point, line, ScanBudget(bytesPerDay: 0, hours: nil),
            lookUp: LookUp(code: code, proof: proof))
        let result = try run(&exchange, line, watching: descriptors)
        let report = try exchange.report(result)
        switch result.lookedUp {
        case .lent(let records, _):
            let row = try point.store { () throws(ReplicaError) in
                try records.first.map { (record) throws(ReplicaError) in
                    try point.replica.record(record)
                }
            }
            guard let row = row ?? nil else { throw report.failure(line) ?? .notAnswered }
            return try followed(row)
        case .unproved: return nil
        case .tooOften: throw .triedTooOften
        case nil: throw report.failure(line) ?? .notAnswered
        }
    }

    private func run(
        _ exchange: inout Exchange, _ line: Line, watching descriptors: [Int32]
    ) throws(Failure) -> SyncRun.Result {
        let end = SystemClock.monotonicMilliseconds() + Self.patienceMilliseconds
        var ended = try point.store { () throws(ReplicaError) in try exchange.run.begin() }
        while ended == nil, !line.isSilent(until: exchange.run.wake) {
            let wake = min(exchange.run.wake ?? end, end)
            let news = line.look(until: wake, watching: descriptors)
            guard SystemClock.monotonicMilliseconds() < end, !Courier.isReadable(descriptors)
            else { break }
            // The line may wake up for nothing.
            guard let news else { continue }
            ended = try point.store { () throws(ReplicaError) in try exchange.run.handle(news) }
        }
        return ended ?? exchange.run.unanswered
    }
}

extension Failure {
    /// Nothing came in time; nothing is known of the case.
    fileprivate static var notAnswered: Failure {
        Failure(
            .noLink,
            vi: "Trung tâm chưa trả lời kịp. Xin thử lại sau, hoặc hỏi nhân viên.",
            en: "The centre did not answer in time. Try again later, or ask the staff.")
    }
}
