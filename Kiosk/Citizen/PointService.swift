import CaseModel
import CaseRecords
import Frontend
import Replica
import Sealing
import SyncProtocol

/// The citizens' screens on the store of this point.
///
/// It keeps what it has read of the catalogue, so each person gets a new one.
struct PointService: CitizenService {
    /// Who acts when nobody of the staff does.
    private static let actor = "citizen"

    private let point: Point
    private let catalogue: Catalogue
    private let intake: Intake

    init(_ point: Point) throws(Failure) {
        self.point = point
        catalogue = Catalogue(point)
        intake = try Intake(point)
    }

    /// Own events are numbered without a gap, so the difference counts them.
    var waiting: Int {
        // A count that cannot be read now is left out; the act itself will say what is wrong.
        guard let progress = try? point.replica.progress() else { return 0 }
        let head = progress.head.sequence
        return Int(clamping: head - min(head, progress.acknowledged.number))
    }

    func search(_ words: String, limit: Int) -> [ProcedureName] {
        catalogue.search(words, limit: limit).map { code in
            ProcedureName(code: code, name: catalogue.name(code))
        }
    }

    /// Only what can be chosen today.
    func procedure(_ code: String) -> Procedure? {
        guard let offer = catalogue.offer(code), offer.standing == .inForce else { return nil }
        return offer.procedure
    }

    func check(_ json: JSONValue) throws(DraftError) -> Intake.Checked {
        try intake.check(json)
    }

    func take(_ checked: Intake.Checked) throws(Failure) -> Intake.Receipt {
        let receipts = try intake.take([checked], actor: Self.actor)
        precondition(receipts.count == 1, "one case gives one receipt")
        return receipts[0]
    }

    func follow(code: String, secret: String) throws(Failure) -> FollowedCase? {
        for row in try point.cases(matching: code) where row.site == point.identity.site {
            if try self.secret(of: row) == LookUpSecret.plain(secret) { return try followed(row) }
        }
        return nil
    }

    func known(_ code: String) throws(Failure) -> String {
        let row = try point.open(code)
        return row.summary.slip ?? "\(row.name)"
    }

    func rate(_ code: String, _ rating: Rating) throws(Failure) {
        _ = try RateCommand.rate(try point.open(code), rating, point, actor: Self.actor)
    }

    private func secret(of row: ReplicaRow) throws(Failure) -> String? {
        let state = try point.store { () throws(ReplicaError) in
            try point.replica.state(of: row.name)
        }
        return state.creation.map { creation in
            LookUpSecret.text(
                SlipSecret.bytes(eventHash: creation.hash.bytes, key: point.identity.slipKey))
        }
    }

    private func followed(_ row: ReplicaRow) throws(Failure) -> FollowedCase {
        let summary = row.summary
        return FollowedCase(
            slip: summary.slip ?? "\(row.name)", official: summary.official,
            procedure: summary.texts["procedure.name"] ?? "",
            state: summary.state.flatMap(CaseState.init(rawValue:)) ?? .submitted,
            due: summary.texts["due"],
            durability: point.durability(of: row, acknowledged: try point.acknowledged()))
    }
}
