/// The procedures of a file, and what in it could not be used.
///
/// One reader takes the sample format of this repository and the two shapes in which catalogues
/// are found (see DESIGN.md); keys that it does not know are passed over. An entry is refused for
/// want of a code or a name, for a code that is there already, and where taking it would make wrong
/// law: a negative fee, an unknown unit, a condition that cannot be kept to. For all else it is
/// taken with a warning, and what is not known stays unstated: nothing is guessed.
package struct CatalogueImport: Equatable, Sendable {
    /// An entry that says that a procedure is abolished, and nothing else.
    package struct Abolition: Equatable, Sendable {
        package let code: String
        /// Nil leaves the day to the act by which the file is published.
        package let day: CivilDate?
        package let decision: String?
    }

    package private(set) var procedures: [Procedure] = []
    package private(set) var abolitions: [Abolition] = []
    /// Codes of entries that say `"abolished": false`: announced again if they were abolished.
    package private(set) var revived: Set<String> = []
    /// What the file says of the act that publishes it.
    package private(set) var publication = Publication()
    package private(set) var problems: [ImportProblem] = []

    private let units: [String]

    /// Reads all procedures of a file; `units` are the ids of the units that are known, and when
    /// none is known yet, any is taken.
    package init(_ json: JSONValue, units: [String] = []) {
        self.units = units
        guard let entries = EntryReader.entries(json, ["procedures"]) else {
            problems = [
                ImportProblem(place: "", code: nil, severity: .refused, reason: .notAList)
            ]
            return
        }
        var file = EntryReader(json, place: "", code: nil)
        if case .object = json { publication = Publication(reading: &file) }
        problems = file.problems
        var codes: Set<String> = []
        var firstCodes: [String: String] = [:]
        for (index, entry) in entries.prefix(CaseLimits.procedures).enumerated() {
            let place = "procedures[\(index)]"
            take(entry, place: place, codes: &codes, firstCodes: &firstCodes)
        }
        if entries.count > CaseLimits.procedures {
            let reason = ImportProblem.Reason.tooMany(limit: CaseLimits.procedures)
            problems.append(
                ImportProblem(
                    place: "procedures", code: nil, severity: .refused, reason: reason))
        }
    }

    private mutating func take(
        _ entry: JSONValue, place: String, codes: inout Set<String>,
        firstCodes: inout [String: String]
    ) {
        var reader = EntryReader(entry, place: place, code: CatalogueImport.code(of: entry))
        defer { problems += reader.problems }
        if let abolition = Abolition(reading: &reader) {
            guard codes.insert(abolition.code).inserted else {
                return reader.refuse(.duplicateCode)
            }
            return abolitions.append(abolition)
        }
        guard let procedure = Procedure(reading: &reader) else { return }
        guard codes.insert(procedure.code).inserted else {
            return reader.refuse(.duplicateCode)
        }
        check(procedure, &reader)
        guard !reader.isRefused else { return }
        let name = VietnameseText.searchKey(procedure.nameVi)
        if let first = firstCodes[name] {
            reader.warn(.duplicateName(as: first))
        } else {
            firstCodes[name] = procedure.code
        }
        if entry["abolished"] == .bool(false) { revived.insert(procedure.code) }
        procedures.append(procedure)
    }

    /// What makes sense only against the other parts of the entry, or against the units.
    private func check(_ procedure: Procedure, _ reader: inout EntryReader) {
        for unit in procedure.units where !units.isEmpty && !units.contains(unit) {
            let suggestion = Suggestion.nearest(to: unit, among: units)
            reader.refuse(.unknownUnit(unit, suggestion: suggestion))
        }
        for (key, answer) in procedure.danglingConditions {
            reader.refuse(.conditionOnNothing(key: key, answer: answer))
        }
        if let cycle = procedure.conditionCycle { reader.refuse(.conditionCycle(cycle)) }
        for (key, answer) in procedure.channels.flatMap({ $0.fee?.counts ?? [] })
        where !procedure.form.contains(where: { $0.key == answer && $0.type == .number }) {
            reader.refuse(.feeCountsNothing(key: key, answer: answer))
        }
    }

    private static func code(of entry: JSONValue) -> String? {
        guard case .text(let text)? = entry["code"] else { return nil }
        let code = VietnameseText.trimmed(text)
        return code.isEmpty || code.count > CaseLimits.code || !VietnameseText.isClean(code)
            ? nil : code
    }
}

extension Procedure {
    /// Reads an entry; nil, with the reason noted, when it has no code or no name.
    fileprivate init?(reading reader: inout EntryReader) {
        guard case .object = reader.json else {
            reader.refuse(.notAnObject)
            return nil
        }
        guard let code = reader.code else {
            // A code that is a number has lost its zeros already.
            let isNumber = if case .number? = reader.json["code"] { true } else { false }
            reader.refuse(isNumber ? .wrongType(key: "code") : .missing(key: "code"))
            return nil
        }
        guard let name = reader.text("name_vi", "name", limit: CaseLimits.procedureName) else {
            reader.refuse(.missing(key: "name_vi"))
            return nil
        }
        self.init(code: code, nameVi: name)
        nameEn = reader.text("name_en")
        fieldVi = reader.text("field_vi", "field") ?? ""
        fieldEn = reader.text("field_en")
        levels = Procedure.levels(&reader)
        decision = reader.text("decision")
        channels = Procedure.channels(&reader)
        sameDayCutoff = Procedure.cutoff(&reader)
        papers = Procedure.papers(&reader)
        form = Procedure.form(&reader)
        resultVi = reader.text("result_vi", "result")
        notes = reader.text("notes")
        unsure = reader.texts("unsure", limit: 99)
        units = reader.texts("units", limit: CaseLimits.competentUnits)
        validity.effective = reader.day("effective")
    }

    private static func levels(_ reader: inout EntryReader) -> [String] {
        let listed = reader.texts("levels", "level", limit: 10)
        let names = listed.isEmpty ? Procedure.split(reader.text("level_vi")) : listed
        return names.map { name in
            switch VietnameseText.fold(name) {
            case "commune", "cap xa": "commune"
            case "province", "cap tinh": "province"
            case "ministry", "cap bo": "ministry"
            default: "other"
            }
        }
    }

    private static func split(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { VietnameseText.trimmed(String($0)) }
    }

    private static func cutoff(_ reader: inout EntryReader) -> String? {
        guard let text = reader.text("same_day_cutoff") else { return nil }
        if let time = TimeOfDay(text: text) { return time.text }
        reader.warn(.unreadable(key: "same_day_cutoff"))
        return nil
    }

    private static func papers(_ reader: inout EntryReader) -> [Paper] {
        var papers: [Paper] = []
        var keys: Set<String> = []
        for var part in reader.parts("papers", "documents", limit: CaseLimits.papers) {
            if let paper = Paper(reading: &part, taken: keys) {
                keys.insert(paper.key)
                papers.append(paper)
            }
            reader.take(part)
        }
        return papers
    }

    private static func form(_ reader: inout EntryReader) -> [FormField] {
        var fields: [FormField] = []
        for var part in reader.parts("form", limit: CaseLimits.formFields) {
            if let field = FormField(reading: &part) {
                if fields.contains(where: { $0.key == field.key }) {
                    part.warn(.keyTwice(field.key))
                } else {
                    fields.append(field)
                }
            }
            reader.take(part)
        }
        return fields
    }
}

extension Procedure.Paper {
    fileprivate init?(reading reader: inout EntryReader, taken: Set<String>) {
        guard let name = reader.text("name_vi", "name") else {
            reader.warn(.missing(key: "name_vi"))
            return nil
        }
        var key = reader.text("key") ?? Slug.make(name, unlike: taken)
        if !Slug.isKey(key) {
            reader.warn(.unreadable(key: "key"))
            key = Slug.make(name, unlike: taken)
        }
        if taken.contains(key) {
            reader.warn(.keyTwice(key))
            key = Slug.make(name, unlike: taken)
        }
        self.init(key: key, nameVi: name, nameEn: reader.text("name_en"))
        originals = reader.count("originals", default: 1)
        copies = reader.count("copies", default: 0)
        condition = reader.text("condition")
        when = reader.ownCondition("when")
        required = reader.flag("required")
        if let text = reader.text("kind") {
            if let read = Procedure.PaperKind(rawValue: text) {
                kind = read
            } else {
                reader.warn(.unreadable(key: "kind"))
            }
        }
    }
}

extension Procedure.FormField {
    fileprivate init?(reading reader: inout EntryReader) {
        guard let key = reader.text("key"), Slug.isKey(key) else {
            reader.warn(.unreadable(key: "key"))
            return nil
        }
        guard let label = reader.text("label_vi", "label") else {
            reader.warn(.missing(key: "label_vi"))
            return nil
        }
        guard let type = Procedure.FormFieldType(rawValue: reader.text("type") ?? "text") else {
            reader.warn(.unreadable(key: "type"))
            return nil
        }
        self.init(key: key, type: type, labelVi: label, labelEn: reader.text("label_en") ?? "")
        help = reader.text("help")
        example = reader.text("example")
        required = reader.json["required"] == .bool(true)
        when = reader.ownCondition("when")
        rule = reader.condition("rule")
        choices = reader.texts("choices", limit: CaseLimits.choices)
        if choices.contains(where: { $0.contains("|") }) {
            reader.warn(.unreadable(key: "choices"))
            choices.removeAll { $0.contains("|") }
        }
        if type == .choice && choices.isEmpty { reader.warn(.choicesMissing) }
    }
}

extension CatalogueImport.Abolition {
    /// Reads an entry that has `abolished`: a day, or `true`.
    fileprivate init?(reading reader: inout EntryReader) {
        guard let code = reader.code else { return nil }
        switch reader.json["abolished"] {
        case nil, .null?, .bool(false)?:
            return nil
        case .bool(true)?:
            self.init(code: code, day: nil, decision: reader.text("decision"))
        case .text?, .number?, .array?, .object?:
            let day = reader.day("abolished")
            self.init(code: code, day: day, decision: reader.text("decision"))
        }
    }
}

extension EntryReader {
    /// A condition beside a question or a paper, which has no answer of its own to ask about.
    fileprivate mutating func ownCondition(_ key: String) -> Condition? {
        guard let condition = condition(key) else { return nil }
        guard !condition.asksValue else {
            refuse(.condition(key: key, .unknownName(Condition.Fact.value.rawValue)))
            return nil
        }
        return condition
    }
}
