import CaseModel
import CaseRecords
import Console
import Forms
import Frontend
import Replica
import Sealing
import SyncProtocol
import Transport

/// `kiosk receipt`: a slip or form of a case, as often as it is wanted.
enum ReceiptCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let point = try Point(desk)
        let row = try point.open(desk.invocation.arguments[0])
        let form = FormChoice.form(desk)
        // Whoever gets the slip may rate the visit later; nothing ties the token to the case.
        let visit = form == .receipt ? point.visitToken() : nil
        let lines = try forms(row, point, actor: try point.actor(desk), visit: visit).lines(
            form, width: FormChoice.width(desk),
            style: Square.style(desk, environment: Point.environment), language: desk.language)
        try FormChoice.say(lines, desk)
        return .done
    }

    /// What the forms of a case are made of.
    static func forms(
        _ row: ReplicaRow, _ point: Point, actor: String, visit: VisitToken? = nil
    ) throws(Failure) -> CaseForms {
        let events = try point.store { () throws(ReplicaError) in
            try point.replica.events(of: row.name)
        }
        let state = RecordState(row.name, folding: events, tree: try point.tree())
        let hubs = try point.hubs()
        let fields = state.dictionary(hubs: hubs)
        return CaseForms(
            state, events: events, hubs: hubs,
            .init(
                money: try point.money(of: fields, row.name),
                procedure: Catalogue(point).procedure(ofCase: fields),
                unit: { point.unit($0)?.fullName }, point: point.pointName,
                secret: secret(state, point), place: point.identity.name,
                actor: actor, now: SystemClock.wallMilliseconds(), visit: visit?.text))
    }

    /// The look-up secret of a case received here; of others only the point that received them
    /// has the key.
    private static func secret(_ state: RecordState, _ point: Point) -> String? {
        guard let creation = state.creation, creation.site == point.identity.site else {
            return nil
        }
        return LookUpSecret.text(
            SlipSecret.bytes(eventHash: creation.hash.bytes, key: point.identity.slipKey))
    }
}
