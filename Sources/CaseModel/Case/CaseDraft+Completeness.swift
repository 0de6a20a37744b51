extension CaseDraft {
    /// What the procedure requires of a case like this and was not given, in the order of the form
    /// and then of the papers. A case that misses anything is a draft, not a submission.
    ///
    /// Required is only what the catalogue marks so, and only where its condition is known to hold.
    package func missing(procedure: Procedure, now: Int64) -> [DraftError] {
        // Most procedures have no condition, and then nothing has to be known.
        lazy var facts = facts(procedure: procedure, now: now)
        let questions = procedure.form.filter { question in
            question.required && !answers.contains { $0.key == question.key }
                && question.isAsked(facts)
        }
        let papers = procedure.papers.filter { paper in
            paper.required && !isGiven(paper, procedure) && paper.isNeeded(facts)
        }
        return questions.map { DraftError(field: "answers.\($0.key)", problem: .missing) }
            + papers.map { paper in
                DraftError(
                    field: "papers.\(paper.key)",
                    problem: .paperMissing(
                        name: paper.nameVi, originals: paper.originals, copies: paper.copies))
            }
    }

    /// What is known of the case while it is handed in; answers stand in stored form.
    package func facts(procedure: Procedure, now: Int64) -> Facts {
        var stored: [String: String] = [:]
        for answer in answers {
            // What is not right is told by `validateGiven`; here it counts as it was given.
            let text = try? procedure.storedAnswer(key: answer.key, answer.value)
            stored[answer.key] = text ?? answer.value
        }
        return Facts(
            today: CivilDate(instantMilliseconds: receivedAt ?? now), answers: stored,
            birthDate: applicant.birthDate, sex: applicant.sex ?? applicant.identity.sex,
            commune: applicant.commune,
            hasHelper: helper != nil, channel: channel, delivery: delivery.kind)
    }

    /// An original more may stand for a copy, a copy never for an original.
    private func isGiven(_ paper: Procedure.Paper, _ procedure: Procedure) -> Bool {
        let given = papers.filter { item in
            // A paper of no known name is told by `validateGiven`.
            (try? procedure.paperKey(item.paper)) == paper.key
        }
        let originals = given.filter { $0.kind == .original }.reduce(0) { $0 + $1.count }
        let all = given.reduce(0) { $0 + $1.count }
        return originals >= paper.originals && all >= max(1, paper.originals + paper.copies)
    }
}
