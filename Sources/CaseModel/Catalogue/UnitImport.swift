/// The units of a file, and what in it could not be used.
///
/// Takes the sample format of this repository (`id`) and the list of communes of a province, where
/// the id is made of the agency code of the province and the code of the commune (DESIGN.md).
package struct UnitImport: Equatable, Sendable {
    package private(set) var units: [Unit] = []
    package private(set) var problems: [ImportProblem] = []

    /// Reads all units of a file.
    package init(_ json: JSONValue) {
        guard let entries = EntryReader.entries(json, ["units"]) else {
            problems = [
                ImportProblem(place: "", code: nil, severity: .refused, reason: .notAList)
            ]
            return
        }
        let agency = UnitImport.text(json["province"]?["agency_code"])
        var ids: Set<String> = []
        for (index, entry) in entries.prefix(CaseLimits.units).enumerated() {
            let id = UnitImport.id(of: entry, agency: agency)
            var reader = EntryReader(entry, place: "units[\(index)]", code: id)
            take(&reader, ids: &ids)
            problems += reader.problems
        }
        if entries.count > CaseLimits.units {
            let reason = ImportProblem.Reason.tooMany(limit: CaseLimits.units)
            problems.append(
                ImportProblem(place: "units", code: nil, severity: .refused, reason: reason))
        }
    }

    private mutating func take(_ reader: inout EntryReader, ids: inout Set<String>) {
        guard case .object = reader.json else { return reader.refuse(.notAnObject) }
        guard let id = reader.code else { return reader.refuse(.missing(key: "id")) }
        guard let name = reader.text("name", limit: CaseLimits.name) else {
            return reader.refuse(.missing(key: "name"))
        }
        guard ids.insert(id).inserted else { return reader.refuse(.duplicateCode) }
        let fullName = reader.text("full_name", limit: CaseLimits.name) ?? name
        let former = reader.texts("former_names", "formed_from", limit: CaseLimits.formerNames)
        units.append(
            Unit(
                id: id, name: name, fullName: fullName, type: UnitImport.type(&reader),
                formerNames: former.filter { $0 != fullName },
                account: UnitImport.account(&reader),
                covers: reader.texts("covers", limit: CaseLimits.competentUnits)))
    }

    /// `account` {`bin`, `number`, `kind` account|card}; one that no bank can have given out is
    /// named and left out, because money would go to nobody.
    private static func account(_ reader: inout EntryReader) -> BankAccount? {
        guard let json = reader.json["account"], json != .null else { return nil }
        let kind = text(json["kind"]) ?? BankAccount.Kind.account.rawValue
        guard let bank = text(json["bin"]), let number = text(json["number"]),
            let kind = BankAccount.Kind(rawValue: kind),
            let account = BankAccount(bank: bank, number: number, kind: kind)
        else {
            reader.warn(.unreadable(key: "account"))
            return nil
        }
        return account
    }

    private static func type(_ reader: inout EntryReader) -> UnitType {
        guard let text = reader.text("type") else { return .other }
        if let type = UnitType(rawValue: text) { return type }
        reader.warn(.unreadable(key: "type"))
        return .other
    }

    private static func id(of entry: JSONValue, agency: String?) -> String? {
        if let id = text(entry["id"]) { return isID(id) ? id : nil }
        guard let agency, let code = text(entry["code"]) else { return nil }
        return isID("\(agency).\(code)") ? "\(agency).\(code)" : nil
    }

    /// Letters, digits and dots: an id stands in case codes, between hyphens.
    private static func isID(_ text: String) -> Bool {
        text.utf8.count <= CaseLimits.code
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0 == "." || $0.properties.isAlphabetic || Digits.areAll(String($0)))
            }
    }

    private static func text(_ json: JSONValue?) -> String? {
        guard case .text(let text)? = json else { return nil }
        let trimmed = VietnameseText.trimmed(text)
        return trimmed.isEmpty ? nil : trimmed
    }
}
