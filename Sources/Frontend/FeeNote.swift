import CaseModel
import Console

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

    private static let free = ["mien phi", "mien le phi", "khong thu phi", "khong thu le phi"]
}
