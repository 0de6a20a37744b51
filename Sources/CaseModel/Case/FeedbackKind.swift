/// What feedback (*phản ánh, kiến nghị*) is about.
package enum FeedbackKind: String, CaseIterable, Sendable {
    /// A rule that is wrong, unclear or in the way.
    case regulation
    /// How an official behaved.
    case conduct
    case delay
    /// Papers were asked for that no rule asks for.
    case papers
    /// Money was asked for beside the fee.
    case money
    case other

    package var nameVi: String {
        switch self {
        case .regulation: "Quy định hành chính"
        case .conduct: "Thái độ, hành vi của cán bộ"
        case .delay: "Chậm trễ"
        case .papers: "Đòi thêm giấy tờ"
        case .money: "Đòi thêm tiền"
        case .other: "Nội dung khác"
        }
    }

    package var nameEn: String {
        switch self {
        case .regulation: "Regulations"
        case .conduct: "Conduct of an official"
        case .delay: "Delay"
        case .papers: "Unfounded demand for papers"
        case .money: "Demand for extra money"
        case .other: "Something else"
        }
    }
}
