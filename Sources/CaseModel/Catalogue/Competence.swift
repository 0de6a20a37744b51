/// Which unit is competent: the table of procedures and units, held against where people live.
///
/// It works without a link. What it cannot tell it does not guess: such a case is routed by a
/// person at the centre.
package struct Competence: Sendable {
    /// What the table says.
    package enum Answer: Equatable, Sendable {
        case unit(String)
        /// None or several; the ids of those that come into question.
        case unclear([String])
    }

    private let units: [String: Unit]
    /// The ids of the units by each of their names, from the surest kind of name to the least.
    private let names: [[String: [String]]]

    /// Makes the table of the units that are known.
    package init(units: [Unit]) {
        self.units = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
        names = [
            Competence.table(units) { [$0.fullName] },
            Competence.table(units) { [$0.name] },
            Competence.table(units) { $0.formerNames },
            Competence.table(units) { $0.formerNames.map(Competence.withoutType) },
        ]
    }

    /// The units that a name may mean, by id: a present name before a former one, a whole name
    /// before one without "Phường" or "Xã". What stands behind a comma (the province) is left out.
    package func units(named name: String) -> [Unit] {
        if let unit = units[VietnameseText.trimmed(name)] { return [unit] }
        let first = name.split(separator: ",").first.map(String.init) ?? ""
        let keys = [first, Competence.withoutType(first)].map(VietnameseText.searchKey)
        for (table, key) in zip(names, [keys[0], keys[1], keys[0], keys[1]]) {
            if let ids = table[key] { return ids.compactMap { units[$0] } }
        }
        return []
    }

    /// The competent unit for a procedure and an applicant.
    ///
    /// The catalogue's only unit is always right. Else the applicant's commune decides, by itself
    /// or through the unit that covers it. Where no commune was given, or no units are known here
    /// yet, it is the unit of the point, if that may decide.
    package func unit(
        for procedure: Procedure, commune: String?, point: String
    ) -> Answer {
        let listed = procedure.units
        if listed.count == 1 { return .unit(listed[0]) }
        let isForCommunes = procedure.levels.isEmpty || procedure.levels.contains("commune")
        guard !listed.isEmpty || isForCommunes else { return .unclear([]) }
        guard let commune, !units.isEmpty else {
            let mayDecide = listed.isEmpty || listed.contains(point)
            return mayDecide && !point.isEmpty ? .unit(point) : .unclear(listed)
        }
        let homes = units(named: commune).map(\.id)
        guard homes.count == 1 else { return .unclear(homes) }
        guard !listed.isEmpty else { return .unit(homes[0]) }
        let competent = listed.filter { id in
            id == homes[0] || units[id]?.covers.contains(homes[0]) ?? false
        }
        return competent.count == 1 ? .unit(competent[0]) : .unclear(competent)
    }

    private static func table(
        _ units: [Unit], _ names: (Unit) -> [String]
    ) -> [String: [String]] {
        var table: [String: [String]] = [:]
        for unit in units {
            for key in Set(names(unit).map(VietnameseText.searchKey)) where !key.isEmpty {
                table[key, default: []].append(unit.id)
            }
        }
        return table.mapValues { $0.sorted() }
    }

    private static let types = [
        "phuong", "xa", "thi tran", "dac khu", "p", "x", "tt",
    ]

    /// The name behind "Phường", "Xã" and the like, folded; the whole name when there is no such
    /// word, because "Xã" alone is no name.
    private static func withoutType(_ name: String) -> String {
        let key = VietnameseText.searchKey(name)
        for type in types where key.hasPrefix(type + " ") {
            return String(key.dropFirst(type.count + 1))
        }
        return key
    }
}
