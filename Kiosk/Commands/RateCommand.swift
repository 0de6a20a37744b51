import CaseModel
import CaseRecords
import Console
import Frontend
import Replica
import SyncProtocol

/// `kiosk rate`: how satisfied somebody was with a visit; a fact of its own, never edited.
enum RateCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let actor = try point.actor(desk)
        let row = try desk.invocation.arguments.first.map { (code) throws(Failure) in
            try point.open(code)
        }
        let visit = try desk.invocation.options.value("visit").map(point.spend)
        guard row != nil || visit != nil else {
            throw Failure(
                .usage, vi: "Cần mã hồ sơ, hoặc --visit với mã đánh giá của lần giao dịch.",
                en: "Give the code of a case, or --visit with the token of the visit.")
        }
        let rating = try rating(desk, visit: visit)
        let record = try rate(row, rating, point, actor: actor)
        if desk.wantsJSON {
            let name = rating.isAnonymous ? nil : row.map { "\($0.name)" }
            try desk.say(
                .object([
                    .init(name: "record", value: .optional(record.map { "\($0)" })),
                    .init(name: "case", value: .optional(name)),
                    .init(name: "score", value: .number("\(rating.score)")),
                ]))
        } else {
            try desk.say(
                vi: "Đã ghi nhận đánh giá. Xin cảm ơn!", en: "The rating is saved. Thank you!")
        }
        return .done
    }

    /// Writes a rating about a case, or about this point's unit, and returns its record; an
    /// anonymous one waits with others and has none yet.
    static func rate(
        _ row: ReplicaRow?, _ rating: Rating, _ point: Point, actor: String
    ) throws(Failure) -> RecordName? {
        let texts = rating.fields(about: about(row, point))
        guard !rating.isAnonymous else {
            try point.pool(RecordKind.rating, texts)
            return nil
        }
        let fields = texts.map { Event.Field($0.name, .text($0.value)) }
        return try point.store { () throws(ReplicaError) in
            try point.replica.transaction { () throws(ReplicaError) in
                let time = PointClock.now(try point.replica.progress())
                return try point.replica.write(
                    .init(kind: RecordKind.rating, actor: actor, time: time, fields: fields)
                ).record
            }
        }
    }

    /// What an opinion says of its case; without one it is about the unit that is served here.
    static func about(_ row: ReplicaRow?, _ point: Point) -> [(name: String, value: String)] {
        guard let row else { return [(name: "unit", value: point.identity.unit)] }
        return [(name: "case", value: "\(row.name)")]
            + [("procedure", row.summary.texts["procedure"]), ("unit", row.summary.unit)]
            .compactMap { name, value in value.map { (name: name, value: $0) } }
    }

    private static func rating(_ desk: Desk, visit: String?) throws(Failure) -> Rating {
        let options = desk.invocation.options
        let score = try desk.number("score") ?? 0
        return try Failure.wrap({ Failure($0) }) { () throws(RatingError) in
            var factors: [Rating.FactorScore] = []
            for text in options.values("factor") {
                factors.append(try Rating.FactorScore(text: text))
            }
            return try Rating(
                score: score, factors: factors, comment: options.value("comment"),
                isAnonymous: options.has("anonymous"),
                harassment: options.value("harassment").flatMap(Rating.Frequency.init),
                extraMoney: options.value("extra-money").flatMap(Rating.Frequency.init),
                visit: visit)
        }
    }
}
