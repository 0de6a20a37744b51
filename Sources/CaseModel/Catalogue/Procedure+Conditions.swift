extension Procedure.Paper {
    /// Whether the paper is known to be asked for: it has no condition, or its condition holds.
    package func isNeeded(_ facts: @autoclosure () -> Facts) -> Bool {
        when.map { $0.holds(facts()) == true } ?? (condition == nil)
    }
}

extension Procedure.FormField {
    /// Whether the question is known to be asked: it has no condition, or its condition holds.
    package func isAsked(_ facts: @autoclosure () -> Facts) -> Bool {
        when.map { $0.holds(facts()) == true } ?? true
    }
}

extension Procedure {
    /// Conditions that ask about answers which the form has not, with the key of the answer.
    var danglingConditions: [(key: String, answer: String)] {
        let known = Set(form.map(\.key))
        return conditions.flatMap { key, condition in
            condition.answers.filter { !known.contains($0) }.map { (key, $0) }
        }
    }

    private var conditions: [(key: String, condition: Condition)] {
        let ofPapers = papers.compactMap { paper in
            paper.when.map { (key: "papers.\(paper.key).when", condition: $0) }
        }
        let ofQuestions = form.flatMap { field in
            [
                field.when.map { (key: "form.\(field.key).when", condition: $0) },
                field.rule.map { (key: "form.\(field.key).rule", condition: $0) },
            ].compactMap(\.self)
        }
        return ofPapers + ofQuestions
    }

    /// Questions that wait for each other, the first one named twice; nil when there are none.
    var conditionCycle: [String]? {
        var waitsFor: [String: [String]] = [:]
        for field in form { waitsFor[field.key] = field.when?.answers ?? [] }
        var settled: Set<String> = []
        for field in form {
            var path: [String] = []
            if let cycle = cycle(from: field.key, waitsFor, &path, &settled) { return cycle }
        }
        return nil
    }

    /// Depth is bounded by the number of questions.
    private func cycle(
        from key: String, _ waitsFor: [String: [String]], _ path: inout [String],
        _ settled: inout Set<String>
    ) -> [String]? {
        if let start = path.firstIndex(of: key) { return Array(path[start...]) + [key] }
        guard !settled.contains(key) else { return nil }
        path.append(key)
        for next in waitsFor[key] ?? [] {
            if let cycle = cycle(from: next, waitsFor, &path, &settled) { return cycle }
        }
        path.removeLast()
        settled.insert(key)
        return nil
    }
}
