extension OfficerAct {
    /// The fields that the act sets in a case as it stood on the officer's screen, in the order of
    /// their names; an empty text takes a field back.
    ///
    /// To be called after `check`. The official code is added by the hub when it accepts: only it
    /// counts the day's codes; so is the date, when the act moves the clock.
    package func fields(
        on view: CaseView, by actor: String, at now: Int64
    ) -> [(name: String, value: String)] {
        var fields = own(view, actor, now)
        if let state = next(view) { fields.append(("state", state.rawValue)) }
        return fields.sorted { $0.name < $1.name }
    }

    private func next(_ view: CaseView) -> CaseState? {
        switch CaseTransition.effect(act, in: view.state) {
        case .to(let state): state
        case .resumes: view.openWait?.back ?? .processing
        case .stays, nil: nil
        }
    }

    private func own(
        _ view: CaseView, _ actor: String, _ now: Int64
    ) -> [(name: String, value: String)] {
        let time = Instant.iso(now)
        switch self {
        case .accept:
            // At a counter somebody has looked at the papers already, and gave a slip.
            guard view.channel != .counter else { return [("accepted.at", time)] }
            return [("accepted.at", time), ("valid_at", time)]
        case .decline(let reason):
            return [("decision.reason", tidy(reason)), ("declined.at", time)]
        case .assign(let officer):
            return [("officer", tidy(officer))]
        case .handOver(let unit, let officer):
            return [("handler", tidy(unit)), ("officer", officer.map(tidy) ?? "")]
        case .request(let request, _):
            return ask(request, view, actor, now)
        case .wait(let agency, let reason):
            let kind = CaseWait.Kind.agency(name: tidy(agency), reason: tidy(reason))
            let number = (1...99).first { view.fields["waiting.\($0)"] == nil } ?? 99
            let value = kind.value(at: now, by: actor, back: view.state)
            return [("waiting.\(number)", value)]
        case .received, .resume:
            guard let wait = view.openWait else { return [] }
            return [("\(wait.kind.prefix).\(wait.number).ended", time)]
        case .decide(let decision, let reason, let result):
            var fields = result.map(Self.fields) ?? []
            fields += [("decision", decision.rawValue), ("decided.at", time)]
            if let reason { fields.append(("decision.reason", tidy(reason))) }
            return fields
        case .extend(let due, let reason):
            let number = view.extensions.count + 1
            return [
                ("due", Instant.iso(due)), ("extension.\(number).at", time),
                ("extension.\(number).due", Instant.iso(due)),
                ("extension.\(number).reason", tidy(reason)),
            ]
        case .stop(let reason):
            return [("stopped.reason", tidy(reason)), ("stopped.at", time)]
        case .ready:
            return [("ready.at", time)]
        case .finish:
            return [("returned.at", time)]
        }
    }

    private func ask(
        _ request: SupplementRequest, _ view: CaseView, _ actor: String, _ now: Int64
    ) -> [(name: String, value: String)] {
        let number = view.supplementCount + 1
        let tidied = SupplementRequest(
            items: request.items.map(tidy), reason: tidy(request.reason),
            guidance: request.guidance.map(tidy))
        let value = CaseWait.Kind.supplement(tidied)
            .value(at: now, by: actor, back: view.state)
        // Decision 766: a second request makes the case late, whatever the date.
        guard number > 1 else { return [("supplement.1", value)] }
        return [("supplement.\(number)", value), ("late", "supplement")]
    }

    private static func fields(_ result: ResultPaper) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("result.form", result.isElectronic ? "electronic" : "paper")
        ]
        if let hash = result.hash { fields.append(("result.hash", hash)) }
        if let signer = result.signer { fields.append(("result.signer", tidy(signer))) }
        return fields
    }

    private func tidy(_ text: String) -> String { Self.tidy(text) }

    private static func tidy(_ text: String) -> String {
        VietnameseText.nfc(VietnameseText.trimmed(text))
    }
}
