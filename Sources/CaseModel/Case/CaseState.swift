/// Where a case stands with those who decide: the ten states of the national portal, and three
/// that it forgets. Money, the way of the result and what is synchronised stand apart.
package enum CaseState: String, CaseIterable, Sendable {
    /// Not handed in yet: it stands at the point and has no deadline.
    case draft
    case submitted
    case accepted
    case declined
    case processing
    case supplement
    case payment
    /// Another agency was asked; the clock stands still.
    case waiting
    case withdrawn
    case stopped
    case done
    /// The result lies at the place where it is handed over, and nobody has come yet.
    case ready
    case returned

    /// 1 to 10 on the national portal; nil for what it does not know.
    package var portalNumber: Int? {
        switch self {
        case .draft: nil
        case .submitted: 1
        case .accepted: 2
        case .declined: 3
        case .processing, .waiting: 4
        case .supplement: 5
        case .payment: 6
        case .withdrawn: 7
        case .stopped: 8
        case .done, .ready: 9
        case .returned: 10
        }
    }

    package var nameVi: String {
        switch self {
        case .draft: "Bản nháp"
        case .submitted: "Mới đăng ký"
        case .accepted: "Được tiếp nhận"
        case .declined: "Không được tiếp nhận"
        case .processing: "Đang xử lý"
        case .supplement: "Yêu cầu bổ sung giấy tờ"
        case .payment: "Yêu cầu thực hiện nghĩa vụ tài chính"
        case .waiting: "Chờ cơ quan khác"
        case .withdrawn: "Công dân yêu cầu rút hồ sơ"
        case .stopped: "Dừng xử lý"
        case .done: "Đã xử lý xong"
        case .ready: "Đã có kết quả, chờ người đến nhận"
        case .returned: "Đã trả kết quả"
        }
    }

    package var nameEn: String {
        switch self {
        case .draft: "Draft"
        case .submitted: "Handed in"
        case .accepted: "Accepted"
        case .declined: "Not accepted"
        case .processing: "In progress"
        case .supplement: "More papers needed"
        case .payment: "Payment needed"
        case .waiting: "Waiting for another agency"
        case .withdrawn: "Withdrawn by the citizen"
        case .stopped: "Stopped"
        case .done: "Decided"
        case .ready: "Result ready, not collected"
        case .returned: "Result handed over"
        }
    }

    /// Whether nothing more is to be decided.
    package var isFinal: Bool {
        switch self {
        case .declined, .withdrawn, .stopped, .done, .ready, .returned: true
        case .draft, .submitted, .accepted, .processing, .supplement, .payment, .waiting: false
        }
    }

    /// Whether the clock of the case stands still.
    package var isPaused: Bool { self == .supplement || self == .waiting }
}
