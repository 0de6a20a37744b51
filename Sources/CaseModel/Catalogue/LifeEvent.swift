/// What happens in people's lives and brings them to the one-stop shop: a way to procedures for
/// those who do not know what a procedure is called.
package enum LifeEvent: String, CaseIterable, Sendable {
    case birth
    case marriage
    case death
    case moving
    case land
    case business
    case support
    case copies

    package var nameVi: String {
        switch self {
        case .birth: "Sinh con, nuôi con"
        case .marriage: "Kết hôn"
        case .death: "Người thân mất"
        case .moving: "Chuyển chỗ ở"
        case .land: "Đất đai, nhà ở"
        case .business: "Kinh doanh, buôn bán"
        case .support: "Khó khăn, cần trợ giúp"
        case .copies: "Sao, chứng thực giấy tờ"
        }
    }

    package var nameEn: String {
        switch self {
        case .birth: "A child is born or brought up"
        case .marriage: "Marriage"
        case .death: "A death in the family"
        case .moving: "Moving house"
        case .land: "Land and housing"
        case .business: "A business"
        case .support: "Hardship and support"
        case .copies: "Copies and certified papers"
        }
    }

    /// The searches of the catalogue that answer to the event, the most likely first.
    var searches: [String] {
        switch self {
        case .birth:
            ["khai sinh", "nhận cha mẹ con", "bảo hiểm y tế trẻ em", "giám hộ", "con nuôi"]
        case .marriage: ["kết hôn", "tình trạng hôn nhân", "hôn nhân"]
        case .death: ["khai tử", "mai táng", "thừa kế"]
        case .moving: ["thường trú", "tạm trú", "tách hộ", "nơi cư trú", "tạm vắng"]
        case .land: ["đất đai", "quyền sử dụng đất", "nhà ở", "xây dựng"]
        case .business: ["hộ kinh doanh", "kinh doanh", "hợp tác xã"]
        case .support: ["hộ nghèo", "trợ cấp", "bảo trợ", "khuyết tật", "người có công"]
        case .copies: ["chứng thực", "bản sao", "trích lục"]
        }
    }

    /// The codes that the event leads to, each once, found by a search of the catalogue.
    package func codes(limit: Int, search: (_ words: String) -> [String]) -> [String] {
        var known: Set<String> = []
        var codes: [String] = []
        for words in searches {
            for code in search(words) where known.insert(code).inserted { codes.append(code) }
        }
        return Array(codes.prefix(limit))
    }
}
