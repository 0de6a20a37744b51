/// Sex as the identity number and the card state it.
package enum Sex: String, CaseIterable, Sendable {
    case male
    case female

    /// Reads `male`/`female` and the words of the card, `Nam` and `Nữ`, in any case.
    package init?(text: String) {
        switch VietnameseText.fold(text) {
        case "male", "m", "nam": self = .male
        case "female", "f", "nu": self = .female
        default: return nil
        }
    }

    package var nameVi: String {
        switch self {
        case .male: "Nam"
        case .female: "Nữ"
        }
    }
}
