package import CaseModel
package import Console

/// What stands beside a fee.
package enum FeeNote {
    /// The note without the words that say once more that nothing is to be paid, where the price
    /// says it; nil when nothing else is left.
    package static func beside(_ amount: Int64?, _ note: String?) -> String? {
        guard let note, !note.isEmpty else { return nil }
        let shown = TerminalText.visible(note)
        guard amount == 0 else { return shown }
        let start = free.first { VietnameseText.fold(shown).hasPrefix($0) }
        let rest = shown.dropFirst(start?.count ?? 0).drop { " ;,.:".contains($0) }
        return rest.isEmpty ? nil : String(rest)
    }

    /// All that stands beside what a case costs: a price by page whose pages nobody counted, the
    /// note, and who need not pay (domain: exemptions stand beside the price).
    package static func words(_ fee: Procedure.Fee?, _ language: Language) -> String? {
        let parts = [
            fee?.byPage.map { byPage($0, language) }, beside(fee?.amount, fee?.note),
            fee?.exemptions.map {
                language.pick("miễn, giảm: ", "exempt: ") + TerminalText.visible($0)
            },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// A price by page, as `2.000 đ/trang cho 2 trang đầu, sau đó 1.000 đ/trang`.
    package static func byPage(_ pages: Procedure.PagePrice, _ language: Language) -> String {
        let price = MoneyText.grouped(pages.price)
        var text = language.pick("\(price) đ/trang", "\(price) VND a page")
        if let first = pages.first, let further = pages.further {
            text += language.pick(
                " cho \(first) trang đầu, sau đó \(MoneyText.grouped(further)) đ/trang",
                " for the first \(first), then \(MoneyText.grouped(further)) VND a page")
        }
        if let cap = pages.cap {
            let most = MoneyText.grouped(cap)
            text += language.pick(", nhiều nhất \(most) đ", ", at most \(most) VND")
        }
        return text
    }

    private static let free = ["mien phi", "mien le phi", "khong thu phi", "khong thu le phi"]
}
