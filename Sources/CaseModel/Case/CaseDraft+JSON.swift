extension CaseDraft {
    /// The keys of a draft.
    enum Key: String, CaseIterable {
        case procedure, applicant, helper, unit, channel, delivery
        case receivedAt = "received_at"
        case answers, papers, consent, note, reference
    }

    /// Reads a draft; the first thing that is wrong is thrown, and nothing is taken silently.
    ///
    /// `channel` and `delivery` are `counter` when they are left out. `delivery` is one word, or an
    /// object with `kind`, `point` and `address`.
    package init(json: JSONValue) throws(DraftError) {
        let reader = try DraftReader(json, path: "", known: Key.allCases.map(\.rawValue))
        procedure = try reader.required("procedure", limit: CaseLimits.code)
        guard let person = reader.value("applicant") else {
            throw reader.error("applicant", .missing)
        }
        applicant = try Person(json: person, path: "applicant")
        helper = nil
        if let person = reader.value("helper") {
            helper = try Person(json: person, path: "helper")
        }
        unit = try reader.text("unit", limit: CaseLimits.code)
        channel =
            try reader.checked("channel") { text throws(DraftProblem) in
                try FieldCheck.word(text, ChannelKind.self)
            } ?? .counter
        delivery = try CaseDraft.delivery(reader)
        receivedAt = try reader.checked("received_at", FieldCheck.instant)
        answers = try CaseDraft.answers(reader)
        papers = try CaseDraft.papers(reader)
        consents = try CaseDraft.consents(reader)
        note = try reader.text("note", limit: CaseLimits.note, isMultiline: true)
        reference = try reader.text("reference", limit: CaseLimits.reference)
    }

    private static func delivery(_ reader: DraftReader) throws(DraftError) -> Delivery {
        guard let json = reader.value("delivery") else { return Delivery(kind: .counter) }
        if case .text(let text) = json {
            return Delivery(kind: try kind(text, field: "delivery"))
        }
        let part = try DraftReader(json, path: "delivery", known: ["kind", "point", "address"])
        let kind = try part.checked("kind") { text throws(DraftProblem) in
            try FieldCheck.word(text, DeliveryKind.self)
        }
        return Delivery(
            kind: kind ?? .counter, point: try part.text("point", limit: CaseLimits.code),
            address: try part.text("address", limit: CaseLimits.address, isMultiline: true))
    }

    private static func kind(_ text: String, field: String) throws(DraftError) -> DeliveryKind {
        try FieldCheck.at(field) { () throws(DraftProblem) in
            try FieldCheck.word(VietnameseText.trimmed(text), DeliveryKind.self)
        }
    }

    private static func answers(_ reader: DraftReader) throws(DraftError) -> [Answer] {
        guard let json = reader.value("answers") else { return [] }
        guard case .object(let members) = json else {
            throw reader.error("answers", .wrongType(expected: .object))
        }
        guard members.count <= CaseLimits.answers else {
            throw reader.error("answers", .tooMany(limit: CaseLimits.answers))
        }
        let part = try DraftReader(json, path: "answers", known: members.map(\.name))
        var answers: [Answer] = []
        for member in members {
            guard Slug.isKey(member.name) else {
                throw reader.error("answers", .unknownKey(suggestion: nil))
            }
            if let value = try answer(member, part) {
                answers.append(Answer(key: member.name, value: value))
            }
        }
        return answers
    }

    /// A count may stand without quotes; identity numbers are caught by their length later.
    private static func answer(
        _ member: JSONValue.Member, _ reader: DraftReader
    ) throws(DraftError) -> String? {
        if case .number(let digits) = member.value { return digits }
        return try reader.text(member.name, limit: CaseLimits.answer, isMultiline: true)
    }

    private static func papers(_ reader: DraftReader) throws(DraftError) -> [PaperGiven] {
        var papers: [PaperGiven] = []
        for (index, json) in try reader.list("papers", limit: CaseLimits.papers).enumerated() {
            papers.append(try PaperGiven(json: json, path: "papers[\(index)]"))
        }
        return papers
    }
}

extension CaseDraft.PaperGiven {
    fileprivate init(json: JSONValue, path: String) throws(DraftError) {
        let reader = try DraftReader(json, path: path, known: ["paper", "kind", "count", "file"])
        paper = try reader.required("paper", limit: CaseLimits.name)
        kind =
            try reader.checked("kind") { text throws(DraftProblem) in
                try FieldCheck.word(text, PaperForm.self)
            } ?? .original
        count = try CaseDraft.PaperGiven.count(reader)
        file = try reader.filePath("file")
    }

    private static func count(_ reader: DraftReader) throws(DraftError) -> Int {
        switch reader.value("count") {
        case nil:
            return 1
        case .number(let digits):
            guard let count = Digits.value(digits), (1...CaseLimits.paperCount).contains(count)
            else { throw reader.error("count", .outOfRange(from: 1, to: CaseLimits.paperCount)) }
            return count
        case .text, .bool, .array, .object, .null:
            throw reader.error("count", .wrongType(expected: .number))
        }
    }
}

extension JSONValue {
    /// What `submit` takes, with one field more or another: `applicant.phone`, `answers.x`,
    /// `papers.<key>` as `original×1`, `note`. Empty text takes a field away.
    package func setting(field: String, _ text: String) throws(DraftError) -> JSONValue {
        let parts = field.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            return with(field, text.isEmpty ? nil : .text(text))
        }
        guard parts[0] == "papers" else {
            let part = self[parts[0]] ?? .object([])
            return with(parts[0], part.with(parts[1], text.isEmpty ? nil : .text(text)))
        }
        return with("papers", .array(try papers(parts[1], PaperCount.given(text, field: field))))
    }

    private func papers(
        _ paper: String, _ count: PaperCount?
    ) throws(DraftError) -> [JSONValue] {
        var papers: [JSONValue] = []
        if case .array(let given)? = self["papers"] {
            papers = given.filter { $0["paper"] != .text(paper) }
        }
        let forms = [(PaperForm.original, count?.originals), (.copy, count?.copies)]
        for (form, number) in forms {
            guard let number, number > 0 else { continue }
            papers.append(
                .object([
                    .init(name: "paper", value: .text(paper)),
                    .init(name: "kind", value: .text(form.rawValue)),
                    .init(name: "count", value: .number("\(number)")),
                ]))
        }
        return papers
    }

    /// The object with another value under a name, or without it.
    private func with(_ name: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(var members) = self else { return self }
        let place = members.firstIndex { $0.name == name } ?? members.endIndex
        members.removeAll { $0.name == name }
        if let value {
            members.insert(Member(name: name, value: value), at: min(place, members.count))
        }
        return .object(members)
    }
}

extension PaperCount {
    fileprivate static func given(_ text: String, field: String) throws(DraftError) -> PaperCount? {
        if VietnameseText.trimmed(text).isEmpty { return nil }
        guard let count = PaperCount(text: VietnameseText.trimmed(text)) else {
            throw DraftError(field: field, problem: .notOneOf(["original×1", "copy×1"]))
        }
        return count
    }
}
