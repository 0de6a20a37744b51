extension OfficerAct {
    /// The names of the acts that a state allows.
    package static func allowed(in state: CaseState) -> [String] {
        CaseTransition.allowed(in: state).map(\.rawValue)
    }

    /// Throws unless the act is possible in a state, and complete in itself.
    package func check(state: CaseState) throws(ActError) {
        try check(CaseView(fields: ["state": state.rawValue]))
    }

    /// Throws unless the act is possible with a case as it stands, and complete in itself.
    package func check(_ view: CaseView) throws(ActError) {
        let state = view.state
        guard CaseTransition.effect(act, in: state) != nil else {
            throw error(.notInThisState, state)
        }
        switch self {
        case .accept, .finish, .received, .resume, .ready:
            return
        case .decline(let reason), .stop(let reason):
            try checkReason(reason, state)
        case .assign(let officer):
            try checkName(officer, state)
        case .handOver(let unit, let officer):
            try checkName(unit, state)
            if let officer { try checkName(officer, state) }
        case .wait(let agency, let reason):
            try checkName(agency, state)
            try checkReason(reason, state)
        case .request(let request, let isConfirmed):
            try check(request, isConfirmed: isConfirmed, view)
        case .decide(let decision, let reason, let result):
            if decision == .refused || reason != nil { try checkReason(reason ?? "", state) }
            if let result { try check(result, state) }
        case .extend(let due, let reason):
            try checkReason(reason, state)
            if let old = view.due, due <= old { throw error(.dueNotLater, state) }
            let lastYear = WorkingCalendar.years.upperBound
            guard CivilDate(instantMilliseconds: due).year <= lastYear else {
                throw error(.dueTooFar(lastYear: lastYear), state)
            }
        }
    }

    /// The act as the unit's calendar allows it: a new date ends when work ends on its day, and a
    /// day on which nobody works is refused, because people would find the doors closed.
    package func fitted(
        to calendar: WorkingCalendar, _ view: CaseView
    ) throws(ActError) -> OfficerAct {
        guard case .extend(let due, let reason) = self else { return self }
        let day = CivilDate(instantMilliseconds: due)
        guard calendar.isWorkingDay(day) else {
            throw error(.dueDayOff(next: calendar.workingDay(after: day)), view.state)
        }
        let fitted = OfficerAct.extend(due: min(due, calendar.end(of: day)), reason: reason)
        try fitted.check(view)
        return fitted
    }

    private func check(
        _ request: SupplementRequest, isConfirmed: Bool, _ view: CaseView
    ) throws(ActError) {
        guard !request.items.isEmpty else { throw error(.itemsMissing, view.state) }
        guard request.items.count <= CaseLimits.supplementItems else {
            throw error(.tooManyItems(limit: CaseLimits.supplementItems), view.state)
        }
        for item in request.items { try checkReason(item, view.state) }
        try checkReason(request.reason, view.state)
        if let guidance = request.guidance { try checkReason(guidance, view.state) }
        let times = view.supplementCount
        if times > 0, !isConfirmed { throw error(.askedBefore(times: times), view.state) }
    }

    private func check(_ result: ResultPaper, _ state: CaseState) throws(ActError) {
        if let signer = result.signer { try checkName(signer, state) }
        let isDigest = result.hash.map { hash in
            hash.utf8.count == 64
                && hash.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        }
        guard isDigest != false else { throw error(.resultIncomplete, state) }
        if result.isElectronic, isDigest == nil || result.signer == nil {
            throw error(.resultIncomplete, state)
        }
    }

    private func checkName(_ name: String, _ state: CaseState) throws(ActError) {
        // Why it cannot be taken is always the same: it is no plain name.
        let text = try? FieldCheck.text(name, limit: CaseLimits.name)
        guard text?.isEmpty == false else { throw error(.nameUnclean, state) }
    }

    private func checkReason(_ reason: String, _ state: CaseState) throws(ActError) {
        if VietnameseText.trimmed(reason).isEmpty { throw error(.reasonMissing, state) }
        do throws(DraftProblem) {
            _ = try FieldCheck.text(reason, limit: CaseLimits.reason)
        } catch {
            let isLong = error == .tooLong(limit: CaseLimits.reason)
            throw self.error(
                isLong ? .reasonTooLong(limit: CaseLimits.reason) : .reasonUnclean, state)
        }
    }

    private func error(_ problem: ActProblem, _ state: CaseState) -> ActError {
        ActError(problem: problem, state: state, allowed: OfficerAct.allowed(in: state))
    }
}
