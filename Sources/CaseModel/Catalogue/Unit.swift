/// An office that is competent for procedures (*đơn vị*).
package struct Unit: Equatable, Sendable {
    /// Agency code of the province, a dot, the code of the commune: `H57.19815`.
    package var id: String
    /// `An Cựu`.
    package var name: String
    /// `Phường An Cựu`.
    package var fullName: String
    package var type: UnitType
    /// Names of the units that it was formed from; people still use them.
    package var formerNames: [String]
    /// Where its fees are paid to; nil when only cash is taken.
    package var account: BankAccount?
    /// Ids of the communes for which it decides what is not decided in the commune itself.
    package var covers: [String]

    /// Puts a unit together.
    package init(
        id: String, name: String, fullName: String, type: UnitType, formerNames: [String] = [],
        account: BankAccount? = nil,
        covers: [String] = []
    ) {
        self.id = id
        self.name = name
        self.fullName = fullName
        self.type = type
        self.formerNames = formerNames
        self.account = account
        self.covers = covers
    }

    /// The folded names, present and former, one text to search in.
    package var searchKey: String {
        ([fullName] + formerNames).map(VietnameseText.searchKey).joined(separator: " / ")
    }
}

/// The kind of a unit.
package enum UnitType: String, CaseIterable, Sendable {
    case ward
    case commune
    case specialZone = "special_zone"
    case department
    case other
}

extension Unit {
    /// The unit as fields, in the order of their names.
    package var fields: [(name: String, value: String)] {
        var writer = FieldWriter()
        writer.add("id", id)
        writer.add("name", name)
        writer.add("full_name", fullName)
        writer.add("type", type.rawValue)
        writer.add("former", list: formerNames)
        writer.add("account.bin", account?.bank)
        writer.add("account.number", account?.number)
        writer.add("account.kind", account?.kind.rawValue)
        writer.add("covers", covers.joined(separator: ","))
        return writer.sorted
    }

    /// Reads what `fields` writes; fields of unknown names are passed over.
    package init(fields: [String: String]) throws(CatalogueError) {
        let reader = FieldReader(fields)
        let name = try reader.required("name")
        self.init(
            id: try reader.required("id"), name: name, fullName: reader.text("full_name") ?? name,
            type: try reader.value("type") { UnitType(rawValue: $0) } ?? .other,
            formerNames: reader.list("former"), account: try Unit.account(reader),
            covers: reader.commaList("covers"))
    }

    private static func account(
        _ reader: FieldReader
    ) throws(CatalogueError) -> BankAccount? {
        try reader.value("account.number") { number in
            BankAccount(
                bank: reader.text("account.bin") ?? "", number: number,
                kind: reader.text("account.kind").flatMap(BankAccount.Kind.init) ?? .account)
        }
    }
}
