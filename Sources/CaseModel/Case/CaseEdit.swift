/// Checks a single field that somebody changes in a case that exists.
package enum CaseEdit {
    /// The value in stored form; empty text takes the field back.
    ///
    /// The field must be one that people may edit at a point (see `WriteRule`); whether this point
    /// may is not asked here. A paper may also be one that was `asked` for. The cross-check of
    /// identity, birth date and sex needs all three: call `checkPersons` with the fields as they
    /// will be.
    package static func normalised(
        field: String, value: String, procedure: Procedure?, asked: [AskedPaper] = []
    ) throws(DraftError) -> String {
        let parts = field.split(separator: ".", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1] : ""
        switch parts.first {
        case "applicant", "helper":
            return try person(field, key: rest, value, isApplicant: parts[0] == "applicant")
        case "answers":
            return try answer(field, key: rest, value, procedure)
        case "papers":
            return try paper(field, key: rest, value, procedure, asked)
        default:
            return try FieldCheck.at(field) { () throws(DraftProblem) in
                try plain(field, value)
            }
        }
    }

    /// Cross-checks the persons of a case from its fields.
    package static func checkPersons(_ fields: [String: String]) throws(DraftError) {
        for path in ["applicant", "helper"] {
            guard let text = fields["\(path).identity"],
                let identity = try? IdentityNumber(text)  // an unreadable one says nothing
            else { continue }
            let person = Person(
                name: "", identity: identity,
                // An unreadable date says nothing either.
                birthDate: fields["\(path).birth_date"].flatMap { try? CivilDate($0) },
                sex: fields["\(path).sex"].flatMap(Sex.init(text:)))
            try person.checkAgreement(path: path)
        }
    }

    private static func person(
        _ field: String, key: String, _ value: String, isApplicant: Bool
    ) throws(DraftError) -> String {
        guard let key = Person.Key(rawValue: key) else {
            throw unknown(field, key, Person.Key.allCases.map(\.rawValue))
        }
        return try FieldCheck.at(field) { () throws(DraftProblem) in
            let limit = key == .address ? CaseLimits.address : CaseLimits.name
            let text = try FieldCheck.lines(value, limit: limit)
            if text.isEmpty {
                if isApplicant, key == .name || key == .identity { throw .missing }
                return ""
            }
            switch key {
            case .name, .address, .commune: return text
            case .identity: return try FieldCheck.identity(text).text
            case .birthDate: return try FieldCheck.date(text).iso
            case .sex: return try FieldCheck.sex(text).rawValue
            case .phone: return try FieldCheck.phone(text).text
            }
        }
    }

    private static func answer(
        _ field: String, key: String, _ value: String, _ procedure: Procedure?
    ) throws(DraftError) -> String {
        guard Slug.isKey(key) else { throw unknown(field, key, []) }
        let text = try FieldCheck.at(field) { () throws(DraftProblem) in
            try FieldCheck.lines(value, limit: CaseLimits.answer)
        }
        guard let procedure else { return text }
        if text.isEmpty {
            let isRequired = procedure.form.contains { $0.key == key && $0.required }
            if isRequired { throw DraftError(field: field, problem: .missing) }
            return ""
        }
        return try procedure.storedAnswer(key: key, text)
    }

    private static func paper(
        _ field: String, key: String, _ value: String, _ procedure: Procedure?,
        _ asked: [AskedPaper]
    ) throws(DraftError) -> String {
        guard Slug.isKey(key) else {
            throw DraftError(field: field, problem: .cannotBeChanged)
        }
        if let papers = procedure?.papers, !papers.isEmpty {
            let known = papers.map(\.key) + asked.map(\.key)
            guard known.contains(key) else { throw unknown(field, key, known) }
        }
        if VietnameseText.trimmed(value).isEmpty { return "" }
        guard let count = PaperCount(text: VietnameseText.trimmed(value)) else {
            throw DraftError(field: field, problem: .notOneOf(["original×1", "copy×1"]))
        }
        return count.text
    }

    private static func plain(_ field: String, _ value: String) throws(DraftProblem) -> String {
        let limit = WriteRule.lengthLimit(kind: "case", field: field)
        let text = try FieldCheck.lines(value, limit: limit)
        switch field {
        case "note", "delivery.point", "delivery.address":
            return text
        case "channel":
            return try FieldCheck.word(text, ChannelKind.self).rawValue
        case "delivery":
            return try FieldCheck.word(text, DeliveryKind.self).rawValue
        case _ where ConsentPurpose.allCases.contains { $0.field == field }:
            return try FieldCheck.word(text, ConsentAnswer.self).rawValue
        default:
            throw .cannotBeChanged
        }
    }

    private static func unknown(_ field: String, _ key: String, _ known: [String]) -> DraftError {
        let suggestion = Suggestion.nearest(to: key, among: known)
        return DraftError(field: field, problem: .unknownKey(suggestion: suggestion))
    }
}
