import CaseModel
import Console
import Frontend

/// `kiosk units`: the units that are known here, found also by the names they had before 2025.
enum UnitsCommand {
    static func run(_ desk: Desk) throws(Failure) -> ExitCode {
        let catalogue = Catalogue(try Point(desk))
        let words = VietnameseText.searchKey(desk.invocation.arguments.joined(separator: " "))
        let units = catalogue.wholeUnits.filter { words.isEmpty || $0.searchKey.contains(words) }
        for unit in units {
            if desk.wantsJSON {
                try desk.say(
                    .object([
                        .init(name: "unit", value: .text(unit.id)),
                        .init(name: "name", value: .text(unit.fullName)),
                        .init(name: "former", value: .array(unit.formerNames.map { .text($0) })),
                    ]))
            } else {
                let former = unit.formerNames.map(TerminalText.visible).joined(separator: ", ")
                let before = desk.language.pick("trước đây: ", "formerly: ")
                try desk.say(
                    "\(unit.id)  \(TerminalText.visible(unit.fullName))"
                        + (former.isEmpty ? "" : " (\(before)\(former))"))
            }
        }
        if units.isEmpty, !desk.wantsJSON {
            try desk.say(
                vi: "Không tìm thấy đơn vị nào. Xin thử ít từ hơn.",
                en: "No unit was found. Try fewer words.")
        }
        return .done
    }
}
