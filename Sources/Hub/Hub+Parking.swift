import CaseRecords
package import CentralStore
package import SyncProtocol

/// Events that were set aside get another chance: when their cause is gone, when their point asks,
/// or when an officer decides. What waited behind them follows in order.
extension Hub {
    /// Why an officer cannot release an event.
    package enum ReleaseRefusal: Sendable {
        /// Nothing is set aside under this number.
        case notParked
        /// It cannot be folded: it is unreadable, of an unknown record, or claims what its point
        /// never saw, which would erase other people's values.
        case unfoldable(ParkReason)
        /// An earlier event of the same record is set aside.
        case heldBack
    }

    /// Lets an event pass that a rule set aside; an officer answers for it. Gives why not, or nil.
    package func release(_ place: EventPlace, now: Int64) throws(HubError) -> ReleaseRefusal? {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                guard let parked = try parked(at: place) else { return .notParked }
                switch parked.reason {
                case .malformed, .unknownRecord, .contextNotDelivered:
                    return .unfoldable(parked.reason)
                case .heldBack:
                    return .heldBack
                case .notEntitled, .kindNotAllowed, .fieldNotAllowed, .valueNotAllowed,
                    .insaneTime, .unknownKind, .stateNotAllowed, .rejected:
                    break
                }
                try judgeAgain(of: place.site, now: now) { $0.sequence == place.sequence }
                return nil
            }
        }
    }

    /// Decides that an event does not count; its bytes stay, and what waited behind it goes on.
    /// False when nothing is set aside under this number.
    package func reject(
        _ place: EventPlace, because note: String, now: Int64
    ) throws(HubError) -> Bool {
        try act { () throws(HubError) in
            try HubError.wrap { () throws(StoreError) in
                guard try parked(at: place) != nil else { return false }
                try store.mark(place, .rejected, note: note)
                try judgeAgain(of: place.site, now: now)
                return true
            }
        }
    }

    private func parked(at place: EventPlace) throws(StoreError) -> ParkedEvent? {
        try store.parked(site: place.site, after: place.sequence - 1).first {
            $0.sequence == place.sequence
        }
    }

    /// Judges what stands parked of a branch once more, in its order; `isReleased` passes as it is.
    func judgeAgain(
        of number: SiteNumber, now: Int64, isReleased: (ParkedEvent) -> Bool = { _ in false }
    ) throws(StoreError) {
        guard let site = try store.site(number) else { return }
        var held: Set<RecordName> = []
        for parked in try store.parked(site: number, after: 0) {
            if parked.reason == .rejected, !isReleased(parked) { continue }
            guard !held.contains(parked.record) else {
                if parked.reason != .heldBack {
                    try store.mark(EventPlace(number, parked.sequence), .heldBack, note: nil)
                }
                continue
            }
            if let reason = try verdict(on: parked, of: site, isReleased: isReleased(parked)) {
                held.insert(parked.record)
                if reason != parked.reason {
                    try store.mark(EventPlace(number, parked.sequence), reason, note: nil)
                }
            } else {
                try fold(parked, now: now)
            }
        }
    }

    /// Why an event stays parked; nil when it may be folded now.
    private func verdict(
        on parked: ParkedEvent, of site: Site, isReleased: Bool
    ) throws(StoreError) -> ParkReason? {
        guard !isReleased else { return nil }
        switch parked.reason {
        // What claims to have seen too much: that it was delivered later proves nothing.
        case .malformed, .contextNotDelivered: return parked.reason
        case .unknownRecord, .notEntitled, .kindNotAllowed, .fieldNotAllowed, .valueNotAllowed,
            .insaneTime, .heldBack, .unknownKind, .stateNotAllowed, .rejected:
            break
        }
        // Bytes that are no event cannot have another reason than malformed.
        let event = try? Event(decoding: parked.bytes)
        var records: [RecordName: HubSession.RecordView] = [:]
        if let name = event?.record, var view = try view(of: name, for: site),
            try store.record(name) != nil
        {
            view.isHeld = false
            view.own = min(view.own, parked.sequence - 1)
            records[name] = view
        }
        let judged = HubSession.judge(
            event, bytes: parked.bytes,
            at: Head(sequence: parked.sequence, hash: parked.hash), records: records,
            verdict: Rulebook.verdict(forSiteType: site.type), now: parked.arrived)
        return try reason(for: judged, of: site, held: [])
    }

    private func fold(_ parked: ParkedEvent, now: Int64) throws(StoreError) {
        let trunk = TrunkEvent(
            record: parked.record, position: 0, site: parked.site, sequence: parked.sequence,
            hash: parked.hash, bytes: parked.bytes, arrived: parked.arrived)
        try store.unpark(EventPlace(parked.site, parked.sequence))
        try fold(trunk.placed(), now: now)
    }

    /// Gives the events of a branch another chance when its point pulls: those whose cause may have
    /// gone by itself, or all when a person asks.
    func retryParked(of site: Site, isAsked: Bool, now: Int64) throws(StoreError) {
        let parked = try store.parked(site: site.number, after: 0)
        let isHopeful = parked.contains {
            $0.reason == .unknownRecord || $0.reason == .notEntitled
        }
        guard isHopeful || (isAsked && !parked.isEmpty) else { return }
        try judgeAgain(of: site.number, now: now)
    }
}
