import CaseRecords
import CentralStore
import Replica
import SyncProtocol

/// The mistakes of design §13 that can be made on purpose, to prove that the checks can fail.
///
/// They sit in what surrounds the product's code: in what people say to have seen, in a store that
/// cheats, in a carrier with all keys that changes requests and answers.
package enum Mistake: String, CaseIterable, Sendable {
    case contextWithAllOwn = "A"
    case contextAtSaving = "B"
    case parkedHoldsNothingBack = "C"
    case forkTakenAsKnown = "D"
    case referencesBySequence = "E"
    case formerPlaces = "F"
    case onlyOwnGivenBack = "G"
    case bareCursor = "H"
    case lateInterestByCursor = "I"
    case ownAsPositions = "J"
    case answersAppliedBlindly = "K"
    case levelOfNewestBackup = "L"
    case acknowledgeBeforeCommit = "M"
    case cursorBeforeData = "N"
    case numberBeforeLock = "O"
    case contextUnchecked = "P"

    /// What the mistake is, in a line.
    package var words: String {
        switch self {
        case .contextWithAllOwn: "a context covers all own events before it"
        case .contextAtSaving: "the context is taken at saving"
        case .parkedHoldsNothingBack: "a parked event does not hold back later ones of its record"
        case .forkTakenAsKnown: "a fork is taken as known"
        case .referencesBySequence: "a record is named by the place of its first event"
        case .formerPlaces: "what a former life of the centre gave is taken for the present one's"
        case .onlyOwnGivenBack: "a restored centre gets back only a point's own events"
        case .bareCursor: "a cursor is a bare number"
        case .lateInterestByCursor: "who may see a record from now on gets only what follows"
        case .ownAsPositions: "own events go home as positions though the point lost them"
        case .answersAppliedBlindly: "a late answer is applied to another request"
        case .levelOfNewestBackup: "what is in the newest backup alone counts as in a backup"
        case .acknowledgeBeforeCommit: "the answer goes out before the commit"
        case .cursorBeforeData: "the cursor is stored before the data"
        case .numberBeforeLock: "a change number is given before the lock"
        case .contextUnchecked: "a context is not held against what was delivered"
        }
    }

    /// The faults without which it does no harm.
    var needs: [Fault] {
        switch self {
        case .contextWithAllOwn, .contextAtSaving, .answersAppliedBlindly, .cursorBeforeData,
            .numberBeforeLock, .lateInterestByCursor:
            []
        case .parkedHoldsNothingBack, .contextUnchecked: [.lie]
        case .forkTakenAsKnown, .referencesBySequence: [.clone]
        case .bareCursor, .formerPlaces, .onlyOwnGivenBack: [.restoreHub]
        case .ownAsPositions: [.restoreKiosk]
        case .levelOfNewestBackup: [.prune]
        case .acknowledgeBeforeCommit: [.power, .inputOutput]
        }
    }

    /// The context that somebody makes of the screen's clock; nil where the mistake is elsewhere.
    func context(
        _ clock: VectorClock, saving: VectorClock, on site: SiteNumber
    ) -> VectorClock? {
        switch self {
        case .contextWithAllOwn:
            var context = clock
            context.witness(saving[site], of: site)
            return context
        case .contextAtSaving:
            return saving
        case .parkedHoldsNothingBack, .forkTakenAsKnown, .bareCursor, .ownAsPositions,
            .answersAppliedBlindly, .acknowledgeBeforeCommit, .cursorBeforeData, .numberBeforeLock,
            .contextUnchecked, .referencesBySequence, .lateInterestByCursor, .formerPlaces,
            .onlyOwnGivenBack, .levelOfNewestBackup:
            return nil
        }
    }

    /// The record to which an act goes whose author means the one on the screen; nil for that one.
    func record(on screen: Screen, at replica: Replica) throws(ReplicaError) -> RecordName? {
        guard self == .referencesBySequence, let place = screen.creation else { return nil }
        var names: [RecordName] = []
        try replica.records(kind: RecordKind.case) { row in
            names.append(row.name)
            return true
        }
        for name in names {
            let first = try replica.events(of: name).first { $0.event.record == nil }
            if first?.site == place.site, first?.sequence == place.sequence { return name }
        }
        return nil
    }
}
