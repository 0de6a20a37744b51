extension CaseDraft {
    /// Holds the draft against the catalogue and the clock: what was given is right, and nothing
    /// that is required is missing.
    ///
    /// `units` are the ids of the units that are known here; when none is known yet, any is taken.
    package func validate(
        procedure: Procedure, units: [String], now: Int64
    ) throws(DraftError) {
        try validateGiven(procedure: procedure, units: units, now: now)
        if let first = missing(procedure: procedure, now: now).first { throw first }
    }

    /// Holds what was given against the catalogue and the clock; what is missing may still come.
    package func validateGiven(
        procedure: Procedure, units: [String], now: Int64
    ) throws(DraftError) {
        guard procedure.code == self.procedure else {
            throw DraftError(
                field: "procedure", problem: .unknownProcedure(suggestion: procedure.code))
        }
        try CaseDraft.checkDates(applicant, path: "applicant", now: now)
        if let helper { try CaseDraft.checkDates(helper, path: "helper", now: now) }
        try checkUnit(among: units)
        try checkReceivedAt(now: now)
        try checkAnswers(procedure, now: now)
        try checkPapers(procedure)
    }

    private static func checkDates(
        _ person: Person, path: String, now: Int64
    ) throws(DraftError) {
        try person.checkAgreement(path: path)
        if let birthDate = person.birthDate, birthDate > CivilDate(instantMilliseconds: now) {
            throw DraftError(field: "\(path).birth_date", problem: .inFuture)
        }
    }

    private func checkUnit(among units: [String]) throws(DraftError) {
        guard let unit, !units.isEmpty, !units.contains(unit) else { return }
        let suggestion = Suggestion.nearest(to: unit, among: units)
        throw DraftError(field: "unit", problem: .unknownUnit(suggestion: suggestion))
    }

    private func checkReceivedAt(now: Int64) throws(DraftError) {
        guard let receivedAt else { return }
        if receivedAt > now + CaseLimits.clockToleranceMilliseconds {
            throw DraftError(field: "received_at", problem: .inFuture)
        }
        if receivedAt < CaseLimits.earliestReceived {
            throw DraftError(field: "received_at", problem: .tooEarly)
        }
    }

    private func checkAnswers(_ procedure: Procedure, now: Int64) throws(DraftError) {
        guard !procedure.form.isEmpty else { return }
        for answer in answers {
            _ = try procedure.storedAnswer(key: answer.key, answer.value)
        }
        guard procedure.form.contains(where: { $0.rule != nil }) else { return }
        var facts = facts(procedure: procedure, now: now)
        for question in procedure.form {
            guard let rule = question.rule, let answer = facts.answers[question.key] else {
                continue
            }
            facts.value = answer
            guard rule.holds(facts) != false else {
                throw DraftError(
                    field: "answers.\(question.key)", problem: .ruleBroken(rule.text))
            }
        }
    }

    private func checkPapers(_ procedure: Procedure) throws(DraftError) {
        var seen: Set<String> = []
        for (index, given) in papers.enumerated() {
            guard (1...CaseLimits.paperCount).contains(given.count) else {
                let problem = DraftProblem.outOfRange(from: 1, to: CaseLimits.paperCount)
                throw DraftError(field: "papers[\(index)].count", problem: problem)
            }
            let key = try FieldCheck.at("papers[\(index)].paper") { () throws(DraftProblem) in
                try procedure.paperKey(given.paper)
            }
            guard seen.insert("\(key) \(given.kind.rawValue)").inserted else {
                throw DraftError(field: "papers[\(index)].paper", problem: .givenTwice)
            }
        }
    }
}

extension Procedure {
    /// The answer to a question of the form in stored form; checked only for its own key when the
    /// procedure has no form.
    func storedAnswer(key: String, _ text: String) throws(DraftError) -> String {
        guard !form.isEmpty else { return text }
        guard let question = form.first(where: { $0.key == key }) else {
            let suggestion = Suggestion.nearest(to: key, among: form.map(\.key))
            throw DraftError(
                field: "answers.\(key)", problem: .unknownKey(suggestion: suggestion))
        }
        return try FieldCheck.at("answers.\(key)") { () throws(DraftProblem) in
            try question.stored(text)
        }
    }

    /// The key of a paper given by key or by name; made of the name when the catalogue lists none.
    func paperKey(_ paper: String) throws(DraftProblem) -> String {
        guard !papers.isEmpty else { return Slug.isKey(paper) ? paper : Slug.make(paper) }
        if let exact = papers.first(where: { $0.key == paper || $0.nameVi == paper }) {
            return exact.key
        }
        let name = VietnameseText.searchKey(paper)
        if let same = papers.first(where: { VietnameseText.searchKey($0.nameVi) == name }) {
            return same.key
        }
        let known = papers.map(\.key) + papers.map(\.nameVi)
        throw .unknownKey(suggestion: Suggestion.nearest(to: paper, among: known))
    }
}

extension Procedure.FormField {
    /// The answer in the form that is stored: dates as ISO, numbers and identities as digits.
    func stored(_ text: String) throws(DraftProblem) -> String {
        switch type {
        case .text:
            return text
        case .date:
            return try FieldCheck.date(text).iso
        case .number:
            return try FieldCheck.number(text)
        case .identity:
            return try FieldCheck.identity(text).text
        case .phone:
            return try FieldCheck.phone(text).text
        case .choice:
            if let exact = choices.first(where: { $0 == text }) { return exact }
            // "nam" for "Nam" is meant well; two choices that fold alike need the exact one.
            let wanted = VietnameseText.fold(text)
            let folded = choices.filter { VietnameseText.fold($0) == wanted }
            guard folded.count == 1 else { throw .notOneOf(choices) }
            return folded[0]
        }
    }
}
